/**
 * What a writer does in the background: small posting lists are merged, those of removed passages
 * emptied, dead rows deleted. Each step is short and a transaction by itself; questions find the same
 * before and after it.
 */

import { countTerms } from '../term-counts.ts';
import { chunksOf } from './chunks.ts';
import { unpackWords } from './packed-words.ts';
import { writePostings } from './posting-rows.ts';
import { type Posting, SHORT_LIST, unpackPostings } from './postings.ts';
import type { Shelf } from './shelf.ts';
import type { Queryable } from './statement.ts';

/** Terms that one step looks at. */
const TERMS_A_STEP = 500;
/** Lists of a term that are worth merging. */
const MANY_LISTS = 8;
/** Lists of so many passages stay as they are. */
const LARGE_LIST = 4_096;
/** Removed passages in postings that are worth a sweep: so many, and so many of a hundred. */
const MANY_REMOVED = 1_000;
const MANY_REMOVED_SHARE = 0.1;
/** Minutes that a removed passage stays for questions that began before. */
const KEPT_MINUTES = 10;
const DEAD_A_STEP = 1_000;

/** A walk through the terms of a generation. */
export interface Sweep {
  /** The last term that was looked at. */
  readonly after: number;
  /** Passages removed up to this revision are taken out of all lists; null merges small ones only. */
  readonly removedUntil: number | null;
}

/** Begins to walk; whether the removed are taken out depends on how many there are. */
export async function beginSweep(database: Queryable, shelf: Shelf): Promise<Sweep> {
  const [row] = await database.query<{ removed: number; until: number; passages: number }>(
    `select count(*) as removed, coalesce(max(r.revision), 0) as until,
       (select g.passages from generations g
        where g.collection = $1::int4 and g.generation = $2::int2) as passages
     from removed_slots r where r.collection = $1::int4 and r.generation = $2::int2`,
    [shelf.collection, shelf.generation],
  );
  const { removed = 0, until = 0, passages = 0 } = row ?? {};
  const isMuch = removed >= MANY_REMOVED && removed >= MANY_REMOVED_SHARE * passages;
  return { after: 0, removedUntil: isMuch ? until : null };
}

/**
 * One step of a walk, in the transaction of `database`, in which nobody else publishes.
 * @returns where the next step begins; null at the end.
 */
export async function sweepStep(
  database: Queryable,
  shelf: Shelf,
  { after, removedUntil }: Sweep,
): Promise<Sweep | null> {
  const values = [shelf.collection, shelf.generation, after];
  const counted = await database.query<{ term: number; small: number }>(
    `select term, count(*) filter (where size < ${LARGE_LIST} and not is_rest) as small
     from postings where collection = $1::int4 and generation = $2::int2 and term > $3::int4
     group by term order by term limit ${TERMS_A_STEP}`,
    values,
  );
  const last = counted.at(-1)?.term;
  if (last === undefined) {
    await forgetRemoved(database, shelf, removedUntil);
    return null;
  }
  const merged = counted.filter(({ small }) => small > MANY_LISTS).map(({ term }) => term);
  const terms = removedUntil === null ? merged : counted.map(({ term }) => term);
  if (terms.length > 0) await rewrite(database, shelf, terms, removedUntil);
  return { after: last, removedUntil };
}

interface StoredList {
  readonly term: number;
  readonly segment: number;
  readonly size: number;
  readonly data: Buffer;
}

/** Puts the small lists of some terms together; with `removedUntil` large ones are looked at as well. */
async function rewrite(
  database: Queryable,
  { collection, generation }: Shelf,
  terms: readonly number[],
  removedUntil: number | null,
): Promise<void> {
  const shelf = [collection, generation] as const;
  const rows = await database.query<StoredList>(
    `select term, segment, size, data from postings
     where collection = $1::int4 and generation = $2::int2 and term = any($3::int4[])
       and (size < ${LARGE_LIST} or $4::bool)`,
    [...shelf, terms, removedUntil !== null],
  );
  const removed = new Set(
    (
      await database.query<{ slot: number }>(
        `select slot from removed_slots where collection = $1::int4 and generation = $2::int2
           and revision <= $3::int8`,
        [...shelf, removedUntil ?? -1],
      )
    ).map(({ slot }) => slot),
  );
  const lists = new Map<number, Posting[]>();
  const old = new Set<string>();
  const stored = new Map<string, StoredList[]>();
  for (const row of rows) {
    const key = `${row.term} ${row.segment}`;
    stored.set(key, [...(stored.get(key) ?? []), row]);
  }
  for (const [key, parts] of stored) {
    const postings = parts.flatMap(({ data }) => unpackPostings(data));
    const [{ term, size } = { term: 0, size: 0 }] = parts;
    // A large list that loses nothing stays.
    if (size >= LARGE_LIST && !postings.some(({ slot }) => removed.has(slot))) continue;
    old.add(key);
    const list = lists.get(term) ?? [];
    lists.set(term, list);
    for (const posting of postings) if (!removed.has(posting.slot)) list.push(posting);
  }
  const [next] = await database.query<{ segment: number }>(
    `update generations set last_segment = last_segment + 1
     where collection = $1::int4 and generation = $2::int2 returning last_segment as segment`,
    shelf,
  );
  if (next === undefined) throw new Error('the generation is gone');
  for (const some of chunksOf([...old], TERMS_A_STEP)) {
    await database.query(
      `delete from postings p using unnest($3::text[]) as o(key)
       where p.collection = $1::int4 and p.generation = $2::int2
         and p.term = split_part(o.key, ' ', 1)::int4
         and p.segment = split_part(o.key, ' ', 2)::int8`,
      [...shelf, some],
    );
  }
  for (const [term, list] of lists) {
    if (list.length === 0) lists.delete(term);
    else list.sort((a, b) => a.slot - b.slot);
  }
  const citations = await citationsOf(database, shelf, lists);
  await writePostings(
    database,
    { collection, generation },
    lists,
    next.segment,
    (slot) => citations.get(slot) ?? '',
  );
}

