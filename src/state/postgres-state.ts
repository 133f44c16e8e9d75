/** State in PostgreSQL: rows by collection and path, in tables that all collections share. */
import type { Sql } from './sql.ts';
import {
  type ByteRange,
  byPath,
  partsOf,
  refuseUnlessLines,
  StateError,
  type StateFolder,
} from './state-folder.ts';

/** A file with what was added to it since it was written whole. */
interface Row {
  readonly path: string;
  readonly bytes: Buffer | null;
  /** Null where the file has only lines so far. */
  readonly version: number | null;
  readonly lines: readonly string[] | null;
  readonly numbers: readonly number[] | null;
}

const READ = `
  select p.path, f.bytes, f.version, l.lines, l.numbers
  from unnest($2::text[]) as p (path)
  left join state_files f on f.collection = $1 and f.path = p.path
  left join lateral (
    select array_agg(line order by n) as lines, array_agg(n order by n) as numbers
    from state_lines where collection = $1 and path = p.path
  ) l on true`;

const READ_PART = `
  select substring(f.bytes from $3 for $4) as bytes, exists (
    select from state_lines l where l.collection = $1 and l.path = $2
  ) as more
  from state_files f where f.collection = $1 and f.path = $2`;

const WRITE = `
  with gone as (delete from state_lines where collection = $1 and path = $2)
  insert into state_files (collection, path, version, bytes, modified)
  values ($1, $2, nextval('state_versions'), $3, clock_timestamp())
  on conflict (collection, path) do update
  set version = excluded.version, bytes = excluded.bytes, modified = excluded.modified`;

const MAKE = `
  insert into state_files (collection, path, version, bytes, modified)
  values ($1, $2, nextval('state_versions'), $3, clock_timestamp())
  on conflict (collection, path) do nothing
  returning 1`;

/** What was added meanwhile, and so was not read, stays. */
const EXCHANGE = `
  with done as (
    update state_files
    set version = nextval('state_versions'), bytes = $5, modified = clock_timestamp()
    where collection = $1 and path = $2 and version = $3
    returning 1
  ), gone as (
    delete from state_lines
    where collection = $1 and path = $2 and n = any($4::bigint[]) and exists (select from done)
  )
  select 1 from done`;

const EXCHANGE_FOR_NOTHING = `
  with done as (
    delete from state_files where collection = $1 and path = $2 and version = $3 returning 1
  ), gone as (
    delete from state_lines
    where collection = $1 and path = $2 and n = any($4::bigint[]) and exists (select from done)
  )
  select 1 from done`;

const APPEND = `
  insert into state_lines (collection, path, line)
  select $1, $2, line from unnest($3::text[]) with ordinality as added (line, i) order by i`;

/** A path and all below it: `/` is followed by `0`. */
const BELOW = `collection = $1 and ($2 = '' or path = $2 or (path >= $2 || '/' and path < $2 || '0'))`;

const ALL = `
  select path, (extract(epoch from max(modified)) * 1000)::float8 as modified,
    sum(size)::float8 as size
  from (
    select path, modified, octet_length(bytes) + case
      when octet_length(bytes) > 0 and substring(bytes from octet_length(bytes)) <> '\\x0a'::bytea
        and exists (
          select from state_lines l where l.collection = $1 and l.path = state_files.path
        )
      then 1 else 0 end as size
    from state_files where ${BELOW}
    union all
    select path, modified, octet_length(line) + 1 from state_lines where ${BELOW}
  ) found
  group by path`;

const ENTRIES = `
  select split_part(rest, '/', 1) as name, bool_or(rest like '%/%') as folder,
    (extract(epoch from max(modified)) * 1000)::float8 as modified
  from (
    select substr(path, $3) as rest, modified from state_files where ${BELOW} and path <> $2
    union all
    select substr(path, $3), modified from state_lines where ${BELOW} and path <> $2
  ) found
  group by 1`;

const MOVE = `
  with taken as (
    select exists (
      select from state_files where collection = $1
        and (path = $3 or (path >= $3 || '/' and path < $3 || '0'))
      union all
      select from state_lines where collection = $1
        and (path = $3 or (path >= $3 || '/' and path < $3 || '0'))
    ) as it
  ), moved_files as (
    update state_files set path = $3 || substr(path, length($2) + 1)
    where ${BELOW} and not (select it from taken) returning 1
  ), moved_lines as (
    update state_lines set path = $3 || substr(path, length($2) + 1)
    where ${BELOW} and not (select it from taken) returning 1
  )
  select (select it from taken) as taken,
    (select count(*) from moved_files) + (select count(*) from moved_lines) as moved`;

