/**
 * Opens DATA_DIR before anything else does: what an older Footnote wrote at its top is moved to
 * where it belongs now, and what is in `state/` is made private. Every step is one rename, or can be
 * done twice, so that being killed, or two processes at once, loses nothing.
 */
import {
  chmod,
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  readlink,
  rename,
  rmdir,
  symlink,
  unlink,
} from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { dataFolders, PRIVATE_FILE, PRIVATE_FOLDER } from './data-folders.ts';
import { type Notice, Refusal, statement } from './refusals.ts';
import { removeDrafts } from './state/disk-files.ts';

/** What was half-written for so long is nobody's any more. Milliseconds. */
const DRAFT_MS = 10 * 60 * 1_000;

/** What becomes of a file where its new place is taken. */
type WhenTaken = (from: string, to: string) => Promise<void>;

/** What stood at the top of DATA_DIR until `state/` and `cache/` were parted, and its place now. */
function olderPlaces(dataDir: string): readonly (readonly [string, string, WhenTaken])[] {
  const now = dataFolders(dataDir);
  const top = (place: string) => join(dataDir, basename(place));
  return [
    [top(now.gapLog), now.gapLog, addLines],
    [top(now.formerPassages), now.formerPassages, addLines],
    [top(now.intake), now.intake, keepAside],
    [top(now.removed), now.removed, keepAside],
    [top(now.snapshots), now.snapshots, drop],
    [top(now.models), now.models, drop],
  ];
}

/**
 * Brings a data folder to the layout of `dataFolders`. A folder that is not there stays so.
 * @param notice told when something was moved.
 * @throws Refusal `dataNotMoved`.
 */
export async function openData(dataDir: string, notice: (notice: Notice) => void): Promise<void> {
  const { state, cache } = dataFolders(dataDir);
  let moved = 0;
  for (const [from, to, whenTaken] of olderPlaces(dataDir)) {
    try {
      if ((await kindOf(from)) === null) continue;
      await mkdir(state, { recursive: true, mode: PRIVATE_FOLDER });
      await mkdir(cache, { recursive: true });
      await move(from, to, whenTaken);
    } catch (cause) {
      const { code = '' } = cause as NodeJS.ErrnoException;
      throw new Refusal('dataNotMoved', { from, to, code }, { cause });
    }
    moved += 1;
  }
  for (const half of await halfWritten(dataDir)) await unlink(half).catch(ignoreMissing);
  await removeDrafts(state, DRAFT_MS);
  await makePrivate(state);
  if (moved > 0) notice(statement('dataMoved', { folder: dataDir, state, cache }));
}

/** Left by a process that was killed while it wrote; the whole file stands beside it. */
async function halfWritten(dataDir: string): Promise<string[]> {
  const { gapLog, formerPassages } = dataFolders(dataDir);
  const names = [gapLog, formerPassages].map((file) => `${basename(file)}.new`);
  const there = new Set(await readdir(dataDir).catch((): string[] => []));
  return names.filter((name) => there.has(name)).map((name) => join(dataDir, name));
}

type Kind = 'folder' | 'file' | 'link';

/** What stands at a path itself, links not followed; null where there is nothing. */
async function kindOf(path: string): Promise<Kind | null> {
  const info = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    // No folder on the way, or a file in its place: nothing is there either.
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
  if (info === null) return null;
  return info.isDirectory() ? 'folder' : info.isSymbolicLink() ? 'link' : 'file';
}

/**
 * Moves a file, folder or link. Whoever makes `to` has opened the data folder before and left no
 * `from` behind, so that a free place stays free until the rename.
 */
async function move(from: string, to: string, whenTaken: WhenTaken): Promise<void> {
  const kind = await kindOf(from);
  if (kind === null) return;
  const taken = await kindOf(to);
  if (kind === 'link' && (taken === null || (await leadTogether(from, to)))) {
    await moveLink(from, to);
  } else if (taken === 'folder' && kind === 'folder') await merge(from, to, whenTaken);
  else if (taken !== null) await whenTaken(from, to);
  else {
    await rename(from, to).catch((error: NodeJS.ErrnoException) => {
      // Another process was faster: it has moved it, or some of it.
      if (['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(error.code ?? '')) {
        return move(from, to, whenTaken);
      }
      throw error;
    });
  }
}

async function merge(from: string, to: string, whenTaken: WhenTaken): Promise<void> {
  for (const name of await readdir(from).catch((): string[] => [])) {
    await move(join(from, name), join(to, name), whenTaken);
  }
  await rmdir(from).catch(ignoreMissing);
}

/** Where a link leads, whole: a relative one leads elsewhere from another folder. Null for no link. */
async function targetOf(path: string): Promise<string | null> {
  const target = await readlink(path).catch(() => null);
  return target === null ? null : resolve(dirname(path), target);
}

async function leadTogether(from: string, to: string): Promise<boolean> {
  return (await targetOf(from)) === (await targetOf(to));
}

async function moveLink(from: string, to: string): Promise<void> {
  const target = await targetOf(from);
  if (target === null) return;
  await symlink(target, to).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await unlink(from).catch(ignoreMissing);
}

/** Lines that the file lacks are added to it: its readers sort by time and count no line twice. */
async function addLines(from: string, to: string): Promise<void> {
  const [older, newer] = await Promise.all([linesOf(from), linesOf(to)]);
  const known = new Set(newer);
  const missing = older.filter((line) => line !== '' && !known.has(line));
  if (missing.length > 0) {
    const handle = await open(to, 'a', PRIVATE_FILE);
    try {
      // The line before may have been cut by a crash: nothing must be glued to it.
      const glue = newer.at(-1) === '' ? '' : '\n';
      await handle.writeFile(glue + missing.map((line) => `${line}\n`).join(''));
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
  await unlink(from).catch(ignoreMissing);
}

async function linesOf(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return text.split('\n');
}

/** Both are kept: the older one under the first free name beside the newer. */
async function keepAside(from: string, to: string): Promise<void> {
  let number = 2;
  while ((await kindOf(`${to}-${number}`)) !== null) number += 1;
  await move(from, `${to}-${number}`, keepAside);
}

/** What is made again anyway gives way to what has been made since. */
async function drop(from: string): Promise<void> {
  await unlink(from).catch(ignoreMissing);
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

/**
 * Takes a folder and all in it away from everybody but the user. Links are left alone, since they
 * may lead anywhere; so is what belongs to somebody else, which only the folder above can hide.
 */
async function makePrivate(path: string): Promise<void> {
  const info = await lstat(path).catch(() => null);
  if (info === null || !(info.isDirectory() || info.isFile())) return;
  const wanted = info.isDirectory() ? PRIVATE_FOLDER : PRIVATE_FILE;
  if ((info.mode & 0o777) !== wanted) await chmod(path, wanted).catch(() => {});
  if (!info.isDirectory()) return;
  for (const name of await readdir(path).catch((): string[] => [])) {
    await makePrivate(join(path, name));
  }
}
