/** The best passages by BM25, from postings that were fetched or from the words of all there are. */
import { byCitation, MOST_POSTINGS, termScorer, termsRead } from '../bm25.ts';
import type { FoundPassages, PassageQuery, QueryTerm } from '../passage-index.ts';
import { countTerms } from '../term-counts.ts';
import type { StoredPassage, Tied } from './candidates.ts';
import { eachPosting } from './postings.ts';
import type { Row } from './statement.ts';
import type { StoredCollection } from './stored-collection.ts';

/** Which lists are read for a question. */
export interface Reading {
  /** In the order in which they are scored. */
  readonly terms: readonly QueryTerm[];
  /** Whether the champions of the one list do, since it is too long to be read whole. */
  readonly byChampions: boolean;
  readonly meanLength: number;
}

/** What is read of a collection for a query. */
export function readingOf(
  { vocabulary, statistics }: StoredCollection,
  { terms, meanLength = statistics.meanLength, filter }: PassageQuery,
): Reading {
  const frequencyOf = (id: number) => vocabulary.documentFrequency[id] ?? 0;
  const read = termsRead(terms, frequencyOf);
  const [first] = read;
  // A filter may let none of the champions through.
  const byChampions =
    read.length === 1 &&
    first !== undefined &&
    filter === undefined &&
    frequencyOf(first.id) > MOST_POSTINGS;
  return { terms: read, byChampions, meanLength };
}

/** The score of each passage, by slot. */
export type Scores = ReadonlyMap<number, number>;

/** Scores from rows of postings: their keys are terms. */
export function scoresOfPostings(
  { terms, meanLength }: Reading,
  rows: readonly Row[],
  isAllowed: (slot: number) => boolean,
): Scores {
  const lists = new Map<number, Buffer[]>();
  for (const { key, data } of rows) lists.set(key, [...(lists.get(key) ?? []), data]);
  const termScore = termScorer(meanLength);
  const scores = new Map<number, number>();
  for (const { id, weight } of terms) {
    for (const data of lists.get(id) ?? []) {
      eachPosting(data, (slot, occurrences, length) => {
        if (!isAllowed(slot)) return;
        const before = scores.get(slot) ?? 0;
        scores.set(slot, Math.fround(before + termScore(weight, occurrences, length)));
      });
    }
  }
  return scores;
}

/** Scores from the words of the passages themselves. */
export function scoresOfPassages(
  { terms, meanLength }: Reading,
  passages: readonly StoredPassage[],
): Scores {
  const termScore = termScorer(meanLength);
  const scores = new Map<number, number>();
  for (const { slot, words } of passages) {
    const counted = countTerms(words.tokens, words.context);
    let score = 0;
    for (const { id, weight } of terms) {
      const at = counted.terms.indexOf(id);
      if (at < 0) continue;
      const occurrences = counted.counts[at] as number;
      score = Math.fround(score + termScore(weight, occurrences, words.tokens.length));
    }
    if (score > 0) scores.set(slot, score);
  }
  return scores;
}

/**
 * Which passages are the `count` best for certain, and among which equal ones the rest are.
 * @param least what is scored lower is not wanted.
 */
export function bestOf(
  scores: Scores,
  count: number,
  least = Number.NEGATIVE_INFINITY,
): { sure: number[]; tied: Tied } {
  const ranked = [...scores].filter(([, score]) => score >= least).sort(([, a], [, b]) => b - a);
  const [, cut = 0] = ranked[count - 1] ?? [];
  const sure = ranked.filter(([, score]) => score > cut).map(([slot]) => slot);
  const slots = count === 0 ? [] : ranked.flatMap(([slot, score]) => (score === cut ? [slot] : []));
  return {
    sure: count === 0 ? [] : sure,
    tied: { slots, count: Math.max(0, count - sure.length) },
  };
}

/** The `count` best of the passages whose evidence is there, best first. */
export function lexicalOf(
  scores: Scores,
  passages: readonly StoredPassage[],
  count: number,
): FoundPassages['lexical'] {
  return passages
    .flatMap(({ slot, citationId }) => {
      const score = scores.get(slot);
      return score === undefined ? [] : [{ slot, citationId, score }];
    })
    .sort((a, b) => b.score - a.score || byCitation(a, b))
    .slice(0, count)
    .map(({ slot, score }) => ({ slot, score }));
}
