/** How common a word is in its language at large: what a small collection cannot know by itself. */
import type { LanguageCode } from '../languages/languages.ts';
import { languageTable } from './spelling.ts';
import { stem } from './terms.ts';

/** By Zipf's law the word of rank r makes up about 0.1 / r of all running words. */
const ZIPF = 0.1;
/** Words that a passage has, roughly: turns a share of words into a share of passages. */
const PASSAGE_WORDS = 100;
/** The rank given to words outside the list: most are far rarer than its last word. */
const UNLISTED_RANK = 20_000;

/** By language: the rank of each term, from 1. Made on first use. */
const ranks = new Map<LanguageCode, ReadonlyMap<string, number>>();

function ranksOf(language: LanguageCode): ReadonlyMap<string, number> {
  const known = ranks.get(language);
  if (known !== undefined) return known;
  const made = new Map<string, number>();
  languageTable(language).terms.commonWords.forEach((word, index) => {
    const term = stem(word, language);
    if (!made.has(term)) made.set(term, index + 1);
  });
  ranks.set(language, made);
  return made;
}

/**
 * The share of a language's passages, between 0 and 1, in which a term is to be expected.
 * @param language null: all words are rare.
 */
export function expectedShare(term: string, language: LanguageCode | null): number {
  const rank = language === null ? undefined : ranksOf(language).get(term);
  return 1 - Math.exp((-ZIPF * PASSAGE_WORDS) / (rank ?? UNLISTED_RANK));
}
