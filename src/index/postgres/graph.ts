/**
 * The graphs of large collections: an HNSW index of pgvector over the rows of one generation alone, since
 * one over all would be filtered after its scan, and then find nothing for a small collection.
 */

import { EXACT_UP_TO } from './nearest.ts';
import type { Shelf } from './shelf.ts';
import type { Queryable } from './statement.ts';
import type { EvidenceKind } from './stored-collection.ts';

/** A collection that shrank keeps its graph until it is so small: none is made and dropped by turns. */
const DROPPED_BELOW = EXACT_UP_TO / 2;

/** A database in which statements run that take minutes and stand outside of transactions. */
export interface GraphDatabase extends Queryable {
  /** Runs a statement without values, for as long as it takes. */
  runLong(text: string): Promise<void>;
}

/** The name of a generation's graph. */
export function graphName({ collection, generation }: Shelf): string {
  return `vectors_graph_${collection}_${generation}`;
}

/**
 * Makes the graph of a collection that has grown, or drops that of one that shrank. One that was cut
 * short is made anew. Questions and publications go on meanwhile.
 */
export async function tendGraph(
  database: GraphDatabase,
  shelf: Shelf,
  { dimensions }: Pick<EvidenceKind, 'dimensions'>,
): Promise<'made' | 'dropped' | 'kept'> {
  const { collection, generation } = shelf;
  const name = graphName(shelf);
  const [state] = await database.query<{
    passages: number;
    valid: boolean | null;
    partition: string | null;
  }>(
    `select g.passages,
       (select i.indisvalid from pg_index i where i.indexrelid = to_regclass($3::text)) as valid,
       (select v.tableoid::regclass::text from vectors v
        where v.collection = $1::int4 and v.generation = $2::int2 limit 1) as partition
     from generations g where g.collection = $1::int4 and g.generation = $2::int2`,
    [collection, generation, name],
  );
  const { passages = 0, valid = null, partition = null } = state ?? {};
  const isWanted = partition !== null && passages > (valid ? DROPPED_BELOW : EXACT_UP_TO);
  if (isWanted && valid) return 'kept';
  if (valid !== null) await database.runLong(`drop index concurrently if exists ${name}`);
  if (!isWanted) return valid === null ? 'kept' : 'dropped';
  await database.runLong(
    `create index concurrently ${name} on ${partition}
     using hnsw ((v::halfvec(${dimensions})) halfvec_ip_ops)
     where collection = ${collection} and generation = ${generation}`,
  );
  // Who knows nothing of the rows takes a collection for small, and looks through it.
  await database.runLong(`analyze ${partition}`);
  return 'made';
}
