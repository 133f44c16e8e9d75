/** How much a term says: its inverse document frequency, smoothed by general English. */
import { expectedShare } from './common-words.ts';

/**
 * How many passages of general English are mixed into the counts of the collection, so that a
 * collection of a few passages knows that "country" says less than "Normandy".
 */
const BACKGROUND_PASSAGES = 200;
/** Even a word of every passage may decide between two sentences. */
const MIN_WEIGHT = 0.05;

/**
 * Inverse document frequency of a term, in nats: about 0 for a word in every passage, about
 * ln(passages + 200) for an unknown one.
 * @param frequency how many passages hold it, of `passages` in all.
 */
export function termWeight(term: string, frequency: number, passages: number): number {
  const expected = frequency + BACKGROUND_PASSAGES * expectedShare(term);
  const weight = Math.log((passages + BACKGROUND_PASSAGES + 1) / (expected + 0.5));
  return Math.max(weight, MIN_WEIGHT);
}
