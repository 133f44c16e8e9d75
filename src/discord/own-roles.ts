/** The roles of the bot itself on a server: Discord makes one for it, and offers it beside its name. */
import { type REST, Routes } from 'discord.js';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { z } from 'zod';
import { SNOWFLAKE } from '../snowflake.ts';
import { within } from '../supervision/deadline.ts';

/** It stays the same for as long as the bot stays. */
const REMEMBERED_MS = 60 * 60_000;
/** What failed is not asked for again at each message. */
const FAILED_MS = 60_000;
/** Servers; beyond that the longest unused are asked for anew. */
const MOST_REMEMBERED = 5_000;
/** Somebody waits for a reply. Milliseconds. */
const ASKED_WITHIN_MS = 3_000;

/** Knows them. */
export interface OwnRoles {
  /** Their ids. Never rejects: where they cannot be told in time there are none, for now. */
  of(serverId: string): Promise<ReadonlySet<string>>;
}

const ROLES = z.array(
  z.looseObject({
    id: z.string().regex(SNOWFLAKE),
    tags: z.looseObject({ bot_id: z.unknown().optional() }).optional().catch(undefined),
  }),
);
const NONE: ReadonlySet<string> = new Set();

/** Asks Discord, and remembers for an hour what it said. */
export function makeOwnRoles({
  rest,
  logger,
  botId,
}: {
  readonly rest: Pick<REST, 'get'>;
  readonly logger: Logger;
  readonly botId: () => string;
}): OwnRoles {
  const known = new LRUCache<string, Promise<ReadonlySet<string>>>({
    max: MOST_REMEMBERED,
    ttl: REMEMBERED_MS,
    perf: { now: () => performance.now() },
  });

  async function ask(serverId: string): Promise<ReadonlySet<string>> {
    const signal = AbortSignal.timeout(ASKED_WITHIN_MS);
    const roles = ROLES.parse(await rest.get(Routes.guildRoles(serverId), { signal }));
    return new Set(roles.filter(({ tags }) => tags?.bot_id === botId()).map(({ id }) => id));
  }

  function asked(serverId: string): Promise<ReadonlySet<string>> {
    const before = known.get(serverId);
    if (before !== undefined) return before;
    const asking = ask(serverId).catch((error: unknown) => {
      const { name } = error as { readonly name?: string };
      logger.warn({ error: name }, 'the roles of a server could not be asked for');
      if (known.peek(serverId) === asking) known.set(serverId, asking, { ttl: FAILED_MS });
      return NONE;
    });
    known.set(serverId, asking);
    return asking;
  }

  return {
    async of(serverId) {
      if (!SNOWFLAKE.test(serverId)) return NONE;
      return within(ASKED_WITHIN_MS, asked(serverId), () => NONE);
    },
  };
}
