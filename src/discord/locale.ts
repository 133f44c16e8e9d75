/** In whose language something is said: the reader's where one reads it, the server's where all do. */
import type { BaseInteraction } from 'discord.js';

/** Discord sends it for every server that is no Community, so that it says nothing of the server. */
const UNKNOWN = 'en-US';

/**
 * The locale of what everyone in a channel sees: the server's where it is known, else that of the
 * person who acts.
 */
export function sharedLocale({
  locale,
  guildLocale,
}: Pick<BaseInteraction, 'guildLocale'> & { readonly locale: string }): string {
  return guildLocale === null || guildLocale === UNKNOWN ? locale : guildLocale;
}
