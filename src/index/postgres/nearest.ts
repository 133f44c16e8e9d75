/**
 * The nearest passages by vector, as a part of a statement: by looking at every vector of a small
 * collection or of a few articles, by a graph of its own in a large collection.
 */

import { encodeHalfvec } from './halfvec.ts';
import { onShelf, rowsByKey, type Shelf } from './shelf.ts';
import type { Statement } from './statement.ts';

/**
 * Collections of so many passages are looked through: 8 ms at 384 dimensions on two old cores that are
 * busy. Larger ones have a graph: see `graph.ts`.
 */
export const EXACT_UP_TO = 10_000;

/**
 * So many times the wanted neighbours are looked at: the order here is by 16-bit numbers and on one side
 * by a graph, what decides are the stored bytes, which differ by some thousandths.
 */
export const MORE_NEAREST = 2;

/** Neighbours that the graph's search keeps in view: 100 found 98 % of the nearest twenty, 200 all of them. */
const GRAPH_VIEW = 200;
/** pgvector lets no more (`hnsw.ef_search`). */
const MOST_IN_VIEW = 1000;
/** Articles that a filter lets through as a share of all: below, their passages are looked through. */
const GRAPH_SHARE = 0.2;
/** A filter may let less through near the question than elsewhere. */
const SPARE = 1.5;

/** What is searched by vector. */
export interface NearestQuery {
  readonly vector: Float32Array;
  /** How many are wanted in the end. */
  readonly count: number;
  /** How many passages and articles there are. */
  readonly passages: number;
  readonly articles: number;
  /** Articles that are let through; all without. */
  readonly articleIds?: readonly string[] | undefined;
}

/** How a collection is searched: see `askNearest`. */
export interface NearestPlan {
  readonly byGraph: boolean;
  /** How many are fetched. */
  readonly limit: number;
  /** Whether others than the filter's may be among them, so that fewer may remain than there are. */
  readonly isUnfiltered: boolean;
}

/** Chooses how to search. @param exactUpTo so many passages are looked through. */
export function planNearest(
  query: Omit<NearestQuery, 'vector'>,
  exactUpTo: number = EXACT_UP_TO,
): NearestPlan {
  const { count, passages, articles, articleIds } = query;
  const limit = MORE_NEAREST * count;
  const share = articleIds === undefined ? 1 : articleIds.length / Math.max(1, articles);
  const spread = articleIds === undefined ? limit : Math.ceil((limit / share) * SPARE);
  const byGraph = passages > exactUpTo && share >= GRAPH_SHARE && spread <= MOST_IN_VIEW;
  return byGraph
    ? { byGraph, limit: spread, isUnfiltered: articleIds !== undefined }
    : { byGraph, limit, isUnfiltered: false };
}

/** The slots of some articles, as one range of many pieces. */
export function slotsOfArticles(
  statement: Statement,
  shelf: Shelf,
  articleIds: readonly string[],
): string {
  const ids = statement.value(articleIds, 'text[]');
  return `(select range_agg(a.slots) from ${rowsByKey(statement, shelf, {
    ...{ table: 'article_terms', alias: 'a', key: 'article' },
    keys: `select distinct i.id from unnest(${ids}) as i(id)`,
  })})`;
}

/**
 * Asks for the nearest passages: their slots, stored vectors and citation ids. In a graph `v` is cast as
 * its index has it, and how many neighbours are kept in view is set for this statement alone, which is a
 * transaction by itself; where the graph is not made yet the same is found by looking at every vector.
 */
export function askNearest(
  statement: Statement,
  shelf: Shelf,
  { vector, articleIds }: NearestQuery,
  { byGraph, limit, isUnfiltered }: NearestPlan,
): number {
  const dimensions = vector.length;
  const query = statement.value(encodeHalfvec(vector), 'halfvec');
  const count = statement.value(limit, 'int4');
  const within =
    articleIds === undefined || isUnfiltered
      ? ''
      : `and v.slot <@ ${slotsOfArticles(statement, shelf, articleIds)}`;
  const inView = Math.min(MOST_IN_VIEW, Math.max(GRAPH_VIEW, limit));
  // Whole numbers, in the text: the index's own condition has to follow from them.
  const { collection, generation } = shelf;
  const near = byGraph
    ? `select n.slot from (select set_config('hnsw.ef_search', '${inView}', true) as value) as view,
       lateral (select v.slot from vectors v where view.value is not null
         and v.collection = ${collection} and v.generation = ${generation}
         order by v.v::halfvec(${dimensions}) <#> ${query}(${dimensions}) limit ${count}) n`
    : `select v.slot from vectors v where ${onShelf(statement, shelf, 'v')} ${within}
         order by v.v <#> ${query} limit ${count}`;
  return statement.select(
    { key: 'p.slot', data: 'p.own', label: 'p.citation_id' },
    `from ${rowsByKey(statement, shelf, {
      ...{ table: 'passages', alias: 'p', key: 'slot', keys: near },
    })}`,
  );
}
