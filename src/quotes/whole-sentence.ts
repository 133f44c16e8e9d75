/** Tells whether somebody typed a sentence, or so nearly all of it that no other one can be meant. */
import { slipsBetween, toleratedSlips } from '../search/near-spellings.ts';
import { foldWord } from './folded-words.ts';
import { tokenize } from './tokens.ts';

/** The share of a sentence's letters that has to be there: it may end before its last word or two. */
const LEAST_TYPED = 0.85;
/** A number is what it is. */
const DIGIT = /\d/;

/**
 * Whether what was typed is a sentence but for case, accents, punctuation, slips within words, and what
 * little is missing at either end. No word in between may be left out: it might be "not".
 */
export function isNearlyWhole(typed: string, sentence: string): boolean {
  const given = wordsOf(typed);
  const words = wordsOf(sentence);
  if (given.length === 0 || given.length > words.length) return false;
  const all = lettersOf(words);
  for (let from = 0; from + given.length <= words.length; from += 1) {
    const run = words.slice(from, from + given.length);
    // Runs of one length are rarely both: the first word tells at once.
    if (!given.every((word, at) => isMeant(word, run[at] ?? '', at === given.length - 1))) continue;
    const last = given.at(-1) ?? '';
    const unfinished = Math.max(0, (run.at(-1) ?? '').length - last.length);
    if (lettersOf(run) - unfinished >= LEAST_TYPED * all) return true;
  }
  return false;
}

/** Words, and signs that say something on their own, such as `%`. */
function wordsOf(text: string): string[] {
  return tokenize(text)
    .filter(({ kind }) => kind === 'word' || kind === 'symbol')
    .map(({ key }) => foldWord(key) || key);
}

function lettersOf(words: readonly string[]): number {
  return words.reduce((sum, { length }) => sum + length, 0);
}

/** One slip at most, and none in front: `possible` is not meant for `impossible`. */
function isMeant(typed: string, word: string, isLast: boolean): boolean {
  if (typed === word || (isLast && word.startsWith(typed))) return true;
  if (DIGIT.test(typed) || DIGIT.test(word) || typed[0] !== word[0]) return false;
  const isLong = toleratedSlips(Math.min(typed.length, word.length)) > 0;
  return isLong && slipsBetween(typed, word, 1) <= 1;
}
