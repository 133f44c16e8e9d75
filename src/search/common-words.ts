/** How common a word is in its language at large: what a small collection cannot know by itself. */
import type { LanguageCode } from '../languages/languages.ts';
import { oncePerLanguage } from '../languages/once-per-language.ts';
import { languageTable } from './spelling.ts';
import { stem } from './terms.ts';

/** By Zipf's law the word of rank r makes up about 0.1 / r of all running words. */
const ZIPF = 0.1;
/** Words that a passage has, roughly: turns a share of words into a share of passages. */
const PASSAGE_WORDS = 100;
/** The rank given to words outside the list: most are far rarer than its last word. */
const UNLISTED_RANK = 20_000;

/** The rank of each term of a language's list, from 1. */
const ranksOf = oncePerLanguage((language): ReadonlyMap<string, number> => {
  const made = new Map<string, number>();
  languageTable(language).terms.commonWords.forEach((word, index) => {
    const term = stem(word, language);
    if (!made.has(term)) made.set(term, index + 1);
  });
  return made;
});

/**
 * The share of a language's passages, between 0 and 1, in which a term is to be expected.
 * @param language null: all words are rare.
 */
export function expectedShare(term: string, language: LanguageCode | null): number {
  const rank = language === null ? undefined : ranksOf(language).get(term);
  return 1 - Math.exp((-ZIPF * PASSAGE_WORDS) / (rank ?? UNLISTED_RANK));
}
