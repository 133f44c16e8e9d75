/** Words that carry no topic: they are neither indexed nor searched. */
import { languageOfWord } from '../languages/detect.ts';
import type { LanguageCode } from '../languages/languages.ts';
import { oncePerLanguage } from '../languages/once-per-language.ts';
import { languageTable, spelt } from './spelling.ts';

const stopWordsOf = oncePerLanguage((language) =>
  spelt(languageTable(language).terms.stopWords, language),
);

/**
 * Whether a word, spelt as `spell` does, carries no topic in its language.
 * @param language of its text; null reads it in the language that stands for its script.
 */
export function isStopWord(word: string, language: LanguageCode | null = null): boolean {
  const own = languageOfWord(word, language);
  return stopWordsOf(own).has(word);
}
