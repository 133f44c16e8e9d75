/** Removed files, which can be put back for 30 days: what there is, and when it goes. */
import { lstat, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { isArticleName } from '../articles/formats.ts';
import { deleteOlder, type IntakeFolders, removedDir } from './folders.ts';
import { LEFTOVER_MS, REMOVED_BYTES, REMOVED_MOST, REMOVED_MS } from './limits.ts';
import { isRandomId } from './random-id.ts';

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

/** Whether a path leads to an article file and to nothing outside of the folder, links aside. */
export function isArticlePath(file: string): boolean {
  const isHarmless = file
    .split('/')
    .every((part) => part !== '' && part !== 'node_modules' && !/^\.|[\\\0]/.test(part));
  return isHarmless && isArticleName(file);
}

/** A removed file, and where it is kept. */
export interface RemovedEntry extends RemovedFile {
  /** Name of its folder in `state/removed/`. */
  readonly name: string;
  /** The permissions that it had; null where they are not known. */
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
async function readEntry(name: string, folder: string): Promise<RemovedEntry | null> {
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
export async function removedEntries(folders: IntakeFolders): Promise<RemovedEntry[]> {
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
  const entries = await removedEntries(folders);
  return entries.map(({ name: _name, mode: _mode, size: _size, ...removed }) => removed);
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
  for (const [index, { name, size }] of (await removedEntries(folders)).entries()) {
    bytes += size;
    if (index === 0 || (index < REMOVED_MOST && bytes <= REMOVED_BYTES)) continue;
    await rm(join(folder, name), { recursive: true, force: true });
  }
}
