/** The roles of the bot itself on a server: Discord makes one for it, and offers it beside its name. */
import { type REST, Routes } from 'discord.js';
import type { Logger } from 'pino';
import { z } from 'zod';
import { SNOWFLAKE } from '../snowflake.ts';
import { remembered } from './remembered.ts';

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
  const asked = remembered<ReadonlySet<string>>({
    max: MOST_REMEMBERED,
    rememberedMs: REMEMBERED_MS,
    failedMs: FAILED_MS,
    unknown: NONE,
    log: (fields) => logger.warn(fields, 'the roles of a server could not be asked for'),
  });

  async function ask(serverId: string): Promise<ReadonlySet<string>> {
    const signal = AbortSignal.timeout(ASKED_WITHIN_MS);
    const roles = ROLES.parse(await rest.get(Routes.guildRoles(serverId), { signal }));
    return new Set(roles.filter(({ tags }) => tags?.bot_id === botId()).map(({ id }) => id));
  }

  return {
    async of(serverId) {
      if (!SNOWFLAKE.test(serverId)) return NONE;
      return asked(serverId, () => ask(serverId), ASKED_WITHIN_MS);
    },
  };
}
