/** The menu, the form and the buttons by which an answer is pinned to a question that had none. */
import { defineButton, defineForm, defineMenu, type Turn } from '../../src/discord/command.ts';
import { text } from '../../src/discord/layout.ts';
import type { LayoutBody } from '../../src/discord/message.ts';
import {
  gapMark,
  pinnedQuestion,
  renderPinForm,
  renderPinPreview,
  typedPassage,
} from '../../src/discord/pin-menu.ts';
import { Refusal } from '../../src/refusals.ts';
import { refuseUnlessManager } from '../shared/permissions.ts';
import { answersOf, namedPassage } from '../shared/pins.ts';

const MARK = /^[0-9a-f]{16}$/;

export const pinGap = defineMenu('pinGap', async (interaction, _action, turn) => {
  refuseUnlessManager(interaction, turn);
  answersOf(turn);
  const [gap = ''] = interaction.values;
  if (!MARK.test(gap)) throw new Refusal('oldButton');
  await turn.reply.form((say) => renderPinForm(say, gap));
});

/** Shows what it will be, beside the list. */
export const pinnedGap = defineForm('pinnedGap', async (interaction, { gap }, turn) => {
  refuseUnlessManager(interaction, turn);
  const service = answersOf(turn);
  const { reply } = turn;
  await reply.acknowledge('privately');
  const question = await questionOf(gap, turn);
  const { excerpt, words } = await namedPassage(typedPassage(interaction), turn);
  const draft = await service.draft({ question, citation: excerpt.citation.id, words });
  await reply.privately((say) => renderPinPreview(say, question, excerpt, draft, turn.publicUrlOf));
});

/** @throws Refusal `gapGone` where it was deleted meanwhile. */
async function questionOf(gap: string, { gaps }: Pick<Turn, 'gaps'>): Promise<string> {
  for (const { question } of (await gaps?.list()) ?? []) {
    if (question !== null && gapMark(question) === gap) return question;
  }
  throw new Refusal('gapGone');
}

/** What was laid out stays so. */
function line(content: string): LayoutBody {
  return { layout: [text(content)] };
}

export const pin = defineButton('pin', async (interaction, { draft }, turn) => {
  refuseUnlessManager(interaction, turn);
  const service = answersOf(turn);
  const { reply } = turn;
  await reply.acknowledge('inPlace');
  const pinned = await service.drafted(draft);
  await service.pin(pinned);
  await service.discard(draft);
  await reply.inPlace((say) => line(say('pinDone', { question: pinnedQuestion(pinned.question) })));
});

export const dropPin = defineButton('dropPin', async (interaction, { draft }, turn) => {
  refuseUnlessManager(interaction, turn);
  const service = answersOf(turn);
  await turn.reply.acknowledge('inPlace');
  await service.discard(draft);
  await turn.reply.inPlace((say) => line(say('cancelled')));
});
