/**
 * Reads once a day which servers the bot is in. Only a whole list tells that it is gone from one, so
 * one that fails anywhere is none.
 */
import { type REST, Routes } from 'discord.js';
import type { Logger } from 'pino';
import { z } from 'zod';
import { SNOWFLAKE } from '../snowflake.ts';
import { growingPauses, type PauseLimits } from '../supervision/pauses.ts';
import { errorName } from './error-name.ts';

/** Milliseconds from the first connection to the first list: starting comes first. */
const FIRST_AFTER_MS = 60_000;
/** Between two lists, and how much earlier or later each is: many that start at once ask apart. */
const EVERY_MS = 24 * 60 * 60_000;
const SPREAD_MS = 30 * 60_000;
/** After a list that failed. */
const AGAIN_PAUSES: PauseLimits = { first: 10 * 60_000, longest: 3 * 60 * 60_000 };
/** Milliseconds for a page, with all that discord.js waits for rate limits and tries again. */
const PAGE_WITHIN_MS = 2 * 60_000;
/** `resources/user`: servers on a page at most. Discord may give less, and more follow all the same. */
const PAGE = 200;
/** A public bot of a million servers, at pages that are half full. */
const MOST_PAGES = 10_000;

const Listed = z.array(z.object({ id: z.string().regex(SNOWFLAKE) }));

/**
 * The ids of all servers that the bot is in, read until a page is empty.
 * @throws whatever Discord or the network says, and TypeError for what is no list or does not end.
 */
export async function listServers(
  rest: Pick<REST, 'get'>,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const found: string[] = [];
  let after = '0';
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const query = new URLSearchParams({ limit: String(PAGE), after });
    const options = {
      query,
      signal: AbortSignal.any([signal, AbortSignal.timeout(PAGE_WITHIN_MS)]),
    };
    const page = Listed.safeParse(await rest.get(Routes.userGuilds(), options));
    if (!page.success) throw new TypeError('Not what Discord says of servers');
    if (page.data.length === 0) return found;
    for (const { id } of page.data) {
      // In rising order, so that nothing is passed over and it comes to an end.
      if (BigInt(id) <= BigInt(after)) throw new TypeError('Servers are not in their order');
      found.push(id);
      after = id;
    }
  }
  throw new TypeError('The list of servers does not end');
}

/** Who lists, and who is told. */
export interface ServerListOptions {
  readonly rest: Pick<REST, 'get'>;
  /** Told of each whole list. */
  readonly seen: (serverIds: readonly string[]) => Promise<void>;
  readonly logger: Logger;
  /** As `Math.random`. */
  readonly random?: () => number;
}

/** Lists from now on, soon and then once a day. @returns what ends it. */
export function keepListingServers(options: ServerListOptions): () => void {
  const { rest, seen, logger, random = Math.random } = options;
  const stop = new AbortController();
  const pauses = growingPauses(AGAIN_PAUSES, random);
  let timer: NodeJS.Timeout | undefined;

  async function list(): Promise<number> {
    try {
      const ids = await listServers(rest, stop.signal);
      await seen(ids);
      logger.debug({ servers: ids.length }, 'the servers were listed');
      pauses.reset();
      return EVERY_MS + (random() * 2 - 1) * SPREAD_MS;
    } catch (error) {
      if (!stop.signal.aborted) {
        logger.warn({ error: errorName(error) }, 'the servers could not be listed: trying again');
      }
      return pauses.next();
    }
  }
  function after(ms: number): void {
    if (stop.signal.aborted) return;
    timer = setTimeout(() => void list().then(after), ms);
    timer.unref();
  }
  after(FIRST_AFTER_MS * (1 + random()));
  return () => {
    stop.abort();
    clearTimeout(timer);
  };
}
