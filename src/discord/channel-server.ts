/** Which server a channel is in: an id that somebody gave says nothing of that. */
import { DiscordAPIError, type REST, Routes } from 'discord.js';
import { Refusal } from '../refusals.ts';
import { SNOWFLAKE } from '../snowflake.ts';

/** By HTTP: what the bot is not shown, and what there is not. */
const UNSEEN: ReadonlySet<number> = new Set([403, 404]);

/**
 * The id of a channel's server; null for a channel that is in none.
 * @throws Refusal `announceUnseen` where the bot does not see it; whatever else Discord says.
 */
export async function serverOf(rest: Pick<REST, 'get'>, channelId: string): Promise<string | null> {
  if (!SNOWFLAKE.test(channelId)) throw new Refusal('announceUnseen');
  try {
    const channel = (await rest.get(Routes.channel(channelId))) as { readonly guild_id?: unknown };
    return typeof channel.guild_id === 'string' ? channel.guild_id : null;
  } catch (cause) {
    const isUnseen = cause instanceof DiscordAPIError && UNSEEN.has(cause.status);
    throw isUnseen ? new Refusal('announceUnseen', {}, { cause }) : cause;
  }
}
