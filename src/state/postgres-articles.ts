/** Articles in PostgreSQL: rows of the table `files` with all their bytes, for a writer to read. */
import { createHash } from 'node:crypto';
import { COMPANION_ENDING } from '../articles/companion.ts';
import { REVISION_CHANNEL } from '../database/revision.ts';
import { Refusal, statement } from '../refusals.ts';
import { type ArticleStore, type NameFor, splitPath } from './article-store.ts';
import type { Sql } from './sql.ts';
import { partsOf, StateError } from './state-folder.ts';

/** Names right below a folder: of its files, and of the folders in it. */
const NAMES = `
  select distinct split_part(substr(path, length($2) + 1), '/', 1) as name
  from files where collection = $1 and starts_with(path, $2)`;

const FIND = `
  select path, bytes, modified from files where collection = $1 and path = any($2)`;

const HAS = 'select 1 from files where collection = $1 and path = $2';
const HAS_STATE = 'select 1 from state_files where collection = $1 and path = $2';

const ADD = `
  with shown as (delete from withdrawn where collection = $1 and path = $2)
  insert into files (collection, path, origin, sha256, size, modified, bytes)
  values ($1, $2, 'discord', $3, $4, $5, $6)
  on conflict (collection, path) do nothing
  returning 1`;

const REPLACE = `
  update files set sha256 = $3, size = $4, modified = $5, bytes = $6
  where collection = $1 and path = $2 and origin = 'discord'
  returning 1`;

const TAKE_IN = `
  with shown as (delete from withdrawn where collection = $1 and path = $3)
  insert into files (collection, path, origin, sha256, size, modified, bytes)
  select $1, $3, 'discord', encode(sha256(bytes), 'hex'), length(bytes), $4, bytes
  from state_files where collection = $1 and path = $2
  on conflict (collection, path) do nothing
  returning 1`;

const MOVED = 'delete from state_files where collection = $1 and path = any($2)';

/** Nobody is shown it any more, before a writer has taken its passages out. */
const TAKE_OUT = `
  with gone as (
    delete from files where collection = $1 and path = any($2) and origin = 'discord'
    returning path, bytes
  ), hidden as (
    insert into withdrawn (collection, path) select $1, path from gone
    on conflict (collection, path) do nothing
  ), raised as (
    update collections set revision = revision + 1, removed_at_revision = revision + 1
    where no = $1 and exists (select from gone)
    returning no, revision, removed_at_revision
  ), moved as (
    insert into state_files (collection, path, version, bytes, modified)
    select $1, $3 || substr(path, length($4) + 1), nextval('state_versions'), bytes,
      clock_timestamp()
    from gone
    returning path
  )
  select path, (select pg_notify('${REVISION_CHANNEL}',
    concat_ws(' ', no, revision, removed_at_revision)) is null from raised) as told
  from moved`;

/** A row of a file that is looked for. */
interface Found {
  readonly path: string;
  readonly bytes: Buffer | null;
  readonly modified: number;
}

/** @param collection number of the collection; see the table `collections`. */
export function postgresArticles(sql: Sql, collection: number): ArticleStore {
  const find = async (...paths: string[]): Promise<ReadonlyMap<string, Found>> => {
    const rows = await sql.query<Found>(FIND, [collection, paths]);
    return new Map(rows.map((row) => [row.path, row]));
  };

  const isThere = async (text: string, path: string) =>
    (await sql.query(text, [collection, path])).length > 0;

  async function namesIn(folder: string): Promise<readonly string[]> {
    const prefix = folder === '' ? '' : `${folder}/`;
    const rows = await sql.query<{ name: string }>(NAMES, [collection, prefix]);
    return rows.map(({ name }) => name);
  }

  /** Finds a name that is free, for as long as others take them. @returns the path */
  async function takeName(
    folder: string,
    nameFor: NameFor,
    isTaken: (path: string) => Promise<boolean>,
  ): Promise<string> {
    for (;;) {
      const taken = new Set((await namesIn(folder)).map((name) => name.toLowerCase()));
      const name = nameFor(taken);
      const path = folder === '' ? name : `${folder}/${name}`;
      partsOf(path);
      if (!(await isTaken(path))) return path;
    }
  }

  const valuesOf = (path: string, bytes: Uint8Array) => {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return [collection, path, sha256, bytes.length, Date.now(), Buffer.from(bytes)];
  };

  return {
    place: 'PostgreSQL',
    async refuseUnlessThere() {},
    async refuseUnlessWritable() {},
    names: namesIn,
    async find(file) {
      return (await isThere(HAS, file)) ? { kind: 'file', mode: null } : null;
    },
    async read(file) {
      return (await find(file)).get(file)?.bytes ?? null;
    },
    async content(file) {
      const rows = await find(file, file + COMPANION_ENDING);
      const row = rows.get(file);
      if (!row?.bytes) {
        const problem = statement('notIndexed', { file, reason: statement('gone') });
        return { file, problem, isItsOwn: false };
      }
      const beside = rows.get(file + COMPANION_ENDING)?.bytes ?? null;
      const { bytes, modified: mtimeMs } = row;
      const size = bytes.length + (beside?.length ?? 0);
      const companion = beside === null ? null : { bytes: beside };
      return { file, size, mtimeMs, bytes, companion, site: [] };
    },
    add: (folder, nameFor, bytes) =>
      takeName(folder, nameFor, async (path) => {
        return (await sql.query(ADD, valuesOf(path, bytes))).length === 0;
      }),
    async replace(file, bytes) {
      const done = await sql.query(REPLACE, valuesOf(file, bytes));
      if (done.length === 0) throw new StateError('ENOENT', file);
    },
    async takeIn(from, folder, nameFor) {
      const take = (source: string, path: string) =>
        sql.query(TAKE_IN, [collection, source, path, Date.now()]);
      const path = await takeName(folder, nameFor, async (path) => {
        if ((await take(from, path)).length > 0) return false;
        if (await isThere(HAS_STATE, from)) return true;
        throw new StateError('ENOENT', from);
      });
      await take(from + COMPANION_ENDING, path + COMPANION_ENDING);
      await sql.query(MOVED, [collection, [from, from + COMPANION_ENDING]]);
      return path;
    },
    async takeOut(file, to) {
      partsOf(to);
      const paths = [file, file + COMPANION_ENDING];
      const moved = await sql.query<{ path: string }>(TAKE_OUT, [collection, paths, to, file]);
      if (moved.some(({ path }) => path === to)) return null;
      if (await isThere(HAS, file)) {
        throw new Refusal('removedInFolder', { file: splitPath(file).name });
      }
      throw new StateError('ENOENT', file);
    },
  };
}
