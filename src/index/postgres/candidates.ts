/** The stored evidence of passages: asked for, read, and turned into candidates. */
import { byCitation } from '../bm25.ts';
import type { Candidate, QueryTerm } from '../passage-index.ts';
import { cosinesOf } from './packed-vectors.ts';
import { type PassageWords, unpackRising, unpackWords } from './packed-words.ts';
import { onShelf, rowsByKey, type Shelf } from './shelf.ts';
import type { Row, Statement } from './statement.ts';

/** A passage as it is stored, but for what was embedded. */
export interface StoredPassage {
  readonly slot: number;
  readonly articleId: string;
  readonly citationId: string;
  readonly words: PassageWords;
  /** Its vector, then its sentences': see `packRounded`. */
  readonly vectors: Buffer;
}

/** Slots of which the first `count` by citation id are wanted: equally good ones. */
export interface Tied {
  readonly slots: readonly number[];
  readonly count: number;
}

/** What a passage's row gives: see `passageOf`. Its own vector stands apart, in front of the others. */
const PASSAGE_COLUMNS = {
  key: 'p.slot',
  data: 'p.words',
  more: 'p.own || p.sentences',
  name: 'p.article_ids[1]',
  label: 'p.citation_id',
};

/**
 * Asks for evidence of some slots, of the first of others, and for the terms of their articles. What was
 * removed a moment ago is not among it.
 */
export function askEvidence(
  statement: Statement,
  shelf: Shelf,
  slots: readonly number[],
  tied: Tied,
): readonly [passages: number, tied: number, articles: number] {
  const passagesOf = (some: readonly number[]) =>
    rowsByKey(statement, shelf, {
      ...{ table: 'passages', alias: 'p', key: 'slot' },
      keys: `select * from unnest(${statement.value(some, 'int8[]')})`,
    });
  const first = statement.with(
    `select p.* from ${passagesOf(tied.slots)}
     where p.died is null order by p.citation_id, p.slot limit ${statement.value(tied.count, 'int4')}`,
  );
  const sure = statement.with(`select p.* from ${passagesOf(slots)} where p.died is null`);
  return [
    statement.select(PASSAGE_COLUMNS, `from ${sure} p`),
    statement.select(PASSAGE_COLUMNS, `from ${first} p`),
    askArticles(
      statement,
      shelf,
      `select p.article_ids[1] from ${sure} p union select p.article_ids[1] from ${first} p`,
    ),
  ];
}

/** Asks for the vectors of a passage, also of one that was removed a while ago. */
export function askVectors(statement: Statement, shelf: Shelf, slot: number): number {
  return statement.select(
    PASSAGE_COLUMNS,
    `from passages p where ${onShelf(statement, shelf, 'p')}
       and p.slot = ${statement.value(slot, 'int8')}`,
  );
}

/** Asks for evidence of all passages that can be found: few. */
export function askAllEvidence(
  statement: Statement,
  shelf: Shelf,
): readonly [passages: number, articles: number] {
  const all = statement.with(
    `select * from passages p where ${onShelf(statement, shelf, 'p')} and p.died is null`,
  );
  return [
    statement.select(PASSAGE_COLUMNS, `from ${all} p`),
    askArticles(statement, shelf, `select distinct p.article_ids[1] from ${all} p`),
  ];
}

function askArticles(statement: Statement, shelf: Shelf, keys: string): number {
  return statement.select(
    { name: 'a.article', data: 'a.terms' },
    `from ${rowsByKey(statement, shelf, {
      ...{ table: 'article_terms', alias: 'a', key: 'article', keys },
    })}`,
  );
}

/** Reads a row of evidence. */
export function passageOf({ key, data, more, name, label }: Row): StoredPassage {
  return {
    ...{ slot: key, articleId: name, citationId: label },
    ...{ words: unpackWords(data), vectors: more },
  };
}

/** Candidates of passages; `articles` are the rows that `askArticles` brought. */
export function candidatesOf(
  passages: readonly StoredPassage[],
  articles: readonly Row[],
  terms: readonly QueryTerm[],
  vector: Float32Array | null,
): Candidate[] {
  const held = new Map(articles.map(({ name, data }) => [name, heldOf(data, terms)]));
  return passages.map(({ slot, articleId, citationId, words, vectors }): Candidate => {
    const { tokens, shapes, sentenceEnds, context, language } = words;
    return {
      ...{ slot, articleId, citationId, tokens, shapes, sentenceEnds, context, language },
      similarities: Float32Array.from(vector === null ? [] : cosinesOf(vectors, vector)),
      articleTerms: held.get(articleId) ?? [],
    };
  });
}

function heldOf(terms: Buffer, asked: readonly QueryTerm[]): number[] {
  const held = new Set(unpackRising(terms));
  return asked.flatMap(({ id }) => (held.has(id) ? [id] : []));
}

/** The `count` nearest slots by the stored cosines, nearest first. */
export function nearestOf(
  near: readonly { readonly slot: number; readonly citationId: string; readonly cosine: number }[],
  count: number,
): number[] {
  return [...near]
    .sort((a, b) => b.cosine - a.cosine || byCitation(a, b))
    .slice(0, count)
    .map(({ slot }) => slot);
}
