/** Publishing: prepared passages become findable and others are forgotten, within one transaction. */
import { timeSlice } from '../../time-slices.ts';
import type { Publication } from '../passage-index.ts';
import { changeArticles } from './article-rows.ts';
import { chunksOf } from './chunks.ts';
import { writePostings } from './posting-rows.ts';
import type { Posting } from './postings.ts';
import type { Staging } from './staging.ts';
import type { Queryable } from './statement.ts';
import type { LanguageCounts } from './stored-collection.ts';
import { Tally, writeAbbreviations, writeTerms } from './tally.ts';

/** Passages in one statement: a megabyte or two. */
const PASSAGES_AT_ONCE = 500;
/** Passages whose postings are kept in memory before they are written as a segment. */
const SEGMENT_PASSAGES = 16_384;

/** A passage as it is counted. */
interface Counted {
  readonly slot: number;
  readonly citation_id: string;
  readonly article_ids: readonly string[];
  readonly words: Buffer;
}

/**
 * Publishes a change in the transaction of `database`, which has to raise the collection's revision.
 * Memory does not grow with the change, but for 8 bytes a passage and its terms' frequencies.
 * @param revision that questions see it at.
 * @param terms every term by its number: see `stageEntries`.
 */
export async function publishIn(
  database: Queryable,
  staging: Staging,
  { added, removed, moved }: Publication,
  revision: number,
  terms: readonly string[],
): Promise<void> {
  const shelf = [staging.collection, staging.generation] as const;
  const tally = new Tally();
  /** Articles whose passages are others now, with slots that came and went. */
  const articles = new Map<string, { added: number[]; removed: number[] }>();
  const changeOf = (article: string) => {
    const change = articles.get(article) ?? { added: [], removed: [] };
    articles.set(article, change);
    return change;
  };
  // Waits for whoever else publishes, and says where segments go on.
  const [generation] = await database.query<{ last_segment: number; languages: LanguageCounts }>(
    `select last_segment, languages from generations
     where collection = $1::int4 and generation = $2::int2 for update`,
    shelf,
  );
  if (generation === undefined) throw new Error('the generation is gone');
  await movePassages(database, staging, moved, changeOf);
  const segments = await addPassages(database, staging, added, revision, {
    ...{ tally, changeOf, firstSegment: generation.last_segment + 1 },
  });
  for (const slots of chunksOf(removed, PASSAGES_AT_ONCE)) {
    for (const { slot, article_ids, words } of await removeSome(
      database,
      staging,
      slots,
      revision,
    )) {
      tally.count(words, -1);
      for (const article of article_ids) changeOf(article).removed.push(slot);
    }
  }
  // Sent together where the connection takes several at once.
  await Promise.all([
    writeTerms(database, shelf, tally, revision, terms),
    writeAbbreviations(database, shelf, tally, revision),
    changeArticles(database, shelf, articles),
  ]);
  const languages: Record<string, { passages: number; words: number }> = {};
  for (const language of new Set([
    ...Object.keys(generation.languages),
    ...tally.languages.keys(),
  ])) {
    const [before, change] = [generation.languages[language], tally.languages.get(language)];
    const passages = (before?.passages ?? 0) + (change?.passages ?? 0);
    const words = (before?.words ?? 0) + (change?.words ?? 0);
    if (passages > 0) languages[language] = { passages, words };
  }
  await database.query(
    `update generations set passages = passages + $3::int4, words = words + $4::int8,
       languages = $5::jsonb, last_segment = last_segment + $6::int8,
       last_slot = greatest(last_slot, $7::int8),
       articles = (select count(*) from article_terms
         where collection = $1::int4 and generation = $2::int2)
     where collection = $1::int4 and generation = $2::int2`,
    [
      ...shelf,
      ...[tally.passages, tally.words, JSON.stringify(languages), segments],
      added.reduce((last, slot) => Math.max(last, slot), -1),
    ],
  );
}

/** What adding passages tells. */
interface Adding {
  readonly tally: Tally;
  changeOf(article: string): { readonly added: number[] };
  readonly firstSegment: number;
}

