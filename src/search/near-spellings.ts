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
 * Whether a word with the second letter mask lacks more letters of the first one than `slips` bring in: what
 * was typed of it so far is no beginning of it.
 */
export function lacksLetters(typed: number, word: number, slips: number): boolean {
  let lacking = typed & ~word;
  for (let count = 0; lacking !== 0; count++) {
    if (count === slips) return true;
    lacking &= lacking - 1;
  }
  return false;
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

/**
 * As `slipsBetween` of what was typed so far and a beginning of a longer word; both have the first letter,
 * or swapped it with the next one.
 */
export function slipsInBeginning(typed: string, word: string, limit: number): number {
  const isAlike = typed[0] === word[0] || (typed[0] === word[1] && typed[1] === word[0]);
  let least = limit + 1;
  if (!isAlike) return least;
  const most = Math.min(word.length - 1, typed.length + limit);
  for (let length = typed.length + 1 - limit; length <= most; length++) {
    least = Math.min(least, slipsBetween(typed, word.slice(0, length), limit));
  }
  return least;
}

/** How much a word `slips` away counts as the word that was meant, between 0 and 1. */
export function closenessOf(slips: number, length: number): number {
  return Math.max(0, 1 - (1.5 * slips) / length);
}

/** Rows of keys as they lie under one another, by keyboard. */
const KEYBOARDS = [
  ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'],
  ['йцукенгшщзхъ', 'фывапролджэ', 'ячсмитьбю'],
] as const;

/** By letter: the letters on the keys around it. */
const around = new Map<string, Set<string>>();
for (const rows of KEYBOARDS) {
  for (const [row, keys] of rows.entries()) {
    for (const [at, key] of [...keys].entries()) {
      // Each row lies half a key to the right of the one above.
      const above = rows[row - 1]?.slice(at, at + 2) ?? '';
      const below = rows[row + 1]?.slice(Math.max(0, at - 1), at + 1) ?? '';
      around.set(key, new Set([...above, ...below, ...keys.slice(Math.max(0, at - 1), at + 2)]));
    }
  }
}

/** What a finger does to a word in one slip. */
export type FingerSlip = 'misplaced' | 'beside';

/**
 * The one slip of a finger that makes a word of another one: letters `misplaced` (neighbours
 * swapped, one left out or doubled), or one taken from the key `beside` its own. Null where it is
 * none, or no slip. Far fewer words are so near to each other than are at a distance of one.
 */
export function fingerSlip(typed: string, meant: string): FingerSlip | null {
  const longer = typed.length - meant.length;
  if (Math.abs(longer) > 1 || typed === meant) return null;
  let at = 0;
  while (at < typed.length && typed[at] === meant[at]) at++;
  const [a, b] = [typed.slice(at), meant.slice(at)];
  const isMisplaced =
    longer === 1
      ? a.slice(1) === b && (a[0] === a[1] || a[0] === typed[at - 1])
      : longer === -1
        ? a === b.slice(1)
        : a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
  if (isMisplaced) return 'misplaced';
  const isBeside =
    longer === 0 && a.slice(1) === b.slice(1) && around.get(b[0] ?? '')?.has(a[0] ?? '');
  return isBeside ? 'beside' : null;
}
