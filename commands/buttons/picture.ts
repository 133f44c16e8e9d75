/** Share as picture: posts an excerpt in the channel as a quote card. */
import { PermissionFlagsBits } from 'discord.js';
import { defineButton } from '../../src/discord/command.ts';
import { notesOn } from '../../src/discord/freshness.ts';
import { untilReadable } from '../../src/discord/readiness.ts';
import { lookOf, renderSharedCard } from '../../src/discord/shared-card.ts';
import { Refusal } from '../../src/refusals.ts';
import { lookUpQuote } from '../shared/excerpts.ts';
import { settingsHere } from '../shared/services.ts';
import { shareOnce } from '../shared/share-once.ts';

export const picture = defineButton('picture', async (interaction, action, turn) => {
  const { cards } = turn;
  await untilReadable(turn, 'inPlace');
  if (!interaction.appPermissions.has(PermissionFlagsBits.AttachFiles)) {
    throw new Refusal('cardNoFiles');
  }
  if (!cards?.isOffered()) throw new Refusal('cardAway');
  const quote = await lookUpQuote(turn, action);
  const look = lookOf(await settingsHere(interaction, turn), action.theme);
  const sharer = { userId: interaction.user.id, publicUrlOf: turn.publicUrlOf };
  await shareOnce(interaction, turn, quote, async () => {
    const card = await cards.draw(quote, look);
    return (say) => {
      const notes = notesOn(turn)(say, quote);
      return renderSharedCard(say, quote, card, { ...sharer, notes });
    };
  });
});
