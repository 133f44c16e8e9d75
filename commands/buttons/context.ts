/** The Context button: the excerpt with more of its article on either side, again and again. */
import type { ButtonInteraction } from 'discord.js';
import type { Quote } from '../../src/citations/quote.ts';
import { defineButton, type Turn } from '../../src/discord/command.ts';
import { freshnessLines, historyOf, originalLines } from '../../src/discord/freshness.ts';
import type { LayoutBody } from '../../src/discord/message.ts';
import { untilReadable } from '../../src/discord/readiness.ts';
import { renderContext } from '../../src/discord/render.ts';
import { showingOf } from '../../src/discord/showing.ts';
import type { Say } from '../../src/languages/say.ts';
import { lookUpQuote } from '../shared/excerpts.ts';

/** Opens it beside the message, for who presses. */
export const context = defineButton('context', async (interaction, action, turn) => {
  const { reply } = turn;
  await untilReadable(turn, 'privately');
  const quote = await lookUpQuote(turn, action);
  await reply.privately((say) => drawn(say, quote, interaction, turn));
});

/** Goes on in the message that Context opened. */
export const wider = defineButton('wider', async (interaction, action, turn) => {
  const { reply } = turn;
  await untilReadable(turn, 'inPlace');
  const quote = await lookUpQuote(turn, action);
  await reply.inPlace((say) => drawn(say, quote, interaction, turn));
});

/** With what has become of the article since the message that the button is on. */
function drawn(say: Say, quote: Quote, interaction: ButtonInteraction, turn: Turn): LayoutBody {
  const notes = [
    ...freshnessLines(say, historyOf(turn, quote), interaction.message.createdTimestamp),
    ...originalLines(say, turn, quote.citation.url),
  ];
  return renderContext(say, quote, showingOf(interaction, 'privately', turn), notes);
}
