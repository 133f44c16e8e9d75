/** Other ways to write what a question says: abbreviations, chat shorthand, numbers, hyphens. */
import type { PhraseRequest } from '../index/passage-index.ts';
import type { LanguageCode } from '../languages/languages.ts';
import { oncePerLanguage } from '../languages/once-per-language.ts';
import { magnitudeTerms, partsOfNumber, productOf } from './magnitudes.ts';
import { languageTable } from './spelling.ts';
import { isStopWord } from './stop-words.ts';
import { type Alike, alikeIn } from './synonyms.ts';
import { stem } from './terms.ts';

/** A word of a question. */
export interface PhraseWord {
  /** Index into the question's terms; -1 for a stop word. */
  readonly index: number;
  /** What is searched; '' for a stop word. */
  readonly term: string;
  /** The normalised word. */
  readonly word: string;
  /** UTF-16 offsets into the question, half-open. */
  readonly start: number;
  readonly end: number;
}

/** A term of a question, or neighbouring ones, and what else would say the same. */
export interface QuestionPhrase extends PhraseRequest {
  /** Indexes into the question's terms. */
  readonly members: readonly [number, ...number[]];
  /** Those of its wordings that editors say mean the same, their terms parted by blanks. */
  readonly synonyms: ReadonlySet<string>;
  /** Whether its wordings are guesses, of use only where no passage holds the term itself. */
  readonly isSplit: boolean;
}

/** Terms of the longest phrase that is looked up as a whole. */
const LONGEST = 6;
/** Words of a question that are looked at. */
const MOST_WORDS = 64;
/** Letters of the shorter half of a word that is read as two; a particle may have two. */
const LEAST_HALF = 3;
const LEAST_PARTICLE = 2;
/** Letters of the longest word that is read as two. */
const MOST_LETTERS = 24;

/**
 * The phrases of a question that are worth looking up.
 * @param words of `question`, in order, stop words included.
 * @param synonyms what editors say means the same.
 */
export function phrasesOf(
  question: string,
  words: readonly PhraseWord[],
  language: LanguageCode,
  synonyms?: Alike,
): QuestionPhrase[] {
  const alike = alikeOf(language);
  const all = words.slice(0, MOST_WORDS);
  const content = all.filter(({ index }) => index >= 0);
  const found: QuestionPhrase[] = [];
  for (const [at, word] of content.entries()) {
    const before = content[at - 1]?.term ?? '';
    found.push(
      phrase(
        [word],
        [...singles(word.term, alike), ...magnitudeTerms(word.term, before, language)],
        [...longer(word.term, alike), ...partsOfNumber(word.term, language)],
        longer(word.term, synonyms),
      ),
    );
    const splits = splitsOf(word, language);
    if (splits.length > 0) found.push({ ...phrase([word], [], splits), isSplit: true });
  }
  for (const [at, word] of all.entries()) {
    const next = all[at + 1];
    const joined = next ? joinedTerm(question, word, next, language) : null;
    if (next && joined !== null)
      found.push(phrase(next.index < 0 ? [word] : [word, next], [joined], []));
  }
  for (let length = 2; length <= LONGEST; length++) {
    for (let from = 0; from + length <= content.length; from++) {
      const run = content.slice(from, from + length);
      const key = run.map(({ term }) => term).join(' ');
      const product =
        length === 2 ? productOf(run[0]?.term ?? '', run[1]?.term ?? '', language) : [];
      const single = [...singles(key, alike), ...product, ...singles(key, synonyms)];
      found.push(phrase(run, single, longer(key, alike), longer(key, synonyms)));
    }
  }
  return found;
}

function phrase(
  run: readonly PhraseWord[],
  words: readonly string[],
  wordings: readonly (readonly string[])[],
  synonyms: readonly (readonly string[])[] = [],
): QuestionPhrase {
  const [first, ...others] = run as readonly [PhraseWord, ...PhraseWord[]];
  return {
    members: [first.index, ...others.map(({ index }) => index)],
    terms: [first.term, ...others.map(({ term }) => term)],
    words,
    wordings: [...wordings, ...synonyms],
    synonyms: new Set(synonyms.map((each) => each.join(' '))),
    isSplit: false,
  };
}

const alikeOf = oncePerLanguage(
  (language): Alike => alikeIn(languageTable(language).chat.alike, language),
);

/** The single terms among what says the same. */
export function singles(key: string, alike: Alike | undefined): string[] {
  return (alike?.get(key) ?? []).flatMap((each) => (each.length === 1 ? each : []));
}

function longer(key: string, alike: Alike | undefined): (readonly string[])[] {
  return (alike?.get(key) ?? []).filter((each) => each.length > 1);
}

/** Two words with a space or a hyphen between them as one: "wi fi", "e-mail", "log in". */
function joinedTerm(
  question: string,
  first: PhraseWord,
  second: PhraseWord,
  language: LanguageCode,
): string | null {
  const between = question.slice(first.end, second.start);
  // The other way round it would be another word: "a cross", "the me".
  if (first.index < 0 || !/^[ \-\u2010\u2011]$/.test(between)) return null;
  if (first.word.length + second.word.length > MOST_LETTERS) return null;
  if (second.index < 0 && second.word.length < LEAST_PARTICLE) return null;
  const joined = first.word + second.word;
  return /^\p{L}{4,}$/u.test(joined) ? stem(joined, language) || null : null;
}

/** One word as two: "codeblock", "login". */
function splitsOf({ word }: PhraseWord, language: LanguageCode): string[][] {
  if (word.length > MOST_LETTERS || !/^[\p{L}\p{M}]+$/u.test(word)) return [];
  const splits: string[][] = [];
  for (let at = LEAST_HALF; at <= word.length - LEAST_PARTICLE; at++) {
    const [first, second] = [word.slice(0, at), word.slice(at)];
    // A mark belongs to the letter before it, and some letters are two units.
    if (!/^\p{L}/u.test(second) || isStopWord(first, language)) continue;
    const isParticle = isStopWord(second, language);
    if (!isParticle && second.length < LEAST_HALF) continue;
    const terms = [first, ...(isParticle ? [] : [second])].map((half) => stem(half, language));
    if (!terms.includes('')) splits.push(terms);
  }
  return splits;
}
