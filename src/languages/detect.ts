/** Which language a text is in: by its script, and by the small words that only one language has. */
import type { Language, Script } from './language.ts';
import { LANGUAGE_CODES, LANGUAGES, type LanguageCode } from './languages.ts';

/** A language, and how sure that is. */
export interface Recognised {
  readonly code: LanguageCode;
  /** Words that speak for it, out of `words`. */
  readonly hits: number;
  readonly words: number;
}

/** UTF-16 units that are looked at: some ten sentences tell a language. */
const SAMPLE = 2_000;
/** From so many words on a text is prose, and this share of them are small words of its language. */
const PROSE_WORDS = 20;
const PROSE_SHARE = 0.2;

/** Words of two letters and more, and shortened ones with their apostrophe: what stands alone is often a remnant. */
const WORD = /(?<![\p{L}\p{M}])(?:[\p{L}\p{M}]{1,30}['’ʼ](?=\p{L})|[\p{L}\p{M}]{2,})/gu;
const SCRIPTS: readonly (readonly [Script, RegExp])[] = [
  ['Latin', /\p{Script=Latin}/gu],
  ['Cyrillic', /\p{Script=Cyrillic}/gu],
];

const FIRST_LATIN = /^\p{Script=Latin}/u;
const FIRST_CYRILLIC = /^\p{Script=Cyrillic}/u;

/** The script that most letters of a text have; null where that is none of those known here. */
export function scriptOf(text: string): Script | null {
  const sample = text.slice(0, SAMPLE);
  let found: Script | null = null;
  let most = 0;
  for (const [script, letter] of SCRIPTS) {
    const count = sample.match(letter)?.length ?? 0;
    if (count > most) [found, most] = [script, count];
  }
  return found;
}

const ofScript = (script: Script) =>
  LANGUAGE_CODES.filter((code) => LANGUAGES[code].script === script);
const BY_SCRIPT: Readonly<Record<Script, readonly LanguageCode[]>> = {
  Latin: ofScript('Latin'),
  Cyrillic: ofScript('Cyrillic'),
};

/** The languages that are written in a script, in their order; none in none. */
export function languagesOfScript(script: Script | null): readonly LanguageCode[] {
  return script === null ? [] : BY_SCRIPT[script];
}

/** The language that stands for all others of its script: the first one that is registered. */
export function languageOfScript(script: Script): LanguageCode {
  return BY_SCRIPT[script][0] as LanguageCode;
}

function scriptOfWord(word: string): Script | null {
  if (FIRST_LATIN.test(word)) return 'Latin';
  return FIRST_CYRILLIC.test(word) ? 'Cyrillic' : null;
}

/**
 * The language that a word is read in: that of its text, or, where the text's language is not known
 * or is written in another script, the one that stands for the word's script.
 * @param language of the text; null where it is not known.
 */
export function languageOfWord(written: string, language: LanguageCode | null): LanguageCode {
  const script = scriptOfWord(written);
  if (script === null) return language ?? languageOfScript('Latin');
  if (language !== null && LANGUAGES[language].script === script) return language;
  return languageOfScript(script);
}

/** The languages whose script a word is written in; none for a script without one. */
export function languagesLike(word: string): readonly LanguageCode[] {
  return languagesOfScript(scriptOfWord(word));
}

/** The language of a text of any length; null where it is not to be told. Linear. */
export function detectLanguage(text: string): LanguageCode | null {
  return recognise(text)?.code ?? null;
}

/** The languages of a text's script, the one that it looks to be in before all others. Linear. */
export function likelyLanguages(text: string): readonly LanguageCode[] {
  const found = detectLanguage(text);
  const all = languagesOfScript(scriptOf(text));
  return found === null ? all : [found, ...all.filter((code) => code !== found)];
}

/** As `detectLanguage`, with the evidence. */
export function recognise(text: string): Recognised | null {
  const sample = text.slice(0, SAMPLE);
  const script = scriptOf(sample);
  if (script === null) return null;
  const candidates = languagesOfScript(script);
  const words = (sample.match(WORD) ?? []).map((word) => word.normalize('NFC').toLowerCase());
  const [only] = candidates;
  // Other languages of such a script are read as this one, too.
  if (only !== undefined && candidates.length === 1)
    return { code: only, hits: words.length, words: words.length };
  const hits = new Map<LanguageCode, number>();
  for (const word of words) {
    const code = speaksFor(word, candidates, words.length < PROSE_WORDS);
    if (code !== null) hits.set(code, (hits.get(code) ?? 0) + 1);
  }
  const [first, second] = [...hits].sort((a, b) => b[1] - a[1]);
  if (first === undefined || first[1] === second?.[1]) return null;
  if (words.length >= PROSE_WORDS && first[1] < PROSE_SHARE * words.length) return null;
  return { code: first[0], hits: first[1], words: words.length };
}

/**
 * The one language that a word speaks for.
 * @param byLetters whether its letters count: languages that are not known here have them, too, and
 *   a longer text has small words of its own.
 */
function speaksFor(
  word: string,
  candidates: readonly LanguageCode[],
  byLetters: boolean,
): LanguageCode | null {
  const known = wordOwners().get(word);
  if (known !== undefined) return known;
  const shortens = (code: LanguageCode) => LANGUAGES[code].terms.elision?.test(word);
  const [first, another] = candidates.filter(shortens);
  if (first !== undefined && another === undefined) return first;
  if (!byLetters) return null;
  const owners = Array.from(word, (letter) => letterOwners().get(letter) ?? null);
  return owners.find((code) => code !== null && candidates.includes(code)) ?? null;
}

/** What one language alone has, with that language; null for what another has, too. */
type Owners = ReadonlyMap<string, LanguageCode | null>;

let ownedWords: Owners | null = null;
let ownedLetters: Owners | null = null;

/** Small words; those that are common words in another language speak for neither. */
function wordOwners(): Owners {
  if (ownedWords !== null) return ownedWords;
  const owned = ownersOf(({ terms }) => terms.stopWords);
  for (const code of LANGUAGE_CODES) {
    for (const word of LANGUAGES[code].terms.commonWords) {
      const owner = owned.get(word);
      if (owner !== undefined && owner !== code) owned.set(word, null);
    }
  }
  ownedWords = owned;
  return owned;
}

function letterOwners(): Owners {
  ownedLetters ??= ownersOf(({ terms }) => terms.letters);
  return ownedLetters;
}

function ownersOf(
  pick: (language: Language) => Iterable<string>,
): Map<string, LanguageCode | null> {
  const owned = new Map<string, LanguageCode | null>();
  for (const code of LANGUAGE_CODES) {
    for (const each of new Set(pick(LANGUAGES[code])))
      owned.set(each, owned.has(each) ? null : code);
  }
  return owned;
}
