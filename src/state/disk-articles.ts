/** Articles in a folder of a disk, as their authors keep them: names, permissions and links as they were. */
import {
  access,
  chmod,
  constants,
  copyFile,
  lstat,
  mkdir,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  unlink,
  writeFile,
} from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { isInInnerCollection } from '../articles/collection-mark.ts';
import { COMPANION_ENDING } from '../articles/companion.ts';
import { isInside, readListedFile } from '../articles/folder.ts';
import { PRIVATE_FILE } from '../data-folders.ts';
import { Refusal, statement } from '../refusals.ts';
import { type ArticleStore, splitPath } from './article-store.ts';
import { codeOf, draftBeside, makePrivateFolder } from './disk-files.ts';
import type { DiskState } from './disk-state.ts';
import { moveFile } from './move-file.ts';
import { StateError } from './state-folder.ts';

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
 * @param besides the data folder, or one in it.
 * @throws Refusal when there is none, or when the data folder lies in it, where
 *   what only waits would count as an article
 */
async function articlesRoot(articlesDir: string, besides: string): Promise<string> {
  const root = await realpath(articlesDir).catch((cause: unknown) => {
    throw new Refusal('folderMissing', { folder: articlesDir }, { cause });
  });
  if (isInside(root, await realPlace(besides))) throw new Refusal('dataAmongArticles');
  return root;
}

/** Mode of a file among the articles: whoever may read its folder may read it. */
async function modeIn(folder: string): Promise<number> {
  return (PRIVATE_FILE | (await stat(folder)).mode) & 0o644;
}

/**
 * @param articlesDir absolute path of the folder.
 * @param stateDir where `state` lies.
 */
