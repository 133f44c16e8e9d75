/** Tells a question in a language that none of the passages is in. */
import type { CollectionStatistics } from '../index/passage-index.ts';
import { languagesOfScript, scriptOf } from '../languages/detect.ts';
import { LANGUAGES, type LanguageCode, languageCode } from '../languages/languages.ts';
import type { ForeignQuestion } from '../model.ts';
import { isListedAsItIs, isListedWord } from './plain-question.ts';
import { rulesOf } from './question-subject.ts';
import { isCapital, type Token, tokenize } from './terms.ts';

/** UTF-16 units that are looked at. */
const SAMPLE = 2_000;
/** So many small words of a language, and this share of all words, show that a question is in it. */
const SMALL_WORDS = 2;
const SMALL_SHARE = 1 / 3;

/** Null where some passage is in its language, or where it does not plainly look like one. */
export function foreignQuestion(
  question: string,
  { languages, passagesIn }: Pick<CollectionStatistics, 'languages' | 'passagesIn'>,
): (ForeignQuestion & { readonly asked: LanguageCode }) | null {
  const sample = question.slice(0, SAMPLE);
  const script = scriptOf(sample);
  if (script === null || languages.length === 0) return null;
  const known = languages.flatMap((language) => languageCode(language) ?? []);
  // Of a script with one language here all that is written in it is read as that.
  const candidates = languagesOfScript(script);
  // A long name may be in another script than the question around it.
  const others = known.filter((code) => !candidates.includes(code));
  const most = (codes: readonly LanguageCode[]) =>
    Math.max(0, ...codes.map((code) => smallWords(sample, code)));
  if (most(others) > 0 && most(others) >= most(candidates)) return null;
  // Of a language that is not known here nobody can tell that a word is none of it.
  const allKnown = known.length === languages.length;
  const [only, another] = candidates;
  const asked =
    another === undefined
      ? (only ?? null)
      : (plainly(sample, candidates, known) ??
        (allKnown ? askedIn(sample, candidates, known) : null));
  if (asked === null || known.includes(asked)) return null;
  const by = languages.map((language, at) => ({ language, passages: passagesIn[at] ?? 0 }));
  by.sort((one, other) => other.passages - one.passages);
  return { asked, passages: by.map(({ language }) => language) };
}

/** How many small words of a language a text has, in its script. */
function smallWords(text: string, language: LanguageCode): number {
  const { script } = LANGUAGES[language];
  const isSmall = ({ term, word }: Token) => term === '' && scriptOf(word) === script;
  return tokenize(text, language).filter(isSmall).length;
}

/** The language whose small words a text has, twice as many as of any that passages are in. */
function plainly(
  text: string,
  candidates: readonly LanguageCode[],
  known: readonly LanguageCode[],
): LanguageCode | null {
  const counted = candidates.map((code) => {
    const words = tokenize(text, code);
    return { code, words: words.length, small: words.filter(({ term }) => term === '').length };
  });
  counted.sort((one, other) => other.small - one.small);
  const [first, second] = counted;
  if (first === undefined || first.small === second?.small) return null;
  if (first.small < SMALL_WORDS || first.small < SMALL_SHARE * first.words) return null;
  const [opening = ''] = tokenize(text, first.code).map(({ word }) => word);
  const isMixed = counted.some(({ code, small }) => {
    if (!known.includes(code)) return false;
    // "When did Timur die?" begins with no German word, "comment on Timur" with an English one.
    const isHalf = 2 * small === first.small && isListedAsItIs(opening, code);
    return 2 * small > first.small || isHalf;
  });
  return isMixed && !known.includes(first.code) ? null : first.code;
}

/**
 * The language of a question that has one small word, its question word, and of whose others none is a word
 * of the passages' languages: "Wer baute Nurek?" Names are words of no language, and tell nothing.
 */
function askedIn(
  text: string,
  candidates: readonly LanguageCode[],
  known: readonly LanguageCode[],
): LanguageCode | null {
  const found = candidates.filter((code) => {
    const [first, ...others] = tokenize(text, code);
    if (first === undefined || known.includes(code)) return false;
    if (!rulesOf(code).asking.has(first.word)) return false;
    const said = others.filter((token) => !isCapital(text, token));
    return (
      said.length > 0 &&
      !known.some((each) => isListedAsItIs(first.word, each)) &&
      !said.some(({ word }) => known.some((each) => isListedWord(word, each)))
    );
  });
  return found.length === 1 ? (found[0] ?? null) : null;
}
