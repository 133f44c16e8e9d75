/** Text to terms: what counts as one word, and which words count as the same. */
import { withoutAccents } from '../languages/accents.ts';
import { languageOfScript, languageOfWord, languagesLike } from '../languages/detect.ts';
import type { Language } from '../languages/language.ts';
import type { LanguageCode } from '../languages/languages.ts';
import { oncePerLanguage } from '../languages/once-per-language.ts';
import { bareWord, isSmallWord, isUnspaced, partWords } from '../languages/other-scripts.ts';
import { canonicalNumber } from './numbers.ts';
import { languageTable, spell } from './spelling.ts';
import { isStopWord } from './stop-words.ts';

/** One word of a text. Offsets are UTF-16, half-open, into that text. */
export interface Token {
  readonly start: number;
  readonly end: number;
  /** Lower case, without accents, elided articles and possessive endings. */
  readonly word: string;
  /** What is indexed: the word's stem, or '' for a stop word. */
  readonly term: string;
}

/** Whether a word of `text` is written with a capital letter in front. */
export function isCapital(text: string, { start }: Token): boolean {
  const first = text.slice(start, start + 1);
  return first !== first.toLowerCase();
}

/** What becomes of a word, in one language. */
interface Form {
  /** Length of what is elided in front of it. */
  readonly elided: number;
  readonly word: string;
  readonly term: string;
  readonly isStop: boolean;
}

/** Forms by written word, since a stemmer's rules cost more than a look-up. Emptied at the bound. */
const MAX_FORMS = 100_000;

/** What is made once of a language's rules. */
interface Reader {
  readonly pattern: RegExp;
  readonly irregular: ReadonlyMap<string, string>;
  readonly forms: Map<string, Form>;
}
const readerOf = oncePerLanguage((language): Reader => {
  const { terms, numbers } = languageTable(language);
  return {
    pattern: wordPattern(numbers),
    irregular: new Map(
      Array.from(terms.irregular, ([form, base]) => [spell(form, language), spell(base, language)]),
    ),
    forms: new Map(),
  };
});

/** Dotted initials ("U.S.", "p.m."), numbers ("1,278", "3.5", "12th"), or a run of letters. */
function wordPattern({ grouping, endings }: Language['numbers']): RegExp {
  const grouped = grouping === ' ' ? '\\d{1,3}(?:[ \\u00a0\\u2009\\u202f]\\d{3})+(?!\\d)|' : '';
  const digits = `${grouped}\\d+(?:[.,]\\d+)*${endings === null ? '' : `(?:(?:${endings})(?![\\p{L}\\p{N}_]))?`}`;
  return new RegExp(
    `(?:\\p{L}\\.){2,}|${digits}|[\\p{L}\\p{M}]+(?:['’ʼ][\\p{L}\\p{M}]+)*|\\p{N}+`,
    'gu',
  );
}

/**
 * The words of a text in order, stop words included (their `term` is '').
 *
 * A word in capitals is never a stop word ("US", "WHO", "IT"), unless the whole text is.
 * @param language of the text; words of another script are read in the language that stands for it.
 */
export function tokenize(text: string, language: LanguageCode | null = null): Token[] {
  const mixedCase = /\p{Ll}/u.test(text);
  const tokens: Token[] = [];
  const { pattern } = readerOf(language ?? languageOfScript('Latin'));
  for (const { start, end } of writtenWords(text, pattern)) {
    const written = text.slice(start, end);
    const { elided, word, term, isStop } = formOf(written, languageOfWord(written, language));
    if (word === '') continue;
    const own = elided === 0 ? written : written.slice(elided);
    const acronym = isStop && mixedCase && own.length > 1 && /^[\p{Lu}.]+$/u.test(own);
    tokens.push({
      start: start + elided,
      end,
      word,
      term: isStop && !acronym ? '' : term,
    });
  }
  return tokens;
}

/** Words as they are written; where no spaces part them, as Unicode's rules and ICU's lists do. */
function* writtenWords(text: string, pattern: RegExp): Iterable<{ start: number; end: number }> {
  for (const { 0: written, index } of text.matchAll(pattern)) {
    if (!isUnspaced(written)) yield { start: index, end: index + written.length };
    else
      for (const { start, end } of partWords(written)) {
        yield { start: index + start, end: index + end };
      }
  }
}

function formOf(written: string, language: LanguageCode): Form {
  const { forms } = readerOf(language);
  const known = forms.get(written);
  if (known !== undefined) return known;
  const { elision } = languageTable(language).terms;
  const found = elision === null ? null : elision.exec(written.toLowerCase());
  // A word that grows when it is made small would shift the offsets.
  const cut =
    found !== null && written.length === written.toLowerCase().length ? found[0].length : 0;
  const elided = cut < written.length ? cut : 0;
  const normal = normalize(written.slice(elided), language);
  const form = {
    elided,
    word: withoutAccents(normal),
    term: stemNormal(normal, language),
    isStop: isStopWord(normal, language) || isSmallWord(normal),
  };
  if (forms.size >= MAX_FORMS) forms.clear();
  forms.set(written, form);
  return form;
}

/** In one spelling, accents included; possessive and contracted endings cut off. */
function normalize(written: string, language: LanguageCode): string {
  const normal = spell(written, language);
  if (/^[\p{L}\p{N}]+$/u.test(normal)) return normal;
  const { ending } = languageTable(language).terms;
  const bare = normal.replace(/\.(?!\d)/g, '');
  return (ending === null ? bare : bare.replace(ending, '')).replace(/['’ʼ]/gu, '');
}

/** The stem of a word: words with the same stem are the same term. */
export function stem(written: string, language: LanguageCode | null = null): string {
  const own = languageOfWord(written, language);
  return stemNormal(normalize(written, own), own);
}

function stemNormal(normal: string, language: LanguageCode): string {
  const plain = withoutAccents(normal);
  const number = canonicalNumber(plain, language);
  // A number that is written as a word (`1st`) is read on.
  if (number !== plain) return /^\d/.test(number) ? number : stemNormal(number, language);
  const base = readerOf(language).irregular.get(normal) ?? normal;
  return bareWord(withoutAccents(languageTable(language).terms.stem(base)));
}

/** Letters of a root at least, but for what has none: a term so short is its own. */
export const LEAST_ROOT = 4;

/**
 * The root that related stems share ("inventor" and "invent", "norman" is not "normandy"): weaker
 * evidence than the stem itself. The term begins with it.
 * @param language whose endings derive one word from another.
 */
export function root(term: string, language: LanguageCode): string {
  const { derivation } = languageTable(language).terms;
  if (derivation === null || !/^\p{L}+$/u.test(term)) return term;
  let current = term;
  for (let round = 0; round < 2; round++) {
    const shorter = current.replace(derivation, '');
    if (shorter.length < LEAST_ROOT) break;
    current = shorter;
  }
  return current;
}

/**
 * The roots of a term in each language of its script, with that language in front: a term does not
 * tell which it is of. Without those that say nothing that the term does not.
 */
export function rootKeys(term: string): string[] {
  return languagesLike(term).flatMap((language) =>
    languageTable(language).terms.derivation === null ? [] : [rootKey(term, language)],
  );
}

/** One of `rootKeys`. */
export function rootKey(term: string, language: LanguageCode): string {
  return `${language} ${root(term, language)}`;
}
