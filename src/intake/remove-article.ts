/** Takes a file out of the articles folder, and keeps it for a while in case that was a slip. */
import { chmod, copyFile, lstat, realpath, rename, rm, unlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { COMPANION_ENDING } from '../articles/companion.ts';
import { isInside, readListedFile } from '../articles/folder.ts';
import { PRIVATE_FILE } from '../data-folders.ts';
import type { Article } from '../model.ts';
import { readArticle } from '../reading/read-article.ts';
import type { Reader } from '../reading/reader.ts';
import { Refusal } from '../refusals.ts';
import {
  articlesRoot,
  deleteOlder,
  type IntakeFolders,
  makeFolder,
  removedDir,
} from './folders.ts';
import { REMOVED_MS } from './limits.ts';
import { randomId } from './random-id.ts';
import { isArticlePath, REMOVED_NOTE, type RemovedNote } from './removed.ts';

/** What removing a file did. */
export interface Removed {
  /** By which it can be put back; see `RemovedFile`. */
  readonly id: string;
  readonly file: string;
  /** Titles of the articles it held, in order; none where it could not be read. */
  readonly titles: readonly string[];
  /** Where it is for the next 30 days. Absolute path. */
  readonly movedTo: string;
}

/** Removals wait for each other, and for nobody else. */
const LANE = 'removal';

/** How a file is removed. */
export interface RemoveOptions {
  /** Whether a file that holds several articles may be removed with all of them. */
  readonly several?: boolean;
}

function notThere(file: string, cause?: unknown): Refusal {
  return new Refusal('noSuchFile', { file: basename(file).slice(0, 100) }, { cause });
}

/** The place of a file of the folder. No link on the way may lead out of it. */
async function placeOf(file: string, root: string): Promise<string> {
  if (!isArticlePath(file)) throw notThere(file);
  const parts = file.split('/');
  const folder = await realpath(join(root, ...parts.slice(0, -1))).catch((cause: unknown) => {
    throw notThere(file, cause);
  });
  if (!isInside(root, folder)) throw notThere(file);
  const place = join(folder, parts.at(-1) ?? '');
  const info = await lstat(place).catch((cause: unknown) => {
    throw notThere(file, cause);
  });
  if (!info.isFile() && !info.isSymbolicLink()) throw notThere(file);
  return place;
}

/** What a file holds; a file that cannot be read may be removed all the same. */
async function articlesOf(
  { root, place, file }: { readonly root: string; readonly place: string; readonly file: string },
  reader: Reader,
): Promise<readonly Article[]> {
  try {
    if (!(await lstat(place)).isFile()) return [];
    const content = await readListedFile(root, file);
    if ('problem' in content) return [];
    return (await readArticle(reader, content, { lane: LANE })).articles;
  } catch {
    return [];
  }
}

/**
 * Moves a file and its companion from the articles folder to `state/removed/` in the data folder and throws away what has
 * been there for more than 30 days.
 * @param file path inside the articles folder, with `/`
 * @throws Refusal `noSuchFile` for no article file of the folder, `severalArticles` for one that
 *   holds several, unless `several` is set
 */
export async function removeArticle(
  file: string,
  folders: IntakeFolders,
  reader: Reader,
  { several = false }: RemoveOptions = {},
): Promise<Removed> {
  const root = await articlesRoot(folders);
  const place = await placeOf(file, root);
  const titles = (await articlesOf({ root, place, file }, reader)).map((article) => article.title);
  if (titles.length > 1 && !several) {
    throw new Refusal('severalArticles', { file, n: titles.length });
  }
  await deleteOlder(removedDir(folders), REMOVED_MS);
  const day = new Date().toISOString().slice(0, 10);
  const id = randomId();
  const kept = join(removedDir(folders), `${day}-${id}`);
  const movedTo = join(kept, ...file.split('/'));
  await makeFolder(dirname(movedTo));
  try {
    await writeNote(kept, { file, titles, place });
    await moveOut(place, movedTo);
  } catch (error) {
    await rm(kept, { recursive: true, force: true });
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw notThere(file, error);
    throw new Refusal('notRemoved', { file }, { cause: error });
  }
  await makePrivate(movedTo);
  // It would speak of whatever gets that name next.
  const [beside, itsPlace] = [place, movedTo].map((path) => path + COMPANION_ENDING) as [
    string,
    string,
  ];
  const hasCompanion = (await lstat(beside).catch(() => null))?.isFile() ?? false;
  if (hasCompanion) await moveOut(beside, itsPlace).catch(() => {});
  if (hasCompanion) await makePrivate(itsPlace).catch(() => {});
  return { id, file, titles, movedTo };
}

/** A link's mode would be that of what it leads to; a file of somebody else stays as it is. */
async function makePrivate(path: string): Promise<void> {
  if ((await lstat(path)).isFile()) await chmod(path, PRIVATE_FILE).catch(() => {});
}

/** What cannot be noted, on a full disk, is missed in the list of removed files only. */
async function writeNote(
  kept: string,
  { place, ...of }: Pick<RemovedNote, 'file' | 'titles'> & { readonly place: string },
): Promise<void> {
  const mode = (await lstat(place)).mode & 0o777;
  const note: RemovedNote = { ...of, mode };
  const path = join(kept, REMOVED_NOTE);
  await writeFile(path, JSON.stringify(note), { mode: PRIVATE_FILE }).catch(() => {});
}

async function moveOut(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    await copyFile(from, to);
    await unlink(from);
  }
}
