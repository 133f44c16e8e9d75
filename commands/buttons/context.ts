/** The Context button: the excerpt with more of its article on either side, again and again. */
import { MessageFlags } from 'discord.js';
import { defineButton } from '../../src/discord/command.ts';
import { renderContext } from '../../src/discord/render.ts';
import { lookUpQuote } from '../shared/excerpts.ts';

/** Opens it beside the message, for who presses. */
export const context = defineButton('context', async (interaction, action, { library, say }) => {
  const body = renderContext(say, lookUpQuote(library, action));
  await interaction.reply({ ...body, flags: MessageFlags.Ephemeral });
});

/** Goes on in the message that Context opened. */
export const wider = defineButton('wider', async (interaction, action, { library, say }) => {
  const body = renderContext(say, lookUpQuote(library, action));
  // Only in one's own message: in a public one, one reader would change what all others see.
  if (interaction.message.flags.has(MessageFlags.Ephemeral)) await interaction.update(body);
  else await interaction.reply({ ...body, flags: MessageFlags.Ephemeral });
});
