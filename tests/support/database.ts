/** A database of a test with all tables, and pools over it that end with the file of tests. */
import { afterAll } from 'vitest';
import { migrate } from '../../src/database/migrate.ts';
import { Pool, type PoolOptions } from '../../src/database/pool.ts';
import type { TestServer } from './postgres.ts';

/** A pool that is closed when the file of tests is done. */
export function testPool(url: string, options: Partial<PoolOptions> = {}): Pool {
  const pool = new Pool({ url, applicationName: 'footnote test', ...options });
  open.push(pool);
  return pool;
}

/** An empty database with the tables of this release. @returns its URL */
export async function migratedDatabase(server: TestServer): Promise<string> {
  const url = await server.database();
  const pool = new Pool({ url, applicationName: 'footnote test' });
  try {
    await migrate(pool);
  } finally {
    await pool.close();
  }
  return url;
}

const open: Pool[] = [];
afterAll(async () => {
  await Promise.all(open.splice(0).map((pool) => pool.close()));
});
