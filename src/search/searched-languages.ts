/** The languages of the passages that are searched, and what is counted of each. */
import type { CollectionStatistics } from '../index/passage-index.ts';
import { type LanguageCode, languageCode } from '../languages/languages.ts';

/** Those that a question may be read in: the ones with a file of their own. */
export function searchedLanguages({
  languages,
}: Pick<CollectionStatistics, 'languages'>): LanguageCode[] {
  return languages.flatMap((language) => languageCode(language) ?? []);
}

/**
 * A count of one language; of the whole collection where nothing is in it.
 * @param counts in the order of `languages`.
 */
export function ofLanguage(
  language: string | null,
  { languages }: Pick<CollectionStatistics, 'languages'>,
  counts: readonly number[],
  whole: number,
): number {
  return (language !== null && counts[languages.indexOf(language)]) || whole;
}
