/** How the running bot is, as one object: for `footnote status` and for programs that read JSON. */
import { z } from 'zod';
import type { Holdings } from '../collections/holdings.ts';
import type { Database, DatabaseFigures } from '../database/open-database.ts';
import type { Together } from '../fleet/together.ts';
import { sayIn } from '../languages/say.ts';
import type { OpenLibrary } from '../library/library.ts';
import { within } from '../supervision/deadline.ts';
import { PARTS, type Vitals } from '../supervision/vitals.ts';
import { conditionOf } from './condition.ts';
import type { Counts } from './tally.ts';

/** Files that are named; of more, only how many. */
const FILES_NAMED = 50;
const MS = 1_000;
/** Whoever asks waits a few seconds. */
const TOGETHER_MS = 1_000;

/** In words: whoever reads it is at a terminal, which speaks English. Times are ISO 8601. */
export const StatusSchema = z.object({
  version: z.string(),
  pid: z.number(),
  startedAt: z.string(),
  uptimeSeconds: z.number(),
  condition: z.enum(['well', 'starting', 'ill']),
  parts: z.array(
    z.object({
      part: z.enum(PARTS),
      state: z.enum(['starting', 'well', 'ill']),
      since: z.string(),
      why: z.string().nullable(),
      restarts: z.number(),
    }),
  ),
  /** Of all collections together. */
  articles: z.number(),
  passages: z.number(),
  /** How many there are, the default one too, and how many of them are in memory. */
  collections: z.object({ total: z.number(), open: z.number() }).default({ total: 1, open: 1 }),
  /** Null once everything is read. What is left is null where that is not known. */
  reading: z
    .object({
      phase: z.string(),
      done: z.number(),
      total: z.number(),
      secondsLeft: z.number().nullable().default(null),
    })
    .nullable(),
  filesNotRead: z.object({ total: z.number(), first: z.array(z.string()) }),
  lastFailedLook: z.object({ at: z.string(), why: z.string().nullable() }).nullable(),
  /** By name, how many wait or are being worked on. */
  queues: z.record(z.string(), z.number()),
  /** Null where there is none. Of leases, how many by kind. */
  database: z
    .object({
      pools: z.array(
        z.object({
          pool: z.string(),
          inUse: z.number(),
          idle: z.number(),
          waiting: z.number(),
          /** Of what questions are asked of, where it is known. */
          lagSeconds: z.number().nullable(),
          /** Whether it is left out for a while. */
          isOut: z.boolean(),
        }),
      ),
      leases: z.record(z.string(), z.number()),
    })
    .nullable()
    .default(null),
  /** All processes of the bot, where they share a database; null where that is not known. */
  together: z
    .object({
      processes: z.number(),
      unwell: z.number(),
      shards: z.object({ count: z.number().nullable(), held: z.number() }),
      inProgress: z.number(),
      memoryBytes: z.number(),
      lastHour: z.record(z.string(), z.record(z.string(), z.number())),
    })
    .nullable()
    .default(null),
  memoryBytes: z.object({ resident: z.number(), heapUsed: z.number() }),
  /** By command and result. */
  lastHour: z.record(z.string(), z.record(z.string(), z.number())),
});
export type Status = z.infer<typeof StatusSchema>;

/** Where a status is read from. */
export interface StatusSources {
  readonly version: string;
  readonly vitals: Vitals;
  /** Null before it is opened. */
  readonly library: Pick<OpenLibrary, 'status' | 'unread'> | null;
  /** Of all collections; those of `library` alone where it is left out, or not known yet. */
  readonly holdings?: () => Holdings | null;
  readonly queues: () => Readonly<Record<string, number>>;
  readonly lastHour: () => Counts;
  /** Null before it is opened, and where there is none. */
  readonly database?: Pick<Database, 'figures'> | null;
  /** What all processes come to; null where there is no database, or not yet. */
  readonly together?: (() => Promise<Together>) | null;
}

const NOTHING_YET = {
  ...{ articles: 0, passages: 0, phase: 'reading', done: 0, total: 0 },
  remainingMs: null,
};

/** How it is now. */
export async function statusOf({
  version,
  vitals,
  library,
  holdings = () => null,
  queues,
  lastHour,
  database = null,
  together = null,
}: StatusSources): Promise<Status> {
  const say = sayIn('en');
  const status = library?.status() ?? NOTHING_YET;
  const { phase, done, total, remainingMs } = status;
  const held = holdings() ?? { ...status, collections: 1, open: 1 };
  const unread = (await library?.unread()) ?? [];
  // Of a database that is away this must be told, too.
  const all = together && (await within(TOGETHER_MS, together(), () => null).catch(() => null));
  const { lastFailure } = vitals.state('folder');
  const { rss, heapUsed } = process.memoryUsage();
  const uptimeSeconds = Math.round(process.uptime());
  return {
    version,
    pid: process.pid,
    startedAt: isoTime(Date.now() - uptimeSeconds * MS),
    uptimeSeconds,
    condition: conditionOf(vitals.states()),
    parts: vitals.states().map(({ part, state, since, ailment, restarts }) => ({
      part,
      state,
      since: isoTime(since),
      why: ailment && say.tell(ailment),
      restarts,
    })),
    articles: held.articles,
    passages: held.passages,
    collections: { total: held.collections, open: held.open },
    reading:
      phase === 'ready'
        ? null
        : { phase, done, total, secondsLeft: remainingMs && Math.round(remainingMs / MS) },
    filesNotRead: {
      total: unread.length,
      first: unread.slice(0, FILES_NAMED).map((notice) => say.tell(notice)),
    },
    lastFailedLook: lastFailure && {
      at: isoTime(lastFailure.at),
      why: lastFailure.ailment && say.tell(lastFailure.ailment),
    },
    queues: { ...queues() },
    database: database && databaseIn(database.figures()),
    together: all && {
      ...all,
      shards: { ...all.shards },
      lastHour: copied(all.lastHour),
    },
    memoryBytes: { resident: rss, heapUsed },
    lastHour: copied(lastHour()),
  };
}

function copied(counts: Counts): Status['lastHour'] {
  return Object.fromEntries(
    Object.entries(counts).map(([command, results]) => [command, { ...results }]),
  );
}

function databaseIn({ primary, replicas, leases }: DatabaseFigures): Status['database'] {
  const pools = [{ ...primary, name: 'primary', lagMs: null, isOut: false }, ...replicas];
  return {
    pools: pools.map(({ name, inUse, idle, waiting, lagMs, isOut }) => ({
      ...{ pool: name, inUse, idle, waiting, isOut },
      lagSeconds: lagMs && lagMs / MS,
    })),
    leases: { ...leases },
  };
}

/** @param at milliseconds since 1970. */
export function isoTime(at: number): string {
  return new Date(at).toISOString();
}
