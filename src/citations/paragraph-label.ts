/** How the paragraphs of a quote are named. */
import type { Say } from '../languages/say.ts';
import type { ParagraphRange } from './quote.ts';

/** `¶ 2`, or `¶ 2–4` for several. */
export function paragraphLabel(say: Say, { first, last }: ParagraphRange): string {
  return first === last
    ? say('paragraph', { number: first })
    : say('paragraphRange', { first, last });
}
