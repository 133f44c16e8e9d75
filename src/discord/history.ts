/** What the bot said last where somebody writes to it alone: read from Discord each time, and never kept. */
import { type REST, Routes, SnowflakeUtil } from 'discord.js';
import type { Logger } from 'pino';
import { z } from 'zod';
import { SNOWFLAKE } from '../snowflake.ts';
import { within } from '../supervision/deadline.ts';
import { errorName } from './error-name.ts';

/** A message so long after an answer is about something else. Milliseconds. */
const FOLLOWS_WITHIN_MS = 10 * 60_000;
/** Messages that are looked at: what somebody wrote since the answer is among them. */
const LOOKED_AT = 10;
/** Somebody waits for a reply. Milliseconds. */
const ASKED_WITHIN_MS = 1_500;

/** Looks back. */
export interface History {
  /**
   * The bot's own messages of the ten minutes before a message, the last one first, as Discord's API has
   * them. Never rejects: where they cannot be read in time there are none.
   */
  ownBefore(message: {
    readonly channelId: string;
    readonly id: string;
  }): Promise<readonly unknown[]>;
}

const MESSAGES = z.array(
  z.looseObject({
    id: z.string().regex(SNOWFLAKE),
    author: z.looseObject({ id: z.string() }),
  }),
);

/**
 * The bot's own messages of the ten minutes before a message.
 * @param found messages as Discord's API lists them, the last one first; no more than ten are looked at.
 * @throws ZodError for anything else.
 */
export function ownAmong(
  found: unknown,
  { id: before, botId }: { readonly id: string; readonly botId: string },
): readonly unknown[] {
  const since = SnowflakeUtil.timestampFrom(before) - FOLLOWS_WITHIN_MS;
  const looked = MESSAGES.parse(found).slice(0, LOOKED_AT);
  return looked.filter(
    ({ id, author }) => author.id === botId && SnowflakeUtil.timestampFrom(id) >= since,
  );
}

/** Looks back by asking Discord. */
export function makeHistory({
  rest,
  logger,
  botId,
}: {
  readonly rest: Pick<REST, 'get'>;
  readonly logger: Logger;
  readonly botId: () => string;
}): History {
  async function ask(channelId: string, before: string): Promise<readonly unknown[]> {
    const query = new URLSearchParams({ before, limit: `${LOOKED_AT}` });
    const signal = AbortSignal.timeout(ASKED_WITHIN_MS);
    const found = await rest.get(Routes.channelMessages(channelId), { query, signal });
    return ownAmong(found, { id: before, botId: botId() });
  }

  return {
    async ownBefore({ channelId, id }) {
      const asking = ask(channelId, id).catch((error: unknown) => {
        logger.warn({ error: errorName(error) }, 'what was said before could not be read');
        return [];
      });
      return within(ASKED_WITHIN_MS, asking, () => []);
    },
  };
}
