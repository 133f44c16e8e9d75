/** Which way a text runs. */

export type Direction = 'ltr' | 'rtl';

/** Scripts that run from right to left and that fonts may be there for. */
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;
const LETTER = /\p{L}/gu;
const ANY_LETTER = /\p{L}/u;

/** What there must at least be of it, where its first letter runs so. */
const SHARE = 0.25;

/**
 * From right to left where most of its letters run so, or the first one and a quarter of them. The first
 * letter alone, as Unicode's rule P2 has it, may be that of a foreign name; and a sentence may be full of
 * such names. From left to right where it has no letters.
 */
export function directionOf(text: string): Direction {
  let [letters, fromRight] = [0, 0];
  let beginsFromRight = false;
  for (const [letter] of text.matchAll(LETTER)) {
    const isFromRight = RIGHT_TO_LEFT.test(letter);
    if (letters === 0) beginsFromRight = isFromRight;
    letters++;
    if (isFromRight) fromRight++;
  }
  if (letters === 0) return 'ltr';
  const share = fromRight / letters;
  return share > 0.5 || (beginsFromRight && share >= SHARE) ? 'rtl' : 'ltr';
}

/** The direction of a part of a text: within one that runs from the right, a letter of it is enough. */
export function directionWithin(around: Direction, part: string): Direction {
  if (around === 'ltr') return directionOf(part);
  return RIGHT_TO_LEFT.test(part) || !ANY_LETTER.test(part) ? 'rtl' : 'ltr';
}
