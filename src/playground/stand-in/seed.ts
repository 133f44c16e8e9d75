/** The people, servers, roles and channels that a fresh stand-in starts with. */
import {
  type APIGuildMember,
  type APIRole,
  type APIUser,
  ChannelType,
  GuildMemberFlags,
  PermissionFlagsBits as Permission,
} from 'discord.js';
import { Refusal } from '../../refusals.ts';
import type { Clock } from './clock.ts';
import { TALKING } from './permissions.ts';
import { timestamp } from './timestamp.ts';
import { type Channel, emptyWorld, randomToken, type Server, type World } from './world.ts';

/** Ids that stay the same from start to start, so that tests and pages can name them. */
const APPLICATION_ID = '1300000000000000001';
export const GUILD_ID = '1300000000000000002';
/** The second server, whose members are others: see `PEOPLE`. */
export const OTHER_GUILD_ID = '1300000000000000003';
/**
 * The people there are: an ordinary member of both servers, one who moderates the first server
 * (Manage Server, Manage Messages) and is an ordinary member of the second, and one who moderates
 * the second and is not in the first.
 */
export const PEOPLE = {
  member: '1300000000000000010',
  moderator: '1300000000000000011',
  otherModerator: '1300000000000000013',
} as const;
/**
 * The channels there are. In `announcements` neither the bot nor the member may write; those named
 * after people are with the bot; the bot is not in `private`, where only a user-installed app can be
 * used; `quayside` is in the second server, the first three in the first one.
 */
export const CHANNELS = {
  general: '1300000000000000020',
  announcements: '1300000000000000021',
  quayside: '1300000000000000025',
  memberDm: '1300000000000000022',
  moderatorDm: '1300000000000000023',
  otherModeratorDm: '1300000000000000026',
  private: '1300000000000000024',
} as const;
const MODERATOR_ROLE = '1300000000000000030';
const BOT_ROLE = '1300000000000000031';
const OTHER_MODERATOR_ROLE = '1300000000000000032';
const OTHER_BOT_ROLE = '1300000000000000033';
/** Who made the bot: nobody of those who are here, so that roles can be tried. */
const DEVELOPER_ID = '1300000000000000012';

/** As in a new server on Discord, where everyone may mention every role. */
const EVERYONE =
  TALKING |
  Permission.UseApplicationCommands |
  Permission.UseExternalApps |
  Permission.MentionEveryone;
const MODERATING = EVERYONE | Permission.ManageGuild | Permission.ManageMessages;
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

