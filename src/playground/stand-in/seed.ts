/** The people, roles and channels that a fresh stand-in starts with. */
import {
  type APIGuildMember,
  type APIRole,
  type APIUser,
  ChannelType,
  GuildMemberFlags,
  PermissionFlagsBits as Permission,
} from 'discord.js';
import type { Clock } from './clock.ts';
import { TALKING } from './permissions.ts';
import { timestamp } from './timestamp.ts';
import { type Channel, emptyWorld, randomToken, type World } from './world.ts';

/** Ids that stay the same from start to start, so that tests and pages can name them. */
const APPLICATION_ID = '1300000000000000001';
export const GUILD_ID = '1300000000000000002';
/** The people there are: an ordinary member, and a moderator (Manage Server, Manage Messages). */
export const PEOPLE = {
  member: '1300000000000000010',
  moderator: '1300000000000000011',
} as const;
/**
 * The channels there are. In `announcements` neither the bot nor the member may write; `memberDm`
 * and `moderatorDm` are with the bot; the bot is not in `private`, where only a user-installed app
 * can be used.
 */
export const CHANNELS = {
  general: '1300000000000000020',
  announcements: '1300000000000000021',
  memberDm: '1300000000000000022',
  moderatorDm: '1300000000000000023',
  private: '1300000000000000024',
} as const;
const MODERATOR_ROLE = '1300000000000000030';
const BOT_ROLE = '1300000000000000031';
const OWNER_ID = PEOPLE.moderator;
/** Who made the bot: nobody of those who are here, so that roles can be tried. */
const DEVELOPER_ID = '1300000000000000012';

const EVERYONE = TALKING | Permission.UseApplicationCommands | Permission.UseExternalApps;
const MODERATING = Permission.ManageGuild | Permission.ManageMessages;
/** discord.js types its flags as enumerations without a zero. */
const NO_FLAGS = 0 as never;
/** Since when everyone is there, the bot as well. */
export const JOINED = timestamp(Date.UTC(2024, 0, 1));

function user(id: string, username: string, globalName: string | null, bot = false): APIUser {
  const common = { id, username, discriminator: '0', global_name: globalName, avatar: null };
  return bot
    ? { ...common, bot: true, public_flags: NO_FLAGS }
    : { ...common, public_flags: NO_FLAGS };
}

function role(id: string, name: string, permissions: bigint, position: number): APIRole {
  return {
    id,
    name,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    icon: null,
    unicode_emoji: null,
    position,
    permissions: permissions.toString(),
    managed: id === BOT_ROLE,
    mentionable: false,
    flags: NO_FLAGS,
  };
}

function member(of: APIUser, roles: string[]): APIGuildMember {
  return {
    user: of,
    nick: null,
    avatar: null,
    banner: null,
    roles,
    joined_at: JOINED,
    deaf: false,
    mute: false,
    flags: GuildMemberFlags.CompletedOnboarding,
    pending: false,
  };
}

/** Adds a person to the server, with these roles beside that of everyone. */
export function addPerson(world: World, username: string, id: string, roles: string[]): string {
  const person = user(id, username.toLowerCase(), username);
  world.users.set(id, person);
  world.members.set(id, { data: member(person, roles), locale: 'en-US' });
  return id;
}

/** Opens the direct messages between a person and the bot. */
export function openBotDm(world: World, userId: string, id: string): Channel {
  const channel: Channel = {
    id,
    kind: 'bot-dm',
    name: world.bot.username,
    topic: null,
    recipients: [userId, world.bot.id],
    overwrites: [],
    lastMessageId: null,
  };
  world.channels.set(id, channel);
  return channel;
}

/**
 * A world with the people and channels named above, and no message yet.
 * @param clock the time it lives by.
 */
export function createWorld(clock: Clock): World {
  const bot = user(APPLICATION_ID, 'Footnote', null, true);
  const world: World = {
    ...emptyWorld(clock),
    // Shaped like Discord's: the application's id, a time stamp, a secret.
    token: `${Buffer.from(APPLICATION_ID).toString('base64url')}.stand-in.${randomToken()}`,
    application: {
      id: APPLICATION_ID,
      name: bot.username,
      description: 'Answers from the articles.',
      owner: user(DEVELOPER_ID, 'developer', null),
    },
    bot,
    guild: {
      id: GUILD_ID,
      name: 'Playground',
      owner_id: OWNER_ID,
      preferred_locale: 'en-US' as never,
    },
  };
  // The owner may do everything on Discord; here the role decides, so that roles can be tried.
  world.roles.push(role(GUILD_ID, '@everyone', EVERYONE, 0));
  world.roles.push(role(MODERATOR_ROLE, 'Moderator', EVERYONE | MODERATING, 2));
  world.roles.push(role(BOT_ROLE, bot.username, EVERYONE, 1));
  world.users.set(bot.id, bot);
  world.members.set(bot.id, { data: member(bot, [BOT_ROLE]), locale: 'en-US' });
  addPerson(world, 'Mira', PEOPLE.member, []);
  addPerson(world, 'Sam', PEOPLE.moderator, [MODERATOR_ROLE]);

  const readOnly = [
    { id: GUILD_ID, type: 0, allow: 0n, deny: Permission.SendMessages },
    { id: MODERATOR_ROLE, type: 0, allow: Permission.SendMessages, deny: 0n },
  ] as const;
  const text = (id: string, name: string, topic: string, overwrites: Channel['overwrites']) =>
    world.channels.set(id, {
      id,
      kind: 'text',
      name,
      topic,
      recipients: [],
      overwrites,
      lastMessageId: null,
    });
  text(CHANNELS.general, 'general', 'Ask the articles.', []);
  text(CHANNELS.announcements, 'announcements', 'Only moderators write here.', readOnly);
  openBotDm(world, PEOPLE.member, CHANNELS.memberDm);
  openBotDm(world, PEOPLE.moderator, CHANNELS.moderatorDm);
  world.channels.set(CHANNELS.private, {
    id: CHANNELS.private,
    kind: 'private',
    name: 'Mira and Sam',
    topic: null,
    recipients: [PEOPLE.member, PEOPLE.moderator],
    overwrites: [],
    lastMessageId: null,
  });
  return world;
}

/** Discord's number for a kind of channel. */
export function channelType(channel: Channel): ChannelType {
  if (channel.kind === 'text') return ChannelType.GuildText;
  return channel.kind === 'bot-dm' ? ChannelType.DM : ChannelType.GroupDM;
}
