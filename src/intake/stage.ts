/** What was sent waits here, read and shown, until somebody keeps or discards it. */
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { readArticleFile } from '../articles/read-article-file.ts';
import type { FileReading } from '../model.ts';
import { Refusal } from '../refusals.ts';
import type { Submission } from './candidate.ts';
import { freeName } from './file-names.ts';
import type { Duplicate } from './find-duplicate.ts';
import { articlesRoot, deleteOlder, type IntakeFolders, intakeDir, makeFolder } from './folders.ts';
import { STAGED_MS } from './limits.ts';
import { moveFile } from './move-file.ts';
import { isRandomId, randomId } from './random-id.ts';
import { type ReadingLimits, readInThread } from './read-in-thread.ts';

/** An article that waits to be kept or discarded. */
export interface Staged {
  /** 16 characters; nobody can guess it. Good for a custom id, and after a restart. */
  readonly id: string;
  /** The name it would get in the articles folder. */
  readonly fileName: string;
  /** How it will be read, and what was left out of the page or PDF that it was made of. */
  readonly reading: FileReading;
  /** An article that is in the folder already and says the same. */
  readonly duplicateOf: Duplicate | null;
  /** When it is thrown away by itself, in milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Beside the candidate's file. */
interface Note extends Pick<FileReading, 'dropped' | 'warnings'> {
  readonly fileName: string;
  readonly duplicateOf: Duplicate | null;
}

const NOTE = 'note.json';

/** The candidate has a fixed name while it waits, so that no name from outside is a path. */
const CONTENT = 'content';

function gone(cause?: unknown): Refusal {
  return new Refusal('notWaiting', {}, { cause });
}

/** Names in the articles folder, in lower case. */
async function takenNames(root: string): Promise<string[]> {
  return (await readdir(root)).map((name) => name.toLowerCase());
}

/**
 * Reads what somebody sent, in a thread of its own, and lays it aside. It counts for nothing until
 * `keepStaged`.
 * @throws Refusal `notAdded` where it is nothing to add, another where the folders are not right
 */
export async function stageArticle(
  submission: Submission,
  folders: IntakeFolders,
  limits: Partial<ReadingLimits> = {},
): Promise<Staged> {
  const root = await articlesRoot(folders);
  await cleanStaged(folders);
  const taken = await takenNames(root);
  const job = { submission, taken, articlesDir: root };
  const { candidate, duplicateOf } = await readInThread(job, limits);
  const { fileName, bytes, reading } = candidate;
  const id = randomId();
  const note: Note = {
    fileName,
    duplicateOf,
    dropped: reading.dropped,
    warnings: reading.warnings,
  };
  const place = join(intakeDir(folders), id);
  const unfinished = join(intakeDir(folders), `.${id}`);
  await makeFolder(unfinished);
  try {
    await writeFile(join(unfinished, CONTENT), bytes, { flush: true });
    await writeFile(join(unfinished, NOTE), JSON.stringify(note));
    await rename(unfinished, place);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
  return { id, fileName, reading, duplicateOf, expiresAt: await expiry(place) };
}

async function expiry(place: string): Promise<number> {
  return Math.floor((await stat(join(place, NOTE))).mtimeMs) + STAGED_MS;
}

/** The folder of a candidate that still waits. @throws Refusal `notWaiting` otherwise. */
async function placeOf(id: string, folders: IntakeFolders): Promise<string> {
  if (!isRandomId(id)) throw gone();
  const place = join(intakeDir(folders), id);
  const expiresAt = await expiry(place).catch((cause: unknown) => {
    throw gone(cause);
  });
  if (expiresAt < Date.now()) throw gone();
  return place;
}

async function readNote(place: string): Promise<Note> {
  const text = await readFile(join(place, NOTE), 'utf8').catch((cause: unknown) => {
    throw gone(cause);
  });
  return JSON.parse(text) as Note;
}

/** A candidate as it was shown. @throws Refusal `notWaiting` when it waits no more. */
export async function readStaged(id: string, folders: IntakeFolders): Promise<Staged> {
  const place = await placeOf(id, folders);
  const { fileName, duplicateOf, dropped, warnings } = await readNote(place);
  const reading = readArticleFile(await readFile(join(place, CONTENT)), fileName);
  return {
    id,
    fileName,
    duplicateOf,
    reading: { ...reading, dropped, warnings },
    expiresAt: await expiry(place),
  };
}

/** What became of a candidate. */
export interface Kept {
  /** Its name in the articles folder: another one where the staged name was taken meanwhile. */
  readonly file: string;
}

/**
 * Moves a candidate into the articles folder, where the watch or a refresh finds it. Never
 * overwrites; asked twice at once, it is kept once.
 * @throws Refusal `notWaiting` when it waits no more
 */
export async function keepStaged(id: string, folders: IntakeFolders): Promise<Kept> {
  const root = await articlesRoot(folders);
  const place = await placeOf(id, folders);
  const { fileName } = await readNote(place);
  // Whoever renames the folder keeps the article; for anybody else it is gone.
  const claimed = join(intakeDir(folders), `.${id}`);
  await rename(place, claimed).catch((cause: unknown) => {
    throw gone(cause);
  });
  try {
    const file = await moveIn(join(claimed, CONTENT), fileName, root);
    await rm(claimed, { recursive: true, force: true });
    return { file };
  } catch (cause) {
    await rename(claimed, place);
    throw new Refusal('articleNotWritten', {}, { cause });
  }
}

/** Moves a file into the articles folder under the first free name. */
async function moveIn(from: string, fileName: string, root: string): Promise<string> {
  const ending = extname(fileName);
  const stem = fileName.slice(0, -ending.length);
  for (;;) {
    const file = freeName(stem, ending, new Set(await takenNames(root)));
    if (await moveFile(from, join(root, file))) return file;
  }
}

/** Throws a candidate away. @throws Refusal `notWaiting` when it waits no more. */
export async function discardStaged(id: string, folders: IntakeFolders): Promise<void> {
  await rm(await placeOf(id, folders), { recursive: true, force: true });
}

/**
 * Throws away what has waited for more than a day. `stageArticle` does it too.
 * @param now milliseconds since 1970
 */
export async function cleanStaged(folders: IntakeFolders, now = Date.now()): Promise<void> {
  await deleteOlder(intakeDir(folders), STAGED_MS, now);
}
