/** Keep, Discard, the confirmation of a removal and its Undo: for members with Manage Server only. */

import { messageLinkOf } from '../../src/citations/message-link.ts';
import { isSameCollection } from '../../src/citations/refs.ts';
import { defineButton, type Turn } from '../../src/discord/command.ts';
import { escapeMarkdown } from '../../src/discord/escape.ts';
import { type MessageBody, renderLine } from '../../src/discord/message.ts';
import { renderRemoved, renderRestored } from '../../src/discord/staged.ts';
import type { Intake } from '../../src/intake/intake.ts';
import { isRefusal, Refusal, statement } from '../../src/refusals.ts';
import { articlesToChange } from '../shared/articles.ts';
import { refuseUnlessManager } from '../shared/permissions.ts';
import { putBack } from '../shared/removed.ts';
import { intakeOf, upkeepOf } from '../shared/services.ts';
import { showStaged } from './preview.ts';

export const keep = defineButton('keep', async (interaction, { staged, edition = 0 }, turn) => {
  const { reply } = turn;
  refuseUnlessManager(interaction, turn);
  const intake = intakeOf(turn);
  const upkeep = upkeepOf(turn);
  await reply.acknowledge('inPlace');
  await watchOriginal(staged, interaction.guildId, intake, turn);
  const { file } = await intake.keep(staged, edition, interaction.user.id).catch((error) => {
    if (!isRefusal(error, 'changedMeanwhile')) throw error;
    return { file: null };
  });
  if (file === null) {
    // What was chosen meanwhile is shown before anything is kept.
    const preview = await intake.preview(staged);
    await showStaged(preview, interaction, turn, 'inPlace', (say) => [
      say.tell(statement('changedMeanwhile')),
    ]);
    return;
  }
  // Kept it is, whether or not the folder can be looked at just now.
  const key = await upkeep.refresh().then(
    () => 'added' as const,
    () => 'addedLater' as const,
  );
  await reply.inPlace((say) => decided(say(key, { file: escapeMarkdown(file) })));
});

/** Before it is kept, so that nothing is kept of which nobody would hear that it is gone. */
async function watchOriginal(
  staged: string,
  guildId: string | null,
  intake: Intake,
  { originals }: Turn,
): Promise<void> {
  if (!originals) return;
  const { metadata } = await intake.preview(staged);
  const link = messageLinkOf(metadata.url);
  // Of another server's messages nobody here is told.
  if (link !== null && link.server === guildId) await originals.watch(link);
}

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
export const deleteArticle = defineButton('delete', async (interaction, action, turn) => {
  const { reply } = turn;
  refuseUnlessManager(interaction, turn);
  const intake = intakeOf(turn);
  const upkeep = upkeepOf(turn);
  // Of another collection it is one that never was, whether or not there is one of that id here.
  const article = (await articlesToChange(turn)).find(
    (each) => each.id === action.articleId && isSameCollection(each, action),
  );
  if (!article) throw new Refusal('articleGone');
  await reply.acknowledge('inPlace');
  const removed = await intake.remove(article.file).catch(async (error: unknown) => {
    if (!isRefusal(error, 'noSuchFile')) throw error;
    await upkeep.refresh();
    const isThere = (await articlesToChange(turn)).some(({ file }) => file === article.file);
    // What is no file of the articles folder and still an article is read from another one.
    throw isThere ? new Refusal('readInPlace', { file: article.file }) : error;
  });
  // The index follows; however long that takes, nobody is shown anything of it from now on.
  await upkeep.withdraw(removed.file);
  upkeep.refresh().catch(() => {});
  const link = messageLinkOf(article.url);
  if (link !== null) await turn.originals?.decide(link.server, link.message);
  await reply.inPlace((say) => renderRemoved(say, removed));
});

export const undo = defineButton('undo', async (interaction, { removed }, turn) => {
  const { reply } = turn;
  refuseUnlessManager(interaction, turn);
  intakeOf(turn);
  await reply.acknowledge('inPlace');
  const { restored, isRead } = await putBack(removed, turn);
  await reply.inPlace((say) => renderRestored(say, restored, isRead));
});
