/** The passages of one question out of one collection in the database, asked for in its view's batches. */
import type { Statement } from '../../index/postgres/statement.ts';
import type { IndexView } from '../../index/postgres/view.ts';
import type { SearchFilter } from '../../model.ts';
import { filterOf } from '../filter.ts';
import { MOST_PLACES, type PassageRecord, type PassageSource } from '../passage-record.ts';
import { unpack } from './packed.ts';
import type { ListedArticles } from './stored-summaries.ts';

/** Where passages come from. */
export interface PassageParts {
  readonly view: Pick<IndexView, 'ask'>;
  /** The collection's number. */
  readonly no: number;
  /** Its articles at the revision of the view. */
  readonly listed: ListedArticles;
}

/** Of whom a file's articles are shown: an SQL condition on a row `r` with an article's id. */
export function isShown(no: string): string {
  return `not exists (
    select from withdrawn w join articles a on a.collection = ${no} and a.file = w.path
    where w.collection = ${no} and a.id = r.article_id)`;
}

/** The passages of a question. */
export function storedPassages({ view, no, listed }: PassageParts): PassageSource {
  const known = new Map<number, Promise<readonly PassageRecord[]>>();
  /** The filter that `known` is of, as JSON, and the articles that it lets through. */
  let filtered: string | null = null;
  let among: readonly string[] | null = null;
  let coming: readonly number[] = [];

  function use(filter: SearchFilter): void {
    // A joined library hands in another object each time.
    const asked = JSON.stringify(filter);
    if (asked === filtered) return;
    filtered = asked;
    known.clear();
    const fits = filterOf(filter) ?? (listed.isPartial ? () => true : null);
    among = fits && listed.articles.filter(fits).map(({ id }) => id);
  }

  /** Asks for some, each of which whoever wants it next waits for. */
  function fetch(slots: readonly number[]): void {
    const fetched = fetchedBySlot(slots);
    for (const slot of slots) {
      const records = fetched.then((found) => found.get(slot) ?? []);
      records.catch(() => {});
      known.set(slot, records);
    }
  }

  async function fetchedBySlot(
    slots: readonly number[],
  ): Promise<ReadonlyMap<number, readonly PassageRecord[]>> {
    const [rows = []] = await view.ask((statement) => [askPlaces(statement, no, slots, among)]);
    const found = new Map<number, PassageRecord[]>();
    for (const { key, data } of rows) {
      const records = found.get(key) ?? [];
      records.push(await unpack<PassageRecord>(data));
      found.set(key, records);
    }
    return found;
  }

  return {
    async articlesThat(filter) {
      use(filter);
      return among;
    },
    async places(slots, filter) {
      use(filter);
      const absent = [...slots, ...coming].filter((slot) => !known.has(slot));
      coming = [];
      if (absent.length > 0) fetch([...new Set(absent)]);
      return Promise.all(slots.map(async (slot) => (await known.get(slot)) ?? []));
    },
    expect(slots) {
      coming = [...coming, ...slots];
    },
    async cited({ id }, filter) {
      use(filter);
      const asked = await view.ask((statement) => askCited(statement, no, id, among));
      // A passage of today before one that a former id leads to.
      const [row] = asked.flat();
      return row ? unpack<PassageRecord>(row.data) : null;
    },
    async listOf({ list, quotable: { articleId } }) {
      if (list === null) return [];
      const [rows = []] = await view.ask((statement) => [askList(statement, no, articleId, list)]);
      const found = await Promise.all(
        rows.map(async ({ key, data }) => ({
          slot: key,
          record: await unpack<PassageRecord>(data),
        })),
      );
      return found.sort((a, b) => a.record.quotable.start - b.record.quotable.start);
    },
  };
}

/** Of each slot the first place in each article, in the order of the places, some of them. */
function askPlaces(
  statement: Statement,
  no: number,
  slots: readonly number[],
  among: readonly string[] | null,
): number {
  const collection = statement.value(no, 'int4');
  const isAmong =
    among === null ? '' : `and r.article_id = any(${statement.value(among, 'text[]')})`;
  return statement.select(
    { key: 'f.slot', amount: 'f.place', data: 'f.record' },
    `from unnest(${statement.value(slots, 'int8[]')}) s (slot) cross join lateral (
       select r.slot, r.place, r.record from records r
       where r.collection = ${collection} and r.slot = s.slot ${isAmong} and ${isShown(collection)}
         and not exists (select from records o where o.collection = ${collection}
           and o.slot = r.slot and o.article_id = r.article_id and o.place < r.place)
       order by r.place limit ${MOST_PLACES}) f`,
  );
}

/** The passage with a citation id, then one that the words of a former id are part of. */
function askCited(
  statement: Statement,
  no: number,
  id: string,
  among: readonly string[] | null,
): number[] {
  const collection = statement.value(no, 'int4');
  const cited = statement.value(id, 'text');
  const isAmong =
    among === null ? '' : `and r.article_id = any(${statement.value(among, 'text[]')})`;
  return [
    statement.select(
      { key: 'f.slot', data: 'f.record' },
      `from (select r.slot, r.record from records r
         where r.collection = ${collection} and r.citation_id = ${cited} ${isAmong}
           and ${isShown(collection)}
         order by r.generation desc, r.slot desc, r.place desc limit 1) f`,
    ),
    statement.select(
      { key: 'f.slot', data: 'f.record' },
      `from (select r.slot, r.record from former_ids i
         join records r on r.collection = ${collection} and r.slot = i.slot and r.place = i.place
         where i.collection = ${collection} and i.id = ${cited} ${isAmong}
           and ${isShown(collection)}
         order by r.generation desc, r.slot, r.place limit 1) f`,
    ),
  ];
}

/** The passages of some paragraphs of an article, of each the first of its places there. */
function askList(
  statement: Statement,
  no: number,
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
