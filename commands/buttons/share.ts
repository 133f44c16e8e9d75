/** The Share button: posts an excerpt in the channel as a cited quote. */
import {
  type APIMessageTopLevelComponent,
  type ButtonInteraction,
  ComponentType,
  MessageFlags,
} from 'discord.js';
import { LRUCache } from 'lru-cache';
import { defineButton } from '../../src/discord/command.ts';
import { replyPrivately } from '../../src/discord/failure.ts';
import { renderShared } from '../../src/discord/render.ts';
import { lookUpQuote } from '../shared/excerpts.ts';

/** Until a pressed button is drawn as such everywhere, a second press is a slip of the finger. */
const DOUBLE_PRESS_MS = 10_000;
const DOUBLE_PRESSES_KEPT = 1_000;
const pressed = new LRUCache<string, true>({ max: DOUBLE_PRESSES_KEPT, ttl: DOUBLE_PRESS_MS });

export const share = defineButton('share', async (interaction, action, { library, say }) => {
  const quote = lookUpQuote(library, action);
  const key = `${interaction.message.id} ${interaction.customId}`;
  if (pressed.has(key)) {
    await interaction.deferUpdate();
    return;
  }
  pressed.set(key, true);

  // The acknowledgement is also the confirmation: the button says "Shared" and rests.
  const before = interaction.message.components.map((row) => row.toJSON());
  const after = before.map((row) => rest(row, interaction.customId, say('button.shared')));
  await interaction.update({ components: after });
  try {
    // A follow-up needs no permission in the channel and works in every kind of it.
    const posted = await interaction.followUp(
      renderShared(say, quote, { userId: interaction.user.id }),
    );
    if (posted.flags.has(MessageFlags.Ephemeral)) {
      await undo(interaction, key, before);
      await replyPrivately(interaction, say('sharedPrivately'));
    }
  } catch (error) {
    await undo(interaction, key, before);
    throw error;
  }
});

/** The row with one of its buttons resting under another label. */
function rest(
  row: APIMessageTopLevelComponent,
  customId: string,
  label: string,
): APIMessageTopLevelComponent {
  if (row.type !== ComponentType.ActionRow) return row;
  const components = row.components.map((component) =>
    component.type === ComponentType.Button &&
    'custom_id' in component &&
    component.custom_id === customId
      ? { ...component, label, disabled: true }
      : component,
  );
  return { ...row, components };
}

/** Nothing was shared: the button can be pressed again. */
async function undo(
  interaction: ButtonInteraction,
  key: string,
  before: APIMessageTopLevelComponent[],
): Promise<void> {
  pressed.delete(key);
  // What went wrong before is what is told; a button left resting is the lesser trouble.
  await interaction.editReply({ components: before }).catch(() => {});
}
