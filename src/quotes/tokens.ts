/** Cuts text into what quotes are compared by: words, punctuation, dashes and ellipses, with offsets. */
import type { Span } from '../model.ts';
import {
  APOSTROPHES,
  DASHES,
  INVISIBLE,
  plainLetterForms,
  QUOTE_MARKS,
  wordKey,
} from './characters.ts';

/** `symbol`: signs that say something on their own, such as `%`, `€` or an emoji. */
export type TokenKind = 'word' | 'symbol' | 'mark' | 'dash' | 'ellipsis';

/** The smallest thing that is compared. Quotation marks and white space are in none. */
export interface Token extends Span {
  readonly kind: TokenKind;
  /** Equal for tokens that count as the same. */
  readonly key: string;
}

export const ELLIPSIS_KEY = '…';
const DASH_KEY = '-';

/** Scripts that put no spaces between words: each character is compared by itself. */
const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
const LETTER = `(?:(?![${UNSPACED}${INVISIBLE}])[\\p{L}\\p{N}\\p{M}])`;

const SKIPPED = new RegExp(`[\\s\\u0085\\u2800${QUOTE_MARKS}${INVISIBLE}]+`, 'uy');
/** Letters and digits, apostrophes between them, and the separators inside of a number. */
const WORD = new RegExp(
  `[${UNSPACED}]\\p{M}*|${LETTER}(?:${LETTER}|[${INVISIBLE}]+(?=${LETTER})|[${APOSTROPHES}](?=${LETTER})|(?<=\\p{N})[.,](?=\\p{N}))*`,
  'uy',
);
const DASH = new RegExp(`[${DASHES}]+`, 'uy');
/** `…`, three dots or more, `. . .`, and any of them (or two dots) in brackets. */
const ELLIPSIS =
  /[[(<]\s*(?:[…⋯]+|\.{2,}|\.(?:\s\.){2,})\s*[\])>]|\.*[…⋯][.…⋯]*|\.{3,}|\.(?:[ \u00a0]\.){2,}/uy;
/** Not punctuation of a sentence, though Unicode files them there. */
const SIGNS = /^[%@#&*/\\‰‱†‡§¶]$/u;

const isAlphanumeric = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const APOSTROPHE_CODES = new Set([39, 96]);
const HIGHEST_ASCII = 127;

/** The end of a plain ASCII word that begins at `from`, or -1 where the long way must be gone. */
function plainWordEnd(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && isAlphanumeric(text.charCodeAt(at))) at += 1;
  if (at === from || at === to) return at === from ? -1 : at;
  const next = text.charCodeAt(at);
  if (next > HIGHEST_ASCII || APOSTROPHE_CODES.has(next)) return -1;
  const separator = next === 44 || next === 46;
  if (separator && isDigit(text.charCodeAt(at - 1)) && at + 1 < to) return -1;
  return at;
}

function matchEnd(pattern: RegExp, text: string, at: number, to: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? Math.min(pattern.lastIndex, to) : -1;
}

/**
 * The tokens of `text.slice(from, to)`, in order; offsets into `text`. The text is taken as if it
 * ended at `to`: callers cut between words.
 */
export function tokenize(text: string, from = 0, to = text.length): Token[] {
  if (to < text.length) {
    return tokenize(text.slice(from, to)).map((token) => ({
      ...token,
      start: token.start + from,
      end: token.end + from,
    }));
  }
  const tokens: Token[] = [];
  const push = (kind: TokenKind, key: string, start: number, end: number) => {
    tokens.push({ kind, key, start, end });
    return end;
  };
  let at = from;
  while (at < to) {
    if (text.charCodeAt(at) === 32) {
      at += 1;
      continue;
    }
    const plain = plainWordEnd(text, at, to);
    if (plain !== -1) {
      at = push('word', text.slice(at, plain).toLowerCase(), at, plain);
      continue;
    }
    at = nextToken(text, at, to, push);
  }
  return tokens;
}

type Push = (kind: TokenKind, key: string, start: number, end: number) => number;

function nextToken(text: string, at: number, to: number, push: Push): number {
  let end = matchEnd(SKIPPED, text, at, to);
  if (end !== -1) return end;
  end = matchEnd(WORD, text, at, to);
  if (end !== -1) return push('word', wordKey(text.slice(at, end)), at, end);
  end = matchEnd(ELLIPSIS, text, at, to);
  if (end !== -1) return push('ellipsis', ELLIPSIS_KEY, at, end);
  end = matchEnd(DASH, text, at, to);
  if (end !== -1) return push('dash', DASH_KEY, at, end);
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  const key = plainLetterForms(character);
  const kind = /\p{P}/u.test(key) && !SIGNS.test(key) ? 'mark' : 'symbol';
  return push(kind, key, at, at + character.length);
}
