/**
 * BM25 as engines find candidates by it: constants, order and arithmetic in one place, so that all
 * engines give the same passages and what finds passages and what weighs them agree.
 */
import type { QueryTerm } from './passage-index.ts';

/** How fast repetitions of a term saturate (k1); the field's usual value, like the next one. */
export const SATURATION = 1.2;
/** How much longer passages have to hold (b). */
export const LENGTH_SHARE = 0.75;

/** Occurrences in one passage that are counted, its headings included: a count takes a byte. */
export const MOST_OCCURRENCES = 255;

/**
 * Postings that are read for one question, at most: the rarest terms' first, the first term's whole.
 * Only words that hardly tell passages apart are left out, and evidence is taken later from every term
 * of the passages found here.
 */
export const MOST_POSTINGS = 5000;

/**
 * The terms whose postings are read, in the order in which their scores are added up: rarest first, of
 * equally rare ones as the question has them.
 * @param frequencyOf how many searchable passages hold a term, by its number.
 */
export function termsRead(
  terms: readonly QueryTerm[],
  frequencyOf: (id: number) => number,
): QueryTerm[] {
  const rarestFirst = terms
    .map((term) => ({ term, frequency: term.frequency ?? frequencyOf(term.id) }))
    .sort((a, b) => a.frequency - b.frequency);
  const read: QueryTerm[] = [];
  let postings = 0;
  for (const { term, frequency } of rarestFirst) {
    if (postings > 0 && postings + frequency > MOST_POSTINGS) break;
    postings += frequency;
    read.push(term);
  }
  return read;
}

/**
 * What the occurrences of a term add to the score of a passage, from 0 to the term's weight. The sum is
 * kept in 32 bits: rounded after each term, as `Math.fround` does.
 * @param occurrences in the passage and its headings together, at most `MOST_OCCURRENCES`.
 * @param length of the passage in terms, stop words included, its headings not.
 */
export type TermScore = (weight: number, occurrences: number, length: number) => number;

/** How terms are scored where passages have so many terms in the mean. */
export function termScorer(meanLength: number): TermScore {
  const constant = SATURATION * (1 - LENGTH_SHARE);
  const slope = (SATURATION * LENGTH_SHARE) / meanLength;
  return (weight, occurrences, length) =>
    (weight * occurrences) / (occurrences + constant + slope * length);
}

/** Of equally good passages: by citation id, then by slot, where one article holds the words twice. */
export function byCitation(
  a: { readonly citationId: string; readonly slot: number },
  b: { readonly citationId: string; readonly slot: number },
): number {
  if (a.citationId !== b.citationId) return a.citationId < b.citationId ? -1 : 1;
  return a.slot - b.slot;
}