const REMOVE = `
  with gone as (delete from state_lines where ${BELOW})
  delete from state_files where ${BELOW}`;

const UNIQUE_VIOLATION = '23505';

/** @param collection number of the collection; see the table `collections`. */
export function postgresState(sql: Sql, collection: number): StateFolder {
  async function rows(paths: readonly string[]): Promise<readonly Row[]> {
    for (const path of paths) partsOf(path);
    return sql.query<Row>(READ, [collection, paths]);
  }

  async function row(path: string): Promise<Row> {
    const [found] = await rows([path]);
    return found ?? { path, bytes: null, version: null, lines: null, numbers: null };
  }

  async function readPart(path: string, { start, end }: ByteRange): Promise<Buffer | null> {
    const values = [collection, path, start + 1, Math.max(0, end - start)];
    type Part = { readonly bytes: Buffer; readonly more: boolean };
    const [part] = await sql.query<Part>(READ_PART, values);
    if (part && !part.more) return part.bytes;
    return wholeOf(await row(path))?.subarray(start, Math.max(start, end)) ?? null;
  }

  return {
    async read(path, range) {
      partsOf(path);
      return range === undefined ? wholeOf(await row(path)) : readPart(path, range);
    },
    async readEach(paths) {
      const found = new Map((await rows(paths)).map((each) => [each.path, wholeOf(each)]));
      return paths.map((path) => found.get(path) ?? null);
    },
    async write(path, bytes) {
      partsOf(path);
      await sql.query(WRITE, [collection, path, Buffer.from(bytes)]);
    },
    async update(path, change) {
      for (;;) {
        const now = await row(path);
        const before = wholeOf(now);
        const after = change(before);
        if (after === before) return;
        const made = [collection, path, Buffer.from(after ?? [])];
        if (now.version !== null) {
          const values = [collection, path, now.version, now.numbers ?? []];
          const done =
            after === null
              ? await sql.query(EXCHANGE_FOR_NOTHING, values)
              : await sql.query(EXCHANGE, [...values, made[2]]);
          if (done.length === 1) return;
        } else if (before === null) {
          if ((await sql.query(MAKE, made)).length === 1) return;
        } else await sql.query(MAKE, [collection, path, Buffer.alloc(0)]);
      }
    },
    async append(path, lines) {
      refuseUnlessLines(lines);
      partsOf(path);
      await sql.query(APPEND, [collection, path, lines]);
    },
    async list(path) {
      if (path !== '') partsOf(path);
      type Listed = { readonly path: string; readonly modified: number; readonly size: number };
      const rows = await sql.query<Listed>(ALL, [collection, path]);
      return rows
        .map(({ path, modified, size }) => ({ path, size, modifiedAt: modified }))
        .sort(byPath);
    },
    async entries(path) {
      if (path !== '') partsOf(path);
      // Characters, as the database counts them.
      const start = path === '' ? 1 : Array.from(path).length + 2;
      type Found = { readonly name: string; readonly folder: boolean; readonly modified: number };
      const rows = await sql.query<Found>(ENTRIES, [collection, path, start]);
      return rows
        .map(({ name, folder, modified }) => ({ name, isFolder: folder, modifiedAt: modified }))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    async move(from, to) {
      partsOf(from);
      partsOf(to);
      type Moved = { readonly taken: boolean; readonly moved: number };
      const [done] = await sql
        .query<Moved>(MOVE, [collection, from, to])
        .catch((error: NodeJS.ErrnoException) => {
          throw error.code === UNIQUE_VIOLATION ? new StateError('EEXIST', to) : error;
        });
      // Where nothing is, nothing is in the way either.
      if (done?.taken && (await this.list(from)).length > 0) throw new StateError('EEXIST', to);
      if (!done || done.moved === 0) throw new StateError('ENOENT', from);
    },
    async remove(path) {
      if (path !== '') partsOf(path);
      await sql.query(REMOVE, [collection, path]);
    },
  };
}

const LINE_END = 10;

function wholeOf({ bytes, lines }: Row): Buffer | null {
  if (lines === null || lines.length === 0) return bytes;
  const added = Buffer.from(lines.map((line) => `${line}\n`).join(''));
  if (bytes === null || bytes.length === 0) return added;
  const glue = bytes.at(-1) === LINE_END ? [] : [Buffer.from('\n')];
  return Buffer.concat([bytes, ...glue, added]);
}
