/** Collections in a real PostgreSQL for tests of the engine. */
import { randomUUID } from 'node:crypto';
import type { Pool } from '../../src/database/pool.ts';
import type { GraphDatabase } from '../../src/index/postgres/graph.ts';
import { PostgresIndex } from '../../src/index/postgres/postgres-index.ts';
import type { EvidenceKind } from '../../src/index/postgres/stored-collection.ts';

/** A graph of 100,000 passages takes a minute. */
const GRAPH_MS = 15 * 60_000;

/** Evidence as tests make it. */
export function evidenceKind(dimensions: number): EvidenceKind {
  return { format: 'tests', model: 'tests', dimensions };
}

/** Makes an empty collection. @returns its number */
export async function makeCollection(pool: Pool): Promise<number> {
  const [row] = await pool.query<{ no: number }>(
    'insert into collections (id, key) values ($1::text, $1::text) returning no',
    [randomUUID()],
  );
  return row?.no ?? 0;
}

/** Opens a collection of its own for writing. */
export async function newPostgresIndex(pool: Pool, dimensions: number): Promise<PostgresIndex> {
  return PostgresIndex.open(pool, await makeCollection(pool), evidenceKind(dimensions));
}

/** A database that graphs are made in. */
export function graphDatabase(pool: Pool): GraphDatabase {
  return {
    query: (text, values) => pool.query(text, values),
    runLong: async (text) => {
      await pool.use((connection) => connection.run(text, { withinMs: GRAPH_MS }));
    },
  };
}
