/** Which place a channel of the stand-in is to the bot. */
import { Refusal } from '../refusals.ts';
import type { InsightPlace } from './insight.ts';
import { canSee } from './stand-in/permissions.ts';
import type { World } from './stand-in/world.ts';

/**
 * The place that somebody is at.
 * @param channelId null for none in particular, which is no server's.
 * @throws Refusal `channelUnseen` for a channel that they do not see.
 */
export function placeOf(world: World, userId: string, channelId: string | null): InsightPlace {
  const locale = world.locales.get(userId) ?? 'en-US';
  if (channelId === null) return { userId, serverId: null, isBotDm: false, locale };
  const channel = world.channels.get(channelId);
  if (channel === undefined || !canSee(world, userId, channel)) throw new Refusal('channelUnseen');
  const { serverId, kind } = channel;
  const isIn = serverId !== null && world.servers.get(serverId)?.members.has(world.bot.id);
  return { userId, serverId: isIn ? serverId : null, isBotDm: kind === 'bot-dm', locale };
}
