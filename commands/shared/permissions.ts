/** The bot's own check of what somebody may do: Discord's menus only hide commands. */
import { type BaseInteraction, PermissionFlagsBits } from 'discord.js';
import type { Turn } from '../../src/discord/command.ts';
import { Refusal } from '../../src/refusals.ts';

/** Where somebody is, and what they may do there. */
export interface Standing extends Pick<BaseInteraction, 'guildId' | 'memberPermissions'> {
  /** `guildId` names the server that the bot was added to; null for a person's own app. */
  readonly authorizingIntegrationOwners: { readonly guildId: string | null };
}

/**
 * Lets members with Manage Server pass, and nobody in direct messages, where there is no server.
 *
 * The articles are one folder for all servers: where the bot is at home in one (`homeGuildId`), only
 * that one's members count. Nor does a server count that somebody merely uses their own app in:
 * everyone manages some server.
 * @throws Refusal `serverOnly`, `homeOnly` or `manageServerOnly`.
 */
export function refuseUnlessManager(
  { guildId, memberPermissions, authorizingIntegrationOwners: owners }: Standing,
  { homeGuildId }: Pick<Turn, 'homeGuildId'>,
): void {
  if (guildId === null) throw new Refusal('serverOnly');
  const isInstalled = owners.guildId === guildId;
  if (!isInstalled || (homeGuildId !== undefined && homeGuildId !== guildId)) {
    throw new Refusal('homeOnly');
  }
  if (memberPermissions?.has(PermissionFlagsBits.ManageGuild)) return;
  throw new Refusal('manageServerOnly');
}
