/** Text to terms: what counts as one word, and which words count as the same. */
import { stemmer as stemRussian } from '@orama/stemmers/russian';
import { stemmer } from 'stemmer';
import { baseForm } from './irregular-forms.ts';
import { canonicalNumber } from './numbers.ts';
import { isStopWord } from './stop-words.ts';

/** One word of a text. Offsets are UTF-16, half-open, into that text. */
export interface Token {
  readonly start: number;
  readonly end: number;
  /** Lower case, without accents and possessive endings. */
  readonly word: string;
  /** What is indexed: the word's stem, or '' for a stop word. */
  readonly term: string;
}

/** Dotted initials ("U.S.", "p.m."), numbers ("1,278", "3.5", "12th"), or a run of letters. */
const WORD =
  /(?:\p{L}\.){2,}|\d+(?:[.,]\d+)*(?:(?:st|nd|rd|th|s)\b)?|[\p{L}\p{M}]+(?:['’ʼ][\p{L}\p{M}]+)*|\p{N}+/gu;

/** Stems by word, since Porter's rules cost more than a look-up. Emptied when it reaches its bound. */
const stems = new Map<string, string>();
const MAX_STEMS = 100_000;

/**
 * The words of a text in order, stop words included (their `term` is '').
 *
 * A word in capitals is never a stop word ("US", "WHO", "IT"), unless the whole text is.
 */
export function tokenize(text: string): Token[] {
  const mixedCase = /\p{Ll}/u.test(text);
  const tokens: Token[] = [];
  for (const match of text.matchAll(WORD)) {
    const written = match[0];
    const word = normalizeWord(written);
    if (word === '') continue;
    const acronym = mixedCase && written.length > 1 && /^[\p{Lu}.]+$/u.test(written);
    const term = isStopWord(word) && !acronym ? '' : stem(word);
    tokens.push({ start: match.index, end: match.index + written.length, word, term });
  }
  return tokens;
}

/** Lower case, Latin letters without their accents, possessive and contracted endings cut off. */
export function normalizeWord(written: string): string {
  const plain = /^[a-zA-Z0-9]+$/.test(written)
    ? written.toLowerCase()
    : written
        .normalize('NFKD')
        .replace(/([a-z])\p{M}+/giu, '$1')
        .normalize('NFC')
        .toLowerCase()
        .replaceAll('ё', 'е')
        .replace(/\.(?!\d)/g, '')
        .replace(/(?:n['’ʼ]t|['’ʼ](?:s|re|ve|ll|d|m))$/u, '')
        .replace(/['’ʼ]/gu, '');
  return plain;
}

/** The stem of a normalised word: words with the same stem are the same term. */
export function stem(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const number = canonicalNumber(word);
  const made = number === word ? stemByScript(word) : number;
  if (stems.size >= MAX_STEMS) stems.clear();
  stems.set(word, made);
  return made;
}

/** Cyrillic words are stemmed as Russian ones, whatever language the rest of the text is in. */
function stemByScript(word: string): string {
  if (/^[a-z]+$/.test(word)) return stemmer(baseForm(word));
  if (/^[а-я]+$/.test(word)) return stemRussian(word);
  return word;
}

/** Endings that derive one word from another and that Porter's stemmer leaves in place. */
const DERIVATION =
  /(?:ational|ation|ition|ator|itor|ion|ment|ness|ship|hood|ism|ist|ian|ean|ese|ish|ant|ent|anc|enc|ance|ence|abl|ibl|able|ible|ful|less|ous|iv|ive|ic|ical|al|ar|or|er|eer|ity|iti|ify|ifi|iz|is|at|ur|ure|ag|age|y|i|e|s)$/;
const MIN_ROOT = 4;

/**
 * The root that related stems share ("inventor" and "invent", "norman" is not "normandy"): weaker
 * evidence than the stem itself.
 */
export function root(term: string): string {
  if (!/^[a-z]+$/.test(term)) return term;
  let current = term;
  for (let round = 0; round < 2; round++) {
    const shorter = current.replace(DERIVATION, '');
    if (shorter.length < MIN_ROOT) break;
    current = shorter;
  }
  return current;
}
