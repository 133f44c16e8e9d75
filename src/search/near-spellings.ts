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
  // Only cells this near to the diagonal can be within the limit: `row[k]` is of `j = i + k - limit`.
  const width = 2 * limit + 1;
  const beyond = limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: width }, (_, k) => (k < limit ? beyond : k - limit));
  for (let i = 1; i <= a.length; i++) {
    const row: number[] = [];
    for (let k = 0; k < width; k++) {
      const j = i + k - limit;
      if (j < 1 || j > b.length) {
        row.push(j === 0 ? i : beyond);
        continue;
      }
      const same = a[i - 1] === b[j - 1];
      let slips = Math.min(
        (last[k + 1] ?? beyond) + 1,
        (row[k - 1] ?? beyond) + 1,
        (last[k] as number) + (same ? 0 : 1),
      );
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) slips = Math.min(slips, (beforeLast[k] as number) + 1);
      row.push(slips);
    }
    if (Math.min(...row) > limit) return beyond;
    beforeLast = last;
    last = row;
  }
  return Math.min(beyond, last[b.length - a.length + limit] as number);
}

/** How much a word `slips` away counts as the word that was meant, between 0 and 1. */
export function closenessOf(slips: number, length: number): number {
  return Math.max(0, 1 - (1.5 * slips) / length);
}
