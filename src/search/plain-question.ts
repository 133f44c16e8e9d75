/** A question as it was meant: chat shorthand written out, slips of the finger repaired. */

import type { FoundTerm, PassageIndex } from '../index/passage-index.ts';
import { languageOfScript, languageOfWord } from '../languages/detect.ts';
import type { LanguageCode } from '../languages/languages.ts';
import { oncePerLanguage } from '../languages/once-per-language.ts';
import { type FingerSlip, fingerSlip, letterMask, masksFit } from './near-spellings.ts';
import { languageOfQuestion } from './question.ts';
import { searchedLanguages } from './searched-languages.ts';
import { languageTable, plainWords } from './spelling.ts';
import { isStopWord } from './stop-words.ts';
import type { Synonyms } from './synonyms.ts';
import { rootKey, stem, tokenize } from './terms.ts';

/** Questions beyond this, in UTF-16 units, are texts, and nobody shortens those. */
const MOST_UNITS = 2_000;
/** Words of a question that are looked at for their spelling. */
const MOST_WORDS = 64;
/** Shorter words are slips of too many others. */
const LEAST_LETTERS = 4;
/** Where a language's rarer words are not known, a word of fewer letters may well be one of them. */
const LEAST_UNLISTED = 6;
/** Those of three letters may be a small word with two of them swapped. */
const LEAST_SMALL = 3;

/**
 * Writes out what a language's chat shortens, and repairs words that no passage holds and that are
 * one slip away from a word of the language or the passages. For models and ranking alike; what
 * was asked is shown as it was typed.
 * @param synonyms words that editors explain, which are no slips.
 */
export async function plainQuestion(
  index: PassageIndex,
  question: string,
  synonyms?: Synonyms,
): Promise<string> {
  if (question.length > MOST_UNITS) return question;
  const searched = searchedLanguages(await index.statistics());
  const language = languageOfQuestion(question, searched) ?? languageOfScript('Latin');
  const full = writtenOut(question, language);
  return repaired(index, full, language, synonyms);
}

/** Shorthand that is never anything else, as its language has it, in full. */
export function writtenOut(question: string, language: LanguageCode): string {
  const { short } = languageTable(language).chat;
  return question.replace(/[^\s,;:?!"“”()]+/gu, (written) => {
    const exactly = short.get(written);
    if (exactly !== undefined) return exactly;
    const small = written.toLowerCase();
    // A capital may open a sentence; more of them, or one by itself, are a name.
    if (small.length < 2 ? small !== written : small.slice(1) !== written.slice(1)) return written;
    const end = small.endsWith('.') ? '.' : '';
    const word = short.get(small.slice(0, small.length - end.length));
    return word === undefined ? written : likeWritten(word, written) + end;
  });
}

/** With a capital where it was typed with one. */
function likeWritten(word: string, written: string): string {
  return /^\p{Lu}/u.test(written) ? word.slice(0, 1).toUpperCase() + word.slice(1) : word;
}

