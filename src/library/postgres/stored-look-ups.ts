/** Passages and articles looked up by their ids, in the collections that a place sees. */
import { createHash } from 'node:crypto';
import { formerPassage } from '../../citations/former-passages.ts';
import type { PassageRef } from '../../citations/look-up.ts';
import { type Trace, traceCitation } from '../../citations/trace.ts';
import type { Article, ArticleRef, ArticleSummary, Excerpt } from '../../model.ts';
import { Refusal } from '../../refusals.ts';
import { postgresState } from '../../state/postgres-state.ts';
import { recordExcerpt } from '../passage-record.ts';
import { unpack } from './packed.ts';
import type { Queries } from './queries.ts';
import { keyed, pointedInto, type SeenCollection } from './seen.ts';
import { isShown, recordOf } from './stored-passages.ts';
import type { StoredArticle } from './stored-stream.ts';

/** Where something is looked up: where what was removed is known to be. */
export interface LookUpParts {
  readonly queries: Queries;
  /** In the order in which ids are looked up. */
  readonly seen: readonly SeenCollection[];
}

/** A passage, and which of its sentences an id stands for. */
interface PassageRow {
  readonly at: number;
  readonly record: Buffer;
  readonly sentence: number;
}

/** The one passage that an id leads to, or one that its words are part of now. */
function passageBy(column: 'citation_id' | 'half', former: 'id' | 'half', order: string): string {
  return `
    select s.at::int as at, f.record, f.sentence
    from unnest($1::int[]) with ordinality s (no, at) cross join lateral (
      (select r.record, 0 as sentence, 0 as rank from records r
       where r.collection = s.no and r.${column} = $2 and ${isShown('s.no')}
       order by r.generation desc, ${order} limit 1)
      union all
      (select r.record, i.sentence, 1 from former_ids i
       join records r on r.collection = s.no and r.slot = i.slot and r.place = i.place
       where i.collection = s.no and i.${former} = $2 and ${isShown('s.no')}
       order by r.generation desc, r.slot, r.place limit 1)
    ) f order by s.at, f.rank limit 1`;
}

/** Of several places in one article the last one has the id. */
const BY_ID = passageBy('citation_id', 'id', 'r.slot desc, r.place desc');
const BY_WORDS = passageBy('half', 'half', 'r.slot, r.place');

async function excerptBy(
  { queries, seen }: LookUpParts,
  statement: string,
  value: string,
  sentence: number,
): Promise<Excerpt | null> {
  const [row] = await queries.query<PassageRow>(statement, [seen.map(({ no }) => no), value]);
  const collection = seen[(row?.at ?? 0) - 1];
  if (row === undefined || collection === undefined) return null;
  const record = await recordOf(row.record, collection);
  return recordExcerpt(record, row.sentence + sentence, 1);
}

/** See `Library.excerpt`. */
export function storedExcerpt(
  { queries, seen }: LookUpParts,
  ref: PassageRef,
): Promise<Excerpt | null> {
  const into = { queries, seen: pointedInto(seen, ref) };
  return excerptBy(into, BY_ID, ref.id, ref.sentence ?? 0);
}

/** See `Library.trace`. */
export async function storedTrace(
  { queries, seen }: LookUpParts,
  ref: Omit<PassageRef, 'sentence'>,
): Promise<Trace> {
  const into = pointedInto(seen, ref);
  const each = async <T>(look: (collection: SeenCollection) => Promise<T | null>) => {
    for (const collection of into) {
      const found = await look(collection);
      if (found !== null) return found;
    }
    return null;
  };
  return traceCitation(ref.id, {
    current: (id) => excerptBy({ queries, seen: into }, BY_ID, id, 0),
    byWords: (words) => excerptBy({ queries, seen: into }, BY_WORDS, words, 0),
    article: (id) => each((collection) => storedSummary(queries, collection, id)),
    former: (id) => each(({ no }) => formerPassage(postgresState(queries, no), id)),
  });
}

async function storedSummary(
  queries: Queries,
  collection: SeenCollection,
  id: string,
): Promise<ArticleSummary | null> {
  const [row] = await queries.query<{ metadata: ArticleSummary }>(
    `select metadata from articles a where collection = $1 and id = $2 and not exists (
       select from withdrawn w where w.collection = $1 and w.path = a.file)`,
    [collection.no, id],
  );
  return row === undefined ? null : { ...row.metadata, ...keyed(collection) };
}

/** An article with its passages; null where there is none now. @throws Refusal `notVerbatim` */
export async function storedArticle(
  { queries, seen }: LookUpParts,
  ref: ArticleRef,
): Promise<StoredArticle | null> {
  const into = pointedInto(seen, ref);
  const [row] = await queries.query<{ body: Buffer }>(
    `select a.body from unnest($1::int[]) with ordinality s (no, at)
     join articles a on a.collection = s.no and a.id = $2
     where a.collection = any($1) and not exists (
       select from withdrawn w where w.collection = s.no and w.path = a.file)
     order by s.at limit 1`,
    [into.map(({ no }) => no), ref.id],
  );
  if (row === undefined) return null;
  const stored = await unpack<StoredArticle>(row.body);
  assertIsWhole(stored.article);
  return stored;
}

function assertIsWhole({ id, file, text, hash }: Article): void {
  const found = createHash('sha256').update(text, 'utf8').digest('hex');
  if (found !== hash) throw new Refusal('notVerbatim', { id, file });
}

/** Those of some excerpts that are still there, by their ids: what was removed is shown to nobody. */
export async function stillThere(
  { queries, seen }: LookUpParts,
  excerpts: readonly Pick<Excerpt, 'collection' | 'citation'>[],
): Promise<ReadonlySet<string>> {
  const numbers = excerpts.map(
    ({ collection = '' }) => seen.find(({ key }) => key === collection)?.no ?? -1,
  );
  const rows = await queries.query<{ at: number }>(
    `select e.at::int as at from unnest($1::int[], $2::text[]) with ordinality e (no, id, at)
     where exists (select from records r where r.collection = e.no and r.citation_id = e.id
       and ${isShown('e.no')})`,
    [numbers, excerpts.map(({ citation }) => citation.id)],
  );
  return new Set(rows.map(({ at }) => pointer(excerpts[at - 1])));
}

/** Tells excerpts of several collections apart. */
export function pointer(excerpt: Pick<Excerpt, 'collection' | 'citation'> | undefined): string {
  return `${excerpt?.collection ?? ''}/${excerpt?.citation.id ?? ''}`;
}
