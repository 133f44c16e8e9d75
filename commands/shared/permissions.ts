/** The bot's own check of what somebody may do: Discord's menus only hide commands. */
import { type BaseInteraction, PermissionFlagsBits } from 'discord.js';
import { type Actor, rolesOf } from '../../src/discord/access-of.ts';
import type { Turn } from '../../src/discord/command.ts';
import { Refusal } from '../../src/refusals.ts';

/** Who and where somebody is, and what they may do there. */
export type Standing = Actor & Pick<BaseInteraction, 'memberPermissions' | 'member'>;

/**
 * Lets whoever owns the bot pass, anywhere, and on a server whose articles may be changed there its members
 * with Manage Server and whom the collection names; nobody else.
 *
 * Anybody may add the bot to a server of theirs, or use it there as their own app: everyone manages some
 * server. What may be changed from which is decided in `src/discord/access-of.ts`.
 * @throws Refusal `serverOnly`, `homeOnly`, `managersElsewhere` or `manageServerOnly`.
 */
export function refuseUnlessManager(
  standing: Standing,
  { managers, access }: Pick<Turn, 'managers' | 'access'>,
): void {
  const { user, guildId, authorizingIntegrationOwners: owners } = standing;
  if (managers.isOwner(user.id)) return;
  if (guildId === null) throw new Refusal('serverOnly');
  const manages = isNamed(standing, access.changes?.managers ?? []);
  if (owners.guildId !== guildId) throw new Refusal('homeOnly');
  if (access.changes === null) {
    if (!manages) throw new Refusal('homeOnly');
    throw new Refusal('managersElsewhere', { server: guildId });
  }
  if (!manages) throw new Refusal('manageServerOnly');
}

/**
 * Lets whoever looks after a server that the bot was added to pass, whoever's articles it answers from: whoever
 * owns the bot, the members with Manage Server, and whom the server's own collection names.
 * @returns the server's id.
 * @throws Refusal `serverOnly`, `addedOnly` or `manageServerOnly`.
 */
export function refuseUnlessServerManager(
  standing: Standing,
  { managers, access }: Pick<Turn, 'managers' | 'access'>,
): string {
  const { user, guildId, authorizingIntegrationOwners: owners } = standing;
  if (guildId === null) throw new Refusal('serverOnly');
  if (owners.guildId !== guildId) throw new Refusal('addedOnly');
  if (managers.isOwner(user.id) || isNamed(standing, access.changes?.managers ?? [])) {
    return guildId;
  }
  throw new Refusal('manageServerOnly');
}

/** Whether somebody has Manage Server, or is among these people and roles, by id. */
function isNamed({ user, member, memberPermissions }: Standing, named: readonly string[]): boolean {
  if (memberPermissions?.has(PermissionFlagsBits.ManageGuild)) return true;
  return named.length > 0 && [user.id, ...rolesOf(member)].some((id) => named.includes(id));
}

/** Whether somebody may change the articles here. */
export function isManager(standing: Standing, turn: Pick<Turn, 'managers' | 'access'>): boolean {
  try {
    refuseUnlessManager(standing, turn);
    return true;
  } catch {
    return false;
  }
}

/** Whether somebody looks after the server that they are on. */
export function managesServer(
  standing: Standing,
  turn: Pick<Turn, 'managers' | 'access'>,
): boolean {
  try {
    refuseUnlessServerManager(standing, turn);
    return true;
  } catch {
    return false;
  }
}
