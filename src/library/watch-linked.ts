/** Watches the folders that are linked beside the articles folder, whichever these are at the time. */
import type { LinkedFolder } from '../articles/linked-folders.ts';
import { type FolderWatch, watchFolder } from './watch.ts';

/** Watches of folders that come and go. */
export interface LinkedWatch {
  /** From now on these are watched, and no others. */
  follow(folders: readonly LinkedFolder[]): void;
  close(): Promise<void>;
}

/** @param onChange called soon after something in one of them changed. */
export function watchLinked(onChange: () => void): LinkedWatch {
  const watches = new Map<string, Promise<FolderWatch>>();
  const ending = new Set<Promise<void>>();
  let isClosed = false;

  function end(path: string): void {
    const watch = watches.get(path);
    watches.delete(path);
    if (!watch) return;
    const ended = watch.then((each) => each.close()).finally(() => ending.delete(ended));
    ending.add(ended);
  }

  return {
    follow(folders) {
      if (isClosed) return;
      const wanted = new Set(folders.map(({ path }) => path));
      for (const path of [...watches.keys()]) if (!wanted.has(path)) end(path);
      for (const path of wanted) {
        if (!watches.has(path)) watches.set(path, watchFolder(path, { onChange }));
      }
    },
    async close() {
      isClosed = true;
      for (const path of [...watches.keys()]) end(path);
      await Promise.all(ending);
    },
  };
}
