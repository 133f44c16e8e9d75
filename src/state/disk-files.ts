/** Files that are written so that a crash at any moment leaves the old one or the new one. */
import { createHash, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import {
  type FileHandle,
  link,
  lstat,
  mkdir,
  open,
  readdir,
  rename,
  rm,
  rmdir,
  stat,
  unlink,
} from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { PRIVATE_FILE, PRIVATE_FOLDER } from '../data-folders.ts';
import { Refusal } from '../refusals.ts';
import { type ByteRange, isReserved } from './state-folder.ts';

/** What `error` is called by the system; '' where it is something else. */
export function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException | null)?.code ?? '';
}

const { O_APPEND, O_CREAT, O_EXCL, O_RDONLY, O_RDWR, O_WRONLY, O_NONBLOCK } = constants;
/** Windows knows no such flag, and makes links for administrators alone. */
const O_NOFOLLOW = constants.O_NOFOLLOW ?? 0;

/** A name beside a file that nobody takes for one; see `isReserved`. */
export function draftBeside(place: string): string {
  return join(dirname(place), `.${randomBytes(10).toString('hex')}.tmp`);
}

/** Has what was done in a folder on the disk. Some systems open no folder: they do so by themselves. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, O_RDONLY).catch(() => null);
  try {
    await handle?.sync();
  } catch (error) {
    if (!['EINVAL', 'EPERM', 'EISDIR', 'ENOTSUP'].includes(codeOf(error))) throw error;
  } finally {
    await handle?.close();
  }
}

/** Makes a private folder and those above it. @throws Refusal `folderNotMade`. */
export async function makePrivateFolder(folder: string): Promise<void> {
  try {
    const first = await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER });
    if (first === undefined) return;
    for (let made = folder; made.length >= first.length; made = dirname(made)) {
      await syncFolder(dirname(made));
    }
  } catch (cause) {
    throw new Refusal('folderNotMade', { folder }, { cause });
  }
}

/**
 * The bytes of a plain file, or of a part of it; null where there is none.
 * @param isFollowed whether it may be a link.
 */
