/** How much a term says: its inverse document frequency, smoothed by its language at large. */
import type { LanguageCode } from '../languages/languages.ts';
import { expectedShare } from './common-words.ts';

/**
 * How many passages of the language at large are mixed into the counts of the collection, so that a
 * collection of a few passages knows that "country" says less than "Normandy".
 */
const BACKGROUND_PASSAGES = 200;
/** Even a word of every passage may decide between two sentences. */
const MIN_WEIGHT = 0.05;

/**
 * Inverse document frequency of a term, in nats: about 0 for a word in every passage, about
 * ln(passages + 200) for an unknown one.
 * @param language of the question; null where its words are all taken for rare.
 * @param frequency how many passages hold the term, of `passages` in all.
 */
export function termWeight(
  term: string,
  language: LanguageCode | null,
  frequency: number,
  passages: number,
): number {
  const expected = frequency + BACKGROUND_PASSAGES * expectedShare(term, language);
  const weight = Math.log((passages + BACKGROUND_PASSAGES + 1) / (expected + 0.5));
  return Math.max(weight, MIN_WEIGHT);
}
