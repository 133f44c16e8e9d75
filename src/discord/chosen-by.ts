/** Whose collections a person sees in messages with the bot: what they chose, of where they still are. */
import type { Logger } from 'pino';
import type { DirectMessages } from '../collections/direct-messages.ts';
import { errorName } from './error-name.ts';
import type { Membership } from './membership.ts';

/** The servers of one person; none where that cannot be told just now. Never rejects. */
export type ChosenBy = (userId: string, withinMs?: number) => Promise<readonly string[]>;

/** What is asked. */
export interface ChosenByOptions {
  readonly directMessages: Pick<DirectMessages, 'chosenBy'>;
  readonly membership: Membership;
  readonly logger: Logger;
}

/** Asks for membership anew at each use, which remembers it for a while. */
export function makeChosenBy({ directMessages, membership, logger }: ChosenByOptions): ChosenBy {
  return async (userId, withinMs) => {
    try {
      const servers = await directMessages.chosenBy(userId);
      const isMember = await Promise.all(
        servers.map((server) => membership.isMember(server, userId, withinMs)),
      );
      return servers.filter((_, i) => isMember[i]);
    } catch (error) {
      logger.warn(
        { error: errorName(error) },
        'what somebody chose for direct messages could not be read',
      );
      return [];
    }
  };
}
