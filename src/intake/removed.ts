/** Removed files, which can be put back for 30 days: what there is, and when it goes. */
import { z } from 'zod';
import { isArticleName } from '../articles/formats.ts';
import {
  removeOlder,
  type StateEntry,
  type StateFile,
  type StateFolder,
} from '../state/state-folder.ts';
import { REMOVED_BYTES, REMOVED_MOST, REMOVED_MS } from './limits.ts';
import type { Places } from './places.ts';
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

/** In the state: removed articles, for some time, one folder each. */
export const REMOVED = 'removed';

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
export const CLAIMED_ENTRY = /^\.\d{4}-\d{2}-\d{2}-([^-]+)$/;

/** Whether a path leads to an article file and to nothing outside of the folder, links aside. */
export function isArticlePath(file: string): boolean {
  const isHarmless = file
    .split('/')
    .every((part) => part !== '' && part !== 'node_modules' && !/^\.|[\\\0]/.test(part));
  return isHarmless && isArticleName(file);
}

/** A removed file, and where it is kept. */
export interface RemovedEntry extends RemovedFile {
  /** Name of its folder in `removed/`. */
  readonly name: string;
  /** The permissions that it had; null where they are not known. */
  readonly mode: number | null;
  /** Bytes. */
  readonly size: number;
}

function parseNote(bytes: Buffer | null): RemovedNote | null {
  try {
    const note = Note.parse(JSON.parse(String(bytes)));
    return isArticlePath(note.file) ? note : null;
  } catch {
    // An older version wrote none, a full disk half of one: the file itself says where it was.
    return null;
  }
}

/** An entry of `removed/`, with its note. */
type Found = Pick<StateEntry, 'name' | 'modifiedAt'> & { readonly note: RemovedNote | null };

/** What an entry with these files is; null where it is nothing that could be put back. */
function entryOf(
  { name, modifiedAt, note }: Found,
  files: readonly StateFile[],
): RemovedEntry | null {
  const id = ENTRY.exec(name)?.[2] ?? '';
  if (!isRandomId(id)) return null;
  const above = `${REMOVED}/${name}/`.length;
  const inside = files.map(({ path, size }) => ({ file: path.slice(above), size }));
  const found = note
    ? inside.find(({ file }) => file === note.file)
    : inside.find(({ file }) => isArticlePath(file));
  if (!found) return null;
  const { file, size } = found;
  const removedAt = Math.floor(modifiedAt);
  const expiresAt = removedAt + REMOVED_MS;
  const { titles = [], mode = null } = note ?? {};
  return { id, file, titles, removedAt, expiresAt, name, mode, size };
}
const noteOf = (name: string) => `${REMOVED}/${name}/${REMOVED_NOTE}`;

/** What is in one folder of `removed/`; null where it is nothing that could be put back. */
export async function readEntry(
  state: StateFolder,
  { name, modifiedAt }: Omit<Found, 'note'>,
): Promise<RemovedEntry | null> {
  const note = parseNote(await state.read(noteOf(name)));
  return entryOf({ name, modifiedAt, note }, await state.list(`${REMOVED}/${name}`));
}

/** All that can be put back, what was removed last first. */
export async function removedEntries(state: StateFolder): Promise<RemovedEntry[]> {
  const [found, files] = await Promise.all([state.entries(REMOVED), state.list(REMOVED)]);
  const shown = found.filter(({ name }) => ENTRY.exec(name)?.[1] === '');
  const notes = await state.readEach(shown.map(({ name }) => noteOf(name)));
  const byName = new Map<string, StateFile[]>();
  for (const file of files) {
    const name = file.path.split('/')[1] ?? '';
    const others = byName.get(name);
    if (others) others.push(file);
    else byName.set(name, [file]);
  }
  return shown
    .map(({ name, modifiedAt }, i) => {
      const note = parseNote(notes[i] ?? null);
      return entryOf({ name, modifiedAt, note }, byName.get(name) ?? []);
    })
    .filter((entry) => entry !== null)
    .filter(({ expiresAt }) => expiresAt > Date.now())
    .sort((a, b) => b.removedAt - a.removedAt || (a.name < b.name ? -1 : 1));
}

/** Files that were removed and can be put back, what was removed last first. */
export async function listRemoved({ state }: Pick<Places, 'state'>): Promise<RemovedFile[]> {
  const entries = await removedEntries(state);
  return entries.map(({ name: _name, mode: _mode, size: _size, ...removed }) => removed);
}

/**
 * Throws away what was removed more than 30 days ago, and what is beyond `REMOVED_MOST` and
 * `REMOVED_BYTES`, the oldest first; what was removed last stays, however large it is.
 */
export async function tidyRemoved(state: StateFolder): Promise<void> {
  await removeOlder(state, REMOVED, REMOVED_MS);
  let bytes = 0;
  for (const [index, { name, size }] of (await removedEntries(state)).entries()) {
    bytes += size;
    if (index === 0 || (index < REMOVED_MOST && bytes <= REMOVED_BYTES)) continue;
    await state.remove(`${REMOVED}/${name}`);
  }
}
