/** "Helpful" and "Not helpful" under an answer, and the menu of answers that did not help. */
import { renderPage } from '../../src/discord/answer-layout.ts';
import { readPressedAnswer } from '../../src/discord/answered-message.ts';
import { QUESTION_MAX } from '../../src/discord/asking.ts';
import { defineButton, defineMenu } from '../../src/discord/command.ts';
import { encodeCustomId } from '../../src/discord/custom-id.ts';
import { notesOn } from '../../src/discord/freshness.ts';
import { holdsCustomId } from '../../src/discord/layout.ts';
import { renderLine } from '../../src/discord/message.ts';
import { untilReadable } from '../../src/discord/readiness.ts';
import { showingOf } from '../../src/discord/showing.ts';
import { Refusal } from '../../src/refusals.ts';
import { chosenRef, lookUpQuote } from '../shared/excerpts.ts';
import { refuseUnlessManager } from '../shared/permissions.ts';

export const helped = defineButton('helped', async (interaction, action, turn) => {
  const { feedback, hooks, reply } = turn;
  const { helpful } = action;
  const parts = interaction.message.components.map((part) => part.toJSON());
  const answered = readPressedAnswer(interaction.message);
  const question = answered?.asked ?? answered?.question;
  const led = answered?.refs[0];
  // A forged id is on no answer, or on one that nothing is to be said of.
  const isOffered = holdsCustomId(parts, encodeCustomId(action));
  if (!feedback || !isOffered || !question || !led) throw new Refusal('oldButton');
  await untilReadable(turn, 'privately');
  // What it led to may be gone by now, or seen here no more.
  const { citation, collection } = await lookUpQuote(turn, { ref: led, steps: 0 });
  const result = await feedback.say({
    ...{ person: interaction.user.id, helpful },
    question: Array.from(question).slice(0, QUESTION_MAX).join(''),
    ...{ passage: citation.id, ...(collection !== undefined && { collection }) },
  });
  if (result !== 'again') hooks.onFeedback({ helpful, isChange: result === 'changed' });
  const key = helpful ? 'feedbackHelpful' : 'feedbackUnhelpful';
  await reply.privately((say) => renderLine(say(result === 'again' ? 'feedbackAgain' : key)));
});

/** The passage beside the list that it is chosen from. */
export const disliked = defineMenu('disliked', async (interaction, _action, turn) => {
  refuseUnlessManager(interaction, turn);
  await untilReadable(turn, 'privately');
  const quote = await lookUpQuote(turn, { ref: chosenRef(interaction), steps: 0 });
  const showing = showingOf(interaction, 'privately', turn);
  const page = { as: 'answer', showing, count: 1, notesOn: notesOn(turn) } as const;
  await turn.reply.privately((say) => renderPage(say, [], [quote], page));
});
