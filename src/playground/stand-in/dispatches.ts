/** Which gateway events a change means for the bot, by its intents. */
import { deliveredMessage } from './delivered.ts';
import type { JsonObject } from './rules/problems.ts';
import { partialMember } from './views.ts';
import { type StoredMessage, serverOf, type World, type WorldEvent } from './world.ts';

/** `events/gateway`, "List of intents". */
const GUILD_MESSAGES = 1 << 9;
const DIRECT_MESSAGES = 1 << 12;
const GUILD_MESSAGE_TYPING = 1 << 11;
const MESSAGE_CONTENT = 1 << 15;

/** "Sharding" there: the connection that a server's events come through; what is in none comes through the first. */
export function shardOf(serverId: string | null, count: number): number {
  return serverId === null ? 0 : Number((BigInt(serverId) >> 22n) % BigInt(count));
}

/**
 * The connection that a change is told through. Private messages come as if they were direct ones;
 * interactions come with their server, whether the bot is in it or not.
 */
export function shardOfEvent(world: World, event: WorldEvent, count: number): number {
  if (count === 1) return 0;
  if (event.type === 'interaction-create') {
    const { guild_id: serverId } = event.payload;
    return shardOf(typeof serverId === 'string' ? serverId : null, count);
  }
  const channelId = 'channelId' in event ? event.channelId : null;
  const message = 'message' in event ? event.message : null;
  if (message !== null && message.visibleTo !== null) return 0;
  const channel = world.channels.get(channelId ?? message?.channelId ?? '');
  return shardOf(channel?.serverId ?? null, count);
}

/** A gateway event: its name and data. */
export type Dispatch = readonly [name: string, data: unknown];

function messageView(world: World, message: StoredMessage, intents: number): JsonObject {
  const { data, channelId, visibleTo } = message;
  // A private message comes as if it were a direct one (discord-api-docs#4557).
  const channel = world.channels.get(channelId);
  const inGuild = channel?.kind === 'text' && visibleTo === null;
  const member = inGuild ? partialMember(world, channel, data.author.id) : null;
  return {
    ...deliveredMessage(world, message, (intents & MESSAGE_CONTENT) !== 0),
    ...(inGuild ? { guild_id: channel.serverId, ...(member === null ? {} : { member }) } : {}),
  };
}

/** @returns the events of a change, none when it does not concern the bot or its intents. */
export function dispatchesFor(world: World, event: WorldEvent, intents: number): Dispatch[] {
  if (event.type === 'interaction-create') return [['INTERACTION_CREATE', event.payload]];
  if (event.type === 'typing') {
    // The bot is not told that it types itself.
    if (event.userId === world.bot.id || (intents & GUILD_MESSAGE_TYPING) === 0) return [];
    const { channelId: channel_id, userId: user_id } = event;
    return [
      ['TYPING_START', { channel_id, user_id, timestamp: Math.floor(world.clock.now() / 1000) }],
    ];
  }
  if (
    event.type !== 'message-create' &&
    event.type !== 'message-update' &&
    event.type !== 'message-delete'
  )
    return [];
  const { message } = event;
  const channel = world.channels.get(message.channelId);
  const isPrivate = message.visibleTo !== null;
  if (channel === undefined || (channel.kind === 'private' && !isPrivate)) return [];
  const server = serverOf(world, channel);
  const isInGuild = server !== null && !isPrivate;
  if (isInGuild && !server.members.has(world.bot.id)) return [];
  if ((intents & (isInGuild ? GUILD_MESSAGES : DIRECT_MESSAGES)) === 0) return [];
  if (event.type === 'message-delete') {
    const guild = isInGuild ? { guild_id: server.data.id } : {};
    return [['MESSAGE_DELETE', { id: message.data.id, channel_id: channel.id, ...guild }]];
  }
  const name = event.type === 'message-create' ? 'MESSAGE_CREATE' : 'MESSAGE_UPDATE';
  return [[name, messageView(world, message, intents)]];
}
