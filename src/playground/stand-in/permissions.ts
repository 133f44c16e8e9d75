/** Who may do what in which channel, reckoned as Discord does. */
import { type APIRole, PermissionFlagsBits as Permission } from 'discord.js';
import { type Channel, type Server, serverOf, type World } from './world.ts';

/** To read a channel and to write in it, with all that a message may hold. */
export const TALKING =
  Permission.ViewChannel |
  Permission.SendMessages |
  Permission.EmbedLinks |
  Permission.AttachFiles |
  Permission.ReadMessageHistory |
  Permission.AddReactions;
/** Every permission there is: what both sides have in direct messages. */
const IN_DIRECT_MESSAGES = TALKING | Permission.UseExternalEmojis | Permission.MentionEveryone;

/** Whether a person, or the bot, is in a channel and may look into it. */
export function canSee(world: World, userId: string, channel: Channel): boolean {
  if (channel.kind !== 'text') return channel.recipients.includes(userId);
  return (permissionsIn(world, userId, channel) & Permission.ViewChannel) !== 0n;
}

/** The permission bits of a person, or of the bot, in a channel; none for strangers. */
export function permissionsIn(world: World, userId: string, channel: Channel): bigint {
  if (channel.kind !== 'text') return channel.recipients.includes(userId) ? IN_DIRECT_MESSAGES : 0n;
  const server = serverOf(world, channel);
  const member = server?.members.get(userId);
  if (!server || !member) return 0n;
  const roleIds = [server.data.id, ...member.roles];
  let bits = 0n;
  for (const role of server.roles) if (roleIds.includes(role.id)) bits |= BigInt(role.permissions);
  if ((bits & Permission.Administrator) !== 0n) return (1n << 53n) - 1n;

  // First everyone's overwrite, then those of the roles together, then the member's own.
  const [everyone, others] = [roleIds.slice(0, 1), member.roles];
  for (const ids of [everyone, others, [userId]]) {
    const matching = channel.overwrites.filter((overwrite) => ids.includes(overwrite.id));
    for (const { deny } of matching) bits &= ~deny;
    for (const { allow } of matching) bits |= allow;
  }
  return bits;
}

/** Whether a person has the permission to manage a server. */
export function isModerator({ roles, members }: Server, userId: string): boolean {
  const has = new Set(members.get(userId)?.roles);
  const may = (role: APIRole) => (BigInt(role.permissions) & Permission.ManageGuild) !== 0n;
  return roles.some((role) => has.has(role.id) && may(role));
}

/** Whether all bits of `needed` are among those that a user has in a channel. */
export function mayIn(world: World, userId: string, channel: Channel, needed: bigint): boolean {
  return (permissionsIn(world, userId, channel) & needed) === needed;
}
