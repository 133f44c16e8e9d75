/** What a writer does once a collection is published, and later while it is quiet: merges, purges, graphs. */
import type { Pool } from '../../database/pool.ts';
import { type GraphDatabase, tendGraph } from '../../index/postgres/graph.ts';
import type { EvidenceKind } from '../../index/postgres/stored-collection.ts';
import { beginSweep, purgeDead, type Sweep, sweepStep } from '../../index/postgres/tend.ts';
import type { Queries } from './queries.ts';

/** A graph of a million passages takes minutes. */
const GRAPH_MS = 6 * 3_600_000;

/** A collection that is tended. */
export interface Tended {
  readonly collection: number;
  readonly kind: EvidenceKind;
  readonly signal: AbortSignal;
  /** Minutes that a removed passage stays for questions that began before; some, unless a test says so. */
  readonly keptMinutes?: number;
}

/** @param writing runs a transaction under the writer's lease. */
export async function tendCollection(
  pool: Pool,
  { collection, kind, signal, keptMinutes }: Tended,
  writing: <T>(work: (queries: Queries) => Promise<T>) => Promise<T>,
): Promise<void> {
  const generations = await pool.query<{ generation: number; is_own: boolean }>(
    `select generation, format = $2 and model = $3 and dimensions = $4 as is_own
     from generations where collection = $1`,
    [collection, kind.format, kind.model, kind.dimensions],
  );
  for (const { generation } of generations) {
    const options = { signal, ...(keptMinutes !== undefined && { keptMinutes }) };
    await purgeDead(pool, { collection, generation }, writing, options);
  }
  const own = generations.find(({ is_own }) => is_own);
  if (own === undefined) return;
  const shelf = { collection, generation: own.generation };
  let sweep: Sweep | null = await beginSweep(pool, shelf);
  while (sweep !== null && !signal.aborted) {
    const step: Sweep = sweep;
    sweep = await writing((queries) => sweepStep(queries, shelf, step));
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
