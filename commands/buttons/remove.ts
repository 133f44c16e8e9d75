/** The Remove button of a public quote: for who had it posted, and for moderators. */
import { type ButtonInteraction, PermissionFlagsBits } from 'discord.js';
import { defineButton } from '../../src/discord/command.ts';
import { holdsCustomId } from '../../src/discord/layout.ts';
import { Refusal } from '../../src/refusals.ts';

export const remove = defineButton('remove', async (interaction, { userId }, { reply }) => {
  if (!isOnMessage(interaction)) throw new Refusal('oldButton');
  const { user, memberPermissions } = interaction;
  const moderates = memberPermissions?.has(PermissionFlagsBits.ManageMessages) ?? false;
  if (user.id !== userId && !moderates) throw new Refusal('notYoursToRemove');
  await reply.acknowledge('inPlace');
  await reply.takeBack();
});

/**
 * Whether the bot itself put this very button on a message of its own. A custom id comes from the
 * client, the message from Discord: only so does the id say who shared it.
 */
function isOnMessage({ message, customId, client }: ButtonInteraction): boolean {
  if (message.author.id !== client.user.id) return false;
  return holdsCustomId(
    message.components.map((part) => part.toJSON()),
    customId,
  );
}
