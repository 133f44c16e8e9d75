/** Generations of a collection: evidence of one kind each, of which one is read. */

import type { Shelf } from './shelf.ts';
import type { Queryable } from './statement.ts';
import type { EvidenceKind } from './stored-collection.ts';

/** A generation that is written to. */
export interface Generation {
  readonly collection: number;
  readonly generation: number;
  /** Whether questions read it. */
  readonly isReady: boolean;
  /** No passage has had a slot from this one on. */
  readonly nextSlot: number;
}

/**
 * The generation of a kind, made where there is none: ready at once where no other is.
 * @param collection its number.
 */
export async function openGeneration(
  database: Queryable,
  collection: number,
  { format, model, dimensions }: EvidenceKind,
): Promise<Generation> {
  const values = [collection, format, model, dimensions];
  await database.query(
    `insert into generations (collection, generation, format, model, dimensions, is_ready)
     select $1::int4, 1 + coalesce(max(generation), 0), $2::text, $3::text, $4::int4,
       coalesce(bool_and(not is_ready), true)
     from generations where collection = $1::int4
     having coalesce(bool_and((format, model, dimensions) <> ($2::text, $3::text, $4::int4)), true)
     on conflict do nothing`,
    values,
  );
  const [row] = await database.query<{ generation: number; is_ready: boolean; next: number }>(
    `select generation, is_ready,
       1 + greatest(last_slot, (select max(last_slot) from generations where collection = $1::int4)) as next
     from generations where collection = $1::int4 and format = $2::text and model = $3::text
       and dimensions = $4::int4`,
    values,
  );
  if (row === undefined) throw new Error(`no generation of collection ${collection}`);
  return {
    ...{ collection, generation: row.generation },
    ...{ isReady: row.is_ready, nextSlot: row.next },
  };
}

/** Lets questions read a generation from now on; to be done in the transaction that raises the revision. */
export async function makeReady(
  database: Queryable,
  { collection, generation }: Shelf,
): Promise<void> {
  await database.query(
    `with made as (
       update generations set is_ready = true
       where collection = $1::int4 and generation = $2::int2 returning generation)
     update collections set generation = $2::int2 where no = $1::int4
       and exists (select from made)`,
    [collection, generation],
  );
}

/** Tables with rows of a generation, the generation itself last. */
const TABLES = [
  ...['vectors', 'postings', 'terms', 'removed_slots', 'abbreviations', 'article_terms'],
  ...['staged_passages', 'passages', 'generations'],
] as const;

/** Forgets a generation that nobody reads any more. */
export async function dropGeneration(
  database: Queryable,
  { collection, generation }: Shelf,
): Promise<void> {
  for (const table of TABLES) {
    await database.query(
      `delete from ${table} where collection = $1::int4 and generation = $2::int2`,
      [collection, generation],
    );
  }
}
