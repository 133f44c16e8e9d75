/** The passages of one question out of the database, asked for in the batches of its view. */
import type { CollectionKey } from '../../collections/collection.ts';
import { joinedArticle, joinedSlot, ownSlot } from '../../index/joined-index.ts';
import type { Statement } from '../../index/postgres/statement.ts';
import type { IndexView } from '../../index/postgres/view.ts';
import type { SearchFilter } from '../../model.ts';
import { filterOf } from '../filter.ts';
import {
  MOST_PLACES,
  type PassageRecord,
  type PassageSource,
  type SlotRecord,
} from '../passage-record.ts';
import { unpack } from './packed.ts';
import { keyed, type SeenCollection } from './seen.ts';
import type { ListedArticles } from './stored-summaries.ts';

/** Where passages come from. */
export interface PassageParts {
  readonly view: Pick<IndexView, 'ask'>;
  /** In the order in which their indexes are joined. */
  readonly seen: readonly SeenCollection[];
  /** Their articles, likewise, at the revisions of the view. */
  readonly listed: () => Promise<readonly ListedArticles[]>;
  /** Whether an index has articles that nobody is to be shown any more. */
  readonly isPartial: boolean;
}

/** Of whom a file's articles are shown: an SQL condition on a row `r` with an article's id. */
export function isShown(no: string): string {
  return `not exists (
    select from withdrawn w join articles a on a.collection = ${no} and a.file = w.path
    where w.collection = ${no} and a.id = r.article_id)`;
}

/** The passages of a question. */
export function storedPassages({ view, seen, listed, isPartial }: PassageParts): PassageSource {
  const parts = seen.length;
  const known = new Map<number, readonly PassageRecord[]>();
  /** Of the filter that `known` is of. */
  let knownFilter: SearchFilter | null = null;
  let coming: readonly number[] = [];
  let allowed: readonly (readonly string[])[] | null = null;

  async function allowedIn(filter: SearchFilter): Promise<typeof allowed> {
    const fits = filterOf(filter) ?? (isPartial ? () => true : null);
    const { collection } = filter;
    if (fits === null && collection === undefined) return null;
    const isIn = ({ key }: { key: CollectionKey }) =>
      filter.articleId === undefined || collection === undefined || key === collection;
    return (await listed()).map(({ articles }, part) =>
      isIn(seen[part] as SeenCollection)
        ? articles.filter((article) => fits?.(article) ?? true).map(({ id }) => id)
        : [],
    );
  }

  async function fetch(slots: readonly number[]): Promise<void> {
    const found = await view.ask((statement) =>
      seen.map((collection, part) =>
        askPlaces(statement, collection, {
          slots: slots
            .map((slot) => ownSlot(slot, parts))
            .flatMap((own) => (own.part === part ? [own.slot] : [])),
          among: allowed?.[part] ?? null,
        }),
      ),
    );
    for (const slot of slots) known.set(slot, []);
    for (const [part, rows] of found.entries()) {
      for (const { key, data } of rows) {
        const slot = joinedSlot(key, part, parts);
        const record = await recordOf(data, seen[part] as SeenCollection);
        known.set(slot, [...(known.get(slot) ?? []), record]);
      }
    }
  }

  return {
    async articlesThat(filter) {
      allowed = await allowedIn(filter);
      return (
        allowed?.flatMap((ids, part) =>
          parts === 1 ? ids : ids.map((id) => joinedArticle(id, part)),
        ) ?? null
      );
    },
    async places(slots, filter) {
      if (knownFilter !== filter) {
        known.clear();
        knownFilter = filter;
      }
      const absent = [...slots, ...coming].filter((slot) => !known.has(slot));
      coming = [];
      if (absent.length > 0) await fetch([...new Set(absent)]);
      return slots.map((slot) => known.get(slot) ?? []);
    },
    expect(slots) {
      coming = slots;
    },
    async listOf({ list, collection = '', quotable: { articleId } }) {
      const part = seen.findIndex(({ key }) => key === collection);
      const own = seen[part];
      if (list === null || own === undefined) return [];
      const [rows = []] = await view.ask((statement) => [askList(statement, own, articleId, list)]);
      const found = await Promise.all(
        rows.map(
          async ({ key, data }): Promise<SlotRecord> => ({
            slot: joinedSlot(key, part, parts),
            record: await recordOf(data, own),
          }),
        ),
      );
      return found.sort((a, b) => a.record.quotable.start - b.record.quotable.start);
    },
  };
}

/** A record as it is asked for: one of the default collection carries no key. */
export async function recordOf(data: Buffer, collection: SeenCollection): Promise<PassageRecord> {
  return { ...(await unpack<PassageRecord>(data)), ...keyed(collection) };
}

/** Of each slot the first place in each article, in the order of the places, some of them. */
function askPlaces(
  statement: Statement,
  { no }: SeenCollection,
  { slots, among }: { readonly slots: readonly number[]; readonly among: readonly string[] | null },
): number {
  const collection = statement.value(no, 'int4');
  const isAllowed =
    among === null ? '' : `and r.article_id = any(${statement.value(among, 'text[]')})`;
  return statement.select(
    { key: 'f.slot', amount: 'f.place', data: 'f.record' },
    `from unnest(${statement.value(slots, 'int8[]')}) s (slot) cross join lateral (
       select r.slot, r.place, r.record from records r
       where r.collection = ${collection} and r.slot = s.slot ${isAllowed} and ${isShown(collection)}
         and not exists (select from records o where o.collection = ${collection}
           and o.slot = r.slot and o.article_id = r.article_id and o.place < r.place)
       order by r.place limit ${MOST_PLACES}) f`,
  );
}

/** The passages of some paragraphs of an article, of each the first of its places there. */
function askList(
  statement: Statement,
  { no }: SeenCollection,
  articleId: string,
  { first, last }: NonNullable<PassageRecord['list']>,
): number {
  const collection = statement.value(no, 'int4');
  const article = statement.value(articleId, 'text');
  return statement.select(
    { key: 'r.slot', data: 'r.record' },
    `from records r where r.collection = ${collection} and r.article_id = ${article}
       and r.paragraph between ${statement.value(first, 'int4')} and ${statement.value(last, 'int4')}
       and r.generation = (select max(o.generation) from records o
         where o.collection = ${collection} and o.article_id = ${article})
       and ${isShown(collection)}
       and not exists (select from records o where o.collection = ${collection}
         and o.slot = r.slot and o.article_id = r.article_id and o.place < r.place)`,
  );
}
