/** Numbers as words and as digits, brought to one written form. */
import { withoutAccents } from '../languages/accents.ts';
import { languageOfScript } from '../languages/detect.ts';
import type { LanguageCode } from '../languages/languages.ts';
import { oncePerLanguage } from '../languages/once-per-language.ts';
import { languageTable, spell } from './spelling.ts';

/** What is made once of a language's rules. */
interface NumberReader {
  readonly words: ReadonlyMap<string, string>;
  readonly grouping: RegExp;
  readonly ending: RegExp | null;
  readonly decimalComma: boolean;
}
const GROUPING = {
  ',': /,(?=\d{3})/g,
  '.': /\.(?=\d{3}(?!\d))/g,
  ' ': /\s(?=\d{3})/g,
} as const;

const readerOf = oncePerLanguage((language): NumberReader => {
  const { words, endings, grouping, decimal } = languageTable(language).numbers;
  return {
    words: new Map(
      Array.from(words, ([word, digits]) => [withoutAccents(spell(word, language)), digits]),
    ),
    grouping: GROUPING[grouping],
    ending: endings === null ? null : new RegExp(`^(\\d+)(?:${withoutAccents(endings)})$`),
    decimalComma: decimal === ',',
  };
});

/**
 * The one form of a number, the same in every language: "twelve" and "twelfth" become "12", "12th"
 * and "1960s" lose their ending, "1,278" and "1.278" their separators, "3,5" becomes "3.5".
 *
 * @param word in lower case, without accents.
 * @param language that the word is read in; null is the one that stands for Latin script.
 * @returns `word` itself when it is no number.
 */
export function canonicalNumber(word: string, language: LanguageCode | null = null): string {
  const { words, grouping, ending, decimalComma } = readerOf(language ?? languageOfScript('Latin'));
  const spelled = words.get(word);
  if (spelled !== undefined) return spelled;
  if (!/^\d/.test(word)) return word;
  const bare = word.replace(grouping, '');
  const digits = ending === null ? bare : bare.replace(ending, '$1');
  return decimalComma ? digits.replace(/^(\d+),(\d+)$/, '$1.$2') : digits;
}
