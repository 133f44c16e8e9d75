/** The preview of a waiting article: its lines page by page, which of them are kept, and the form. */
import { defineButton, defineForm, defineMenu, type Turn } from '../../src/discord/command.ts';
import { renderStaged } from '../../src/discord/staged.ts';
import { changedFields, renderCorrection, wrongLines } from '../../src/discord/staged-form.ts';
import { chosenNumbers, renderLines } from '../../src/discord/staged-lines.ts';
import type { ChosenRows } from '../../src/intake/choosing.ts';
import { checkCorrections } from '../../src/intake/corrections.ts';
import type { Preview } from '../../src/intake/preview.ts';
import type { Say } from '../../src/languages/say.ts';
import { isRefusal } from '../../src/refusals.ts';
import { refuseUnlessManager } from '../shared/permissions.ts';
import { intakeOf } from '../shared/services.ts';

export const lines = defineButton('lines', async (interaction, { staged, ...place }, turn) => {
  refuseUnlessManager(interaction, turn);
  const intake = intakeOf(turn);
  await turn.reply.acknowledge('inPlace');
  const preview = await intake.preview(staged);
  await turn.reply.inPlace((say) => renderLines(say, preview, place));
});

export const overview = defineButton('overview', async (interaction, { staged }, turn) => {
  refuseUnlessManager(interaction, turn);
  const intake = intakeOf(turn);
  await turn.reply.acknowledge('inPlace');
  await showStaged(await intake.preview(staged), interaction, turn);
});

export const take = defineMenu('take', async (interaction, { staged, ...place }, turn) => {
  refuseUnlessManager(interaction, turn);
  const chosen = { take: chosenNumbers(interaction.values), leave: [] };
  await choose(staged, chosen, place, turn);
});

export const leave = defineMenu('leave', async (interaction, { staged, ...place }, turn) => {
  refuseUnlessManager(interaction, turn);
  const chosen = { take: [], leave: chosenNumbers(interaction.values) };
  await choose(staged, chosen, place, turn);
});

async function choose(
  staged: string,
  chosen: ChosenRows,
  place: Parameters<typeof renderLines>[2],
  turn: Turn,
): Promise<void> {
  const intake = intakeOf(turn);
  await turn.reply.acknowledge('inPlace');
  const preview = await intake.choose(staged, chosen);
  await turn.reply.inPlace((say) => renderLines(say, preview, place));
}

/** A form can only be opened as the first answer. */
export const correct = defineButton('correct', async (interaction, { staged }, turn) => {
  refuseUnlessManager(interaction, turn);
  const preview = await intakeOf(turn).preview(staged);
  await turn.reply.form((say) => renderCorrection(say, preview));
});

export const corrected = defineForm('corrected', async (interaction, { staged, shown }, turn) => {
  refuseUnlessManager(interaction, turn);
  const intake = intakeOf(turn);
  const { corrections, wrong } = checkCorrections(changedFields(interaction, shown));
  await turn.reply.acknowledge('inPlace');
  const preview = await intake.correct(staged, corrections);
  await showStaged(preview, interaction, turn, 'inPlace', (say) => wrongLines(say, wrong));
});

/**
 * Shows it at a glance in the place of the message that was pressed, or as the answer to a command.
 * @param notes what is to be said first.
 */
export async function showStaged(
  preview: Preview,
  { user, locale }: { readonly user: { readonly id: string }; readonly locale: string },
  turn: Turn,
  how: 'inPlace' | 'privately' = 'inPlace',
  notes: (say: Say) => readonly string[] = () => [],
): Promise<void> {
  // What is in the file can be seen page by page, too: it is no reason to show nothing.
  const whole = await intakeOf(turn)
    .describe(preview.id, locale, user.id)
    .catch((error: unknown) => {
      if (isRefusal(error)) return null;
      throw error;
    });
  await turn.reply[how]((say) => renderStaged(say, preview, { whole, notes: notes(say) }));
}

/** Shows what waits; what was chosen of it before is still there, and that is said. */
export async function showAdded(
  id: string,
  interaction: Parameters<typeof showStaged>[1],
  turn: Turn,
): Promise<void> {
  const preview = await intakeOf(turn).preview(id);
  const isKnown = preview.choices.edition > 0;
  await showStaged(preview, interaction, turn, 'privately', (say) =>
    isKnown ? [say('addChosenBefore')] : [],
  );
}