/** The citation ids of the passages in long lists, whose champions are chosen by them. */
async function citationsOf(
  database: Queryable,
  shelf: readonly [number, number],
  lists: ReadonlyMap<number, readonly Posting[]>,
): Promise<Map<number, string>> {
  const slots = new Set(
    [...lists.values()].flatMap((list) =>
      list.length > SHORT_LIST ? list.map(({ slot }) => slot) : [],
    ),
  );
  const citations = new Map<number, string>();
  for (const some of chunksOf([...slots], LARGE_LIST)) {
    const rows = await database.query<{ slot: number; citation_id: string }>(
      `select slot, citation_id from passages
       where collection = $1::int4 and generation = $2::int2 and slot = any($3::int8[])`,
      [...shelf, some],
    );
    for (const { slot, citation_id } of rows) citations.set(slot, citation_id);
  }
  return citations;
}

async function forgetRemoved(
  database: Queryable,
  { collection, generation }: Shelf,
  removedUntil: number | null,
): Promise<void> {
  if (removedUntil === null) return;
  await database.query(
    `delete from removed_slots where collection = $1::int4 and generation = $2::int2
       and revision <= $3::int8`,
    [collection, generation, removedUntil],
  );
}

/** Some of the passages that were removed a while ago, and the terms in whose lists they still stand. */
interface Dead {
  readonly slots: readonly number[];
  readonly terms: readonly number[];
  /** All of them were removed up to this revision. */
  readonly until: number;
}

/**
 * Deletes passages that were removed a while ago, step by step: first they are taken out of the lists of
 * their terms, so that nothing tells any more which words they had.
 * @param writing runs each step in a transaction in which nobody else publishes.
 */
export async function purgeDead(
  database: Queryable,
  shelf: Shelf,
  writing: <T>(work: (queries: Queryable) => Promise<T>) => Promise<T>,
  { signal, keptMinutes = KEPT_MINUTES }: { signal: AbortSignal; keptMinutes?: number },
): Promise<void> {
  while (!signal.aborted) {
    const { slots, terms, until } = await someDead(database, shelf, keptMinutes);
    if (slots.length === 0) return;
    for (const some of chunksOf(terms, TERMS_A_STEP)) {
      if (signal.aborted) return;
      await writing((queries) => rewrite(queries, shelf, some, until));
    }
    await writing(async (queries) => {
      for (const table of ['removed_slots', 'passages']) {
        await queries.query(
          `delete from ${table} where collection = $1::int4 and generation = $2::int2
             and slot = any($3::int8[])`,
          [shelf.collection, shelf.generation, slots],
        );
      }
    });
  }
}

async function someDead(
  database: Queryable,
  { collection, generation }: Shelf,
  keptMinutes: number,
): Promise<Dead> {
  const rows = await database.query<{ slot: number; died: number; words: Buffer }>(
    `select slot, died, words from passages
     where collection = $1::int4 and generation = $2::int2 and died is not null
       and died_at <= now() - make_interval(mins => $3::int4) limit ${DEAD_A_STEP}`,
    [collection, generation, keptMinutes],
  );
  const terms = new Set<number>();
  for (const { words } of rows) {
    const { tokens, context } = unpackWords(words);
    for (const term of countTerms(tokens, context).terms) terms.add(term);
  }
  return {
    slots: rows.map(({ slot }) => slot),
    terms: [...terms].sort((a, b) => a - b),
    until: rows.reduce((last, { died }) => Math.max(last, died), 0),
  };
}

/** Numbers of collections in which passages have been dead for so long that nobody may still see them. */
export async function collectionsWithDead(
  database: Queryable,
  keptMinutes = KEPT_MINUTES,
): Promise<readonly number[]> {
  const rows = await database.query<{ collection: number }>(
    `select distinct collection from passages where died is not null
       and died_at <= now() - make_interval(mins => $1::int4)`,
    [keptMinutes],
  );
  return rows.map(({ collection }) => collection);
}

/** Numbers of collections in which a writer has prepared something and not published it, or not yet. */
export async function collectionsWithStaged(database: Queryable): Promise<readonly number[]> {
  const rows = await database.query<{ collection: number }>(
    'select distinct collection from staged_passages',
  );
  return rows.map(({ collection }) => collection);
}
