/** The rows of articles: where their passages are, and which terms stand in them. */
import { timeSlice } from '../../time-slices.ts';
import { countTerms } from '../term-counts.ts';
import { packRising, unpackWords } from './packed-words.ts';
import { readSlotRanges, writeSlotRanges } from './slot-ranges.ts';
import type { Queryable } from './statement.ts';

/** Articles in one statement: some thousand passages. */
const ARTICLES_AT_ONCE = 100;

/** Slots that came to an article, and that went; one may have done both. */
export interface ArticleChange {
  readonly added: readonly number[];
  readonly removed: readonly number[];
}

/** Brings the rows of articles in step with passages that were written before, in the same transaction. */
export async function changeArticles(
  database: Queryable,
  shelf: readonly [collection: number, generation: number],
  changes: ReadonlyMap<string, ArticleChange>,
): Promise<void> {
  const ids = [...changes.keys()];
  const slice = timeSlice();
  for (let from = 0; from < ids.length; from += ARTICLES_AT_ONCE) {
    const some = ids.slice(from, from + ARTICLES_AT_ONCE);
    const before = await database.query<{ article: string; slots: string }>(
      `select article, slots::text as slots from article_terms
       where collection = $1::int4 and generation = $2::int2 and article = any($3::text[])`,
      [...shelf, some],
    );
    const slotsOf = new Map(
      before.map(({ article, slots }) => [article, new Set(readSlotRanges(slots).slots())]),
    );
    for (const id of some) {
      const slots = slotsOf.get(id) ?? new Set();
      const { added = [], removed = [] } = changes.get(id) ?? {};
      // A passage that moved may stay in one of its articles: what came counts.
      for (const slot of removed) slots.delete(slot);
      for (const slot of added) slots.add(slot);
      slotsOf.set(id, slots);
    }
    const all = [...new Set([...slotsOf.values()].flatMap((slots) => [...slots]))];
    // The headings are those of its first article, and it speaks for that one only.
    const passages = await database.query<{ slot: number; first: string; words: Buffer }>(
      `select slot, article_ids[1] as first, words from passages
       where collection = $1::int4 and generation = $2::int2 and slot = any($3::int8[])
         and died is null`,
      [...shelf, all],
    );
    const termsOf = new Map<string, Set<number>>();
    const live = new Set<number>();
    for (const { slot, first, words } of passages) {
      live.add(slot);
      const { tokens, context } = unpackWords(words);
      const terms = termsOf.get(first) ?? new Set();
      for (const term of countTerms(tokens, context).terms) terms.add(term);
      termsOf.set(first, terms);
      if (slice.isOver()) await slice.next();
    }
    const values: unknown[] = [...shelf];
    const rows = some.flatMap((id) => {
      const slots = [...(slotsOf.get(id) ?? [])].filter((slot) => live.has(slot));
      if (slots.length === 0) return [];
      const terms = Uint32Array.from(termsOf.get(id) ?? []).sort();
      values.push(id, writeSlotRanges(slots), packRising(terms));
      const at = values.length;
      return [`($1::int4, $2::int2, $${at - 2}::text, $${at - 1}::int8multirange, $${at}::bytea)`];
    });
    if (rows.length > 0) {
      await database.query(
        `insert into article_terms (collection, generation, article, slots, terms)
         values ${rows.join(', ')}
         on conflict (collection, generation, article) do update set
           slots = excluded.slots, terms = excluded.terms`,
        values,
      );
    }
    const gone = some.filter((id) => ![...(slotsOf.get(id) ?? [])].some((slot) => live.has(slot)));
    if (gone.length > 0) {
      await database.query(
        `delete from article_terms where collection = $1::int4 and generation = $2::int2
           and article = any($3::text[])`,
        [...shelf, gone],
      );
    }
  }
}
