/** How a word is spelt, brought to one form, by the rules of the language that it is read in. */
import { withoutAccents } from '../languages/accents.ts';
import type { Language } from '../languages/language.ts';
import { LANGUAGES, type LanguageCode } from '../languages/languages.ts';

const ASCII = /^[\x20-\x7e]*$/;

/** What is known of a language. */
export function languageTable(code: LanguageCode): Language {
  return LANGUAGES[code];
}

/** Lower case, reading marks left out, spellings of the same made one; accents stay. */
export function spell(text: string, language: LanguageCode): string {
  const { readingMarks, spellings } = languageTable(language).terms;
  let spelt = text;
  if (!ASCII.test(text)) {
    spelt = text.normalize('NFKD');
    if (readingMarks !== null) spelt = spelt.replace(readingMarks, '');
    spelt = spelt.normalize('NFC');
  }
  spelt = spelt.toLowerCase();
  for (const [from, to] of spellings) spelt = spelt.replace(from, to);
  return spellings.length === 0 ? spelt : spelt.normalize('NFC');
}

/** Words of a language's lists in the form that `spell` gives. */
export function spelt(words: Iterable<string>, language: LanguageCode): ReadonlySet<string> {
  return new Set(Array.from(words, (word) => spell(word, language)));
}

/** Words of a language's lists in the form that `Token.word` has: spelt, without accents. */
export function plainWords(words: Iterable<string>, language: LanguageCode): ReadonlySet<string> {
  return new Set(Array.from(words, (word) => withoutAccents(spell(word, language))));
}
