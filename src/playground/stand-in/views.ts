/** The stand-in's state in the shapes that Discord's API sends: channels, the server, members. */
import type { APIGuildMember } from 'discord.js';
import type { JsonObject } from './rules/problems.ts';
import { channelType, JOINED } from './seed.ts';
import type { Channel, World } from './world.ts';

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
    guild_id: world.guild.id,
    name: channel.name,
    topic: channel.topic,
    position: [...world.channels.values()].indexOf(channel),
    parent_id: null,
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

/** The server as REST sends it. */
export function guildView(world: World): JsonObject {
  return {
    ...world.guild,
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
    roles: world.roles,
    application_id: null,
    hub_type: null,
    incidents_data: null,
  };
}

/** The server as `GUILD_CREATE` sends it: of the members only the bot, as without the intent. */
export function guildCreateView(world: World): JsonObject {
  const channels = [...world.channels.values()].filter((channel) => channel.kind === 'text');
  return {
    ...guildView(world),
    joined_at: JOINED,
    large: false,
    unavailable: false,
    member_count: world.members.size,
    members: [world.members.get(world.bot.id)?.data],
    channels: channels.map((channel) => channelView(world, channel)),
    threads: [],
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

/** A member without the user inside, as it comes with messages and resolved options. */
export function partialMember(world: World, userId: string): Omit<APIGuildMember, 'user'> | null {
  const member = world.members.get(userId);
  if (member === undefined) return null;
  const { user: _user, ...rest } = member.data;
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
    approximate_guild_count: 1,
    approximate_user_install_count: world.users.size - 1,
  };
}
