/** Copies what is kept of a collection from a disk into a database or back, and sees that it is the same. */
import { createHash } from 'node:crypto';
import { utimes } from 'node:fs/promises';
import type { DiskState } from '../state/disk-state.ts';
import { postgresState } from '../state/postgres-state.ts';
import type { SqlPool } from '../state/sql.ts';
import type { StateFile, StateFolder } from '../state/state-folder.ts';
import { MARK } from './mark.ts';

/** State as it is moved: what is in it, and since when, since that decides when it goes. */
export interface StateSide {
  /** All files by path, but for what is left out of a move; times in whole milliseconds since 1970. */
  list(): Promise<readonly StateFile[]>;
  /** Null where there is no file of its own, as for a link. */
  read(path: string): Promise<Buffer | null>;
  write(path: string, bytes: Buffer, modifiedAt: number): Promise<void>;
  remove(path: string): Promise<void>;
  /** To be called when all is written: times of folders are set last. */
  finish(): Promise<void>;
}

/** What was copied. */
export interface CopiedState {
  readonly files: number;
  readonly bytes: number;
  /** Paths of what is no plain file, such as a link: it stays where it is. */
  readonly skipped: readonly string[];
}

/** The folder two steps down that a file is in: an entry, as of what waits, which is as old as its folder. */
function entryOf(path: string): string | null {
  const [top, entry, below] = path.split('/', 3);
  return below === undefined ? null : `${top}/${entry}`;
}

/** The state of a disk. @param leaves paths that are not moved, beside the mark. */
export function diskSide(state: DiskState, leaves: ReadonlySet<string> = new Set()): StateSide {
  return {
    async list() {
      const files = (await state.list('')).filter(({ path }) => path !== MARK && !leaves.has(path));
      const tops = new Set(files.flatMap(({ path }) => (entryOf(path) ? path.split('/', 1) : [])));
      const ages = new Map<string, number>();
      for (const top of tops) {
        for (const { name, modifiedAt } of await state.entries(top as string)) {
          ages.set(`${top}/${name}`, modifiedAt);
        }
      }
      return files.map(({ path, size, modifiedAt }) => {
        const age = ages.get(entryOf(path) ?? '') ?? modifiedAt;
        return { path, size, modifiedAt: Math.floor(age) };
      });
    },
    read: (path) => state.read(path),
    async write(path, bytes, modifiedAt) {
      await state.write(path, bytes);
      await setTime(state, path, modifiedAt);
    },
    remove: (path) => state.remove(path),
    async finish() {
      const newest = new Map<string, number>();
      for (const { path, modifiedAt } of await state.list('')) {
        const entry = entryOf(path);
        if (entry === null) continue;
        newest.set(entry, Math.max(modifiedAt, newest.get(entry) ?? 0));
      }
      for (const [entry, at] of newest) await setTime(state, entry, at);
    },
  };
}

const MS = 1_000;

/** Systems cut what they are given down to what they keep: in the middle of its millisecond it stays in that. */
async function setTime(state: DiskState, path: string, at: number): Promise<void> {
  const seconds = (Math.floor(at) + 0.5) / MS;
  await utimes(await state.placeOf(path), seconds, seconds);
}

/** The state of a collection in a database. @param leaves as for a disk. */
export function postgresSide(
  pool: SqlPool,
  collection: number,
  leaves: ReadonlySet<string> = new Set(),
): StateSide {
  const state: StateFolder = postgresState(pool, collection);
  return {
    async list() {
      const files = (await state.list('')).filter(({ path }) => path !== MARK && !leaves.has(path));
      return files.map((file) => ({ ...file, modifiedAt: Math.floor(file.modifiedAt) }));
    },
    read: (path) => state.read(path),
    async write(path, bytes, modifiedAt) {
      await pool.transaction(async (sql) => {
        await postgresState(sql, collection).write(path, bytes);
        await sql.query(
          `update state_files set modified = to_timestamp($3::float8 / 1000)
           where collection = $1 and path = $2`,
          [collection, path, modifiedAt],
        );
      });
    },
    remove: (path) => state.remove(path),
    async finish() {},
  };
}

/**
 * Makes `to` hold what `from` does. What a copy that was stopped has brought is not brought again.
 * @throws what either side does, and the signal's reason.
 */
export async function copyState(
  from: StateSide,
  to: StateSide,
  signal: AbortSignal,
): Promise<CopiedState> {
  const [wanted, there] = [await from.list(), await to.list()];
  const known = new Map(there.map((file) => [file.path, file]));
  const paths = new Set(wanted.map(({ path }) => path));
  for (const { path } of there) if (!paths.has(path)) await to.remove(path);
  const skipped: string[] = [];
  let bytes = 0;
  for (const { path, size, modifiedAt } of wanted) {
    signal.throwIfAborted();
    const before = known.get(path);
    bytes += size;
    if (before?.size === size && before.modifiedAt === modifiedAt) continue;
    const content = await from.read(path);
    if (content === null) {
      skipped.push(path);
      bytes -= size;
    } else await to.write(path, content, modifiedAt);
  }
  await to.finish();
  return { files: wanted.length - skipped.length, bytes, skipped };
}

/** A hash of all that is in it, by path; what is no plain file counts on neither side. */
export async function hashState(side: StateSide): Promise<string> {
  const hash = createHash('sha256');
  for (const { path } of await side.list()) {
    const content = await side.read(path);
    if (content === null) continue;
    hash.update(`${path}\n${content.length}\n`).update(content);
  }
  return hash.digest('hex');
}
