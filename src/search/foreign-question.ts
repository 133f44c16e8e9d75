/** Tells a question in a language that none of the passages is in. */
import type { CollectionStatistics } from '../index/passage-index.ts';
import { languagesOfScript, scriptOf } from '../languages/detect.ts';
import { type LanguageCode, languageCode } from '../languages/languages.ts';
import type { ForeignQuestion } from '../model.ts';
import { tokenize } from './terms.ts';

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
  const [only, another] = candidates;
  const asked = another === undefined ? (only ?? null) : plainly(sample, candidates, known);
  if (asked === null || known.includes(asked)) return null;
  const most = languages.map((language, at) => ({ language, passages: passagesIn[at] ?? 0 }));
  most.sort((one, other) => other.passages - one.passages);
  return { asked, passages: most.map(({ language }) => language) };
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
  const isMixed = counted.some(
    ({ code, small }) => known.includes(code) && 2 * small > first.small,
  );
  return isMixed && !known.includes(first.code) ? null : first.code;
}
