/** A slip of the finger in a question, the same each time for one seed: how spelling is measured. */

/** Shorter words are seldom typed so wrongly that it matters. */
const LEAST_LETTERS = 4;

/** Rows of keys: letters beside each other in one are neighbours. */
const KEYBOARDS = [
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'йцукенгшщзхъ',
  'фывапролджэ',
  'ячсмитьбю',
];

/** What a finger does to the letter at `at`, or to it and the next one. */
type Slip = (letters: readonly string[], at: number) => readonly string[];

const SLIPS: readonly Slip[] = [
  (letters, at) => {
    const from = Math.min(at, letters.length - 2);
    const [one = '', other = ''] = letters.slice(from, from + 2);
    return [...letters.slice(0, from), other, one, ...letters.slice(from + 2)];
  },
  (letters, at) => letters.filter((_, place) => place !== at),
  (letters, at) => [...letters.slice(0, at), letters[at] ?? '', ...letters.slice(at)],
  (letters, at) => [
    ...letters.slice(0, at),
    neighbour(letters[at] ?? ''),
    ...letters.slice(at + 1),
  ],
];

/**
 * A question with one slip in one of its words of four letters or more: two letters swapped, one
 * dropped, doubled, or replaced by the key beside it. Without such a word it stays as it is.
 * @param seed any whole number; the same question and seed always give the same text.
 */
export function withTypo(question: string, seed: number): string {
  const next = randomOf(question, seed);
  const words = [...question.matchAll(/\p{L}+/gu)].filter(
    ([word]) => [...word].length >= LEAST_LETTERS,
  );
  const picked = words[Math.floor(next() * words.length)];
  if (picked === undefined) return question;
  const letters = [...picked[0]];
  const slip = SLIPS[Math.floor(next() * SLIPS.length)] as Slip;
  // A swap of two equal letters is no slip: another place, or another slip.
  for (let tries = 0; tries < letters.length; tries++) {
    const at = Math.floor(next() * letters.length);
    const slipped = slip(letters, at).join('');
    if (slipped === picked[0]) continue;
    const end = picked.index + picked[0].length;
    return question.slice(0, picked.index) + slipped + question.slice(end);
  }
  return question;
}

/** The key to the right, at the end of a row the one to the left; a letter on no key stays. */
function neighbour(letter: string): string {
  const small = letter.toLowerCase();
  const row = KEYBOARDS.find((keys) => keys.includes(small));
  if (row === undefined) return letter;
  const at = row.indexOf(small);
  return row[at + 1] ?? row[at - 1] ?? letter;
}

/** Numbers from 0 up to 1, by FNV-1a of the text and the seed, then mulberry32. */
function randomOf(text: string, seed: number): () => number {
  let state = 0x811c9dc5 ^ seed;
  for (let at = 0; at < text.length; at++) {
    state = Math.imul(state ^ text.charCodeAt(at), 0x01000193);
  }
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
