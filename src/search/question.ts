/** What a question asks for: its terms in order, and the kind of answer it expects. */
import { languageOfScript, recognise, scriptOf } from '../languages/detect.ts';
import type { Language } from '../languages/language.ts';
import { LANGUAGES, type LanguageCode } from '../languages/languages.ts';
import { oncePerLanguage } from '../languages/once-per-language.ts';
import { Shape } from './answer-shapes.ts';
import { type PhraseWord, phrasesOf, type QuestionPhrase, singles } from './phrases.ts';
import { languageTable, plainWords, spell } from './spelling.ts';
import type { Synonyms } from './synonyms.ts';
import { tokenize } from './terms.ts';

/** A question, taken apart. */
export interface ParsedQuestion {
  /** The language it is read in; null where its script is none of those known. */
  readonly language: LanguageCode | null;
  /** Whether it asks for nothing: small talk, or what only points back at something said before. */
  readonly isIdle: boolean;
  /** Distinct terms in the order of the question; stop words are left out. */
  readonly terms: readonly QuestionTerm[];
  /** Pairs of terms that stand side by side in the question, as indexes into `terms`. */
  readonly pairs: readonly (readonly [number, number])[];
  /** What is worth looking up as a whole, single terms with other wordings among it. */
  readonly phrases: readonly QuestionPhrase[];
  /** The shapes (see `Shape`) that an answer may have, or 0 where any will do. */
  readonly expects: number;
}

export interface QuestionTerm {
  readonly term: string;
  /** What the word's term would be in the other languages that are searched, where it differs. */
  readonly foreign: readonly string[];
  /** Other terms that editors say mean the same. */
  readonly synonyms: readonly string[];
  /** The normalised word, for finding words that are spelled nearly so. */
  readonly word: string;
  /** Whether it only names the kind of answer, as "year" in "in what year". */
  readonly isFocus: boolean;
  /** Whether it may be what is asked of the subject ("tall", "die"): no name, no kind of answer. */
  readonly isPredicate: boolean;
}

/** A question in a language that nothing searched is in shows that by this share of its words. */
const CLEARLY = 1 / 3;
const CLEARLY_WORDS = 2;

/**
 * Takes a question apart; also works for mere keywords.
 * @param searched the languages of the passages that are searched, those without an own file
 *   standing under the one for their script.
 * @param synonyms what editors say means the same.
 */
export function parseQuestion(
  question: string,
  searched: readonly LanguageCode[] = [],
  synonyms?: Synonyms,
): ParsedQuestion {
  const language = languageOfQuestion(question, searched);
  const code = language ?? languageOfScript('Latin');
  const rules = questionWords(code);
  const alike = synonyms?.of(code);
  const others = searched.filter((other) => other !== language);
  const terms: QuestionTerm[] = [];
  const indexOf = new Map<string, number>();
  const pairs: [number, number][] = [];
  let previous = -1;
  let wordBefore = '';
  const words: PhraseWord[] = [];
  const mixedCase = /\p{Ll}/u.test(question);
  let isIdle = true;
  const tokens = tokenize(question, language);
  for (const { start, end, term, word } of tokens) {
    const isMeasure = rules.beforeFocus.has(wordBefore);
    wordBefore = word;
    if (term === '' || rules.courtesies.has(word)) {
      words.push({ start, end, term: '', word, index: -1 });
      continue;
    }
    let index = indexOf.get(term);
    if (index === undefined) {
      index = terms.length;
      indexOf.set(term, index);
      const written = question.slice(start, end);
      const foreign = foreignTerms(written, term, others);
      const isKind = rules.focus.has(word);
      const isName = mixedCase && start > 0 && /^\p{Lu}/u.test(written);
      const isTalk = rules.idle.has(word) || (tokens.length === 1 && rules.alone.has(word));
      // "Guten Morgen" names nothing.
      if (!isTalk || (isName && rules.capitals === 'names')) isIdle = false;
      terms.push({
        ...{ term, foreign, word, synonyms: singles(term, alike) },
        isFocus: isMeasure || isKind,
        isPredicate: !isKind && !isName && !/^\d/.test(term),
      });
    }
    words.push({ start, end, term, word, index });
    if (previous >= 0 && previous !== index) pairs.push([previous, index]);
    previous = index;
  }
  const phrases = phrasesOf(question, words, code, alike);
  const expects = expectedShapes(question, language);
  return { language, isIdle, terms, pairs, phrases, expects };
}

/**
 * The language that a question is read in: as it looks, where that is plain or such passages are
 * there; else as the passages are.
 */
export function languageOfQuestion(
  question: string,
  searched: readonly LanguageCode[],
): LanguageCode | null {
  const found = recognise(question);
  if (found !== null) {
    const { code, hits, words } = found;
    const isPlain = hits >= CLEARLY_WORDS && hits >= CLEARLY * words;
    if (searched.length === 0 || searched.includes(code) || isPlain) return code;
  }
  const script = scriptOf(question);
  if (script === null) return null;
  return searched.find((code) => LANGUAGES[code].script === script) ?? languageOfScript(script);
}

function foreignTerms(word: string, own: string, others: readonly LanguageCode[]): string[] {
  const found = new Set<string>();
  for (const other of others) {
    for (const { term } of tokenize(word, other)) if (term !== '' && term !== own) found.add(term);
  }
  return [...found];
}

function expectedShapes(question: string, language: LanguageCode | null): number {
  if (language === null) return 0;
  const asked = spell(question, language).replace(/['’ʼ]/g, "'").replace(/\s+/g, ' ').trim();
  const kind = LANGUAGES[language].questions.kinds.find(([pattern]) => pattern.test(asked));
  return kind?.[1].reduce((shapes, shape) => shapes | Shape[shape], 0) ?? 0;
}

/** How a language's people ask, in words of the form that `Token.word` has. */
export interface QuestionWords {
  readonly focus: ReadonlySet<string>;
  readonly beforeFocus: ReadonlySet<string>;
  readonly courtesies: ReadonlySet<string>;
  readonly idle: ReadonlySet<string>;
  readonly alone: ReadonlySet<string>;
  readonly capitals: Language['answers']['capitals'];
}
export const questionWords = oncePerLanguage((language): QuestionWords => {
  const { questions, answers } = languageTable(language);
  const { focus, beforeFocus, courtesies, idle, alone } = questions;
  return {
    focus: plainWords(focus, language),
    beforeFocus: plainWords(beforeFocus, language),
    courtesies: plainWords(courtesies, language),
    idle: plainWords(idle, language),
    alone: plainWords(alone, language),
    capitals: answers.capitals,
  };
});