export async function readPlain(
  place: string,
  isFollowed: boolean,
  range?: ByteRange,
): Promise<Buffer | null> {
  const flags = O_RDONLY | O_NONBLOCK | (isFollowed ? 0 : O_NOFOLLOW);
  const file = await open(place, flags).catch((error: unknown) => {
    if (['ENOENT', 'ENOTDIR', 'ELOOP', 'EISDIR'].includes(codeOf(error))) return null;
    throw error;
  });
  if (file === null) return null;
  try {
    if (!(await file.stat()).isFile()) return null;
    if (range === undefined) return await file.readFile();
    const room = Buffer.alloc(Math.max(0, range.end - range.start));
    let length = 0;
    while (length < room.length) {
      const { bytesRead } = await file.read(
        room,
        length,
        room.length - length,
        range.start + length,
      );
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return room.subarray(0, length);
  } finally {
    await file.close();
  }
}

async function writeAndSync(file: FileHandle, bytes: Uint8Array): Promise<void> {
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Lays bytes beside the place that they are for, and has `use` bring them there; nothing is left of it. */
async function withDraft(
  place: string,
  bytes: Uint8Array,
  use: (draft: string) => Promise<void>,
): Promise<void> {
  await makePrivateFolder(dirname(place));
  const draft = draftBeside(place);
  try {
    await writeAndSync(await open(draft, O_WRONLY | O_CREAT | O_EXCL, PRIVATE_FILE), bytes);
    await use(draft);
  } finally {
    await rm(draft, { force: true }).catch(() => {});
  }
}

/** Renames a file to a place where a file, an empty folder or nothing is. */
async function renameOver(draft: string, place: string): Promise<void> {
  try {
    await rename(draft, place);
  } catch (error) {
    if (codeOf(error) !== 'EISDIR') throw error;
    await rmdir(place);
    await rename(draft, place);
  }
}

/** Replaces a file, or makes it, with its folders. */
export function replaceFile(place: string, bytes: Uint8Array): Promise<void> {
  return withDraft(place, bytes, async (draft) => {
    await renameOver(draft, place);
    await syncFolder(dirname(place));
  });
}

/** Who has claimed a change and not made it for so long is gone. Milliseconds. */
const CLAIM_MS = 5_000;
const CLAIM_PAUSE_MS = 20;

/**
 * Replaces a file, or removes it where `bytes` is null, unless it is another one than `before` by now.
 * Whoever would change the same bytes claims that first, by a name that follows from them.
 * @returns whether that was done; else it is to be read again.
 */
export async function exchangeFile(
  place: string,
  isFollowed: boolean,
  before: Buffer | null,
  bytes: Uint8Array | null,
): Promise<boolean> {
  const hash = before === null ? 'none' : createHash('sha256').update(before).digest('hex');
  const claim = join(dirname(place), `.${basename(place)}.${hash.slice(0, 16)}.next`);
  const isStill = async () => {
    const now = await readPlain(place, isFollowed);
    return before === null || now === null ? before === now : now.equals(before);
  };
  if (bytes === null) {
    if (!(await isClaimed(claim, () => mkdir(claim, { mode: PRIVATE_FOLDER })))) return false;
    try {
      if (!(await isStill())) return false;
      await unlink(place);
      await syncFolder(dirname(place));
      return true;
    } finally {
      await rmdir(claim).catch(() => {});
    }
  }
  let isDone = false;
  await withDraft(place, bytes, async (draft) => {
    if (!(await isClaimed(claim, () => link(draft, claim)))) return;
    const { ino } = await stat(draft);
    try {
      if (!(await isStill())) return;
      await renameOver(claim, place);
      await syncFolder(dirname(place));
      // A claim that was old enough to be taken for a dead one's may have been another's by then.
      isDone = (await stat(place)).ino === ino;
    } finally {
      if (!isDone) await rm(claim, { force: true }).catch(() => {});
    }
  });
  return isDone;
}

async function isClaimed(claim: string, make: () => Promise<unknown>): Promise<boolean> {
  try {
    await make();
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
  const left = await stat(claim).catch(() => null);
  if (left !== null && Date.now() - left.ctimeMs > CLAIM_MS) {
    await rm(claim, { recursive: true, force: true });
  } else await new Promise((resolve) => setTimeout(resolve, CLAIM_PAUSE_MS));
  return false;
}

const LINE_END = 10;

/** Adds lines to a file, which is made where there is none; a line before that was cut short is ended. */
export async function appendLines(
  place: string,
  isFollowed: boolean,
  lines: readonly string[],
): Promise<void> {
  await makePrivateFolder(dirname(place));
  const flags = O_RDWR | O_APPEND | O_CREAT | O_NONBLOCK | (isFollowed ? 0 : O_NOFOLLOW);
  const file = await open(place, flags, PRIVATE_FILE);
  let ino: number;
  try {
    const before = await file.stat();
    ({ ino } = before);
    const last = Buffer.alloc(1);
    if (before.size > 0) await file.read(last, 0, 1, before.size - 1);
    const glue = before.size === 0 || last[0] === LINE_END ? '' : '\n';
    const bytes = Buffer.from(`${glue}${lines.join('\n')}\n`);
    try {
      await file.writeFile(bytes);
    } catch (error) {
      // A full disk takes a part of it: as long as that is the last thing, it goes.
      const { size } = await file.stat();
      if (size - before.size < bytes.length) await file.truncate(before.size);
      throw error;
    }
    await file.sync();
    if (before.size === 0) await syncFolder(dirname(place));
  } finally {
    await file.close();
  }
  // Another process may have put a new file in its place meanwhile.
  if ((await stat(place).catch(() => null))?.ino === ino) return;
  const now = new Set((await readPlain(place, isFollowed))?.toString().split('\n'));
  const missing = lines.filter((line) => !now.has(line));
  if (missing.length > 0) await appendLines(place, isFollowed, missing);
}

/** Removes a file, a link, or a folder with all in it, which is gone at once. */
export async function removeAll(place: string): Promise<void> {
  const info = await lstat(place).catch(() => null);
  if (info === null) return;
  const gone = info.isDirectory() ? draftBeside(place) : place;
  try {
    if (info.isDirectory()) await rename(place, gone);
    else await unlink(place);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  await syncFolder(dirname(place));
  if (gone !== place) await rm(gone, { recursive: true, force: true });
}

/** Deletes what processes that were killed left half-written, in a folder and those in it. */
export async function removeDrafts(folder: string, ageMs: number): Promise<void> {
  const found = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of found) {
    const place = join(folder, entry.name);
    if (!isReserved(entry.name, false)) {
      if (entry.isDirectory()) await removeDrafts(place, ageMs);
      continue;
    }
    const info = await lstat(place).catch(() => null);
    if (info !== null && Date.now() - info.ctimeMs > ageMs) {
      await rm(place, { recursive: true, force: true });
    }
  }
}