/** @param botId of the bot that it belongs to: Discord makes one for each bot that joins. */
function role(
  id: string,
  name: string,
  permissions: bigint,
  position: number,
  botId?: string,
): APIRole {
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
    managed: botId !== undefined,
    mentionable: false,
    flags: NO_FLAGS,
    ...(botId !== undefined && { tags: { bot_id: botId } }),
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

/** Adds a person who is in no server yet. @returns the id. */
export function addPerson(world: World, username: string, id: string): string {
  world.users.set(id, user(id, username.toLowerCase(), username));
  world.locales.set(id, 'en-US');
  return id;
}

/**
 * Makes a person, or the bot, a member of a server, with these roles beside that of everyone.
 * @throws Refusal `noSuchPerson` for someone who does not exist.
 */
export function join(world: World, server: Server, userId: string, roles: readonly string[]): void {
  const joining = world.users.get(userId);
  if (joining === undefined) throw new Refusal('noSuchPerson');
  server.members.set(userId, member(joining, [...roles]));
}

/**
 * Adds a server with somebody who moderates it, and with the roles of everyone and of moderators.
 * The owner may do everything on Discord; here the role decides, so that roles can be tried.
 * @throws Refusal `noSuchPerson` for an owner who does not exist.
 */
export function addServer(
  world: World,
  { id, name, ownerId, roleId, roleName = 'Moderator' }: ServerSeed,
): Server {
  const server: Server = {
    data: { id, name, owner_id: ownerId, preferred_locale: 'en-US' as never },
    roles: [role(id, '@everyone', EVERYONE, 0), role(roleId, roleName, MODERATING, 2)],
    members: new Map(),
  };
  world.servers.set(id, server);
  join(world, server, ownerId, [roleId]);
  return server;
}

/** The ids of the roles that let moderate a server. */
export function moderatorRoles({ roles }: Server): string[] {
  const may = ({ permissions }: APIRole) => (BigInt(permissions) & Permission.ManageGuild) !== 0n;
  return roles.filter(may).map(({ id }) => id);
}

/** A server and the role of its moderators. */
interface ServerSeed {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly roleId: string;
  readonly roleName?: string;
}

/** Adds a channel to a server. */
export function addChannel(
  world: World,
  server: Server,
  id: string,
  name: string,
  more: Partial<Pick<Channel, 'topic' | 'overwrites' | 'parentId'>> = {},
): Channel {
  const channel: Channel = {
    id,
    serverId: server.data.id,
    kind: 'text',
    name,
    topic: null,
    recipients: [],
    overwrites: [],
    lastMessageId: null,
    ...more,
  };
  world.channels.set(id, channel);
  return channel;
}

/** Opens the direct messages between a person and the bot. */
export function openBotDm(world: World, userId: string, id: string): Channel {
  const channel: Channel = {
    id,
    serverId: null,
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
 * A world with the people, servers and channels named above, and no message yet.
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
  };
  world.users.set(bot.id, bot);
  addPerson(world, 'Mira', PEOPLE.member);
  addPerson(world, 'Sam', PEOPLE.moderator);
  addPerson(world, 'Noor', PEOPLE.otherModerator);

  const first = addServer(world, {
    id: GUILD_ID,
    name: 'Playground',
    ownerId: PEOPLE.moderator,
    roleId: MODERATOR_ROLE,
  });
  first.roles.push(role(BOT_ROLE, bot.username, EVERYONE, 1, bot.id));
  join(world, first, bot.id, [BOT_ROLE]);
  join(world, first, PEOPLE.member, []);

  const second = addServer(world, {
    id: OTHER_GUILD_ID,
    name: 'Harbour',
    ownerId: PEOPLE.otherModerator,
    roleId: OTHER_MODERATOR_ROLE,
    roleName: 'Harbour master',
  });
  second.roles.push(role(OTHER_BOT_ROLE, bot.username, EVERYONE, 1, bot.id));
  join(world, second, bot.id, [OTHER_BOT_ROLE]);
  join(world, second, PEOPLE.member, []);
  join(world, second, PEOPLE.moderator, []);

  const readOnly = [
    { id: GUILD_ID, type: 0, allow: 0n, deny: Permission.SendMessages },
    { id: MODERATOR_ROLE, type: 0, allow: Permission.SendMessages, deny: 0n },
  ] as const;
  addChannel(world, first, CHANNELS.general, 'general', { topic: 'Ask the articles.' });
  addChannel(world, first, CHANNELS.announcements, 'announcements', {
    topic: 'Only moderators write here.',
    overwrites: readOnly,
  });
  const topic = 'Another server, with other moderators.';
  addChannel(world, second, CHANNELS.quayside, 'quayside', { topic });
  openBotDm(world, PEOPLE.member, CHANNELS.memberDm);
  openBotDm(world, PEOPLE.moderator, CHANNELS.moderatorDm);
  openBotDm(world, PEOPLE.otherModerator, CHANNELS.otherModeratorDm);
  world.channels.set(CHANNELS.private, {
    id: CHANNELS.private,
    serverId: null,
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
  if (channel.parentId !== undefined) return ChannelType.PublicThread;
  if (channel.kind === 'text') return ChannelType.GuildText;
  return channel.kind === 'bot-dm' ? ChannelType.DM : ChannelType.GroupDM;
}
