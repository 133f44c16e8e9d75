/** "Show the nearest passages", the menu of further passages, and the More button of older messages. */
import { excerptOf } from '../../src/citations/look-up.ts';
import { articleRefOf, exactly, isSamePassage } from '../../src/citations/refs.ts';
import { renderPage, withOpened } from '../../src/discord/answer-layout.ts';
import type { PageAction } from '../../src/discord/buttons.ts';
import { defineButton, defineMenu, type Turn } from '../../src/discord/command.ts';
import { notesOn } from '../../src/discord/freshness.ts';
import { untilReadable } from '../../src/discord/readiness.ts';
import { isPrivate } from '../../src/discord/reply.ts';
import { showingOf } from '../../src/discord/showing.ts';
import type { Excerpt } from '../../src/model.ts';
import { chosenRef, lookUpQuote, whyMissing } from '../shared/excerpts.ts';

export const more = defineButton('more', (interaction, action, turn) =>
  showPage(interaction, action, turn),
);

export const near = defineButton('near', (interaction, action, turn) =>
  showPage(interaction, action, turn),
);

/** The passage that is chosen, beneath the others in one's own message, and privately beside everyone's. */
export const open = defineMenu('open', async (interaction, { as }, turn) => {
  const { reply } = turn;
  const isOwn = isPrivate(interaction.message);
  await untilReadable(turn, isOwn ? 'inPlace' : 'privately');
  const quote = await lookUpQuote(turn, { ref: chosenRef(interaction), steps: 0 });
  if (as === 'answer') turn.statistics?.reached([articleRefOf(quote)]);
  const page = { as, showing: showingOf(interaction, 'privately', turn), notesOn: notesOn(turn) };
  const before = interaction.message.components.map((part) => part.toJSON());
  if (isOwn && withOpened(turn.say, before, quote, page) !== null) {
    await reply.inPlace((say) => withOpened(say, before, quote, page) ?? { layout: before });
    return;
  }
  await reply.privately((say) => renderPage(say, [], [quote], { ...page, count: 1 }));
});

async function showPage(
  interaction: Parameters<typeof showingOf>[0],
  action: PageAction,
  turn: Turn,
): Promise<void> {
  const { library, reply } = turn;
  await untilReadable(turn, 'privately');
  const excerpts: Excerpt[] = [];
  let changed = 0;
  for (const ref of action.refs) {
    const excerpt = await excerptOf(library, exactly(ref));
    // What were several passages once may be one by now.
    if (excerpt && excerpts.some((one) => isSamePassage(one, excerpt))) continue;
    if (excerpt) excerpts.push(excerpt);
    else changed++;
  }
  if (excerpts.length === 0) throw await whyMissing(library);

  const isNearest = action.name === 'near';
  if (!isNearest) turn.statistics?.reached(excerpts.map(articleRefOf));
  const showing = showingOf(interaction, 'privately', turn);
  const page = { as: isNearest ? 'nearest' : 'answer', count: action.count, showing } as const;
  await reply.privately((say) => {
    const lines = isNearest ? [say('nearest')] : [];
    const notes = changed === 0 ? [] : [say('someChanged', { n: changed })];
    return renderPage(say, [...lines, ...notes], excerpts, { ...page, notesOn: notesOn(turn) });
  });
}