export function diskArticles(
  articlesDir: string,
  stateDir: string,
  state: DiskState,
): ArticleStore {
  const rootOf = () => articlesRoot(articlesDir, stateDir);

  /** The place of a file. No link on the way may lead out of the folder. */
  async function placeOf(file: string): Promise<string | null> {
    const root = await rootOf();
    const { folder, name } = splitPath(file);
    const real = await realpath(join(root, ...folder.split('/'))).catch(missing);
    return real === null || !isInside(root, real) ? null : join(real, name);
  }

  /**
   * The real path of a folder, which is made where it is not there.
   * @throws Refusal `fetchedNotWritten` where a link leads out, or it is none, or another collection's.
   */
  async function makeFolders(folder: string): Promise<string> {
    const root = await rootOf();
    const path = folder === '' ? 'file' : `${folder}/file`;
    if (await isInInnerCollection(root, path)) {
      const reason = statement('othersFolder');
      throw new Refusal('fetchedNotWritten', { folder: join(root, folder), reason });
    }
    const { mode } = await stat(root);
    let real = root;
    for (const part of folder === '' ? [] : folder.split('/')) {
      const next = join(real, part);
      await mkdir(next, { mode: mode & 0o777 }).catch((error: unknown) => {
        if (codeOf(error) !== 'EEXIST') throw error;
      });
      real = await realpath(next);
      // A link may lead anywhere; nothing is written outside of the articles folder.
      const isFolder = (await stat(real)).isDirectory();
      if (isFolder && isInside(root, real)) continue;
      const reason = statement(isFolder ? 'linkOutside' : 'notFolder');
      throw new Refusal('fetchedNotWritten', { folder: next, reason });
    }
    return real;
  }

  async function writeDraft(place: string, bytes: Uint8Array): Promise<string> {
    const draft = draftBeside(place);
    const mode = await modeIn(dirname(place));
    await writeFile(draft, bytes, { flush: true, flag: 'wx', mode });
    return draft;
  }

  return {
    place: articlesDir,
    async refuseUnlessThere() {
      await rootOf();
    },
    async refuseUnlessWritable() {
      await access(await rootOf(), constants.W_OK | constants.X_OK);
    },
    async names(folder) {
      const place = join(await rootOf(), ...folder.split('/'));
      const names = await readdir(place).catch((): string[] => []);
      for (const name of names) if (DRAFT.test(name)) await tidyDraft(join(place, name));
      return names;
    },
    async find(file) {
      const place = await placeOf(file);
      const info = place === null ? null : await lstat(place).catch(missing);
      if (info === null) return null;
      const kind = info.isFile() ? 'file' : info.isSymbolicLink() ? 'link' : 'other';
      return { kind, mode: info.mode & 0o777 };
    },
    async read(file) {
      const place = join(await rootOf(), ...file.split('/'));
      return readFile(place).catch(missing);
    },
    async content(file) {
      return readListedFile(await rootOf(), file);
    },
    async add(folder, nameFor, bytes) {
      const real = await makeFolders(folder);
      const draft = await writeDraft(join(real, 'file'), bytes);
      try {
        for (;;) {
          const name = nameFor(await takenIn(real, false));
          if (await moveFile(draft, join(real, name))) return pathOf(folder, name);
        }
      } finally {
        await rm(draft, { force: true });
      }
    },
    async replace(file, bytes) {
      const { folder, name } = splitPath(file);
      const place = join(await makeFolders(folder), name);
      const draft = await writeDraft(place, bytes);
      try {
        await rename(draft, place);
      } finally {
        await rm(draft, { force: true });
      }
    },
    async takeIn(from, folder, nameFor, mode) {
      const place = await state.placeOf(from);
      const hasCompanion = (await stat(place + COMPANION_ENDING).catch(() => null)) !== null;
      const ends = hasCompanion ? [COMPANION_ENDING, ''] : [''];
      // While it is in the state it is private.
      const setModes = async (to: number) => {
        for (const end of ends) await setMode(place + end, to);
      };
      try {
        await setModes(mode ?? (await modeIn(await rootOf())));
        const real = await makeFolders(folder);
        for (;;) {
          const name = nameFor(await takenIn(real, hasCompanion));
          if (await moveAll(place, join(real, name), ends)) return pathOf(folder, name);
        }
      } catch (error) {
        await setModes(PRIVATE_FILE).catch(() => {});
        throw error;
      }
    },
    async takeOut(file, to) {
      const place = await placeOf(file);
      if (place === null) throw new StateError('ENOENT', file);
      const movedTo = await state.placeOf(to);
      await makePrivateFolder(dirname(movedTo));
      await moveOut(place, movedTo);
      await makePrivate(movedTo);
      // It would speak of whatever gets that name next.
      const [beside, itsPlace] = [place + COMPANION_ENDING, movedTo + COMPANION_ENDING];
      const hasCompanion = (await lstat(beside).catch(() => null))?.isFile() ?? false;
      if (hasCompanion) await moveOut(beside, itsPlace).catch(() => {});
      if (hasCompanion) await makePrivate(itsPlace).catch(() => {});
      return movedTo;
    },
  };
}

function missing(error: unknown): null {
  if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return null;
  throw error;
}

/** As this release and earlier ones call what they write before it has its name. */
const DRAFT = /^\.(?:[0-9a-f]{20}|[0-9a-z]{16})\.tmp$/;

/** A draft that is older was left by a process that is gone. Milliseconds. */
const DRAFT_MS = 10 * 60 * 1_000;

async function tidyDraft(place: string): Promise<void> {
  const info = await lstat(place).catch(() => null);
  if (info && Date.now() - info.mtimeMs > DRAFT_MS) await rm(place, { force: true });
}

function pathOf(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** Names in a folder, in lower case; with a companion also those of which the companion's is taken. */
async function takenIn(folder: string, hasCompanion: boolean): Promise<ReadonlySet<string>> {
  const names = (await readdir(folder)).map((name) => name.toLowerCase());
  const beside = names
    .filter((name) => hasCompanion && name.endsWith(COMPANION_ENDING))
    .map((name) => name.slice(0, -COMPANION_ENDING.length));
  return new Set([...names, ...beside]);
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

/** A link has no mode of its own: what it leads to stays as it is. */
async function setMode(path: string, mode: number): Promise<void> {
  if ((await lstat(path)).isFile()) await chmod(path, mode);
}

/** A file of somebody else stays as it is. */
async function makePrivate(path: string): Promise<void> {
  await setMode(path, PRIVATE_FILE).catch(() => {});
}

async function moveOut(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (codeOf(error) !== 'EXDEV') throw error;
    await copyFile(from, to);
    await unlink(from);
  }
}
