/** Notices that something in the articles folder changed; what it was, the next look finds out. */
import { watch } from 'chokidar';

/** A file that is still being copied is waited for until it has kept its size this long. */
const SETTLED_MS = 400;
/** A burst of changes, such as an unpacked archive, leads to one look. */
const BURST_MS = 200;

/** A watch that runs until it is closed. */
export interface FolderWatch {
  close(): Promise<void>;
}

/**
 * Calls `onChange` soon after files of a folder were added, changed or removed.
 * Resolves when the watch is in place: no change after that is missed.
 */
export async function watchFolder(folder: string, onChange: () => void): Promise<FolderWatch> {
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(folder, {
    ignoreInitial: true,
    ignored: (path) => /(^|[/\\])(\.[^/\\]+|node_modules)$/.test(path.slice(folder.length)),
    awaitWriteFinish: { stabilityThreshold: SETTLED_MS, pollInterval: SETTLED_MS / 4 },
  });
  watcher.on('all', () => {
    clearTimeout(timer);
    timer = setTimeout(onChange, BURST_MS);
  });
  await new Promise<void>((resolve) => {
    watcher.once('ready', () => resolve());
    // Without a watch (too many files, a strange file system) the bot still answers.
    watcher.on('error', () => resolve());
  });
  return {
    close() {
      clearTimeout(timer);
      return watcher.close();
    },
  };
}
