/** Posts what a button shares, once: the button rests, and works again where nothing came of it. */
import type { ButtonInteraction } from 'discord.js';
import { LRUCache } from 'lru-cache';
import type { Quote } from '../../src/citations/quote.ts';
import type { Turn } from '../../src/discord/command.ts';
import { withButtons } from '../../src/discord/layout.ts';
import { renderLine } from '../../src/discord/message.ts';
import type { Render } from '../../src/discord/reply.ts';

/** Until a pressed button is drawn as such everywhere, a second press is a slip of the finger. */
const DOUBLE_PRESS_MS = 10_000;
const DOUBLE_PRESSES_KEPT = 1_000;
const pressed = new LRUCache<string, true>({ max: DOUBLE_PRESSES_KEPT, ttl: DOUBLE_PRESS_MS });

/**
 * Posts for everyone what is shared.
 * @param prepare makes it, once the press is acknowledged; what it throws is what the presser is told.
 */
export async function shareOnce(
  interaction: ButtonInteraction,
  { reply, hooks, statistics }: Pick<Turn, 'reply' | 'hooks' | 'statistics'>,
  quote: Quote,
  prepare: () => Render | Promise<Render>,
): Promise<void> {
  const { customId, message } = interaction;
  const key = `${message.id} ${customId}`;
  if (pressed.has(key)) {
    await reply.acknowledge('inPlace');
    return;
  }
  pressed.set(key, true);

  // The acknowledgement is also the confirmation: the button says "Shared" and rests.
  const before = message.components.map((part) => part.toJSON());
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
    const isShared = await reply.publicly(await prepare());
    if (isShared) {
      hooks.onShare({ citationId: quote.citation.id });
      statistics?.shared(quote);
    } else {
      await undo();
      await reply.privately((say) => renderLine(say('sharedPrivately')));
    }
  } catch (error) {
    await undo();
    throw error;
  }
}
