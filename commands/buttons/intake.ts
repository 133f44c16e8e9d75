/** Keep, Discard and the confirmation of a removal: for members with Manage Server only. */
import { defineButton } from '../../src/discord/command.ts';
import { escapeMarkdown } from '../../src/discord/escape.ts';
import { renderLine } from '../../src/discord/render.ts';
import { Refusal } from '../../src/refusals.ts';
import { refuseUnlessManager } from '../shared/permissions.ts';
import { intakeOf } from '../shared/services.ts';

export const keep = defineButton('keep', async (interaction, { staged }, turn) => {
  const { library, say } = turn;
  refuseUnlessManager(interaction, turn);
  const intake = intakeOf(turn);
  await interaction.deferUpdate();
  const { file } = await intake.keep(staged);
  await library.refresh();
  await interaction.editReply(renderLine(say('added', { file: escapeMarkdown(file) })));
});

export const discard = defineButton('discard', async (interaction, { staged }, turn) => {
  refuseUnlessManager(interaction, turn);
  const intake = intakeOf(turn);
  await interaction.deferUpdate();
  await intake.discard(staged);
  await interaction.editReply(renderLine(turn.say('discarded')));
});

/** Named after what it does: `delete` is a word of the language. */
export const deleteArticle = defineButton('delete', async (interaction, { articleId }, turn) => {
  const { library, say } = turn;
  refuseUnlessManager(interaction, turn);
  const intake = intakeOf(turn);
  const article = library.articles().find(({ id }) => id === articleId);
  if (!article) throw new Refusal('articleGone');
  await interaction.deferUpdate();
  const { file } = await intake.remove(article.file);
  await library.refresh();
  await interaction.editReply(renderLine(say('removed', { file: escapeMarkdown(file) })));
});
