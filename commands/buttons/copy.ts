/** The Copy button: the quote as Markdown and as plain text, for who presses it, and as a picture for all. */
import { defineButton } from '../../src/discord/command.ts';
import { renderCopy } from '../../src/discord/copy.ts';
import { untilReadable } from '../../src/discord/readiness.ts';
import { pictureButtons } from '../../src/discord/shared-card.ts';
import { lookUpQuote } from '../shared/excerpts.ts';
import { settingsHere } from '../shared/services.ts';

export const copy = defineButton('copy', async (interaction, action, turn) => {
  const { reply, cards } = turn;
  await untilReadable(turn, 'privately');
  const quote = await lookUpQuote(turn, action);
  const { cardTheme } = await settingsHere(interaction, turn);
  await reply.privately((say) => ({
    ...renderCopy(say, quote),
    components: cards?.isOffered() ? pictureButtons(say, quote, cardTheme) : [],
  }));
});
