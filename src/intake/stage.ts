/** What was sent waits here, read and shown, until somebody keeps or discards it. */
import { existsSync } from 'node:fs';
import { chmod, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { PRIVATE_FILE } from '../data-folders.ts';
import type { FileReading } from '../model.ts';
import type { Reader } from '../reading/reader.ts';
import { Refusal } from '../refusals.ts';
import type { Submission } from './candidate.ts';
import type { Chosen } from './chosen-work.ts';
import type { FetchedPage } from './fetch-article.ts';
import { freeName } from './file-names.ts';
import { articleMode, articlesRoot, type IntakeFolders, intakeDir, makeFolder } from './folders.ts';
import type { Duplicate, KnownArticles } from './known-articles.ts';
import { STAGED_MS } from './limits.ts';
import { moveFile } from './move-file.ts';
import type { Waiting } from './preview.ts';
import { isRandomId, randomId } from './random-id.ts';
import { readSubmission } from './read-submission.ts';
import {
  CHOICES,
  CHOSEN,
  CONTENT,
  claimOf,
  NOTE,
  ORIGINAL,
  OUTLINE,
  refuseIfFull,
  tidyIntake,
} from './waiting.ts';

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
interface Note {
  readonly fileName: string;
  readonly duplicateOf?: Duplicate | null;
  /** What was sent, and from where: see `sourceOf`. */
  readonly source?: string;
}

function gone(cause?: unknown): Refusal {
  return new Refusal('notWaiting', {}, { cause });
}

/** Names in the articles folder, in lower case. */
async function takenNames(root: string): Promise<string[]> {
  return (await readdir(root)).map((name) => name.toLowerCase());
}

/** By what something is staged. */
export interface StageParts {
  /** The articles of the folder; where they are still being read, that is waited for. */
  readonly known: KnownArticles;
  readonly reader: Reader;
  /** Who sent it: of one person, one thing is read at a time. Any text. */
  readonly by: string;
  /**
   * Whether the same thing sent again is the one that waits already, where something was chosen about
   * that: whoever lost sight of it finds it so.
   */
  readonly findsAgain?: boolean;
}

/**
 * Reads what somebody sent, in the reading process, and lays it aside. It counts for nothing until
 * `keepStaged`. What has waited for more than a day is thrown away.
 * @throws Refusal `notAdded` where it is nothing to add, `tooMuchWaiting` where too much waits
 *   already, another where the folders are not right, and those of `Reader.read`
 */
export async function stageArticle(
  sent: Submission | FetchedPage,
  folders: IntakeFolders,
  { known, reader, by, findsAgain = false }: StageParts,
): Promise<Staged> {
  const root = await articlesRoot(folders);
  await tidyIntake(folders);
  await refuseIfFull(folders, sent.bytes.length);
  const taken = await takenNames(root);
  const { candidate, articles, outline } = await readSubmission(reader, { sent, taken }, by);
  const { fileName, bytes, reading, sourceSha256 } = candidate;
  const files = [reading.sha256, sourceSha256];
  const duplicateOf = await known.findDuplicate({ files, articles });
  const source = sourceOf(sent, sourceSha256);
  const before = findsAgain ? await findChosen(source, folders) : null;
  if (before !== null) return { ...before, reading, duplicateOf };
  const id = randomId();
  const note: Note = { fileName, duplicateOf, source };
  const place = join(intakeDir(folders), id);
  const unfinished = claimOf(id, folders);
  await makeFolder(unfinished);
  try {
    await writeFile(join(unfinished, CONTENT), bytes, { flush: true, mode: PRIVATE_FILE });
    await writeFile(join(unfinished, OUTLINE), outline, { mode: PRIVATE_FILE });
    await writeFile(join(unfinished, NOTE), JSON.stringify(note), { mode: PRIVATE_FILE });
    // Once more, with itself: others have added meanwhile.
    await refuseIfFull(folders, 0);
    await rename(unfinished, place);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
  return { id, fileName, reading, duplicateOf, expiresAt: await expiry(place) };
}

/** The same bytes from the same address are the same thing. */
function sourceOf(sent: Submission | FetchedPage, sha256: string): string {
  return 'url' in sent ? `${sha256} ${sent.url}` : sha256;
}

/** What waits of a source, and has been chosen from; null where there is none. */
async function findChosen(
  source: string,
  folders: IntakeFolders,
): Promise<Pick<Staged, 'id' | 'fileName' | 'expiresAt'> | null> {
  const names = await readdir(intakeDir(folders)).catch((): string[] => []);
  for (const id of names) {
    const place = await placeOf(id, folders).catch(() => null);
    const note = place === null ? null : await readNote(place).catch(() => null);
    if (place === null || note?.source !== source) continue;
    if (!existsSync(join(place, CHOICES))) continue;
    return { id, fileName: note.fileName, expiresAt: await expiry(place) };
  }
  return null;
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

/** Whether a candidate still waits. */
export async function isWaiting(id: string, folders: IntakeFolders): Promise<boolean> {
  return placeOf(id, folders).then(
    () => true,
    () => false,
  );
}

async function readNote(place: string): Promise<Note> {
  const text = await readFile(join(place, NOTE), 'utf8').catch((cause: unknown) => {
    throw gone(cause);
  });
  return JSON.parse(text) as Note;
}

/** What lies in the folder of a candidate. @throws Refusal `notWaiting` when it waits no more. */
export async function findWaiting(id: string, folders: IntakeFolders): Promise<Waiting> {
  const place = await placeOf(id, folders);
  const { fileName, duplicateOf = null } = await readNote(place);
  return { id, place, fileName, duplicateOf, expiresAt: await expiry(place) };
}

/** What became of a candidate. */
export interface Kept {
  /** Its name in the articles folder: another one where the staged name was taken meanwhile. */
  readonly file: string;
}

/**
 * Moves a candidate into the articles folder, where the watch or a refresh finds it. Never
 * overwrites; asked twice at once, it is kept once.
 * @param chosen what is moved instead of what was staged.
 * @throws Refusal `notWaiting` when it waits no more
 */
export async function keepStaged(
  id: string,
  folders: IntakeFolders,
  chosen: Chosen | null = null,
): Promise<Kept> {
  const root = await articlesRoot(folders);
  const place = await placeOf(id, folders);
  const { fileName } = chosen ?? (await readNote(place));
  // Whoever renames the folder keeps the article; for anybody else it is gone.
  const claimed = claimOf(id, folders);
  await rename(place, claimed).catch((cause: unknown) => {
    throw gone(cause);
  });
  const moved = join(claimed, chosen === null ? CONTENT : CHOSEN);
  try {
    if (chosen !== null) {
      await rm(moved, { force: true });
      await writeFile(moved, chosen.bytes, { flush: true, mode: PRIVATE_FILE });
      await rename(join(claimed, CONTENT), join(claimed, ORIGINAL));
    }
    // While it waits it is private.
    await chmod(moved, await articleMode(root));
    const file = await moveIn(moved, fileName, root);
    await rm(claimed, { recursive: true, force: true });
    return { file };
  } catch (cause) {
    await chmod(moved, PRIVATE_FILE).catch(() => {});
    await rename(join(claimed, ORIGINAL), join(claimed, CONTENT)).catch(() => {});
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
