/** The More button and "Show the nearest passages": the next excerpts, for who presses it. */
import { excerptOf } from '../../src/citations/look-up.ts';
import { exactly, isSamePassage } from '../../src/citations/refs.ts';
import { defineButton, type Turn } from '../../src/discord/command.ts';
import { goneAmong } from '../../src/discord/freshness.ts';
import { untilReadable } from '../../src/discord/readiness.ts';
import { type PageAction, renderPage } from '../../src/discord/render.ts';
import type { Excerpt } from '../../src/model.ts';
import { whyMissing } from '../shared/excerpts.ts';

export const more = defineButton('more', (_interaction, action, turn) => showPage(action, turn));

export const near = defineButton('near', (_interaction, action, turn) => showPage(action, turn));

async function showPage(action: PageAction, turn: Turn): Promise<void> {
  const { library, reply } = turn;
  await untilReadable(turn, 'privately');
  const rest = [...action.refs];
  const excerpts: Excerpt[] = [];
  let changed = 0;
  while (excerpts.length < action.count) {
    const ref = rest.shift();
    if (!ref) break;
    const excerpt = await excerptOf(library, exactly(ref));
    // What were several passages once may be one by now, and a message may not have a button twice.
    if (excerpt && excerpts.some((one) => isSamePassage(one, excerpt))) continue;
    if (excerpt) excerpts.push(excerpt);
    else changed++;
  }
  if (excerpts.length === 0) throw await whyMissing(library);

  const isNearest = action.name === 'near';
  const kind = isNearest ? 'nearest' : 'answer';
  const next = { ...action, refs: rest };
  await reply.privately((say) => {
    const lines = isNearest ? [say('nearest')] : [];
    const notes = changed === 0 ? [] : [say('someChanged', { n: changed })];
    const gone = goneAmong(say, turn, excerpts);
    return renderPage(say, [...lines, ...notes, ...gone], excerpts, { kind, next });
  });
}
