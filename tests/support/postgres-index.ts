/** Collections in a real PostgreSQL for tests of the engine. */
import type { Pool } from '../../src/database/pool.ts';
import { PostgresIndex } from '../../src/index/postgres/postgres-index.ts';
import type { EvidenceKind } from '../../src/index/postgres/stored-collection.ts';

/** Evidence as tests make it. */
export function evidenceKind(dimensions: number): EvidenceKind {
  return { format: 'tests', model: 'tests', dimensions };
}

/** Makes an empty collection. @returns its number */
export async function makeCollection(pool: Pool): Promise<number> {
  const [row] = await pool.query<{ no: number }>(
    `insert into collections (id, key) select 'c' || count(*), 'c' || count(*) from collections
     returning no`,
  );
  return row?.no ?? 0;
}

/** Opens a collection of its own for writing. */
export async function newPostgresIndex(pool: Pool, dimensions: number): Promise<PostgresIndex> {
  return PostgresIndex.open(pool, await makeCollection(pool), evidenceKind(dimensions));
}
