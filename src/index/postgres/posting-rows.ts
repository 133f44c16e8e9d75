/** The rows of posting lists. */
import { chunksOf } from './chunks.ts';
import { type Posting, packPostings } from './postings.ts';
import type { Shelf } from './shelf.ts';
import type { Queryable } from './statement.ts';

/** Posting lists in one statement. */
const LISTS_AT_ONCE = 1_000;

/** Writes one segment's lists. */
export async function writePostings(
  database: Queryable,
  { collection, generation }: Shelf,
  lists: ReadonlyMap<number, readonly Posting[]>,
  segment: number,
  citationOf: (slot: number) => string,
): Promise<void> {
  for (const some of chunksOf([...lists], LISTS_AT_ONCE)) {
    const values: unknown[] = [collection, generation, segment];
    const rows = some.flatMap(([term, postings]) => {
      const { champions, rest } = packPostings(postings, citationOf);
      return [champions, rest].flatMap((data, isRest) => {
        if (data === null) return [];
        values.push(term, isRest === 1, postings.length, data);
        const at = values.length;
        return [
          `($1::int4, $2::int2, $${at - 3}::int4, $3::int8, $${at - 2}::bool, $${at - 1}::int4, $${at}::bytea)`,
        ];
      });
    });
    await database.query(
      `insert into postings (collection, generation, term, segment, is_rest, size, data)
       values ${rows.join(', ')}`,
      values,
    );
  }
}
