/**
 * How much the articles are used, counted per place and day: numbers, articles and citations, nothing of who asked
 * and no text. Counted in memory, added to files that several processes add to, half a minute later at most.
 */

import { randomBytes } from 'node:crypto';
import { afterMs } from '../after-ms.ts';
import type { InCollection } from '../citations/refs.ts';
import type { ArticleRef, Judgement } from '../model.ts';
import { SNOWFLAKE } from '../snowflake.ts';
import type { StateFolder } from '../state/state-folder.ts';
import {
  addCounts,
  articleOfCounted,
  countedRef,
  type DayCounts,
  type MonthDelta,
  monthIn,
  NO_COUNTS,
  withDelta,
} from './day-counts.ts';
import { DAY_MS, type Day, dayOf, monthOf, monthsBetween } from './days.ts';
import { type KnownArticles, knownBytes, knownIn, seenOn } from './known-articles.ts';

/** In the state of the default collection: a folder for each place. */
export const STATISTICS = 'statistics';
/** The place of what was asked outside of servers. */
const NOWHERE = 'elsewhere';
const KNOWN = 'articles.json';
const MONTH_FILE = /^\d{4}-\d\d\.json$/;

/** Counts are forgotten after so many days, a month at a time. */
export const KEPT_DAYS = 400;
/** What a process that is killed loses at most. Milliseconds. */
const FLUSH_MS = 30_000;
/** Bytes of a mark: no two writings have the same. */
const MARK_BYTES = 9;

/** How counts are opened. */
export interface UseCountsOptions {
  /** Of the default collection. */
  readonly state: Pick<StateFolder, 'readEach' | 'read' | 'update' | 'list' | 'entries' | 'remove'>;
  /** Milliseconds since 1970, for tests. */
  readonly now?: () => number;
  /** Calls back after so many milliseconds. @returns what prevents that. */
  readonly after?: (ms: number, then: () => void) => () => void;
  /** Told when something could not be kept: it is tried again, and nobody waits for that. */
  readonly onError?: (error: unknown) => void;
}

/** The counts of one place: what is told there is of nowhere else. */
export interface Statistics {
  /** The day that it is. */
  today(): Day;
  /** Counts a question. @param shown articles that its answer leads to or shows. From memory, never throws. */
  asked(judgement: Judgement, shown: readonly ArticleRef[]): void;
  /** Counts articles that an answer shows later, as when more of it is opened. */
  reached(articles: readonly ArticleRef[]): void;
  /** Counts a quote that was shared for everyone. */
  shared(quote: InCollection & { readonly citation: { readonly id: string } }): void;
  /** What was counted, by day, from one day to another, both inclusive; what no process has written yet is not there. */
  between(from: Day, to: Day): Promise<ReadonlyMap<Day, DayCounts>>;
  /** Takes note of the articles that there are now. @returns since when which of them are known. */
  know(articles: readonly ArticleRef[]): Promise<KnownArticles>;
}

/** The counts of all places. */
export interface UseCounts {
  /** Of a server that has a list of its own. @param own the articles that are looked after there, to be known daily. */
  statisticsOf(server: string, own?: OwnArticles): Statistics;
  /**
   * Of what was counted anywhere but on servers with a list of their own.
   * @param server where somebody acts now; null outside of servers.
   */
  statisticsElsewhere(
    server: string | null,
    hasOwnList: (server: string) => boolean,
    own?: OwnArticles,
  ): Statistics;
  /** Servers of which something was counted, by id. */
  servers(): Promise<readonly string[]>;
  /** Forgets what was counted on a server. */
  forget(server: string): Promise<void>;
  /** Writes what was counted here; what cannot be written is tried again later. Never rejects. */
  flush(): Promise<void>;
  /** Writes it, and counts no more. Safe to call twice. */
  close(): Promise<void>;
}

/** Lists articles. */
export type OwnArticles = () => Promise<readonly ArticleRef[]>;

const folderOf = (server: string | null) => `${STATISTICS}/${server ?? NOWHERE}`;

