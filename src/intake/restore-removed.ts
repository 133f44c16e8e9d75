/** Puts back what was removed: to its place, as it was, once. */
import { chmod, lstat, mkdir, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { isInInnerCollection } from '../articles/collection-mark.ts';
import { COMPANION_ENDING } from '../articles/companion.ts';
import { isInside, readListedFile } from '../articles/folder.ts';
import { PRIVATE_FILE } from '../data-folders.ts';
import { readArticle } from '../reading/read-article.ts';
import type { Reader } from '../reading/reader.ts';
import { isRefusal, Refusal } from '../refusals.ts';
import { articleMode, articlesRoot, type IntakeFolders, removedDir } from './folders.ts';
import type { Duplicate, KnownArticles } from './known-articles.ts';
import { moveFile } from './move-file.ts';
import { removedEntries } from './removed.ts';
import { traitsOf } from './traits.ts';

/** Putting back waits for itself, and for nobody else. */
const LANE = 'restoring';

/** What became of a removed file. */
export interface Restored {
  /** Where it is now: another name where `was` is taken by now. */
  readonly file: string;
  readonly was: string;
}

/** By what is looked whether it is there already. */
export interface RestoreParts {
  readonly known: KnownArticles;
  readonly reader: Reader;
}

function notThere(cause?: unknown): Refusal {
  return new Refusal('notRestorable', {}, { cause });
}

/**
 * Moves a removed file back among the articles, where the watch or a refresh finds it. Never
 * overwrites; asked twice at once, it is put back once.
 * @throws Refusal `notRestorable` where it was put back or is gone, `restoreThere` where all that it
 *   says is among the articles by now, `notRestored` where the folder cannot be written to
 */
export async function restoreRemoved(
  id: string,
  folders: IntakeFolders,
  parts: RestoreParts,
): Promise<Restored> {
  const root = await articlesRoot(folders);
  const entry = (await removedEntries(folders)).find((entry) => entry.id === id);
  if (!entry) throw notThere();
  const { name, file: was, mode } = entry;
  const there = await findAgain(join(removedDir(folders), name), was, parts);
  if (there) throw new Refusal('restoreThere', { ...there });
  // Whoever renames the folder puts it back; for anybody else it is gone.
  const [place, claimed] = [name, `.${name}`].map((name) => join(removedDir(folders), name)) as [
    string,
    string,
  ];
  await rename(place, claimed).catch((cause: unknown) => {
    throw notThere(cause);
  });
  const from = join(claimed, ...was.split('/'));
  try {
    await setMode(from, mode ?? (await articleMode(root)));
    await setMode(from + COMPANION_ENDING, mode ?? (await articleMode(root))).catch(() => {});
    const file = await moveBack(from, was, root);
    await rm(claimed, { recursive: true, force: true });
    return { file, was };
  } catch (cause) {
    for (const end of ['', COMPANION_ENDING])
      await setMode(from + end, PRIVATE_FILE).catch(() => {});
    await rename(claimed, place);
    throw new Refusal('notRestored', { file: basename(was).slice(0, 100) }, { cause });
  }
}

/** An article that says the same, where there is one for each that a removed file holds. */
async function findAgain(
  place: string,
  file: string,
  { known, reader }: RestoreParts,
): Promise<Duplicate | null> {
  const content = await readListedFile(place, file);
  if ('problem' in content) return null;
  const reading = await readArticle(reader, content, { lane: LANE }).catch((error: unknown) => {
    // What cannot be read cannot be compared; it may be put back all the same.
    if (isRefusal(error)) return null;
    throw error;
  });
  if (reading === null || reading.articles.length === 0) return null;
  const same = await known.findDuplicate({ files: [reading.sha256], articles: [] });
  if (same !== null) return same;
  let first: Duplicate | null = null;
  for (const article of reading.articles) {
    // The same words: another version of a page has its address, and most of its paragraphs.
    const words = { ...traitsOf(article), address: null, paragraphs: [] };
    const found = await known.findDuplicate({ files: [], articles: [words] });
    if (found === null) return null;
    first ??= found;
  }
  return first;
}

/** A link has no mode of its own: what it leads to stays as it is. */
async function setMode(path: string, mode: number): Promise<void> {
  if ((await lstat(path)).isFile()) await chmod(path, mode);
}

/** Moves a file and its companion to their place, its folders made again, under the first free name. */
async function moveBack(from: string, was: string, root: string): Promise<string> {
  const parts = was.split('/');
  const own = parts.pop() ?? '';
  const folder = await makeFolders(parts, root);
  const hasCompanion = (await stat(from + COMPANION_ENDING).catch(() => null)) !== null;
  const ending = extname(own);
  const stem = own.slice(0, own.length - ending.length);
  // Some systems tell no case apart.
  const taken = new Set((await readdir(folder)).map((name) => name.toLowerCase()));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? own : `${stem}-${number}${ending}`;
    const ends = hasCompanion ? [COMPANION_ENDING, ''] : [''];
    if (ends.some((end) => taken.has((name + end).toLowerCase()))) continue;
    if (await moveAll(from, join(folder, name), ends)) return [...parts, name].join('/');
  }
}

/**
 * Moves a file and what stands beside it, all of them or none.
 * @param ends of their names, in the order in which they are moved
 * @returns false, with everything as it was, where a name is taken
 */
async function moveAll(from: string, to: string, ends: readonly string[]): Promise<boolean> {
  const moved: string[] = [];
  const isMoved = async (end: string) => {
    if (!(await moveFile(from + end, to + end))) return false;
    moved.push(end);
    return true;
  };
  try {
    for (const end of ends) if (!(await isMoved(end))) break;
  } finally {
    if (moved.length < ends.length) {
      for (const end of moved) await moveFile(to + end, from + end).catch(() => {});
    }
  }
  return moved.length === ends.length;
}

/** The folder of a path inside the articles folder. No link on the way may lead out of it. */
async function makeFolders(parts: readonly string[], root: string): Promise<string> {
  if (await isInInnerCollection(root, [...parts, 'file'].join('/'))) {
    throw new Error('Its folder is a collection of its own by now');
  }
  let folder = root;
  for (const part of parts) {
    const next = join(folder, part);
    await mkdir(next).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    folder = await realpath(next);
    if (!isInside(root, folder)) throw new Error('A link leads out of the articles folder');
  }
  return folder;
}
