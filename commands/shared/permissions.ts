/** The bot's own check of what somebody may do: Discord's menus only hide commands. */
import { type BaseInteraction, PermissionFlagsBits } from 'discord.js';
import type { Say } from '../../src/discord/messages.ts';
import { FootnoteError } from '../../src/errors.ts';

/**
 * Lets members with Manage Server pass, and nobody in direct messages, where there is no server.
 * @throws FootnoteError `not-allowed`.
 */
export function refuseUnlessManager(
  { guildId, memberPermissions }: Pick<BaseInteraction, 'guildId' | 'memberPermissions'>,
  say: Say,
): void {
  if (guildId === null) throw new FootnoteError('not-allowed', say('serverOnly'));
  if (memberPermissions?.has(PermissionFlagsBits.ManageGuild)) return;
  throw new FootnoteError('not-allowed', say('manageServerOnly'));
}