/** @returns how many segments of postings there are more. */
async function addPassages(
  database: Queryable,
  staging: Staging,
  added: readonly number[],
  revision: number,
  { tally, changeOf, firstSegment }: Adding,
): Promise<number> {
  let segments = 0;
  let lists = new Map<number, Posting[]>();
  let citations = new Map<number, string>();
  const flush = async () => {
    if (citations.size === 0) return;
    const citationOf = (slot: number) => citations.get(slot) ?? '';
    await writePostings(database, staging, lists, firstSegment + segments, citationOf);
    segments++;
    lists = new Map();
    citations = new Map();
  };
  const slice = timeSlice();
  // Postings are by slot, rising.
  for (const slots of chunksOf(
    [...added].sort((a, b) => a - b),
    PASSAGES_AT_ONCE,
  )) {
    const rows = await publishSome(database, staging, slots, revision);
    for (const { slot, citation_id, article_ids, words } of [...rows].sort(
      (a, b) => a.slot - b.slot,
    )) {
      const counted = tally.count(words, 1);
      for (const [at, term] of counted.terms.entries()) {
        const posting = { slot, occurrences: counted.counts[at] as number, length: counted.length };
        const list = lists.get(term);
        if (list === undefined) lists.set(term, [posting]);
        else list.push(posting);
      }
      citations.set(slot, citation_id);
      for (const article of article_ids) changeOf(article).added.push(slot);
      if (slice.isOver()) await slice.next();
    }
    if (citations.size >= SEGMENT_PASSAGES) await flush();
  }
  await flush();
  return segments;
}

/** Moves prepared passages to where they are found. */
function publishSome(
  database: Queryable,
  { collection, generation, writer }: Staging,
  slots: readonly number[],
  revision: number,
): Promise<readonly Counted[]> {
  return database.query<Counted>(
    `with staged as (
       delete from staged_passages where collection = $1::int4 and generation = $2::int2
         and writer = $3::int8 and slot = any($4::int8[])
       returning *
     ), kept as (
       insert into passages (collection, generation, slot, born, citation_id, embedding_key,
         article_ids, own, words, sentences, vector)
       select collection, generation, slot, $5::int8, citation_id, embedding_key,
         article_ids, own, words, sentences, vector from staged
     ), searched as (
       insert into vectors (collection, generation, slot, v)
       select collection, generation, slot, v from staged
     )
     select slot, citation_id, article_ids, words from staged`,
    [collection, generation, writer, slots, revision],
  );
}

/** Forgets passages, findable or prepared. @returns those that could be found. */
function removeSome(
  database: Queryable,
  { collection, generation, writer }: Staging,
  slots: readonly number[],
  revision: number,
): Promise<readonly Counted[]> {
  return database.query<Counted>(
    `with unstaged as (
       delete from staged_passages where collection = $1::int4 and generation = $2::int2
         and writer = $3::int8 and slot = any($4::int8[])
     ), dead as (
       update passages set died = $5::int8, died_at = now()
       where collection = $1::int4 and generation = $2::int2 and slot = any($4::int8[])
         and died is null
       returning slot, citation_id, article_ids, words
     ), unsearched as (
       delete from vectors where collection = $1::int4 and generation = $2::int2
         and slot in (select slot from dead)
     ), noted as (
       insert into removed_slots (collection, generation, slot, revision)
       select $1::int4, $2::int2, slot, $5::int8 from dead
     )
     select slot, citation_id, article_ids, words from dead`,
    [collection, generation, writer, slots, revision],
  );
}

async function movePassages(
  database: Queryable,
  { collection, generation, writer }: Staging,
  moved: Publication['moved'],
  changeOf: (article: string) => { readonly added: number[]; readonly removed: number[] },
): Promise<void> {
  for (const some of chunksOf(moved, PASSAGES_AT_ONCE)) {
    const values = [collection, generation, writer, JSON.stringify(some)];
    const after = `jsonb_to_recordset($4::jsonb) as m(slot int8, "articleIds" text[], "citationId" text)`;
    await database.query(
      `update staged_passages s set article_ids = m."articleIds", citation_id = m."citationId"
       from ${after} where s.collection = $1::int4 and s.generation = $2::int2
         and s.writer = $3::int8 and s.slot = m.slot`,
      values,
    );
    const rows = await database.query<{ slot: number; before: string[]; after: string[] }>(
      `with m as (select m.*, $3::int8 from ${after}),
       b as (select p.slot, p.article_ids from passages p
         where p.collection = $1::int4 and p.generation = $2::int2 and p.died is null
           and p.slot in (select slot from m)),
       done as (update passages p set article_ids = m."articleIds", citation_id = m."citationId"
         from m where p.collection = $1::int4 and p.generation = $2::int2 and p.slot = m.slot)
       select b.slot, b.article_ids as before, m."articleIds" as after from b join m using (slot)`,
      values,
    );
    for (const row of rows) {
      for (const article of row.before) changeOf(article).removed.push(row.slot);
      for (const article of row.after) changeOf(article).added.push(row.slot);
    }
  }
}
