/** The menu "Which one?": shows the chosen sentence beneath it, with Share. */
import { parseExcerptRef } from '../../src/citations/excerpt-ref.ts';
import { SENTENCE_ONLY } from '../../src/citations/quote.ts';
import { defineMenu } from '../../src/discord/command.ts';
import { notesOn } from '../../src/discord/freshness.ts';
import { withChosen } from '../../src/discord/layout.ts';
import { untilReadable } from '../../src/discord/readiness.ts';
import { showingOf } from '../../src/discord/showing.ts';
import { renderWhichSentence } from '../../src/discord/which-sentence.ts';
import { Refusal } from '../../src/refusals.ts';
import { lookUpQuote } from '../shared/excerpts.ts';

export const choose = defineMenu('choose', async (interaction, _, turn) => {
  const { reply } = turn;
  const [value = ''] = interaction.values;
  const ref = parseExcerptRef(value);
  if (ref === null) throw new Refusal('oldButton');
  await untilReadable(turn, 'inPlace');
  const quote = await lookUpQuote(turn, { ref, steps: SENTENCE_ONLY });
  const options = withChosen(interaction.component.options, value);
  const showing = showingOf(interaction, 'privately', turn);
  await reply.inPlace((say) => {
    const chosen = { quote, notes: notesOn(turn)(say, quote) };
    return renderWhichSentence(say, options, { showing, chosen });
  });
});
