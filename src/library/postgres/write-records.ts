/** Writes what answers and look-ups need of each passage: a row for every place where its words stand. */
import { splitHalves } from '../../citations/citation-id.ts';
import { chunksOf } from '../../index/postgres/chunks.ts';
import { timeSlice } from '../../time-slices.ts';
import type { Entry, Placed } from '../catalog.ts';
import { passageRecord } from '../passage-record.ts';
import { pack } from './packed.ts';
import type { Queries } from './queries.ts';

/** Rows of one statement. */
const ROWS = 1_000;

/** What becomes of the passages of a collection. */
export interface RecordChange {
  readonly removed: readonly number[];
  /** Entries that came, or stand elsewhere now, with the places of before: none of those that came. */
  readonly written: readonly { readonly entry: Entry; readonly before: readonly Placed[] }[];
  /** Of the index that they are in. */
  readonly generation: number;
  /** Ids of articles that are others now: what older generations have of them is shown no more. */
  readonly articles: readonly string[];
}

/** A place that is written. */
interface Row {
  readonly slot: number;
  readonly number: number;
  readonly place: Placed;
}

/** Writes records, within a transaction. */
export async function writeRecords(
  queries: Queries,
  collection: number,
  { removed, written, generation, articles }: RecordChange,
): Promise<void> {
  for (const slots of chunksOf(removed, ROWS)) {
    for (const table of ['records', 'former_ids']) {
      await queries.query(`delete from ${table} where collection = $1 and slot = any($2)`, [
        collection,
        slots,
      ]);
    }
  }
  const rows: Row[] = [];
  const ends: { readonly slot: number; readonly count: number }[] = [];
  for (const { entry, before } of written) {
    if (before.length > entry.places.length) {
      ends.push({ slot: entry.slot, count: entry.places.length });
    }
    for (const [number, place] of entry.places.entries()) {
      if (place !== before[number]) rows.push({ slot: entry.slot, number, place });
    }
  }
  await cut(queries, collection, ends);
  for (const some of chunksOf(rows, ROWS)) await insert(queries, collection, generation, some);
  await writeFormerIds(queries, collection, rows);
  // Who reads an older generation goes on being shown what is there still.
  for (const ids of chunksOf(articles, ROWS)) {
    await queries.query(
      `delete from records r
       where r.collection = $1 and r.article_id = any($2) and r.generation < $3
         and not exists (select from records n where n.collection = $1 and n.generation = $3
           and n.citation_id = r.citation_id)`,
      [collection, ids, generation],
    );
  }
}

/** Removes the places behind the last one that there is. */
async function cut(
  queries: Queries,
  collection: number,
  ends: readonly { readonly slot: number; readonly count: number }[],
): Promise<void> {
  for (const some of chunksOf(ends, ROWS)) {
    for (const table of ['records', 'former_ids']) {
      await queries.query(
        `delete from ${table} t using unnest($2::bigint[], $3::int[]) e (slot, count)
         where t.collection = $1 and t.slot = e.slot and t.place >= e.count`,
        [collection, some.map(({ slot }) => slot), some.map(({ count }) => count)],
      );
    }
  }
}

async function insert(
  queries: Queries,
  collection: number,
  generation: number,
  rows: readonly Row[],
): Promise<void> {
  const packed: Buffer[] = [];
  const slice = timeSlice();
  for (const { place } of rows) {
    packed.push(await pack(passageRecord(place)));
    if (slice.isOver()) await slice.next();
  }
  await queries.query(
    `insert into records (collection, generation, slot, place, words, entry, citation_id, half, article_id,
       paragraph, record)
     select $1, $2, * from unnest($3::bigint[], $4::int[], $5::text[], $6::text[], $7::text[],
       $8::text[], $9::text[], $10::int[], $11::bytea[])
     on conflict (collection, slot, place) do update set words = excluded.words,
       entry = excluded.entry, citation_id = excluded.citation_id, half = excluded.half,
       article_id = excluded.article_id, paragraph = excluded.paragraph, record = excluded.record`,
    [
      collection,
      generation,
      rows.map(({ slot }) => slot),
      rows.map(({ number }) => number),
      rows.map(({ place: { keys } }) => keys.words),
      rows.map(({ place: { keys } }) => keys.entry),
      rows.map(({ place: { passage } }) => passage.id),
      rows.map(({ place: { passage } }) => halfOf(passage.id)),
      rows.map(({ place: { article } }) => article.id),
      rows.map(({ place: { passage } }) => passage.paragraph),
      packed,
    ],
  );
}

/** Ids of an earlier release, by the places that their words are part of now. */
async function writeFormerIds(
  queries: Queries,
  collection: number,
  rows: readonly Row[],
): Promise<void> {
  for (const some of chunksOf(rows, ROWS)) {
    await queries.query(
      `delete from former_ids t using unnest($2::bigint[], $3::int[]) p (slot, place)
       where t.collection = $1 and t.slot = p.slot and t.place = p.place`,
      [collection, some.map(({ slot }) => slot), some.map(({ number }) => number)],
    );
  }
  const all = rows.flatMap(({ slot, number, place }) =>
    (place.passage.formerly ?? []).map((former) => ({ slot, number, ...former })),
  );
  for (const some of chunksOf(all, ROWS)) {
    await queries.query(
      `insert into former_ids (collection, id, half, slot, place, sentence)
       select $1, * from unnest($2::text[], $3::text[], $4::bigint[], $5::int[], $6::int[])
       on conflict do nothing`,
      [
        collection,
        some.map(({ id }) => id),
        some.map(({ id }) => halfOf(id)),
        some.map(({ slot }) => slot),
        some.map(({ number }) => number),
        some.map(({ sentence }) => sentence),
      ],
    );
  }
}

/** The half of a citation id that hashes the words alone. */
function halfOf(id: string): string {
  return splitHalves(id)?.words ?? '';
}
