/** What a writer does once a collection is published: merges, forgets and graphs. */
import type { Pool } from '../../database/pool.ts';
import { type GraphDatabase, tendGraph } from '../../index/postgres/graph.ts';
import type { EvidenceKind } from '../../index/postgres/stored-collection.ts';
import { beginSweep, purgeStep, type Sweep, sweepStep } from '../../index/postgres/tend.ts';
import type { Queries } from './queries.ts';

/** A graph of a million passages takes minutes. */
const GRAPH_MS = 6 * 3_600_000;

/** A collection that is tended. */
export interface Tended {
  readonly collection: number;
  readonly kind: EvidenceKind;
  readonly signal: AbortSignal;
}

/** @param writing runs a transaction under the writer's lease. */
export async function tendCollection(
  pool: Pool,
  { collection, kind, signal }: Tended,
  writing: <T>(work: (queries: Queries) => Promise<T>) => Promise<T>,
): Promise<void> {
  const [row] = await pool.query<{ generation: number }>(
    `select generation from generations
     where collection = $1 and format = $2 and model = $3 and dimensions = $4`,
    [collection, kind.format, kind.model, kind.dimensions],
  );
  if (row === undefined) return;
  const shelf = { collection, generation: row.generation };
  let sweep: Sweep | null = await beginSweep(pool, shelf);
  while (sweep !== null && !signal.aborted) {
    const step: Sweep = sweep;
    sweep = await writing((queries) => sweepStep(queries, shelf, step));
  }
  while (!signal.aborted && (await purgeStep(pool, shelf))) {
    // Until nothing is left of what died a while ago.
  }
  if (signal.aborted) return;
  const database: GraphDatabase = {
    query: (text, values) => pool.query(text, values),
    runLong: (text) =>
      pool.use(async (connection) => {
        await connection.run(text, { withinMs: GRAPH_MS });
      }),
  };
  await tendGraph(database, shelf, kind);
}
