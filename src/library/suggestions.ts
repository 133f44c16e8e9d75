/** Names that somebody may mean by what was typed so far: titles, authors, publishers. */
import {
  lacksLetters,
  letterMask,
  masksFit,
  slipsBetween,
  slipsInBeginning,
  toleratedSlips,
} from '../search/near-spellings.ts';

/** How a name fits what was typed: the more, the better; 0 where it does not. */
export type NameFit = number;

/** The least of what fits as it was typed; what is only spelt nearly so is below. */
const AS_TYPED = 1;
/** What in each place a name is worth as it was typed, in full order and as loose words. */
const IN_FIRST = { begins: 6, atWord: 5, inside: 4, words: 3 } as const;
const IN_OTHERS = { inside: 2, words: AS_TYPED } as const;
const NEARLY = AS_TYPED / 2;
/** UTF-16 units of what was typed that are looked at, and words of it. */
const MOST_TYPED = 300;
const MOST_WORDS = 30;
/** A number is not guessed. */
const DIGIT = /\d/;

/** What was typed, ready to be compared. */
export interface Typed {
  readonly text: string;
  readonly words: readonly TypedWord[];
}
interface TypedWord {
  readonly text: string;
  readonly mask: number;
  readonly slips: number;
}

/** What is looked in, ready to be compared: what comes first in it, as a title, counts most. */
export interface Names {
  readonly first: string;
  readonly others: string;
  readonly words: readonly string[];
  readonly masks: readonly number[];
}

/** Case, accents and punctuation do not matter when somebody looks for a name. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** @param text as it was typed. */
export function typedName(text: string): Typed {
  const folded = fold(text.slice(0, MOST_TYPED));
  const words = folded === '' ? [] : [...new Set(folded.split(' '))].slice(0, MOST_WORDS);
  return {
    text: folded,
    words: words.map((word) => ({
      text: word,
      mask: letterMask(word),
      slips: DIGIT.test(word) ? 0 : toleratedSlips(word.length),
    })),
  };
}

/** @param others what else it is known by. */
export function namesOf(name: string, others: readonly (string | null)[] = []): Names {
  const first = fold(name);
  const rest = fold(others.filter((other) => other !== null).join(' '));
  const words = `${first} ${rest}`.split(' ').filter((word) => word !== '');
  return { first, others: rest, words, masks: words.map(letterMask) };
}

/**
 * How names fit: begun as typed, a word of them so, that inside of them, all words in any order; then
 * what else they are known by; last where each word is that, begins so, or is spelt nearly so.
 */
export function fitOf({ text, words }: Typed, names: Names): NameFit {
  const { first, others } = names;
  if (text === '') return AS_TYPED;
  if (first.startsWith(text)) return IN_FIRST.begins;
  if (first.includes(` ${text}`)) return IN_FIRST.atWord;
  if (first.includes(text)) return IN_FIRST.inside;
  const isIn = (place: string) => words.every((word) => ` ${place}`.includes(` ${word.text}`));
  if (words.length > 1 && isIn(first)) return IN_FIRST.words;
  if (others.includes(text)) return IN_OTHERS.inside;
  if (words.length > 1 && isIn(`${first} ${others}`)) return IN_OTHERS.words;
  return words.every((word) => isNear(word, names)) ? NEARLY : 0;
}

/**
 * What fits, best first, equals in their order; what is only spelt nearly so where nothing else fits.
 * @param limit how many at most.
 */
export function fitting<T>(
  all: readonly T[],
  typed: string,
  limit: number,
  namesIn: (one: T) => Names,
): T[] {
  const wanted = typedName(typed);
  if (wanted.text === '') return all.slice(0, limit);
  const fits = all
    .map((one) => ({ one, fit: fitOf(wanted, namesIn(one)) }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit)
    .slice(0, limit);
  const isSure = (fits[0]?.fit ?? 0) >= AS_TYPED;
  return fits.filter(({ fit }) => !isSure || fit >= AS_TYPED).map(({ one }) => one);
}

function isNear({ text, mask, slips }: TypedWord, { words, masks }: Names): boolean {
  return words.some((word, at) => {
    if (word.startsWith(text)) return true;
    const own = masks[at] ?? 0;
    if (slips === 0 || lacksLetters(mask, own, slips)) return false;
    if (masksFit(mask, own, slips) && slipsBetween(text, word, slips) <= slips) return true;
    return slipsInBeginning(text, word, slips) <= slips;
  });
}
