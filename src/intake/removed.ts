/** Removed files, which can be put back for 30 days: what there is, how one is put back, when all goes. */
import {
  chmod,
  lstat,
  mkdir,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { z } from 'zod';
import { isInside, readListedFile } from '../articles/folder.ts';
import { isArticleName } from '../articles/formats.ts';
import { PRIVATE_FILE } from '../data-folders.ts';
import { readArticle } from '../reading/read-article.ts';
import type { Reader } from '../reading/reader.ts';
import { isRefusal, Refusal } from '../refusals.ts';
import {
  articleMode,
  articlesRoot,
  deleteOlder,
  type IntakeFolders,
  removedDir,
} from './folders.ts';
import type { Duplicate, KnownArticles } from './known-articles.ts';
import { LEFTOVER_MS, REMOVED_BYTES, REMOVED_MOST, REMOVED_MS } from './limits.ts';
import { moveFile } from './move-file.ts';
import { isRandomId } from './random-id.ts';
import { traitsOf } from './traits.ts';

/** A file that was removed and can be put back. */
export interface RemovedFile {
  /** 16 characters; nobody can guess it. Good for a custom id, and after a restart. */
  readonly id: string;
  /** Where it was in the articles folder, with `/`. */
  readonly file: string;
  /** Titles of the articles it holds, in order; none where it could not be read. */
  readonly titles: readonly string[];
  /** When it was removed, and when it goes for good, in milliseconds since 1970. */
  readonly removedAt: number;
  readonly expiresAt: number;
}

/** Beside a removed file. The dot keeps it apart from every article, whose paths have none in front. */
export const REMOVED_NOTE = '.removed.json';

const Note = z.object({
  file: z.string(),
  titles: z.array(z.string()),
  /** The permissions that it had. */
  mode: z.number().int().min(0).max(0o777).optional(),
});

/** What is known of a removed file beside itself. */
export type RemovedNote = z.infer<typeof Note>;

/** A day, and an id; with a dot in front while it is being put back. */
const ENTRY = /^(\.?)\d{4}-\d{2}-\d{2}-([^-]+)$/;

/** Putting back waits for itself, and for nobody else. */
const LANE = 'restoring';

/** Whether a path leads to an article file and to nothing outside of the folder, links aside. */
export function isArticlePath(file: string): boolean {
  const isHarmless = file
    .split('/')
    .every((part) => part !== '' && part !== 'node_modules' && !/^\.|[\\\0]/.test(part));
  return isHarmless && isArticleName(file);
}

interface Entry extends RemovedFile {
  /** Name of its folder in `state/removed/`. */
  readonly name: string;
  readonly mode: number | null;
  /** Bytes. */
  readonly size: number;
}

async function readNote(place: string): Promise<RemovedNote | null> {
  try {
    const note = Note.parse(JSON.parse(await readFile(join(place, REMOVED_NOTE), 'utf8')));
    return isArticlePath(note.file) ? note : null;
  } catch {
    // An older version wrote none, a full disk half of one: the file itself says where it was.
    return null;
  }
}

/** The article file in a folder, however deep. Links are not followed. */
async function findFile(place: string, prefix = ''): Promise<string | null> {
  for (const found of await readdir(join(place, prefix), { withFileTypes: true })) {
    const file = prefix === '' ? found.name : `${prefix}/${found.name}`;
    if (found.isDirectory()) {
      const inside = await findFile(place, file);
      if (inside !== null) return inside;
    } else if (isArticlePath(file)) return file;
  }
  return null;
}

/** What is in one folder of `state/removed/`; null where it is nothing that could be put back. */
async function readEntry(name: string, folder: string): Promise<Entry | null> {
  const id = ENTRY.exec(name)?.[2] ?? '';
  if (!isRandomId(id)) return null;
  const place = join(folder, name);
  try {
    const removedAt = Math.floor((await stat(place)).mtimeMs);
    const note = await readNote(place);
    const file = note?.file ?? (await findFile(place));
    if (file === null) return null;
    const { size } = await lstat(join(place, ...file.split('/')));
    const expiresAt = removedAt + REMOVED_MS;
    const { titles = [], mode = null } = note ?? {};
    return { id, file, titles, removedAt, expiresAt, name, mode, size };
  } catch {
    return null;
  }
}

/** All that can be put back, what was removed last first. */
async function entriesOf(folders: IntakeFolders): Promise<Entry[]> {
  const folder = removedDir(folders);
  const names = await readdir(folder).catch((): string[] => []);
  const shown = names.filter((name) => ENTRY.exec(name)?.[1] === '');
  const entries = await Promise.all(shown.map((name) => readEntry(name, folder)));
  return entries
    .filter((entry) => entry !== null)
    .filter(({ expiresAt }) => expiresAt > Date.now())
    .sort((a, b) => b.removedAt - a.removedAt || (a.name < b.name ? -1 : 1));
}

/** Files that were removed and can be put back, what was removed last first. */
export async function listRemoved(folders: IntakeFolders): Promise<RemovedFile[]> {
  const entries = await entriesOf(folders);
  return entries.map(({ name: _name, mode: _mode, size: _size, ...removed }) => removed);
}

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
  const entry = (await entriesOf(folders)).find((entry) => entry.id === id);
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
    const file = await moveBack(from, was, root);
    await rm(claimed, { recursive: true, force: true });
    return { file, was };
  } catch (cause) {
    await setMode(from, PRIVATE_FILE).catch(() => {});
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

/** Moves a file to its place, its folders made again, under the first free name there. */
async function moveBack(from: string, was: string, root: string): Promise<string> {
  const parts = was.split('/');
  const own = parts.pop() ?? '';
  const folder = await makeFolders(parts, root);
  const ending = extname(own);
  const stem = own.slice(0, own.length - ending.length);
  // Some systems tell no case apart.
  const taken = new Set((await readdir(folder)).map((name) => name.toLowerCase()));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? own : `${stem}-${number}${ending}`;
    if (taken.has(name.toLowerCase())) continue;
    if (await moveFile(from, join(folder, name))) return [...parts, name].join('/');
  }
}

/** The folder of a path inside the articles folder. No link on the way may lead out of it. */
async function makeFolders(parts: readonly string[], root: string): Promise<string> {
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

/** What a process that was killed was putting back can be put back again; else nothing is left of it. */
async function mendLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch((): string[] => [])) {
    if (ENTRY.exec(name)?.[1] !== '.') continue;
    const claimed = join(folder, name);
    // Renaming a folder changes its status only: this is when it was claimed.
    const info = await stat(claimed).catch(() => null);
    if (info === null || Date.now() - info.ctimeMs < LEFTOVER_MS) continue;
    const isWhole = (await readEntry(name, folder)) !== null;
    if (isWhole) await rename(claimed, join(folder, name.slice(1))).catch(() => {});
    else await rm(claimed, { recursive: true, force: true });
  }
}

/**
 * Throws away what was removed more than 30 days ago, and what is beyond `REMOVED_MOST` and
 * `REMOVED_BYTES`, the oldest first; what was removed last stays, however large it is.
 */
export async function tidyRemoved(folders: IntakeFolders): Promise<void> {
  const folder = removedDir(folders);
  await mendLeftovers(folder);
  await deleteOlder(folder, REMOVED_MS);
  let bytes = 0;
  for (const [index, { name, size }] of (await entriesOf(folders)).entries()) {
    bytes += size;
    if (index === 0 || (index < REMOVED_MOST && bytes <= REMOVED_BYTES)) continue;
    await rm(join(folder, name), { recursive: true, force: true });
  }
}
