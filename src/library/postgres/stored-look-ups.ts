/** Passages and articles of one collection in the database, looked up by their ids. */
import { createHash } from 'node:crypto';
import { formerPassage } from '../../citations/former-passages.ts';
import { type Trace, traceCitation } from '../../citations/trace.ts';
import type { Article, ArticleSummary, Excerpt } from '../../model.ts';
import { Refusal } from '../../refusals.ts';
import { postgresState } from '../../state/postgres-state.ts';
import { type PassageRecord, recordExcerpt } from '../passage-record.ts';
import { unpack } from './packed.ts';
import type { Queries } from './queries.ts';
import { isShown } from './stored-passages.ts';
import type { StoredArticle } from './stored-stream.ts';
import { isNotWithdrawn } from './withdrawn-files.ts';

/** Where something is looked up: where what was removed is known to be. */
export interface LookUpParts {
  readonly queries: Queries;
  /** The collection's number. */
  readonly no: number;
}

/** The one passage that an id leads to, or one that its words are part of now. */
function passageBy(column: 'citation_id' | 'half', former: 'id' | 'half', order: string): string {
  return `
    select f.record, f.sentence from (
      (select r.record, 0 as sentence, 0 as rank from records r
       where r.collection = $1 and r.${column} = $2 and ${isShown('$1')}
       order by r.generation desc, ${order} limit 1)
      union all
      (select r.record, i.sentence, 1 from former_ids i
       join records r on r.collection = $1 and r.slot = i.slot and r.place = i.place
       where i.collection = $1 and i.${former} = $2 and ${isShown('$1')}
       order by r.generation desc, r.slot, r.place limit 1)
    ) f order by f.rank limit 1`;
}

/** Of several places in one article the last one has the id. */
const BY_ID = passageBy('citation_id', 'id', 'r.slot desc, r.place desc');
const BY_WORDS = passageBy('half', 'half', 'r.slot, r.place');

async function excerptBy(
  { queries, no }: LookUpParts,
  statement: string,
  value: string,
  sentence: number,
): Promise<Excerpt | null> {
  const [row] = await queries.query<{ record: Buffer; sentence: number }>(statement, [no, value]);
  if (row === undefined) return null;
  return recordExcerpt(await unpack<PassageRecord>(row.record), row.sentence + sentence, 1);
}

/** The passage with an id; see `Library.excerpt`. */
export function storedExcerpt(
  parts: LookUpParts,
  id: string,
  sentence: number,
): Promise<Excerpt | null> {
  return excerptBy(parts, BY_ID, id, sentence);
}

/** See `Library.trace`. */
export function storedTrace(parts: LookUpParts, typed: string): Promise<Trace> {
  const { queries, no } = parts;
  return traceCitation(typed, {
    current: (id) => excerptBy(parts, BY_ID, id, 0),
    byWords: (words) => excerptBy(parts, BY_WORDS, words, 0),
    article: (id) => storedSummary(parts, id),
    former: (id) => formerPassage(postgresState(queries, no), id),
  });
}

async function storedSummary(
  { queries, no }: LookUpParts,
  id: string,
): Promise<ArticleSummary | null> {
  const [row] = await queries.query<{ metadata: ArticleSummary }>(
    `select metadata from articles a where collection = $1 and id = $2
       and ${isNotWithdrawn('a.file')}`,
    [no, id],
  );
  return row?.metadata ?? null;
}

/** An article with its passages; null where there is none now. @throws Refusal `notVerbatim` */
export async function storedArticle(
  { queries, no }: LookUpParts,
  id: string,
): Promise<StoredArticle | null> {
  const [row] = await queries.query<{ body: Buffer }>(
    `select body from articles a where collection = $1 and id = $2
       and ${isNotWithdrawn('a.file')}`,
    [no, id],
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

/** Those of some citation ids that are still there: what was removed is shown to nobody. */
export async function stillThere(
  { queries, no }: LookUpParts,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await queries.query<{ id: string }>(
    `select distinct citation_id as id from records r
     where r.collection = $1 and r.citation_id = any($2) and ${isShown('$1')}`,
    [no, ids],
  );
  return new Set(rows.map(({ id }) => id));
}