/** Opens them. @throws what the state throws where it cannot be read or written. */
export async function openUseCounts(options: UseCountsOptions): Promise<UseCounts> {
  const { state, now = Date.now, after = afterMs, onError = () => {} } = options;
  /** By file: what was counted since it was last written; and what is being written, with its mark. */
  const counted = new Map<string, Map<Day, DayCounts>>();
  const writing = new Map<string, MonthDelta>();
  /** By place, the last day on which its articles were noted. */
  const noted = new Map<string, Day>();
  let sweptOn = '';
  let isOpen = true;
  let cancel: (() => void) | null = null;
  let flushing: Promise<void> = Promise.resolve();

  function count(server: string | null, more: Partial<DayCounts>): void {
    const day = dayOf(now());
    const path = `${folderOf(server)}/${monthOf(day)}.json`;
    const days = counted.get(path) ?? new Map<Day, DayCounts>();
    counted.set(path, days);
    days.set(day, addCounts(days.get(day) ?? NO_COUNTS, { ...NO_COUNTS, ...more }));
    wait();
  }

  function wait(): void {
    if (!isOpen || cancel !== null) return;
    cancel = after(FLUSH_MS, () => {
      cancel = null;
      void flush();
    });
  }

  async function writeOne(path: string): Promise<void> {
    // One of which nobody knows whether it was done keeps its mark, so that it is done once.
    for (let delta = writing.get(path) ?? take(path); delta !== null; delta = take(path)) {
      const { mark, days } = delta;
      await state.update(path, (before) => withDelta(before, { mark, days }));
      writing.delete(path);
    }
  }

  function take(path: string): MonthDelta | null {
    const days = counted.get(path);
    if (days === undefined) return null;
    counted.delete(path);
    const delta = { mark: randomBytes(MARK_BYTES).toString('base64url'), days };
    writing.set(path, delta);
    return delta;
  }

  async function writeAll(): Promise<void> {
    for (const path of new Set([...writing.keys(), ...counted.keys()])) {
      await writeOne(path).catch(onError);
    }
    if (writing.size > 0 || counted.size > 0) wait();
    if (sweptOn !== dayOf(now())) await sweep().catch(onError);
  }

  /** What was counted while others are being written is written after that. */
  function flush(): Promise<void> {
    flushing = flushing.then(writeAll);
    return flushing;
  }

  /** Forgets months of which the last day is too old. */
  async function sweep(): Promise<void> {
    sweptOn = dayOf(now());
    const oldest = monthOf(dayOf(now() - KEPT_DAYS * DAY_MS));
    for (const { path } of await state.list(STATISTICS)) {
      const name = path.slice(path.lastIndexOf('/') + 1);
      if (MONTH_FILE.test(name) && name < `${oldest}.json`) await state.remove(path);
    }
  }

  async function servers(): Promise<readonly string[]> {
    const entries = await state.entries(STATISTICS);
    const written = entries.map(({ name }) => name).filter((name) => SNOWFLAKE.test(name));
    const waiting = [...counted.keys(), ...writing.keys()].map((path) => path.split('/')[1] ?? '');
    return [...new Set([...written, ...waiting.filter((name) => SNOWFLAKE.test(name))])];
  }

  async function between(
    places: readonly (string | null)[],
    from: Day,
    to: Day,
  ): Promise<ReadonlyMap<Day, DayCounts>> {
    await flush();
    const months = monthsBetween(from, to);
    const paths = places.flatMap((place) =>
      months.map((month) => `${folderOf(place)}/${month}.json`),
    );
    const sum = new Map<Day, DayCounts>();
    for (const bytes of await state.readEach(paths)) {
      for (const [day, counts] of monthIn(bytes)) {
        if (day >= from && day <= to) sum.set(day, addCounts(sum.get(day) ?? NO_COUNTS, counts));
      }
    }
    return sum;
  }

  async function know(folder: string, articles: readonly ArticleRef[]): Promise<KnownArticles> {
    const day = dayOf(now());
    const refs = articles.map(countedRef);
    let known = seenOn(null, [], day);
    await state.update(`${folder}/${KNOWN}`, (before) => {
      known = seenOn(knownIn(before), refs, day);
      const bytes = knownBytes(known);
      return before?.equals(bytes) ? before : bytes;
    });
    return known;
  }

  /** @param folder of what is known of the articles there. @param places whose counts are told. */
  function statistics(
    server: string | null,
    folder: string,
    places: () => Promise<readonly (string | null)[]>,
    own: OwnArticles | undefined,
  ): Statistics {
    function noteDaily(): void {
      const today = dayOf(now());
      if (own === undefined || noted.get(folder) === today) return;
      noted.set(folder, today);
      own()
        .then((articles) => know(folder, articles))
        .catch((error: unknown) => {
          noted.delete(folder);
          onError(error);
        });
    }
    const once = (articles: readonly ArticleRef[]): ReadonlyMap<string, number> =>
      new Map(articles.map((article) => [countedRef(article), 1]));
    return {
      today: () => dayOf(now()),
      asked(judgement, shown) {
        const question =
          judgement === 'answers'
            ? { answers: 1 }
            : judgement === 'may-answer'
              ? { mayAnswer: 1 }
              : { noAnswer: 1 };
        count(server, { ...question, articles: once(shown) });
        noteDaily();
      },
      reached: (articles) => count(server, { articles: once(articles) }),
      shared({ citation: { id }, collection = '' }) {
        const citation = countedRef({ id, collection });
        const article = articleOfCounted(citation);
        count(server, {
          shared: new Map([[citation, 1]]),
          ...(article !== null && { articles: new Map([[article, 1]]) }),
        });
      },
      between: async (from, to) => between(await places(), from, to),
      know: (articles) => know(folder, articles),
    };
  }

  await sweep();
  return {
    statisticsOf: (server, own) => statistics(server, folderOf(server), async () => [server], own),
    statisticsElsewhere: (server, hasOwnList, own) =>
      statistics(
        server,
        folderOf(null),
        async () => [null, ...(await servers()).filter((each) => !hasOwnList(each))],
        own,
      ),
    servers,
    async forget(server) {
      await flush();
      for (const waiting of [counted, writing]) {
        for (const path of waiting.keys()) {
          if (path.startsWith(`${folderOf(server)}/`)) waiting.delete(path);
        }
      }
      noted.delete(folderOf(server));
      await state.remove(folderOf(server));
    },
    flush,
    async close() {
      isOpen = false;
      cancel?.();
      cancel = null;
      await flush();
    },
  };
}
