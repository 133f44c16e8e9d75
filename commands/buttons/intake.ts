/** Keep, Discard and the confirmation of a removal: for members with Manage Server only. */
import { defineButton } from '../../src/discord/command.ts';
import { escapeMarkdown } from '../../src/discord/escape.ts';
import { type MessageBody, renderLine } from '../../src/discord/message.ts';
import { Refusal } from '../../src/refusals.ts';
import { refuseUnlessManager } from '../shared/permissions.ts';
import { intakeOf } from '../shared/services.ts';

export const keep = defineButton('keep', async (interaction, { staged, edition = 0 }, turn) => {
  const { library, reply } = turn;
  refuseUnlessManager(interaction, turn);
  const intake = intakeOf(turn);
  await reply.acknowledge('inPlace');
  const { file } = await intake.keep(staged, edition, interaction.user.id);
  // Kept it is, whether or not the folder can be looked at just now.
  const key = await library.refresh().then(
    () => 'added' as const,
    () => 'addedLater' as const,
  );
  await reply.inPlace((say) => decided(say(key, { file: escapeMarkdown(file) })));
});

export const discard = defineButton('discard', async (interaction, { staged }, turn) => {
  const { reply } = turn;
  refuseUnlessManager(interaction, turn);
  const intake = intakeOf(turn);
  await reply.acknowledge('inPlace');
  await intake.discard(staged);
  await reply.inPlace((say) => decided(say('discarded')));
});

/** What it was read as is of no use beside the decision: the attached file goes, too. */
function decided(content: string): MessageBody {
  return { ...renderLine(content), files: [] };
}

/** Named after what it does: `delete` is a word of the language. */
export const deleteArticle = defineButton('delete', async (interaction, { articleId }, turn) => {
  const { library, reply } = turn;
  refuseUnlessManager(interaction, turn);
  const intake = intakeOf(turn);
  const article = library.articles().find(({ id }) => id === articleId);
  if (!article) throw new Refusal('articleGone');
  await reply.acknowledge('inPlace');
  const { file } = await intake.remove(article.file);
  await library.refresh().catch(() => {});
  await reply.inPlace((say) => renderLine(say('removed', { file: escapeMarkdown(file) })));
});
