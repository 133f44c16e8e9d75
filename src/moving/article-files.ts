/** The article files of a folder that go into a database, with what stands beside them. */
import { createHash } from 'node:crypto';
import { COMPANION_ENDING, contentHash } from '../articles/companion.ts';
import {
  type Apart,
  type ArticleFile,
  listArticleFiles,
  readListedFile,
} from '../articles/folder.ts';
import type { LeftBehind } from '../library/postgres/left-behind.ts';
import type { SqlPool } from '../state/sql.ts';

/** What went along. */
export interface CopiedFiles {
  readonly files: number;
  readonly leftOut: readonly string[];
  /** What stays behind as it was moved. */
  readonly left: LeftBehind;
}

/** Those of a folder that are wanted. */
export async function wantedFiles(
  folder: string,
  apart: Apart,
  isWanted: (file: string) => boolean,
): Promise<{ readonly wanted: readonly ArticleFile[]; readonly others: number }> {
  const { files } = await listArticleFiles(folder, apart);
  const wanted = files.filter(({ file }) => isWanted(file));
  return { wanted, others: files.length - wanted.length };
}

/**
 * Copies files with all their bytes, as if they had come through Discord. What a copy that was stopped has
 * brought is not written again.
 */
export async function copyFiles(
  pool: SqlPool,
  collection: number,
  { folder, files }: { readonly folder: string; readonly files: readonly ArticleFile[] },
  progress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<CopiedFiles> {
  const left = new Map<string, string>();
  const leftOut: string[] = [];
  for (const [done, { file, mtimeMs }] of files.entries()) {
    signal.throwIfAborted();
    progress(done, files.length);
    const read = await readListedFile(folder, file);
    if ('problem' in read) {
      leftOut.push(file);
      continue;
    }
    const { bytes, companion, site } = read;
    await keep(pool, collection, file, bytes, mtimeMs);
    if (companion !== null && 'bytes' in companion) {
      await keep(pool, collection, file + COMPANION_ENDING, companion.bytes, mtimeMs);
    }
    left.set(file, contentHash(bytes, companion, site));
  }
  progress(files.length, files.length);
  await forget(pool, collection, left);
  return { files: left.size, leftOut, left };
}

async function keep(
  pool: SqlPool,
  collection: number,
  path: string,
  bytes: Uint8Array,
  modified: number,
): Promise<void> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await pool.query(
    `insert into files (collection, path, origin, sha256, size, modified, bytes)
     values ($1, $2, 'discord', $3, $4, $5, $6)
     on conflict (collection, path) do update set origin = 'discord', sha256 = excluded.sha256,
       size = excluded.size, modified = excluded.modified, bytes = excluded.bytes
     where files.sha256 <> excluded.sha256 or files.bytes is null`,
    [collection, path, sha256, bytes.length, modified, Buffer.from(bytes)],
  );
}

/** What a move that was stopped has brought, and is gone from the folder since. */
async function forget(pool: SqlPool, collection: number, left: LeftBehind): Promise<void> {
  const paths = [...left.keys()].flatMap((path) => [path, path + COMPANION_ENDING]);
  await pool.query(
    `delete from files where collection = $1 and origin = 'discord' and path <> all($2)`,
    [collection, paths],
  );
}

/** How many files came along whole. @throws nothing: what differs is missing from the count. */
export async function countWhole(pool: SqlPool, collection: number): Promise<number> {
  const [row] = await pool.query<{ count: number }>(
    `select count(*)::int as count from files where collection = $1 and origin = 'discord'
       and encode(sha256(bytes), 'hex') = sha256 and length(bytes) = size`,
    [collection],
  );
  return row?.count ?? 0;
}
