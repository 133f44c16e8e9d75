/** The stand-in's state in the shapes that Discord's API sends: channels, servers, members. */
import type { APIGuildMember } from 'discord.js';
import type { JsonObject } from './rules/problems.ts';
import { channelType, JOINED } from './seed.ts';
import { botServers, type Channel, type Server, serverOf, type World } from './world.ts';

/** A channel as REST and the gateway send it. */
export function channelView(world: World, channel: Channel): JsonObject {
  const common = {
    id: channel.id,
    type: channelType(channel),
    last_message_id: channel.lastMessageId,
    flags: 0,
  };
  if (channel.kind !== 'text') {
    const others = channel.recipients.filter((id) => id !== world.bot.id);
    return { ...common, recipients: others.map((id) => world.users.get(id)) };
  }
  return {
    ...common,
    guild_id: channel.serverId,
    name: channel.name,
    topic: channel.topic,
    position: [...world.channels.values()].indexOf(channel),
    parent_id: channel.parentId ?? null,
    nsfw: false,
    rate_limit_per_user: 0,
    permission_overwrites: channel.overwrites.map(({ id, type, allow, deny }) => ({
      id,
      type,
      allow: allow.toString(),
      deny: deny.toString(),
    })),
  };
}

/** A server as REST sends it. */
export function guildView({ data, roles }: Server): JsonObject {
  return {
    ...data,
    icon: null,
    splash: null,
    discovery_splash: null,
    banner: null,
    description: null,
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    mfa_level: 0,
    nsfw_level: 0,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    public_updates_channel_id: null,
    safety_alerts_channel_id: null,
    vanity_url_code: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    premium_progress_bar_enabled: false,
    features: [],
    emojis: [],
    stickers: [],
    roles,
    application_id: null,
    hub_type: null,
    incidents_data: null,
  };
}

/** A server as `/users/@me/guilds` lists it. */
export function listedGuildView({ data: { id, name } }: Server): JsonObject {
  return { id, name, icon: null, banner: null, owner: false, permissions: '0', features: [] };
}

/** The channels of a server. */
export function channelsOf(world: World, { data: { id } }: Server): Channel[] {
  return [...world.channels.values()].filter(({ serverId }) => serverId === id);
}

/** A server as `GUILD_CREATE` sends it: of the members only the bot, as without the intent. */
export function guildCreateView(world: World, server: Server): JsonObject {
  return {
    ...guildView(server),
    joined_at: JOINED,
    large: false,
    unavailable: false,
    member_count: server.members.size,
    members: [server.members.get(world.bot.id)],
    channels: channelsOf(world, server).map((channel) => channelView(world, channel)),
    threads: [],
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

/**
 * A member of a channel's server without the user inside, as it comes with messages and resolved
 * options; null for somebody who is not in it, and outside of servers.
 */
export function partialMember(
  world: World,
  channel: Channel,
  userId: string,
): Omit<APIGuildMember, 'user'> | null {
  const member = serverOf(world, channel)?.members.get(userId);
  if (member === undefined) return null;
  const { user: _user, ...rest } = member;
  return rest;
}

/** The bot's own account as `/users/@me` and READY send it. */
export function selfView(world: World): JsonObject {
  return { ...world.bot, verified: true, mfa_enabled: false, email: null, flags: 0 };
}

/** The application as `/applications/@me` sends it. No flag is set: no privileged intent. */
export function applicationView(world: World): JsonObject {
  return {
    ...world.application,
    icon: null,
    bot: world.bot,
    bot_public: true,
    bot_require_code_grant: false,
    summary: '',
    verify_key: '0'.repeat(64),
    flags: 0,
    hook: true,
    is_monetized: false,
    team: null,
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    integration_types_config: { 0: {}, 1: {} },
    approximate_guild_count: botServers(world).length,
    approximate_user_install_count: world.users.size - 1,
  };
}
