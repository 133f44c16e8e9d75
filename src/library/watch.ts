/** Notices that something in the articles folder changed; what it was, the next look finds out. */
import { realpath, stat } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { watch } from 'chokidar';
import { isCollectionMark } from '../articles/collection-mark.ts';
import { type Apart, NONE_APART } from '../articles/folder.ts';
import { pause, pauseQuietly } from '../supervision/deadline.ts';
import { growingPauses } from '../supervision/pauses.ts';

/** A file that is still being copied is waited for until it has kept its size this long. */
const SETTLED_MS = 400;
/** A burst of changes, such as an unpacked archive, leads to one look. */
const BURST_MS = 200;
/**
 * The folder itself is looked at so often: of one that was renamed, made again, or is another one
 * behind a link, no watch tells. Takes a tenth of a millisecond.
 */
const SAME_FOLDER_MS = 1_000;
/** Watches that fail, as where the system has none left, are tried again after these. */
const PAUSES = { first: 1_000, longest: 5 * 60_000 };

/** A watch that runs until it is closed. */
export interface FolderWatch {
  close(): Promise<void>;
}

/** How a folder is watched. */
export interface WatchOptions {
  /** Called soon after files were added, changed or removed, and where some may have been. */
  readonly onChange: () => void;
  /** Sub-folders that are not watched. */
  readonly apart?: Apart;
  /** Watches a folder; by the system unless a test stands for one that fails. */
  readonly watch?: typeof watch;
}

/**
 * Watches a folder for as long as it takes: it may be renamed away and back, deleted and made again,
 * be another one behind its link, or not be there yet.
 * Resolves when the watch is in place, or cannot be now: no change after that is missed, since a
 * watch that begins later begins with a call of `onChange`.
 */
export async function watchFolder(folder: string, options: WatchOptions): Promise<FolderWatch> {
  const { apart = NONE_APART } = options;
  const stop = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const changed = (): void => {
    clearTimeout(timer);
    if (!stop.signal.aborted) timer = setTimeout(options.onChange, BURST_MS);
  };
  let isTried: () => void = () => {};
  const tried = new Promise<void>((resolve) => {
    isTried = resolve;
  });

  async function run(): Promise<void> {
    const pauses = growingPauses(PAUSES);
    let isFirst = true;
    while (!stop.signal.aborted) {
      const identity = await identityOf(folder);
      // A signal that is aborted already tells nobody of it any more.
      if (stop.signal.aborted) return;
      const end = await watchOnce(folder, identity, {
        watch: options.watch ?? watch,
        apart,
        changed,
        signal: stop.signal,
        onReady() {
          pauses.reset();
          // What changed between two watches, neither of them tells.
          if (!isFirst) changed();
          isFirst = false;
          isTried();
        },
      });
      isFirst = false;
      isTried();
      if (stop.signal.aborted) return;
      changed();
      if (end === 'failed') await pause(pauses.next(), stop.signal);
    }
  }

  const running = run();
  await tried;
  return {
    async close() {
      stop.abort();
      clearTimeout(timer);
      await running;
    },
  };
}

/** One watch, from its beginning to its end. */
interface OneWatch {
  readonly watch: typeof watch;
  readonly apart: Apart;
  readonly changed: () => void;
  readonly onReady: () => void;
  readonly signal: AbortSignal;
}

/** Watches until the folder is another one, or none any more; where there is none, until it comes. */
async function watchOnce(
  folder: string,
  identity: string | null,
  { watch, apart, changed, onReady, signal }: OneWatch,
): Promise<'other' | 'failed'> {
  const { version } = apart;
  const end = new AbortController();
  const finish = (): void => end.abort();
  signal.addEventListener('abort', finish);
  let failed = false;
  const watcher =
    identity === null
      ? null
      : watch(folder, {
          ignoreInitial: true,
          ignored: (path) =>
            /(^|[/\\])(\.(?!footnoteignore$)[^/\\]+|node_modules)$/.test(
              path.slice(folder.length),
            ) || isOfOthers(folder, path, apart),
          // The look says which files cannot be read.
          ignorePermissionErrors: true,
          awaitWriteFinish: { stabilityThreshold: SETTLED_MS, pollInterval: SETTLED_MS / 4 },
        });
  watcher?.on('all', changed);
  watcher?.once('ready', onReady);
  watcher?.on('error', () => {
    failed = true;
    finish();
  });
  if (watcher === null) onReady();
  try {
    while (await pauseQuietly(SAME_FOLDER_MS, end.signal)) {
      if ((await identityOf(folder)) !== identity || apart.version !== version) return 'other';
    }
    return failed ? 'failed' : 'other';
  } finally {
    signal.removeEventListener('abort', finish);
    await watcher?.close();
  }
}

/** Whether what lies in another collection changed: of that its own watch tells, and nothing here. */
function isOfOthers(folder: string, path: string, apart: Apart): boolean {
  const inside = relative(folder, path).split(sep).join('/');
  const above = inside.slice(0, Math.max(0, inside.lastIndexOf('/')));
  // The mark itself is looked out for: it may go.
  return above !== '' && apart.has(above) && !isCollectionMark(inside.slice(above.length + 1));
}

/** What tells one folder from another at the same place; null where there is none. */
async function identityOf(folder: string): Promise<string | null> {
  try {
    const path = await realpath(folder);
    const { dev, ino, birthtimeMs } = await stat(path);
    return `${dev} ${ino} ${birthtimeMs} ${path}`;
  } catch {
    return null;
  }
}
