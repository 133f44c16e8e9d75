/** Parts of the bot that are not well, in words for those who look after it. */
import type { Say } from '../languages/say.ts';
import type { PartState } from '../supervision/vitals.ts';
import { instantMark } from './dates.ts';
import { tell } from './tell.ts';

/** A line a part: which, since when, and why where that is known. */
export function partLines(say: Say, parts: readonly PartState[]): string[] {
  return parts.map(({ part, since: at, ailment }) => {
    const told = { part: say(`part.${part}`), since: instantMark(at, 'R') };
    if (ailment === null) return say('partSince', told);
    return say('partBecause', { ...told, reason: tell(say, ailment) });
  });
}
