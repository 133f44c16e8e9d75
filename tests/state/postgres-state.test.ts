/** State and articles in a real PostgreSQL: the promises of a disk, for many processes at once. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Pool } from '../../src/database/pool.ts';
import { postgresState } from '../../src/state/postgres-state.ts';
import { migratedDatabase, testPool } from '../support/database.ts';
import { describePostgres, startPostgres, type TestServer } from '../support/postgres.ts';
import { itKeepsState } from './state-contract.ts';
import { contentOf } from './state-model.ts';

describePostgres('state in PostgreSQL', () => {
  let server: TestServer;
  let pool: Pool;
  let collections = 0;
  beforeAll(async () => {
    server = await startPostgres();
    pool = testPool(await migratedDatabase(server));
  });
  afterAll(() => server.close());

  itKeepsState(async () => {
    collections += 1;
    return [postgresState(pool, collections), postgresState(pool, collections)];
  });

  it('keeps collections apart', async () => {
    const [one, another] = [postgresState(pool, 901), postgresState(pool, 902)];
    await one.write('some/file', Buffer.from('one'));
    await one.append('lines', ['one']);
    expect(await another.list('')).toEqual([]);
    await another.write('some/file', Buffer.from('another'));
    await another.move('some', 'else');
    await another.remove('');
    expect([...(await contentOf(one))]).toEqual([
      ['lines', 'one\n'],
      ['some/file', 'one'],
    ]);
  });

  it('stores long files so that a part is read by itself', async () => {
    const rows = await pool.query<{ storage: string }>(
      `select distinct attstorage::text as storage from pg_attribute
       where attname = 'bytes' and attrelid::regclass::text like 'state\\_files\\_p%'`,
      [],
    );
    expect(rows).toEqual([{ storage: 'e' }]);
  });
});
