/**
 * Looks after the sources of collections in a database: whoever has the lease of a collection does, for as
 * long as that takes, so that each look and each announcement is one process's.
 */
import type { Leases } from '../database/leases.ts';
import { Refusal } from '../refusals.ts';
import type { LookResult } from '../sources/source.ts';
import type { SourceList, Sources } from '../sources/sources.ts';
import { pause } from '../supervision/deadline.ts';
import type { CollectionId } from './collection.ts';

/** A collection by its number and its id. */
export interface Numbered {
  readonly no: number;
  readonly id: CollectionId;
}

/** Sources that are looked after here, and what is announced of them. */
export interface LookedAfter {
  readonly sources: Sources;
  /** Resolves when all is announced that can be now. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** How they are looked after. */
export interface StoredLooksOptions {
  readonly leases: Pick<Leases, 'take'>;
  /** Those that have sources. */
  readonly collections: () => Promise<readonly Numbered[]>;
  /** What is remembered of the sources of one, and whether something of it waits to be announced. */
  readonly read: (one: Numbered) => Promise<{ list: SourceList; hasNews: boolean }>;
  readonly open: (one: Numbered) => Promise<LookedAfter>;
  readonly onFault: (error: unknown) => void;
  /** Milliseconds between two rounds; `EVERY_MS` unless a test is in a hurry. */
  readonly everyMs?: number;
}

/** They are looked after until this is closed. */
export interface StoredLooks {
  /** Looks at one source of a collection now, or at all. @throws Refusal `noSuchSource`, `botLooksItself`. */
  refresh(one: Numbered, name: string | undefined): Promise<readonly LookResult[]>;
  /** The sources of a collection are others. */
  nudge(no: number): void;
  close(): Promise<void>;
}

const EVERY_MS = 30_000;
/** What other processes change is noticed after so long at most. */
const KNOWN_MS = 5 * 60_000;
const AT_ONCE = 3;
/** A look that takes longer goes on with the next round. */
const LONGEST_MS = 10 * 60_000;
const LOOK_MS = 250;
/** Whoever asks for a look waits so long for another process to be done with its own. */
const WAIT_MS = 60_000;

/** One that is open here. */
interface Shared {
  users: number;
  /** Null where another process has it. */
  readonly opened: Promise<(LookedAfter & { readonly lost: AbortSignal }) | null>;
}

/** See the head of this file. */
export function storedLooks(options: StoredLooksOptions): StoredLooks {
  const { leases, collections, read, open, onFault, everyMs = EVERY_MS } = options;
  const stop = new AbortController();
  const shared = new Map<number, Shared>();
  const known = new Map<number, { readonly askedAt: number; readonly dueAt: number }>();
  const running = new Map<number, Promise<void>>();
  let wake = new AbortController();

  async function begin(one: Numbered): Shared['opened'] {
    const lease = await leases.take(`sources:${one.no}`);
    if (lease === null) return null;
    try {
      const opened = await open(one);
      // Whoever is not sure of it any more stops at once.
      lease.lost.addEventListener('abort', () => void opened.sources.close().catch(onFault));
      return {
        ...opened,
        lost: lease.lost,
        async close() {
          await opened.close().finally(() => lease.release());
        },
      };
    } catch (error) {
      await lease.release();
      throw error;
    }
  }

  /** Null where another process has it. */
  async function using<T>(
    one: Numbered,
    work: (opened: LookedAfter & { readonly lost: AbortSignal }) => Promise<T>,
  ): Promise<{ readonly done: T } | null> {
    const item = shared.get(one.no) ?? { users: 0, opened: begin(one) };
    shared.set(one.no, item);
    item.users += 1;
    try {
      const opened = await item.opened;
      return opened && { done: await work(opened) };
    } finally {
      item.users -= 1;
      if (item.users === 0) {
        shared.delete(one.no);
        const opened = await item.opened.catch(() => null);
        await opened?.settled();
        await opened?.close();
      }
    }
  }

  async function isDue(one: Numbered): Promise<boolean> {
    const before = known.get(one.no);
    const now = Date.now();
    const isFresh = before !== undefined && now - before.askedAt < KNOWN_MS;
    if (isFresh && before.dueAt > now) return false;
    const { list, hasNews } = await read(one);
    const dueAt = hasNews ? 0 : firstDue(list);
    known.set(one.no, { askedAt: now, dueAt });
    return dueAt <= now;
  }

  async function lookAt(one: Numbered): Promise<void> {
    await using(one, async ({ sources, lost }) => {
      const until = performance.now() + LONGEST_MS;
      const isAtWork = () =>
        sources.list().sources.some((each) => each.isLooking) ||
        firstDue(sources.list()) <= Date.now();
      while (!stop.signal.aborted && !lost.aborted && isAtWork() && performance.now() < until) {
        await pause(LOOK_MS, AbortSignal.any([stop.signal, lost]));
      }
    });
    known.delete(one.no);
  }

  async function round(): Promise<void> {
    for (const one of await collections()) {
      if (stop.signal.aborted) return;
      if (running.has(one.no) || !(await isDue(one))) continue;
      while (running.size >= AT_ONCE) await Promise.race(running.values());
      const looking = lookAt(one)
        .catch(onFault)
        .finally(() => running.delete(one.no));
      running.set(one.no, looking);
    }
  }

  const done = (async () => {
    while (!stop.signal.aborted) {
      wake = new AbortController();
      await round().catch(onFault);
      await pause(everyMs, AbortSignal.any([wake.signal, stop.signal]));
    }
  })();

  return {
    async refresh(one, name) {
      const until = performance.now() + WAIT_MS;
      for (;;) {
        const looked = await using(one, ({ sources }) => sources.refresh(name));
        if (looked !== null) return looked.done;
        if (stop.signal.aborted || performance.now() > until) throw new Refusal('botLooksItself');
        await pause(LOOK_MS, stop.signal);
      }
    },
    nudge(no) {
      known.delete(no);
      wake.abort();
    },
    async close() {
      stop.abort();
      await Promise.all(running.values());
      await done;
    },
  };
}

/** When the first source is due, in milliseconds since 1970; infinite for none. */
function firstDue({ sources }: SourceList): number {
  const times = sources.map(({ source, nextLookAt }) =>
    source.kind === 'folder' ? Number.POSITIVE_INFINITY : (nextLookAt ?? 0),
  );
  return Math.min(Number.POSITIVE_INFINITY, ...times);
}
