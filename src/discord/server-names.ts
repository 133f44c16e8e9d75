/** What servers are called: an interaction tells no more of one than its id. */
import { type REST, Routes } from 'discord.js';
import type { Logger } from 'pino';
import { SNOWFLAKE } from '../snowflake.ts';
import { remembered } from './remembered.ts';

/** Names change seldom. */
const REMEMBERED_MS = 60 * 60_000;
/** What failed is asked for again soon. */
const FAILED_MS = 10_000;
const MOST_REMEMBERED = 5_000;
/** Of one request, with all that discord.js waits and tries again. Milliseconds. */
const ASKED_WITHIN_MS = 15_000;
/** A name is worth no longer wait: people know where they are. */
const WAITED_MS = 800;

/** Knows names. */
export interface ServerNames {
  /**
   * What a server is called that the bot is in; null where that cannot be told now. Never rejects.
   * @param withinMs milliseconds that it may take.
   */
  nameOf(serverId: string, withinMs?: number): Promise<string | null>;
}

/** Asks Discord, and remembers for an hour what it said. */
export function makeServerNames({
  rest,
  logger,
}: {
  readonly rest: Pick<REST, 'get'>;
  readonly logger: Logger;
}): ServerNames {
  const asked = remembered<string | null>({
    max: MOST_REMEMBERED,
    rememberedMs: REMEMBERED_MS,
    failedMs: FAILED_MS,
    unknown: null,
    log: (fields) => logger.debug(fields, 'the name of a server could not be asked'),
  });

  async function ask(serverId: string): Promise<string | null> {
    const signal = AbortSignal.timeout(ASKED_WITHIN_MS);
    const found = (await rest.get(Routes.guild(serverId), { signal })) as { name?: unknown } | null;
    return typeof found?.name === 'string' ? found.name : null;
  }

  return {
    async nameOf(serverId, withinMs = WAITED_MS) {
      if (!SNOWFLAKE.test(serverId)) return null;
      return asked(serverId, () => ask(serverId), withinMs);
    },
  };
}
