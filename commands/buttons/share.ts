/** The Share button: posts an excerpt in the channel as a cited quote. */
import { LRUCache } from 'lru-cache';
import { defineButton } from '../../src/discord/command.ts';
import { notesOn } from '../../src/discord/freshness.ts';
import { withButtons } from '../../src/discord/layout.ts';
import { renderLine } from '../../src/discord/message.ts';
import { untilReadable } from '../../src/discord/readiness.ts';
import { renderShared } from '../../src/discord/render.ts';
import { lookUpQuote } from '../shared/excerpts.ts';

/** Until a pressed button is drawn as such everywhere, a second press is a slip of the finger. */
const DOUBLE_PRESS_MS = 10_000;
const DOUBLE_PRESSES_KEPT = 1_000;
const pressed = new LRUCache<string, true>({ max: DOUBLE_PRESSES_KEPT, ttl: DOUBLE_PRESS_MS });

export const share = defineButton('share', async (interaction, action, turn) => {
  const { reply, hooks } = turn;
  await untilReadable(turn, 'inPlace');
  const quote = await lookUpQuote(turn, action);
  const key = `${interaction.message.id} ${interaction.customId}`;
  if (pressed.has(key)) {
    await reply.acknowledge('inPlace');
    return;
  }
  pressed.set(key, true);

  // The acknowledgement is also the confirmation: the button says "Shared" and rests.
  const before = interaction.message.components.map((part) => part.toJSON());
  const { customId } = interaction;
  await reply.redraw((say) =>
    withButtons(before, (button) =>
      'custom_id' in button && button.custom_id === customId
        ? { ...button, label: say('button.shared'), disabled: true }
        : button,
    ),
  );
  const undo = async () => {
    pressed.delete(key);
    // What went wrong before is what is told; a button left resting is the lesser trouble.
    await reply.redraw(() => before).catch(() => {});
  };
  try {
    // A later message needs no permission in the channel and works in every kind of it.
    const sharer = { userId: interaction.user.id, publicUrlOf: turn.publicUrlOf };
    const isShared = await reply.publicly((say) =>
      renderShared(say, quote, { ...sharer, notes: notesOn(turn)(say, quote) }),
    );
    if (isShared) hooks.onShare({ citationId: quote.citation.id });
    else {
      await undo();
      await reply.privately((say) => renderLine(say('sharedPrivately')));
    }
  } catch (error) {
    await undo();
    throw error;
  }
});
