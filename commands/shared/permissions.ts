/** The bot's own check of what somebody may do: Discord's menus only hide commands. */
import { type BaseInteraction, PermissionFlagsBits } from 'discord.js';
import type { Turn } from '../../src/discord/command.ts';
import { Refusal } from '../../src/refusals.ts';

/** Who and where somebody is, and what they may do there. */
export interface Standing extends Pick<BaseInteraction, 'guildId' | 'memberPermissions'> {
  readonly user: { readonly id: string };
  /** `guildId` names the server that the bot was added to; null for a person's own app. */
  readonly authorizingIntegrationOwners: { readonly guildId: string | null };
}

/**
 * Lets whoever owns the bot pass, anywhere, and the members with Manage Server of the servers that
 * its owner has named; nobody else.
 *
 * The articles are one folder for all servers, and anybody may add the bot to a server of theirs, or
 * use it there as their own app: everyone manages some server.
 * @throws Refusal `serverOnly`, `homeOnly`, `managersElsewhere` or `manageServerOnly`.
 */
export function refuseUnlessManager(
  { user, guildId, memberPermissions, authorizingIntegrationOwners: owners }: Standing,
  { managers }: Pick<Turn, 'managers'>,
): void {
  if (managers.isOwner(user.id)) return;
  if (guildId === null) throw new Refusal('serverOnly');
  const manages = memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? false;
  if (owners.guildId !== guildId) throw new Refusal('homeOnly');
  if (!managers.guildIds.has(guildId)) {
    if (!manages) throw new Refusal('homeOnly');
    throw new Refusal('managersElsewhere', { server: guildId });
  }
  if (!manages) throw new Refusal('manageServerOnly');
}

/** Whether somebody may change the articles here. */
export function isManager(standing: Standing, turn: Pick<Turn, 'managers'>): boolean {
  try {
    refuseUnlessManager(standing, turn);
    return true;
  } catch {
    return false;
  }
}
