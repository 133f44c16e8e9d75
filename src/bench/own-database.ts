/** A database that is made for one measurement, and dropped after it. */
import { randomBytes } from 'node:crypto';
import { migrate } from '../database/migrate.ts';
import { Pool } from '../database/pool.ts';

/** A checkpoint comes before it is dropped. */
const DROP_MS = 60_000;

/**
 * Works with a database of its own that has all tables, and drops it whatever happens.
 * @param url where databases can be made.
 * @param work is given the new one's address.
 */
export async function withOwnDatabase(
  url: string,
  work: (url: string) => Promise<void>,
): Promise<void> {
  const name = `footnote_bench_${randomBytes(4).toString('hex')}`;
  const server = new Pool({ url, applicationName: 'footnote bench' });
  try {
    await server.use((connection) => connection.run(`create database ${name}`));
    const own = new URL(url);
    own.pathname = `/${name}`;
    const tables = new Pool({ url: own.href, applicationName: 'footnote bench' });
    await migrate(tables).finally(() => tables.close());
    await work(own.href);
  } finally {
    await server
      .use((connection) =>
        connection.run(`drop database if exists ${name} with (force)`, { withinMs: DROP_MS }),
      )
      .finally(() => server.close());
  }
}
