/** The engine in PostgreSQL keeps the contract, and costs a question what it may. */
import { afterAll, beforeAll } from 'vitest';
import type { Pool } from '../../src/database/pool.ts';
import { migratedDatabase, testPool } from '../support/database.ts';
import { describePostgres, startPostgres, type TestServer } from '../support/postgres.ts';
import { newPostgresIndex } from '../support/postgres-index.ts';
import { describePassageIndex } from './passage-index.contract.ts';

describePostgres('the engine in PostgreSQL', () => {
  let server: TestServer;
  let pool: Pool;

  beforeAll(async () => {
    server = await startPostgres();
    pool = testPool(await migratedDatabase(server));
  });
  afterAll(() => server.close());

  describePassageIndex('the engine in PostgreSQL', (dimensions) =>
    newPostgresIndex(pool, dimensions),
  );
});
