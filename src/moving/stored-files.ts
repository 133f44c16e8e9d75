/** The article files of a collection in a database, and whether a folder can take them. */
import { createHash } from 'node:crypto';
import { lstat, readFile, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { COMPANION_ENDING } from '../articles/companion.ts';
import { type Apart, listArticleFiles } from '../articles/folder.ts';
import { Refusal } from '../refusals.ts';
import { type ArticleStore, splitPath } from '../state/article-store.ts';
import type { Sql } from '../state/sql.ts';

/** A file as the database has it. */
export interface MovedFile {
  readonly path: string;
  readonly origin: 'folder' | 'discord';
  /** Of one that came through Discord: of its bytes. */
  readonly sha256: string;
  readonly modified: number;
}

/** All of a collection, by path. */
export function storedFiles(sql: Sql, collection: number): Promise<readonly MovedFile[]> {
  return sql.query<MovedFile>(
    `select path, origin, sha256, modified from files where collection = $1
     order by path collate "C"`,
    [collection],
  );
}

/** Where they are to go. */
export interface Target {
  /** Absolute. */
  readonly folder: string;
  readonly apart: Apart;
  /** Whether a path is of a folder that is linked beside it. */
  readonly isLinked: (path: string) => boolean;
}

const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/**
 * Sees that a folder has what the database knows to be in it, and nothing else beside what is brought: what
 * was removed meanwhile would be an article again.
 * @throws Refusal `moveFilesMissing`, `moveFilesMore`, `moveFileDiffers`.
 */
export async function assertTarget(files: readonly MovedFile[], target: Target): Promise<void> {
  const { folder, apart, isLinked } = target;
  const found = await listArticleFiles(folder, apart).catch((error: unknown) => {
    if (files.some(({ origin }) => origin === 'folder')) throw error;
    return { files: [] };
  });
  const there = new Set(found.files.map(({ file }) => file));
  const known = new Set(files.map(({ path }) => path));
  const missing = files.filter(
    ({ path, origin }) => origin === 'folder' && !there.has(path) && !isLinked(path),
  );
  if (missing[0]) {
    throw new Refusal('moveFilesMissing', { count: missing.length, file: missing[0].path, folder });
  }
  const more = [...there].filter((path) => !known.has(path));
  if (more[0]) throw new Refusal('moveFilesMore', { count: more.length, file: more[0], folder });
  for (const { path, origin, sha256 } of files) {
    if (origin === 'folder') continue;
    const bytes = await bytesAt(folder, path);
    if (bytes !== null && sha256Of(bytes) !== sha256) {
      throw new Refusal('moveFileDiffers', { file: path, folder });
    }
  }
}

/** Null where there is nothing. */
async function bytesAt(folder: string, path: string): Promise<Buffer | null> {
  const place = join(folder, ...path.split('/'));
  const info = await lstat(place).catch(() => null);
  if (info === null) return null;
  return info.isFile() ? readFile(place) : Buffer.from('no file');
}

/**
 * Writes what came through Discord into a folder.
 * @returns how many articles' files there are of it now.
 * @throws Refusal `moveDiffers` where one is not as it was sent.
 */
export async function bringFiles(
  sql: Sql,
  { collection, id }: { readonly collection: number; readonly id: string },
  files: readonly MovedFile[],
  { articles, folder }: { readonly articles: ArticleStore; readonly folder: string },
  progress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<number> {
  const wanted = files.filter(({ origin }) => origin === 'discord');
  for (const [done, { path, sha256, modified }] of wanted.entries()) {
    signal.throwIfAborted();
    progress(done, wanted.length);
    if ((await bytesAt(folder, path)) === null) {
      const [row] = await sql.query<{ bytes: Buffer }>(
        'select bytes from files where collection = $1 and path = $2',
        [collection, path],
      );
      const { folder: inner, name } = splitPath(path);
      await articles.add(
        inner,
        (taken) => {
          if (taken.has(name.toLowerCase()))
            throw new Refusal('moveFileDiffers', { file: path, folder });
          return name;
        },
        row?.bytes ?? Buffer.alloc(0),
      );
    }
    const bytes = await bytesAt(folder, path);
    if (bytes === null || sha256Of(bytes) !== sha256) {
      throw new Refusal('moveDiffers', { name: id, what: path });
    }
    const at = new Date(modified);
    await utimes(join(folder, ...path.split('/')), at, at);
  }
  progress(wanted.length, wanted.length);
  return wanted.filter(({ path }) => !path.endsWith(COMPANION_ENDING)).length;
}
