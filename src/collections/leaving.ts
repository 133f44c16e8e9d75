/**
 * Remembers which servers the bot has left, and says when what was theirs is to go. Time is counted from one
 * listing to the next, so that a clock that is put forward deletes nothing, and a bot that was off waits longer.
 */
import { z } from 'zod';
import { SNOWFLAKE } from '../snowflake.ts';
import type { StateFolder } from '../state/state-folder.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Listings come daily: more than this between two of them is a clock that was put, or a bot that was off. */
const LONGEST_STEP_MS = 1.5 * DAY_MS;

/** Listings that are nearer to each other, as when a bot is started again and again, are one. */
const SHORTEST_STEP_MS = HOUR_MS;

/** A server that is missing from so many whole listings has been left. */
const LISTINGS = 2;

/** In the state of the default collection. */
const FILE = 'left-servers.json';

const Missing = z.object({
  /** Listings, one after the other, that it was missing from. */
  listings: z.number().int().min(1),
  /** Milliseconds since the listing after which it counted as left. */
  goneMs: z.number().min(0),
});

const Stored = z.object({
  /** When the last listing was read, in milliseconds since 1970. */
  listedAt: z.number(),
  /** Servers of the last listing that have something here, and those that are missing, by id. */
  missing: z.record(z.string().regex(SNOWFLAKE), Missing),
});

type Stored = z.infer<typeof Stored>;

/** How leaving is followed. */
export interface LeavingOptions {
  readonly state: StateFolder;
  /** Days from when a server was left until what was its own goes; `SERVER_RETENTION_DAYS`. */
  readonly retentionDays: number;
  /** Servers of which something of their own is kept. */
  readonly servers: () => Promise<readonly string[]>;
  /** Deletes what is a server's own. What it throws is tried again with the next listing. */
  readonly forget: (serverId: string, days: number) => Promise<void>;
  readonly onFault: (serverId: string, error: unknown) => void;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** The servers that were left. */
export interface Leaving {
  /** Takes note of a listing that was read to its end. @param serverIds all that the bot is on. */
  seen(serverIds: readonly string[]): Promise<void>;
  /** Days until what is a server's own goes; null where the bot has not left it. */
  daysLeft(serverId: string): Promise<number | null>;
}

/** See the head of this file. */
export function followLeaving(options: LeavingOptions): Leaving {
  const { state, retentionDays, servers, forget, onFault, now = Date.now } = options;
  let noting: Promise<void> = Promise.resolve();

  async function read(): Promise<Stored> {
    const bytes = await state.read(FILE);
    try {
      return Stored.parse(JSON.parse(bytes?.toString() ?? ''));
    } catch {
      // Whatever is not understood was never left: nothing goes too early.
      return { listedAt: 0, missing: {} };
    }
  }

  async function note(serverIds: readonly string[]): Promise<void> {
    const there = new Set(serverIds);
    const before = await read();
    const time = now();
    const passed = time - before.listedAt;
    const isNext = before.listedAt === 0 || passed < 0 || passed >= SHORTEST_STEP_MS;
    const step = Math.min(LONGEST_STEP_MS, Math.max(0, passed));
    const missing: Record<string, z.infer<typeof Missing>> = {};
    for (const id of await servers()) {
      if (there.has(id)) continue;
      const known = before.missing[id];
      if (known === undefined) missing[id] = { listings: 1, goneMs: 0 };
      else if (!isNext) missing[id] = known;
      else {
        const goneMs = known.listings >= LISTINGS ? known.goneMs + step : 0;
        missing[id] = { listings: known.listings + 1, goneMs };
      }
    }
    // So near to the one before it counts for who is back alone.
    const listedAt = isNext ? time : before.listedAt;
    await save({ listedAt, missing });
    for (const [id, { goneMs }] of Object.entries(missing)) {
      if (goneMs < retentionDays * DAY_MS) continue;
      try {
        await forget(id, Math.floor(goneMs / DAY_MS));
        delete missing[id];
        await save({ listedAt, missing });
      } catch (error) {
        onFault(id, error);
      }
    }
  }

  async function save(stored: Stored): Promise<void> {
    await state.write(FILE, Buffer.from(JSON.stringify(stored)));
  }

  return {
    seen(serverIds) {
      const done = noting.then(() => note(serverIds));
      noting = done.catch(() => {});
      return done;
    },
    async daysLeft(serverId) {
      const known = (await read()).missing[serverId];
      if (known === undefined || known.listings < LISTINGS) return null;
      return Math.max(0, Math.ceil(retentionDays - known.goneMs / DAY_MS));
    },
  };
}
