/** Large numbers as people shorten them: "20k", "1.5m", "3 bn", "5 Mio". */
import type { LanguageCode } from '../languages/languages.ts';
import { oncePerLanguage } from '../languages/once-per-language.ts';
import { languageTable } from './spelling.ts';
import { stem } from './terms.ts';

/** Digits of the longest number that is written out. */
const MOST_DIGITS = 15;
const NUMBER = /^(\d{1,12})(?:\.(\d{1,6}))?$/;

/** By term of a magnitude, as "k" or "million": its power of ten. */
const powersOf = oncePerLanguage((language): ReadonlyMap<string, number> => {
  return new Map(
    Array.from(languageTable(language).chat.magnitudes, ([word, power]) => [
      stem(word, language),
      Number(power),
    ]),
  );
});

/**
 * What else a magnitude behind a number is called: "million" for "m".
 * @param before the term in front of it.
 */
export function magnitudeTerms(term: string, before: string, language: LanguageCode): string[] {
  const powers = powersOf(language);
  const power = powers.get(term);
  if (power === undefined || !NUMBER.test(before)) return [];
  return [...powers].flatMap(([other, its]) => (its === power && other !== term ? [other] : []));
}

/** A number and its magnitude as one term: "20000" for "20", "k"; none where it is no such pair. */
export function productOf(number: string, magnitude: string, language: LanguageCode): string[] {
  const power = powersOf(language).get(magnitude);
  const digits = NUMBER.exec(number);
  if (power === undefined || digits === null) return [];
  const [, whole = '', tenths = ''] = digits;
  if (tenths.length > power || whole.length + power > MOST_DIGITS) return [];
  return [(whole + tenths.padEnd(power, '0')).replace(/^0+(?=\d)/, '')];
}

/** A round number as a smaller one with its magnitude: "20", "k" and "20", "thousand" for "20000". */
export function partsOfNumber(term: string, language: LanguageCode): string[][] {
  if (!/^\d{4,15}$/.test(term)) return [];
  return [...powersOf(language)].flatMap(([magnitude, power]) => {
    const whole = term.slice(0, -power);
    const tenths = /^(\d)0*$/.exec(term.slice(-power))?.[1];
    if (whole === '' || tenths === undefined) return [];
    return [[tenths === '0' ? whole : `${whole}.${tenths}`, magnitude]];
  });
}
