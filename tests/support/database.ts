/** A database of a test with all tables, and pools over it that end before its server does. */
import { randomBytes } from 'node:crypto';
import { Pool, type PoolOptions } from '../../src/database/pool.ts';
import { beforeServersClose, TEMPLATE, type TestServer } from './postgres.ts';

/** A pool that is closed before the next server is. */
export function testPool(url: string, options: Partial<PoolOptions> = {}): Pool {
  const pool = new Pool({ url, applicationName: 'footnote test', ...options });
  beforeServersClose(() => pool.close());
  return pool;
}

/** An empty database with the tables of this release. @returns its URL */
export async function migratedDatabase(server: TestServer): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  // One copy at a time: each wants the template for itself.
  const copied = (copying.get(server) ?? Promise.resolve()).then(() =>
    using(server.url(), (pool) =>
      pool.query(`create database ${name} template ${TEMPLATE} strategy file_copy`),
    ),
  );
  copying.set(server, copied);
  await copied;
  return server.url(name);
}

async function using<T>(url: string, work: (pool: Pool) => Promise<T>): Promise<T> {
  const pool = new Pool({ url, applicationName: 'footnote test', statementMs: 30_000 });
  try {
    return await work(pool);
  } finally {
    await pool.close();
  }
}

const copying = new WeakMap<TestServer, Promise<unknown>>();
