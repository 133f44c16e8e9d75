/** State in a folder of a disk: private, durable, and never outside of that folder. */
import { lstat, readdir, rename, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  appendLines,
  codeOf,
  exchangeFile,
  makePrivateFolder,
  readPlain,
  removeAll,
  replaceFile,
  syncFolder,
} from './disk-files.ts';
import {
  byPath,
  isReserved,
  partsOf,
  refuseUnlessLines,
  StateError,
  type StateFile,
  type StateFolder,
} from './state-folder.ts';

/** State on a disk, where it has a place of its own. */
export interface DiskState extends StateFolder {
  /** The absolute path of a file or folder, for whoever moves files from one disk folder to another. */
  placeOf(path: string): Promise<string>;
}

/** By place: what is being done about it, which never rejects. Shared by all that open one folder. */
const busy = new Map<string, Promise<unknown>>();

async function inTurn<T>(place: string, work: () => Promise<T>): Promise<T> {
  const turn = (busy.get(place) ?? Promise.resolve()).then(work);
  const settled = turn.catch(() => {});
  busy.set(place, settled);
  try {
    return await turn;
  } finally {
    if (busy.get(place) === settled) busy.delete(place);
  }
}

interface Place {
  readonly place: string;
  /** What stands at the top may be a link of the operator's, to another disk; nothing else is followed. */
  readonly isTop: boolean;
}

/** Nothing is written before something is; `root` need not exist. @param root an absolute path. */
export function diskState(root: string): DiskState {
  async function find(path: string): Promise<Place> {
    const parts = partsOf(path);
    let place = root;
    for (const [i, part] of parts.entries()) {
      place = join(place, part);
      if (i === 0 || i === parts.length - 1) continue;
      const info = await lstat(place).catch(() => null);
      if (info === null) break;
      if (info.isSymbolicLink()) throw new Error('A link leads out of the state folder');
    }
    return { place: join(root, ...parts), isTop: parts.length === 1 };
  }

  async function listAt(path: string, { place, isTop }: Place): Promise<StateFile[]> {
    const info = await (isTop || path === '' ? stat(place) : lstat(place)).catch(missing);
    if (info === null) return [];
    if (info.isFile() || info.isSymbolicLink()) {
      return [{ path, size: info.size, modifiedAt: info.mtimeMs }];
    }
    if (!info.isDirectory()) return [];
    const names = (await readdir(place).catch(missing)) ?? [];
    const shown = names.filter((name) => !isReserved(name, path === ''));
    const below = shown.map((name) => {
      const at = path === '' ? name : `${path}/${name}`;
      return listAt(at, { place: join(place, name), isTop: path === '' });
    });
    return (await Promise.all(below)).flat();
  }

  const top: Place = { place: root, isTop: true };
  const read: StateFolder['read'] = async (path, range) => {
    const { place, isTop } = await find(path);
    return readPlain(place, isTop, range);
  };

  return {
    async placeOf(path) {
      return (await find(path)).place;
    },
    read,
    readEach: (paths) => Promise.all(paths.map((path) => read(path))),
    async write(path, bytes) {
      const { place } = await find(path);
      await inTurn(place, () => replaceFile(place, bytes));
    },
    async update(path, change) {
      const { place, isTop } = await find(path);
      await inTurn(place, async () => {
        for (;;) {
          const before = await readPlain(place, isTop);
          const after = change(before);
          if (after === before) return;
          if (await exchangeFile(place, isTop, before, after)) return;
        }
      });
    },
    async append(path, lines) {
      refuseUnlessLines(lines);
      if (lines.length === 0) return;
      const { place, isTop } = await find(path);
      await inTurn(place, () => appendLines(place, isTop, lines));
    },
    async list(path) {
      const files = await listAt(path, path === '' ? top : await find(path));
      return files.sort(byPath);
    },
    async entries(path) {
      const { place } = path === '' ? top : await find(path);
      const names = (await readdir(place).catch(missing)) ?? [];
      const found = names
        .filter((name) => !isReserved(name, path === ''))
        .sort()
        .map(async (name) => {
          const info = await (path === '' ? stat : lstat)(join(place, name)).catch(() => null);
          if (info === null) return [];
          const isFolder = info.isDirectory();
          if (!isFolder && !info.isFile() && !info.isSymbolicLink()) return [];
          return [{ name, isFolder, modifiedAt: info.mtimeMs }];
        });
      return (await Promise.all(found)).flat();
    },
    async move(from, to) {
      const [old, next] = await Promise.all([find(from), find(to)]);
      await inTurn(next.place, async () => {
        if ((await listAt(from, { ...old, isTop: false })).length === 0) {
          throw new StateError('ENOENT', from);
        }
        await makePrivateFolder(dirname(next.place));
        await freePlace(next.place, to);
        await rename(old.place, next.place).catch((error: unknown) => {
          const isTaken = ['ENOTEMPTY', 'ENOTDIR', 'EISDIR'].includes(codeOf(error));
          throw isTaken ? new StateError('EEXIST', to) : error;
        });
        await syncFolder(dirname(next.place));
        if (dirname(old.place) !== dirname(next.place)) await syncFolder(dirname(old.place));
      });
    },
    async remove(path) {
      if (path !== '') return removeAll((await find(path)).place);
      const names = (await readdir(root).catch(missing)) ?? [];
      for (const name of names) if (!isReserved(name, true)) await removeAll(join(root, name));
    },
  };
}

function missing(error: unknown): null {
  if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return null;
  throw error;
}

/** @throws Error `EEXIST` where something is; an empty folder is nothing. */
async function freePlace(place: string, path: string): Promise<void> {
  const info = await lstat(place).catch(() => null);
  if (info === null) return;
  if (!info.isDirectory()) throw new StateError('EEXIST', path);
  await removeEmpty(place).catch(() => {
    throw new StateError('EEXIST', path);
  });
}

/** Removes a folder in which nothing but folders is. @throws what the system says where a file is. */
async function removeEmpty(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) await removeEmpty(join(folder, entry.name));
  }
  await rmdir(folder);
}
