/** Words that are spelt nearly like another one: slips of the finger, swapped and missing letters. */

/** Shorter words have too many neighbours that mean something else. */
const MIN_LENGTH = 4;
/** One slip is forgiven in short words, two from this length on. */
const LONG_WORD = 8;

/** How many slips are forgiven in a word of this many letters. */
export function toleratedSlips(length: number): number {
  if (length < MIN_LENGTH) return 0;
  return length < LONG_WORD ? 1 : 2;
}

/**
 * A bit for each letter that a word holds, letters beyond a–z sharing bits. Words that are `n`
 * slips apart differ in at most 2n bits, which spares most words the real comparison.
 */
export function letterMask(word: string): number {
  let mask = 0;
  for (let i = 0; i < word.length; i++) mask |= 1 << (word.charCodeAt(i) & 31);
  return mask;
}

/** Whether two words with these letter masks can be `slips` apart. */
export function masksFit(a: number, b: number, slips: number): boolean {
  let different = a ^ b;
  let bits = 0;
  while (different !== 0 && bits <= 2 * slips) {
    different &= different - 1;
    bits++;
  }
  return bits <= 2 * slips;
}

/**
 * The least number of letters to insert, drop, replace or swap with their neighbour that turns `a`
 * into `b` (optimal string alignment distance), or `limit + 1` when it takes more than `limit`.
 */
export function slipsBetween(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let slips = Math.min(
        (last[j] as number) + 1,
        (row[j - 1] as number) + 1,
        (last[j - 1] as number) + (same ? 0 : 1),
      );
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) slips = Math.min(slips, (beforeLast[j - 2] as number) + 1);
      row.push(slips);
      least = Math.min(least, slips);
    }
    if (least > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return Math.min(limit + 1, last[b.length] as number);
}

/** How much a word `slips` away counts as the word that was meant, between 0 and 1. */
export function closenessOf(slips: number, length: number): number {
  return Math.max(0, 1 - (1.5 * slips) / length);
}
