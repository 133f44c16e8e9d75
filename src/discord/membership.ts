/**
 * Whether a person is in a server, asked for one by one: Discord tells it of nobody by itself, and the
 * list of all members takes a privileged intent.
 */
import { DiscordAPIError, type REST, Routes } from 'discord.js';
import type { Logger } from 'pino';
import { SNOWFLAKE } from '../snowflake.ts';
import { remembered } from './remembered.ts';

/** Somebody who left sees what they chose for so long; somebody who came back waits for so long. */
const REMEMBERED_MS = 10 * 60_000;
/** What failed is not asked for again at each key that is typed. */
const FAILED_MS = 5_000;
/** People times servers; beyond that the longest unused are asked for anew. */
const MOST_REMEMBERED = 20_000;
/** Of one request, with all that discord.js waits and tries again. Milliseconds. */
const ASKED_WITHIN_MS = 15_000;
/** Before an answer is due within three seconds. Milliseconds. */
const WAITED_MS = 1_200;

/** Knows members. */
export interface Membership {
  /**
   * Whether a person is a member of a server that the bot is in. Never rejects: where it cannot be
   * told in time they are not, for now.
   * @param withinMs milliseconds that it may take.
   */
  isMember(serverId: string, userId: string, withinMs?: number): Promise<boolean>;
}

/** What is asked. */
export interface MembershipOptions {
  readonly rest: Pick<REST, 'get'>;
  readonly logger: Logger;
}

/** By HTTP: not a member, no such server, or one that the bot is not in. */
const NOT_THERE: ReadonlySet<number> = new Set([403, 404]);

/** Asks Discord, and remembers for ten minutes what it said. */
export function makeMembership({ rest, logger }: MembershipOptions): Membership {
  const asked = remembered<boolean>({
    max: MOST_REMEMBERED,
    rememberedMs: REMEMBERED_MS,
    failedMs: FAILED_MS,
    unknown: false,
    log: (fields) => logger.warn(fields, 'whether somebody is in a server could not be asked'),
  });

  async function ask(serverId: string, userId: string): Promise<boolean> {
    try {
      const signal = AbortSignal.timeout(ASKED_WITHIN_MS);
      const found = (await rest.get(Routes.guildMember(serverId, userId), { signal })) as {
        readonly user?: { readonly id?: unknown };
      } | null;
      return found?.user?.id === userId;
    } catch (error) {
      if (error instanceof DiscordAPIError && NOT_THERE.has(error.status)) return false;
      throw error;
    }
  }

  return {
    async isMember(serverId, userId, withinMs = WAITED_MS) {
      if (!SNOWFLAKE.test(serverId) || !SNOWFLAKE.test(userId)) return false;
      return asked(`${serverId}/${userId}`, () => ask(serverId, userId), withinMs);
    },
  };
}
