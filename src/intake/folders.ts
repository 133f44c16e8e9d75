/** The folders that articles are added to and removed from, and what waits in between. */
import { mkdir, readdir, realpath, rm, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { isInside } from '../articles/folder.ts';
import { dataFolders, PRIVATE_FILE, PRIVATE_FOLDER } from '../data-folders.ts';
import { Refusal } from '../refusals.ts';

/** Where things are. Absolute paths. */
export interface IntakeFolders {
  readonly dataDir: string;
  readonly collection?: string;
  readonly articlesDir: string;
}

/** Candidates, one folder each, named by their ids. */
export function intakeDir({ dataDir, collection }: IntakeFolders): string {
  return dataFolders(dataDir, collection).intake;
}

/** Removed articles, for some time, one folder each. */
export function removedDir({ dataDir, collection }: IntakeFolders): string {
  return dataFolders(dataDir, collection).removed;
}

/** The real path of a path of which the last parts may not exist yet. */
async function realPlace(path: string): Promise<string> {
  const whole = resolve(path);
  try {
    return await realpath(whole);
  } catch {
    const above = resolve(whole, '..');
    return above === whole ? whole : join(await realPlace(above), basename(whole));
  }
}

/**
 * The real path of the articles folder.
 * @throws Refusal when there is none, or when the data folder lies in it, where
 *   what only waits would count as an article
 */
export async function articlesRoot({ articlesDir, dataDir }: IntakeFolders): Promise<string> {
  const root = await realpath(articlesDir).catch((cause: unknown) => {
    throw new Refusal('folderMissing', { folder: articlesDir }, { cause });
  });
  if (isInside(root, await realPlace(dataDir))) {
    throw new Refusal('dataAmongArticles');
  }
  return root;
}

/** Mode of a file among the articles: whoever may read the folder may read it. */
export async function articleMode(root: string): Promise<number> {
  return (PRIVATE_FILE | (await stat(root)).mode) & 0o644;
}

/** Makes a folder of the state, and those above it. @throws Refusal `folderNotMade`. */
export async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: PRIVATE_FOLDER }).catch((cause: unknown) => {
    throw new Refusal('folderNotMade', { folder: path }, { cause });
  });
}

/** Deletes the entries of a folder that were last changed more than `ageMs` ago. */
export async function deleteOlder(folder: string, ageMs: number): Promise<void> {
  const names = await readdir(folder).catch((): string[] => []);
  for (const name of names) {
    const path = join(folder, name);
    const info = await stat(path).catch(() => null);
    if (info && Date.now() - info.mtimeMs > ageMs) await rm(path, { recursive: true, force: true });
  }
}
