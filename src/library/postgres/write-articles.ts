/** Writes the articles of a collection: each with its passages, and what is listed of it. */

import { chunksOf } from '../../index/postgres/chunks.ts';
import { summaryOf } from '../summaries.ts';
import { pack } from './packed.ts';
import { plainJson, plainText } from './plain-text.ts';
import type { Queries } from './queries.ts';
import type { StoredArticle } from './stored-stream.ts';

/** Rows of one statement, and units of text, about. */
const ROWS = 200;
const UNITS = 4_000_000;

/** Writes articles in place of others, within a transaction. @param gone ids. */
export async function writeArticles(
  queries: Queries,
  collection: number,
  articles: readonly StoredArticle[],
  gone: readonly string[],
): Promise<void> {
  for (const ids of chunksOf(gone, ROWS)) {
    await queries.query('delete from articles where collection = $1 and id = any($2)', [
      collection,
      ids,
    ]);
  }
  let some: StoredArticle[] = [];
  let units = 0;
  for (const [at, stored] of articles.entries()) {
    some.push(stored);
    units += stored.article.text.length;
    if (some.length < ROWS && units < UNITS && at < articles.length - 1) continue;
    await insert(queries, collection, some);
    some = [];
    units = 0;
  }
}

async function insert(
  queries: Queries,
  collection: number,
  some: readonly StoredArticle[],
): Promise<void> {
  const bodies: Buffer[] = [];
  for (const stored of some) bodies.push(await pack(stored));
  await queries.query(
    `insert into articles (collection, id, file, part, metadata, hash, body)
     select $1, * from
       unnest($2::text[], $3::text[], $4::int[], $5::jsonb[], $6::text[], $7::bytea[])
     on conflict (collection, id) do update set file = excluded.file, part = excluded.part,
       metadata = excluded.metadata, hash = excluded.hash, body = excluded.body`,
    [
      collection,
      some.map(({ article }) => article.id),
      some.map(({ article }) => plainText(article.file)),
      some.map(({ article }) => article.part),
      some.map(({ article }) => plainJson(summaryOf(article))),
      some.map(({ article }) => article.hash),
      bodies,
    ],
  );
}
