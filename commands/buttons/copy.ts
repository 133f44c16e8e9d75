/** The Copy button: the quote as Markdown and as plain text, for who presses it. */
import { MessageFlags } from 'discord.js';
import { defineButton } from '../../src/discord/command.ts';
import { renderCopy } from '../../src/discord/copy.ts';
import { lookUpQuote } from '../shared/excerpts.ts';

export const copy = defineButton('copy', async (interaction, action, { library, say }) => {
  const message = renderCopy(say, lookUpQuote(library, action));
  await interaction.reply({ ...message, flags: MessageFlags.Ephemeral });
});
