/** Writes what quotes are found in and verified against: the tokens of articles, in both forms. */

import { chunksOf } from '../../index/postgres/chunks.ts';
import { ArticleStream } from '../../quotes/article-stream.ts';
import { timeSlice } from '../../time-slices.ts';
import type { Queries } from './queries.ts';
import { FORMS, type Form, PLAIN, SHOWN } from './quote-forms.ts';
import {
  type OwnWords,
  storedIds,
  WordChanges,
  type WordTable,
  writePostings,
  writeWords,
} from './quote-words.ts';
import { contentOf, packStream, type StoredArticle, unpackStream } from './stored-stream.ts';

/** Rows of one statement, and bytes of streams, about. */
const ROWS = 5_000;
const STREAM_ROWS = 500;
const STREAM_BYTES = 4_000_000;

/** Streams of one form, their words by numbers of their own. */
interface Prepared extends OwnWords {
  readonly streams: ReadonlyMap<StoredArticle, ArticleStream>;
}

/** Articles taken apart, ready to be written. */
export interface PreparedQuotes {
  readonly articles: readonly StoredArticle[];
  readonly forms: Readonly<Record<Form, Prepared>>;
}

/** Takes articles apart, in time slices. @throws the signal's reason. */
export async function prepareQuotes(
  articles: readonly StoredArticle[],
  signal: AbortSignal,
): Promise<PreparedQuotes> {
  const plain = await prepare(articles, PLAIN, signal);
  return { articles, forms: { [PLAIN]: plain, [SHOWN]: await prepare(articles, SHOWN, signal) } };
}

async function prepare(
  articles: readonly StoredArticle[],
  form: Form,
  signal: AbortSignal,
): Promise<Prepared> {
  const keys: string[] = [''];
  const isWord: boolean[] = [false];
  const numbers = new Map<string, number>([['', 0]]);
  const interner = {
    intern(key: string, word: boolean): number {
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, keys.length);
      isWord.push(word);
      return keys.push(key) - 1;
    },
  };
  const streams = new Map<StoredArticle, ArticleStream>();
  const slice = timeSlice();
  for (const row of articles) {
    signal.throwIfAborted();
    const content = contentOf(row, form);
    if (content === null) continue;
    const stream = ArticleStream.of(content.article, content.passages, content.placeOf);
    for (const _ of stream.fill(interner)) if (slice.isOver()) await slice.next();
    streams.set(row, stream);
    if (slice.isOver()) await slice.next();
  }
  return { streams, keys, isWord };
}

/**
 * Writes articles in place of others, within a transaction.
 * @param gone ids of the articles that are no more, or no more so.
 */
export async function writeQuotes(
  queries: Queries,
  collection: number,
  { articles, forms }: PreparedQuotes,
  gone: readonly string[],
): Promise<void> {
  const rows = await queries.query<{ number: number }>(
    'delete from quote_articles where collection = $1 and article = any($2) returning number',
    [collection, gone],
  );
  const left = rows.map(({ number }) => number);
  for (const form of FORMS) {
    const table: WordTable = { queries, collection, form };
    const { tokens, next_word: nextWord, next_number: first } = await totalsOf(table);
    const numbers = new Map(articles.map((row, index) => [row, first + index]));
    if (form === PLAIN) await writeNumbers(queries, collection, numbers);
    const changes = new WordChanges();
    await takeOut(table, left, changes);
    const words = await storedIds(table, forms[form], nextWord);
    await putIn(table, forms[form].streams, numbers, words.ids, changes);
    await writeWords(table, forms[form], words, changes);
    await writePostings(table, changes);
    const next = [nextWord + words.fresh.length, first + articles.length];
    await queries.query(
      `update quote_totals set tokens = $3, next_word = $4, next_number = $5
       where collection = $1 and form = $2`,
      [collection, form, tokens + changes.tokens, ...next],
    );
  }
}

/** What is counted of a form. */
interface Totals {
  readonly tokens: number;
  readonly next_word: number;
  readonly next_number: number;
}

async function totalsOf({ queries, collection, form }: WordTable): Promise<Totals> {
  const rows = await queries.query<Totals>(
    `insert into quote_totals (collection, form, tokens, next_word, next_number)
     values ($1, $2, 0, 1, 0)
     on conflict (collection, form) do update set tokens = quote_totals.tokens
     returning tokens, next_word, next_number`,
    [collection, form],
  );
  const [totals] = rows;
  if (!totals) throw new Error('The totals of quotes were not written.');
  return totals;
}

async function writeNumbers(
  queries: Queries,
  collection: number,
  numbers: ReadonlyMap<StoredArticle, number>,
): Promise<void> {
  for (const rows of chunksOf([...numbers], ROWS)) {
    await queries.query(
      `insert into quote_articles (collection, number, article)
       select $1, * from unnest($2::int[], $3::text[])`,
      [collection, rows.map(([, number]) => number), rows.map(([{ article }]) => article.id)],
    );
  }
}

async function takeOut(
  { queries, collection, form }: WordTable,
  left: readonly number[],
  changes: WordChanges,
): Promise<void> {
  for (const numbers of chunksOf(left, STREAM_ROWS)) {
    const rows = await queries.query<{ number: number; packed: Buffer }>(
      `delete from quote_streams where collection = $1 and form = $2 and number = any($3)
       returning number, packed`,
      [collection, form, numbers],
    );
    for (const { number, packed } of rows) changes.note(unpackStream(packed).ids, number, -1);
  }
}

async function putIn(
  { queries, collection, form }: WordTable,
  streams: Prepared['streams'],
  numbers: ReadonlyMap<StoredArticle, number>,
  ids: Int32Array,
  changes: WordChanges,
): Promise<void> {
  let rows: { readonly number: number; readonly packed: Buffer }[] = [];
  let bytes = 0;
  const write = async (): Promise<void> => {
    await queries.query(
      `insert into quote_streams (collection, form, number, packed)
       select $1, $2, * from unnest($3::int[], $4::bytea[])`,
      [collection, form, rows.map(({ number }) => number), rows.map(({ packed }) => packed)],
    );
    rows = [];
    bytes = 0;
  };
  const idOf = (own: number): number => ids[own] ?? 0;
  const slice = timeSlice();
  for (const [row, stream] of streams) {
    const number = numbers.get(row) ?? 0;
    changes.note(stream.ids.map(idOf), number, 1);
    const packed = packStream(stream, idOf);
    rows.push({ number, packed });
    bytes += packed.length;
    if (bytes > STREAM_BYTES || rows.length === STREAM_ROWS) await write();
    if (slice.isOver()) await slice.next();
  }
  if (rows.length > 0) await write();
}