async function repaired(
  index: PassageIndex,
  question: string,
  language: LanguageCode,
  synonyms: Synonyms | undefined,
): Promise<string> {
  const common = commonOf(language);
  const odd = tokenize(question, language)
    .slice(0, MOST_WORDS)
    .filter(
      ({ word, term }) =>
        term !== '' &&
        word.length >= LEAST_SMALL &&
        /^[\p{L}\p{M}]+$/u.test(word) &&
        !synonyms?.has(term, language) &&
        !isWord(word, common, language),
    );
  if (odd.length === 0) return question;
  const { terms } = await index.lookUp(
    odd.map(({ term }) => ({
      term,
      root: rootKey(term, languageOfWord(term, language)),
      variants: [],
      synonyms: [],
    })),
  );
  let text = '';
  let done = 0;
  for (const [at, { start, end, word, term }] of odd.entries()) {
    const found = terms[at];
    if (!found || found.known || found.derived.length > 0) continue;
    const written = question.slice(start, end);
    // Capitals alone are an abbreviation: those have no spelling.
    if (word.length > 1 && written === written.toUpperCase()) continue;
    const isName = /\p{Lu}/u.test(written) && start > 0;
    const meant = meantBy({ word, term, isName }, found.spelt, common, language);
    if (meant === null) continue;
    const ending = /['’]\p{L}$/u.exec(written)?.[0] ?? '';
    text += question.slice(done, start) + likeWritten(meant, written) + ending;
    done = end;
  }
  return text + question.slice(done);
}

/** Whether a language's lists know a word, or a word that it is with an ending; as `Token.word` has it. */
export function isListedWord(word: string, language: LanguageCode): boolean {
  return isWord(word, commonOf(language), language);
}

/** Whether a language's lists have a word as it stands. */
export function isListedAsItIs(word: string, language: LanguageCode): boolean {
  return commonOf(language).words.has(word) || languageTable(language).chat.knownWords.has(word);
}

/** Whether it is listed, or is a listed word with an ending. */
function isWord(word: string, { words }: Common, language: LanguageCode): boolean {
  if (words.has(word)) return true;
  const { knownWords } = languageTable(language).chat;
  if (knownWords.has(word)) return true;
  const base = stem(word, language);
  const ways = [base, `${base}e`, base.replace(/i$/, 'y'), word.replace(/s$/, '')];
  return ways.some((each) => each !== word && (knownWords.has(each) || words.has(each)));
}

/** A word that no passage holds. */
interface OddWord {
  readonly word: string;
  readonly term: string;
  readonly isName: boolean;
}

/** Misplaced letters first: beside a letter's key lie six others. */
const SLIPS: readonly FingerSlip[] = ['misplaced', 'beside'];

/** The word that was meant; small words first, as most words of a question are. */
function meantBy(
  { word, term, isName }: OddWord,
  near: FoundTerm['spelt'],
  common: Common,
  language: LanguageCode,
): string | null {
  const { small, topics } = common;
  if (word.length < LEAST_LETTERS) {
    const swapped = small.find(
      (each) => each.word.length === word.length && isSlip(word, each, 'misplaced'),
    );
    return isName ? null : (swapped?.word ?? null);
  }
  const isListed = languageTable(language).chat.knownWords.size > 0;
  if (!isListed && word.length < LEAST_UNLISTED) return null;
  for (const slip of isListed ? SLIPS : SLIPS.slice(0, 1)) {
    const found =
      (isName ? null : small.find((each) => isSlip(word, each, slip))?.word) ??
      heldWord(word, term, near, slip, common, language) ??
      (isName ? null : topics.find((each) => isSlip(word, each, slip))?.word);
    if (found) return found;
  }
  return null;
}

/** What passages hold, with the ending that was typed. */
function heldWord(
  word: string,
  term: string,
  near: FoundTerm['spelt'],
  slip: FingerSlip,
  common: Common,
  language: LanguageCode,
): string | null {
  for (const { term: held, slips } of near) {
    if (slips > 1) continue;
    const ending = word.startsWith(term) ? word.slice(term.length) : '';
    // Stemmers write "i" for a "y" at the end.
    const ways = [held.replace(/i$/, 'y') + ending, held + ending, held.replace(/i$/, 'y'), held];
    // A bare stem may be no word of a language that inflects more.
    const whole = languageTable(language).chat.knownWords.size > 0 ? ways : ways.slice(1, 2);
    const likely = whole.filter((each) => stem(each, language) === held);
    if (likely.length === 0 && whole !== ways) continue;
    const meant = likely.find((each) => isWord(each, common, language)) ?? likely[0] ?? held;
    if (fingerSlip(term, held) === slip || fingerSlip(word, meant) === slip) return meant;
  }
  return null;
}

/** A word with its letters, see `letterMask`. */
interface Spelt {
  readonly word: string;
  readonly mask: number;
}

function isSlip(word: string, { word: meant, mask }: Spelt, slip: FingerSlip): boolean {
  return masksFit(letterMask(word), mask, 1) && fingerSlip(word, meant) === slip;
}

/** The common words of a language, without accents. */
interface Common {
  readonly words: ReadonlySet<string>;
  /** Those that carry no topic, and those that do, commonest first; of three letters or more. */
  readonly small: readonly Spelt[];
  readonly topics: readonly Spelt[];
}
const commonOf = oncePerLanguage((language): Common => {
  const { terms, questions } = languageTable(language);
  const listed = plainWords(
    [...terms.commonWords, ...terms.stopWords, ...questions.focus, ...questions.courtesies],
    language,
  );
  const spelt = Array.from(listed, (word): Spelt => ({ word, mask: letterMask(word) })).filter(
    ({ word }) => word.length >= LEAST_SMALL,
  );
  return {
    words: listed,
    small: spelt.filter(({ word }) => isStopWord(word, language)),
    topics: spelt.filter(({ word }) => word.length >= LEAST_LETTERS && !isStopWord(word, language)),
  };
});
