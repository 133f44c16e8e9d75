/** Writes the words of quotes: how often each stands in a collection, and in which articles. */

import { chunksOf } from '../../index/postgres/chunks.ts';
import { timeSlice } from '../../time-slices.ts';
import type { Queries } from './queries.ts';
import { BLOCK, type Form } from './quote-forms.ts';
import { wordBytes } from './stored-words.ts';
import { packAscending, unpackAscending } from './varints.ts';

/** Rows of one statement. */
const ROWS = 5_000;

/** Where words are written. */
export interface WordTable {
  readonly queries: Queries;
  readonly collection: number;
  readonly form: Form;
}

/** Words by numbers of their own, from 1; 0 is what parts passages. */
export interface OwnWords {
  readonly keys: readonly string[];
  readonly isWord: readonly boolean[];
}

/** What becomes of one word: counts, and the numbers of articles that have it from now on, or no more. */
interface WordChange {
  count: number;
  readonly come: number[];
  readonly gone: number[];
}

/** What becomes of words, by their stored ids. */
export class WordChanges {
  /** By how many tokens the collection grows. */
  tokens = 0;
  readonly byId = new Map<number, WordChange>();

  /** @param by 1 for an article that comes, -1 for one that goes. */
  note(ids: Int32Array, number: number, by: 1 | -1): void {
    this.tokens += by * ids.length;
    const counts = new Map<number, number>();
    for (const id of ids) if (id !== 0) counts.set(id, (counts.get(id) ?? 0) + by);
    for (const [id, count] of counts) {
      const change = this.byId.get(id) ?? { count: 0, come: [], gone: [] };
      change.count += count;
      (by === 1 ? change.come : change.gone).push(number);
      this.byId.set(id, change);
    }
  }
}

/** Stored ids of words, and which of them are new: `ids` by their own numbers, as `fresh` is. */
export interface StoredIds {
  readonly ids: Int32Array;
  readonly fresh: readonly number[];
}

/** The stored ids of words; those that have none get the next ones. */
export async function storedIds(
  { queries, collection, form }: WordTable,
  { keys }: OwnWords,
  nextId: number,
): Promise<StoredIds> {
  const ids = new Int32Array(keys.length);
  const bytes = keys.map(wordBytes);
  const own = new Map(bytes.map((each, index) => [each.toString('latin1'), index]));
  for (const some of chunksOf(bytes.slice(1), ROWS)) {
    const rows = await queries.query<{ id: number; word: Buffer }>(
      `select id, word from quote_words
       where collection = $1 and form = $2 and word = any($3::bytea[])`,
      [collection, form, some],
    );
    for (const { id, word } of rows) ids[own.get(word.toString('latin1')) ?? 0] = id;
  }
  const fresh: number[] = [];
  for (let index = 1; index < keys.length; index += 1) {
    if (ids[index] === 0) ids[index] = nextId + fresh.push(index) - 1;
  }
  return { ids, fresh };
}

/** Writes new words, counts all that change anew, and removes those that no article has any more. */
export async function writeWords(
  { queries, collection, form }: WordTable,
  { keys, isWord }: OwnWords,
  { ids, fresh }: StoredIds,
  { byId }: WordChanges,
): Promise<void> {
  for (const some of chunksOf(fresh, ROWS)) {
    await queries.query(
      `insert into quote_words (collection, form, id, word, is_word, count, articles)
       select $1, $2, *, 0, 0 from unnest($3::int[], $4::bytea[], $5::boolean[])`,
      [
        collection,
        form,
        some.map((index) => ids[index]),
        some.map((index) => wordBytes(keys[index] ?? '')),
        some.map((index) => isWord[index]),
      ],
    );
  }
  for (const some of chunksOf([...byId].sort(byNumber), ROWS)) {
    await queries.query(
      `update quote_words w set count = w.count + d.count, articles = w.articles + d.articles
       from unnest($3::int[], $4::bigint[], $5::int[]) d (id, count, articles)
       where w.collection = $1 and w.form = $2 and w.id = d.id`,
      [
        collection,
        form,
        some.map(([id]) => id),
        some.map(([, { count }]) => count),
        some.map(([, { come, gone }]) => come.length - gone.length),
      ],
    );
    await queries.query(
      `delete from quote_words where collection = $1 and form = $2 and id = any($3) and articles <= 0`,
      [collection, form, some.map(([id]) => id)],
    );
  }
}

/** A row of postings, and what becomes of it. */
interface Block {
  readonly word: number;
  readonly block: number;
  readonly come: number[];
  readonly gone: Set<number>;
}

/** Writes in which articles words stand. */
export async function writePostings(
  { queries, collection, form }: WordTable,
  { byId }: WordChanges,
): Promise<void> {
  const slice = timeSlice();
  for (const some of chunksOf(blocksOf(byId), ROWS)) {
    const keys = [some.map(({ word }) => word), some.map(({ block }) => block)];
    const rows = await queries.query<{ at: number; numbers: Buffer }>(
      `select k.at::int as at, p.numbers
       from unnest($3::int[], $4::int[]) with ordinality k (word, block, at)
       join quote_postings p on p.word = k.word and p.block = k.block
       where p.collection = $1 and p.form = $2`,
      [collection, form, ...keys],
    );
    const before = new Map(rows.map(({ at, numbers }) => [at - 1, unpackAscending(numbers)]));
    const packed: (Buffer | null)[] = [];
    for (const [at, { come, gone }] of some.entries()) {
      const kept = [...(before.get(at) ?? [])].filter((number) => !gone.has(number));
      const now = [...kept, ...come].sort((a, b) => a - b);
      packed.push(now.length === 0 ? null : packAscending(now));
      if (slice.isOver()) await slice.next();
    }
    await queries.query(
      `insert into quote_postings (collection, form, word, block, numbers)
       select $1, $2, * from unnest($3::int[], $4::int[], $5::bytea[]) n (word, block, numbers)
       where numbers is not null
       on conflict (collection, form, word, block) do update set numbers = excluded.numbers`,
      [collection, form, ...keys, packed],
    );
    await queries.query(
      `delete from quote_postings p
       using unnest($3::int[], $4::int[], $5::bytea[]) k (word, block, numbers)
       where p.collection = $1 and p.form = $2 and p.word = k.word and p.block = k.block
         and k.numbers is null`,
      [collection, form, ...keys, packed],
    );
  }
}

/** In the order of their key, so that neighbours are written together. */
function blocksOf(byId: WordChanges['byId']): Block[] {
  const all: Block[] = [];
  for (const [word, { come, gone }] of [...byId].sort(byNumber)) {
    const blocks = new Map<number, Block>();
    const blockOf = (number: number): Block => {
      const block = Math.floor(number / BLOCK);
      const known = blocks.get(block) ?? { word, block, come: [], gone: new Set<number>() };
      blocks.set(block, known);
      return known;
    };
    for (const number of come) blockOf(number).come.push(number);
    for (const number of gone) blockOf(number).gone.add(number);
    all.push(...blocks.values());
  }
  return all;
}

function byNumber(a: readonly [number, unknown], b: readonly [number, unknown]): number {
  return a[0] - b[0];
}
