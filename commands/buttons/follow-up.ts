/** "Follow up" with its form, and "Ask without the filter": questions that go on from an answer. */
import type { ButtonInteraction, ModalSubmitInteraction } from 'discord.js';
import { renderAnswer } from '../../src/discord/answer-layout.ts';
import { readPressedAnswer } from '../../src/discord/answered-message.ts';
import { ask, COUNT_DEFAULT, type Question } from '../../src/discord/asking.ts';
import { defineButton, defineForm, type Turn } from '../../src/discord/command.ts';
import { renderFollowUpForm, typedFollowUp } from '../../src/discord/follow-up-form.ts';
import { notesOn } from '../../src/discord/freshness.ts';
import { isPrivate } from '../../src/discord/reply.ts';
import { showingOf } from '../../src/discord/showing.ts';
import { Refusal } from '../../src/refusals.ts';

export const followUp = defineButton('followUp', (_interaction, { asked }, turn) =>
  turn.reply.form((say) => renderFollowUpForm(say, asked)),
);

/** The answer stands beside the one that it follows, for who asks. */
export const followedUp = defineForm('followedUp', async (interaction, { asked }, turn) => {
  const before = interaction.isFromMessage() ? readPressedAnswer(interaction.message) : null;
  await answer(interaction, turn, 'privately', {
    text: typedFollowUp(interaction),
    count: COUNT_DEFAULT,
    ...(before && { following: { ...before, asked } }),
  });
});

/** In the place of one's own message, privately beside everyone's. */
export const unfiltered = defineButton('unfiltered', async (interaction, { count }, turn) => {
  const question = readPressedAnswer(interaction.message)?.question;
  if (!question) throw new Refusal('oldButton');
  const how = isPrivate(interaction.message) ? 'inPlace' : 'privately';
  await answer(interaction, turn, how, { text: question, count });
});

async function answer(
  interaction: ButtonInteraction | ModalSubmitInteraction,
  turn: Turn,
  how: 'inPlace' | 'privately',
  question: Pick<Question, 'text' | 'count' | 'following'>,
): Promise<void> {
  const { reply } = turn;
  const asked = await ask(turn, {
    ...question,
    from: 'ask',
    acknowledge: () => reply.acknowledge(how),
    progress: reply.progress,
  });
  const showing = showingOf(interaction, 'privately', turn);
  await reply[how]((say) => renderAnswer(say, asked, { showing, notesOn: notesOn(turn) }));
}
