/** Whether a quote is so short that it stands in any text: that it is in the articles says nothing. */
import { LANGUAGES } from '../languages/languages.ts';
import { wordKey } from './characters.ts';
import { tokenize } from './tokens.ts';

/** More words say something together, however common they are. */
const MOST_WORDS = 2;

const COMMON = new Set(
  Object.values(LANGUAGES).flatMap(({ terms }) => Array.from(terms.stopWords, wordKey)),
);
const FIGURE = /\p{N}/u;

/** Whether it is one letter, or one or two of the words that carry no topic in any language: `of`, `in the`. */
export function isTooShort(quote: string): boolean {
  const tokens = tokenize(quote.trim());
  const words = tokens.filter(({ kind }) => kind === 'word');
  if (words.length === 0 || words.length > MOST_WORDS) return false;
  if (tokens.some(({ kind }) => kind === 'symbol' || kind === 'ellipsis')) return false;
  if (words.some(({ key }) => FIGURE.test(key))) return false;
  return words.every(({ key }) => COMMON.has(key)) || isOneLetter(words.map(({ key }) => key));
}

function isOneLetter(keys: readonly string[]): boolean {
  return keys.length === 1 && [...(keys[0] ?? '')].length === 1;
}
