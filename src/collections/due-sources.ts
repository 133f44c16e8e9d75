/**
 * Looks after the sources of collections that are closed: one whose source is due is opened for it, a few at
 * a time, and left to be closed again.
 */
import { stat } from 'node:fs/promises';
import type { SourceStatus } from '../sources/source.ts';
import type { SourceList, Sources } from '../sources/sources.ts';
import { sourcesPath } from '../sources/sources-file.ts';
import { pause, pauseQuietly } from '../supervision/deadline.ts';
import type { Collection, CollectionId } from './collection.ts';
import type { Held } from './on-demand.ts';

/** How they are looked after. */
export interface DueSourcesOptions {
  /** All collections, and whether each is open. */
  readonly collections: () => readonly Collection[];
  readonly isOpen: (id: CollectionId) => boolean;
  readonly hold: (id: CollectionId) => Promise<Held<{ readonly sources: Sources }>>;
  /** What is remembered of the sources of one that is closed. */
  readonly read: (collection: Collection) => Promise<SourceList>;
  readonly onFault: (error: unknown) => void;
  /** Milliseconds between two rounds; `EVERY_MS` unless a test is in a hurry. */
  readonly everyMs?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

const EVERY_MS = 60_000;
/** Collections that are open for that alone at the same time. */
const AT_ONCE = 2;
/** A look that takes longer goes on with the next round. */
const LONGEST_MS = 10 * 60_000;
const LOOK_MS = 1_000;

/** What is known of a closed collection. */
interface Known {
  /** Of `sources.yaml`. */
  readonly mark: string;
  /** When the first source is due, in milliseconds since 1970; infinite for none. */
  readonly dueAt: number;
}

/** When a source is due; never for a folder, which nobody fetches. */
function dueAt({ source, nextLookAt }: SourceStatus): number {
  return source.kind === 'folder' ? Number.POSITIVE_INFINITY : (nextLookAt ?? 0);
}

const firstDue = ({ sources }: SourceList): number =>
  Math.min(Number.POSITIVE_INFINITY, ...sources.map(dueAt));

/** Looks after them until it is closed; keeps no process alive. */
export function lookAfterClosed(options: DueSourcesOptions): { close(): Promise<void> } {
  const { collections, isOpen, hold, read, onFault, everyMs = EVERY_MS, now = Date.now } = options;
  const known = new Map<CollectionId, Known>();
  const stop = new AbortController();
  const running = new Set<Promise<void>>();

  async function isDue(collection: Collection): Promise<boolean> {
    const { id, folder } = collection;
    if (folder === null) return false;
    const mark = await stat(sourcesPath(folder)).then(
      ({ mtimeMs, size, ino }) => `${mtimeMs} ${size} ${ino}`,
      () => 'none',
    );
    if (mark === 'none') return false;
    const before = known.get(id);
    if (before?.mark === mark) return before.dueAt <= now();
    const due = firstDue(await read(collection));
    known.set(id, { mark, dueAt: due });
    return due <= now();
  }

  async function lookAt(id: CollectionId): Promise<void> {
    // What comes of it is read anew when it is closed.
    known.delete(id);
    const { item, release } = await hold(id);
    try {
      const until = performance.now() + LONGEST_MS;
      const isAtWork = () =>
        item.sources.list().sources.some((each) => each.isLooking || dueAt(each) <= now());
      while (!stop.signal.aborted && isAtWork() && performance.now() < until) {
        await pause(LOOK_MS, stop.signal);
      }
    } finally {
      release();
    }
  }

  async function round(): Promise<void> {
    for (const collection of collections()) {
      if (stop.signal.aborted) return;
      const { id } = collection;
      if (isOpen(id)) {
        known.delete(id);
        continue;
      }
      if (!(await isDue(collection))) continue;
      while (running.size >= AT_ONCE) await Promise.race(running);
      const looking = lookAt(id)
        .catch(onFault)
        .finally(() => running.delete(looking));
      running.add(looking);
    }
  }

  async function run(): Promise<void> {
    while (!stop.signal.aborted) {
      await round().catch(onFault);
      await pauseQuietly(everyMs, stop.signal);
    }
  }

  const done = run();
  return {
    async close() {
      stop.abort();
      await Promise.all(running);
      await done;
    },
  };
}
