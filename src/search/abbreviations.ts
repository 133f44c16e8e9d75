/** What a text itself says its abbreviations stand for: "Collective Security Treaty Organization (CSTO)". */
import type { Abbreviation } from '../index/passage-index.ts';
import type { Token } from './terms.ts';

/** A passage that explains more than this is a list of them; the first ones are kept. */
const MOST_ABBREVIATIONS = 16;
/** Brackets of a passage that are looked at, at most: formulas have one after the other. */
const MOST_BRACKETS = 64;
/** UTF-16 units of the longest wording that is shortened, between brackets or in front of them. */
const MOST_UNITS = 100;
/** Words of the longest wording, stop words included. */
const MOST_WORDS = 8;

/** Letters and digits, two capitals among them; at most ten. */
const SHORT = /^(?=[\p{L}\p{N}]{2,10}$)(?:[\p{Ll}\p{N}]{0,8}\p{Lu}){2}/u;
/** An article in front of a wording, its space included. */
const MOST_ARTICLE = 4;
const LETTER = /[\p{L}\p{N}]/u;
/** What may hang on an abbreviation: the plural, in English. */
const PLURAL = /(?<=\p{Lu})s$/u;

/**
 * The abbreviations that a text explains, in either order, by the rule of Schwartz and Hearst ("A
 * simple algorithm for identifying abbreviation definitions in biomedical text", 2003): each letter
 * of the short form is found in the long one, in order, the first one where a word begins.
 *
 * @param tokens those of `text`, in order.
 */
export function abbreviationsIn(text: string, tokens: readonly Token[]): Abbreviation[] {
  const found: Abbreviation[] = [];
  let open = text.indexOf('(');
  /** The first token behind `open`. */
  let next = 0;
  for (let seen = 0; open >= 0 && seen < MOST_BRACKETS; seen++) {
    while (next < tokens.length && (tokens[next] as Token).start < open) next++;
    const inside = text.slice(open + 1, open + 1 + MOST_UNITS);
    const end = inside.search(/[),;]/);
    const within = inside.slice(0, Math.max(0, end)).trim();
    const pair =
      within === ''
        ? null
        : (shortInside(text, tokens, next, open, within) ??
          longInside(text, tokens, next, open, within));
    if (pair !== null) found.push(pair);
    if (found.length === MOST_ABBREVIATIONS) break;
    open = text.indexOf('(', open + 1);
  }
  return found;
}

/** "Collective Security Treaty Organization (CSTO)". */
function shortInside(
  text: string,
  tokens: readonly Token[],
  next: number,
  open: number,
  within: string,
): Abbreviation | null {
  const short = shortForm(within);
  const own = tokens[next];
  if (short === null || own === undefined || !isWritten(text, own, short)) return null;
  // The words in front, as many as the rule allows, of this sentence.
  const letters = lettersOf(short).length;
  const most = Math.min(letters + 5, 2 * letters, MOST_WORDS);
  let first = next;
  while (first > 0 && next - first < most) {
    const { start, end } = tokens[first - 1] as Token;
    const after = first === next ? open : (tokens[first] as Token).start;
    if (open - start > MOST_UNITS || /[.;:!?()\n]/.test(text.slice(end, after))) break;
    first--;
  }
  const from = tokens[first]?.start ?? open;
  const begins = wordingOf(short, text.slice(from, open));
  if (begins < 0) return null;
  const long = tokens.slice(first, next).filter(({ start }) => start >= from + begins);
  return abbreviation(own, short, long, open - from - begins);
}

/** "CSTO (Collective Security Treaty Organization)". */
function longInside(
  text: string,
  tokens: readonly Token[],
  next: number,
  open: number,
  within: string,
): Abbreviation | null {
  const own = tokens[next - 1];
  if (own === undefined || text.slice(own.end, open).trim() !== '') return null;
  const short = shortForm(text.slice(own.start, own.end));
  const begins = short === null ? -1 : wordingOf(short, within);
  // All of it is the wording, but for an article in front.
  if (short === null || begins < 0 || begins > MOST_ARTICLE) return null;
  const from = text.indexOf(within, open) + begins;
  const long: Token[] = [];
  for (let at = next; at < tokens.length && long.length < MOST_WORDS; at++) {
    const token = tokens[at] as Token;
    if (token.end > from + within.length - begins) break;
    if (token.start >= from) long.push(token);
  }
  return abbreviation(own, short, long, within.length - begins);
}

function shortForm(written: string): string | null {
  const bare = written.replace(PLURAL, '');
  return SHORT.test(bare) ? bare : null;
}

/** Whether a word is this short form, or its plural, and no part of it. */
function isWritten(text: string, { start, end }: Token, short: string): boolean {
  return text.slice(start, end).replace(PLURAL, '') === short;
}

function lettersOf(short: string): string[] {
  return [...short.toLowerCase()].filter((letter) => LETTER.test(letter));
}

/** Where in a text the wording of an abbreviation begins that ends with it; -1 where none does. */
function wordingOf(short: string, text: string): number {
  const lower = text.toLowerCase();
  if (lower.length !== text.length) return -1;
  const letters = lettersOf(short);
  let at = lower.length;
  for (const [left, wanted] of letters.reverse().entries()) {
    const opens = left === letters.length - 1;
    do at = at > 0 ? lower.lastIndexOf(wanted, at - 1) : -1;
    while (at > 0 && opens && LETTER.test(lower[at - 1] as string));
    if (at < 0) return -1;
  }
  return at;
}

/** @param units of the wording, which is longer than what is short for it. */
function abbreviation(
  { term: short }: Token,
  written: string,
  wording: readonly Token[],
  units: number,
): Abbreviation | null {
  const long = wording.flatMap(({ term }) => (term === '' ? [] : [term]));
  const isOne = short !== '' && long.length > 0 && !long.includes(short);
  return isOne && units > written.length + 1 ? { short, long } : null;
}
