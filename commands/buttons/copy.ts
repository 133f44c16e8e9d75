/** The Copy button: the quote as Markdown and as plain text, for who presses it. */
import { defineButton } from '../../src/discord/command.ts';
import { renderCopy } from '../../src/discord/copy.ts';
import { untilReadable } from '../../src/discord/readiness.ts';
import { lookUpQuote } from '../shared/excerpts.ts';

export const copy = defineButton('copy', async (_interaction, action, turn) => {
  const { reply } = turn;
  await untilReadable(turn, 'privately');
  const quote = await lookUpQuote(turn, action);
  await reply.privately((say) => renderCopy(say, quote));
});
