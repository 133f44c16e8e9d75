/** Who sees what is written in a channel: all members of its server, or some, as far as Discord tells the bot. */
import { ChannelType, DiscordAPIError, PermissionFlagsBits, type REST, Routes } from 'discord.js';
import { SNOWFLAKE } from '../snowflake.ts';
import { listOf, rawOf } from './raw-message.ts';

/** `unknown` where the bot does not see the channel, or its rules. */
export type SeenBy = 'all' | 'some' | 'unknown';

/** Threads are seen by who sees the channel that they are in (topics/threads.mdx), private ones by who is in them. */
const PUBLIC_THREADS: ReadonlySet<unknown> = new Set([
  ChannelType.PublicThread,
  ChannelType.AnnouncementThread,
]);
const VIEW = PermissionFlagsBits.ViewChannel;
const ALL = PermissionFlagsBits.Administrator;

/** Looks it up: three requests at most. Never rejects for what Discord refuses. */
export async function seenIn(rest: Pick<REST, 'get'>, channelId: string): Promise<SeenBy> {
  try {
    return await lookUp(rest, channelId, true);
  } catch (error) {
    if (error instanceof DiscordAPIError) return 'unknown';
    throw error;
  }
}

async function lookUp(
  rest: Pick<REST, 'get'>,
  channelId: string,
  mayBeThread: boolean,
): Promise<SeenBy> {
  if (!SNOWFLAKE.test(channelId)) return 'unknown';
  const channel = rawOf(await rest.get(Routes.channel(channelId)));
  const { type, guild_id: server, parent_id: parent } = channel;
  if (typeof server !== 'string' || !SNOWFLAKE.test(server)) return 'some';
  if (type === ChannelType.PrivateThread) return 'some';
  if (PUBLIC_THREADS.has(type)) {
    return mayBeThread && typeof parent === 'string' ? lookUp(rest, parent, false) : 'unknown';
  }
  const overwrites = listOf(channel.permission_overwrites).map(rawOf);
  const ofAll = overwrites.find(({ id }) => id === server);
  const others = overwrites.filter(({ id }) => id !== server);
  // Whom a rule of their own keeps out may ask as well as anybody else.
  if (others.some(({ deny }) => has(deny, VIEW))) return 'some';
  if (has(ofAll?.allow, VIEW)) return 'all';
  if (has(ofAll?.deny, VIEW)) return 'some';
  const roles = listOf(await rest.get(Routes.guildRoles(server))).map(rawOf);
  const everyone = roles.find(({ id }) => id === server);
  if (everyone === undefined) return 'unknown';
  return has(everyone.permissions, VIEW) || has(everyone.permissions, ALL) ? 'all' : 'some';
}

/** Permissions are decimal numbers in texts. */
function has(bits: unknown, bit: bigint): boolean {
  return typeof bits === 'string' && /^\d{1,40}$/.test(bits) && (BigInt(bits) & bit) !== 0n;
}
