/** The Share button: posts an excerpt in the channel as a cited quote. */
import { defineButton } from '../../src/discord/command.ts';
import { notesOn } from '../../src/discord/freshness.ts';
import { untilReadable } from '../../src/discord/readiness.ts';
import { renderShared } from '../../src/discord/render.ts';
import { lookUpQuote } from '../shared/excerpts.ts';
import { shareOnce } from '../shared/share-once.ts';

export const share = defineButton('share', async (interaction, action, turn) => {
  await untilReadable(turn, 'inPlace');
  const quote = await lookUpQuote(turn, action);
  const sharer = { userId: interaction.user.id, publicUrlOf: turn.publicUrlOf };
  await shareOnce(interaction, turn, quote, () => (say) => {
    const notes = notesOn(turn)(say, quote);
    return renderShared(say, quote, { ...sharer, notes });
  });
});
