/** Questions as they are mistyped: one slip of the fingers in each. */
import { chanceOf } from './seeded.ts';

/** Shorter words are typed right, or the slip makes another word of them. */
const SHORTEST = 4;
const WORD = new RegExp(`\\p{L}{${SHORTEST},}`, 'gu');

type Slip = (letters: readonly string[], at: number) => string[];

/** What fingers do: two letters swapped, one left out, one doubled, its neighbour hit. */
const SLIPS: readonly Slip[] = [
  (letters, at) => {
    const here = Math.min(at, letters.length - 2);
    return replaced(letters, here, 2, letters[here + 1] ?? '', letters[here] ?? '');
  },
  leaveOut,
  (letters, at) => replaced(letters, at, 1, letters[at] ?? '', letters[at] ?? ''),
  (letters, at) => replaced(letters, at, 1, neighbourOf(letters[at] ?? '')),
];

/** Rows of the keyboards that questions are typed on. */
const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'йцукенгшщзхъ', 'фывапролджэ', 'ячсмитьбю'];

/**
 * A question with one slip in one of its longer words, never in the word's first letter.
 * @param seed another one brings other slips; the same one always the same.
 * @returns the question itself where no word is long enough.
 */
export function withTypo(question: string, seed: string): string {
  const words = [...question.matchAll(WORD)];
  const word = words[pick(words.length, seed, `word ${question}`)];
  if (word === undefined) return question;
  const letters = [...word[0]];
  const at = 1 + pick(letters.length - 1, seed, `letter ${question}`);
  const slip = SLIPS[pick(SLIPS.length, seed, `slip ${question}`)] ?? leaveOut;
  // Two equal letters may be swapped unseen.
  const seen = [slip, leaveOut].map((each) => each(letters, at).join(''));
  const slipped = seen.find((each) => each !== word[0]) ?? '';
  return question.slice(0, word.index) + slipped + question.slice(word.index + word[0].length);
}

function pick(count: number, seed: string, key: string): number {
  return Math.floor(chanceOf(seed, key) * count);
}

function leaveOut(letters: readonly string[], at: number): string[] {
  return replaced(letters, at, 1);
}

function replaced(letters: readonly string[], at: number, count: number, ...by: string[]) {
  return [...letters.slice(0, at), ...by, ...letters.slice(at + count)];
}

/** The key beside a letter's; the letter itself, doubled, where its keyboard is not known. */
function neighbourOf(letter: string): string {
  const row = ROWS.find((keys) => keys.includes(letter.toLowerCase()));
  if (row === undefined) return letter + letter;
  const at = row.indexOf(letter.toLowerCase());
  return row[at + 1] ?? row[at - 1] ?? letter;
}
