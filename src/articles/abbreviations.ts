/** Whether a full stop after a word belongs to the word: sentencex's lists, and where they mislead. */
import segment from 'sentencex';
import { languageOfWord } from '../languages/detect.ts';
import type { SentenceRules } from '../languages/language.ts';
import { LANGUAGES, languageCode } from '../languages/languages.ts';

/** No abbreviation is longer, and nothing longer is worth remembering. */
const MAX_ABBREVIATION = 12;

/** Words of one language's running text that come before a full stop are fewer. */
const MAX_REMEMBERED = 20_000;

const remembered = new Map<string, boolean>();

/** Asks sentencex by a sentence made for it, since its lists are not exported. */
function knownToSentencex(word: string, language: string): boolean {
  const key = `${language} ${word}`;
  let known = remembered.get(key);
  if (known === undefined) {
    if (remembered.size >= MAX_REMEMBERED) remembered.clear();
    known = segment(language, `Xx ${word}. Xx`).length === 1;
    remembered.set(key, known);
  }
  return known;
}

/** The rules for a word in a text of a language, known by its tag. */
function rulesFor(word: string, language: string): SentenceRules {
  return LANGUAGES[languageOfWord(word, languageCode(language))].prose;
}

/** Whether a sentence is likely to begin with this word. */
export function opensSentence(word: string, language: string): boolean {
  return rulesFor(word, language).openers.has(word.toLowerCase());
}

/**
 * Whether the full stop after `word` is part of an abbreviation or initial and the sentence goes on.
 * @param word what stands before the full stop, back to the last white space or bracket
 * @param next the word that follows, or '' where none does
 * @param nextIsInitial whether `next` is a single capital with a full stop, as in `J. K. Rowling`
 * @param language BCP 47 tag of the text
 */
export function sentenceGoesOn(
  word: string,
  next: string,
  nextIsInitial: boolean,
  language: string,
): boolean {
  if (word === '' || word.length > MAX_ABBREVIATION) return false;
  const rules = rulesFor(word, language);
  const opens = opensSentence(next, language);
  if (/\p{N}$/u.test(word)) {
    return rules.ordinalStop && /^\d{1,2}$/.test(word) && /^\p{Lu}/u.test(next) && !opens;
  }
  const lower = word.toLowerCase();
  // `M. Le Goff`: a title that looks like an initial.
  if (word !== lower && rules.beforeName.has(word)) return true;
  if (/^\p{Lu}(?:\.-?\p{Lu})*$/u.test(word) && word.length < 6) {
    return nextIsInitial || !opens;
  }
  // In capitals these are other words: `EST` is a time zone, `NO` a no.
  if (/^\p{Lu}{2,}$/u.test(word)) return false;
  if (rules.timeOfDay?.words.has(lower)) return rules.timeOfDay.before.test(next);
  // `no` and `fig` abbreviate before a number only; small `man` and `me` never do.
  if (word === lower && rules.ordinaryWords.has(lower)) return /^\p{N}/u.test(next);
  if (rules.neverShort.has(word)) return false;
  if (rules.months.has(word)) return /^\p{N}/u.test(next);
  if (rules.beforeName.has(lower)) return true;
  return !opens && (rules.abbreviations.has(lower) || knownToSentencex(word, language));
}
