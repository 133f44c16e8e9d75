import { afterAll, beforeAll, expect, it } from 'vitest';
import { keepFloors } from '../../src/database/floors.ts';
import { makeLeases, writing } from '../../src/database/leases.ts';
import { migrate } from '../../src/database/migrate.ts';
import { type Database, openDatabase } from '../../src/database/open-database.ts';
import type { Pool } from '../../src/database/pool.ts';
import { makeReadPools } from '../../src/database/read-pools.ts';
import { raiseRevision } from '../../src/database/revision.ts';
import { migratedDatabase, testPool } from '../support/database.ts';
import { describePostgres, startPostgres, type TestServer, until } from '../support/postgres.ts';
import {
  startPooler,
  startReplica,
  type TestPooler,
  type TestReplica,
} from '../support/postgres-replica.ts';

describePostgres('read pools', () => {
  let server: TestServer;
  let replica: TestReplica;
  let pooler: TestPooler;
  let url: string;
  let pool: Pool;
  const opened: Database[] = [];

  beforeAll(async () => {
    server = await startPostgres({ settings: { max_wal_senders: '4' } });
    url = await migratedDatabase(server);
    pool = testPool(url);
    await pool.query('create table words (collection int, word text)');
    replica = await startReplica(server);
    pooler = await startPooler(replica);
  });
  afterAll(async () => {
    await Promise.all(opened.map((each) => each.close()));
    await pooler.close();
    await replica.close();
    await server.close();
  });

  async function open(...readUrls: string[]): Promise<Database> {
    const database = await openDatabase({
      ...{ url, readUrls, applicationName: 'footnote test', isPatient: false },
    });
    opened.push(database);
    return database;
  }
  const replicaUrl = (): string => replica.url(new URL(url).pathname.slice(1));
  const poolerUrl = (): string => pooler.url(new URL(url).pathname);
  let made = 0;
  async function collection(): Promise<number> {
    const [row] = await pool.query<{ no: number }>(
      'insert into collections (id, key) values ($1, $1) returning no',
      [`c${made++}`],
    );
    await replica.caughtUp();
    return row?.no ?? 0;
  }
  const keep = (no: number, word: string): Promise<number> =>
    pool.transaction(async (connection) => {
      await connection.query('insert into words values ($1, $2)', [no, word]);
      return raiseRevision(connection, no, { removes: false });
    });
  const remove = (no: number, word: string): Promise<number> =>
    pool.transaction(async (connection) => {
      await connection.query('delete from words where collection = $1 and word = $2', [no, word]);
      return raiseRevision(connection, no, { removes: true });
    });
  /** The words of a collection, and whether a replica told them. */
  const ask = (database: Database, no: number) =>
    database.read([no], async ({ query, collections }) => {
      const rows = await query<{ word: string; away: boolean }>(
        'select word, pg_is_in_recovery() as away from words where collection = $1 order by word',
        [no],
      );
      const [where] = await query<{ away: boolean }>('select pg_is_in_recovery() as away');
      const revision = collections.get(no)?.revision;
      return { words: rows.map(({ word }) => word), isReplica: where?.away, revision };
    });

  it.each([
    ['a replica', replicaUrl],
    ['a pooler before a replica', poolerUrl],
  ])(
    'answer from %s: without what was kept just now, never with what was removed',
    async (_, of) => {
      const database = await open(of());
      const no = await collection();
      await keep(no, 'one');
      await keep(no, 'two');
      await replica.caughtUp();
      expect(await ask(database, no)).toEqual({
        words: ['one', 'two'],
        isReplica: true,
        revision: 2,
      });
      await replica.pause();
      try {
        await keep(no, 'three');
        expect(await ask(database, no)).toMatchObject({ words: ['one', 'two'], isReplica: true });
        await remove(no, 'one');
        // For as long as an answer of the primary is good for, at most.
        await until(async () => (await ask(database, no)).isReplica === false, 1_000);
        expect(await ask(database, no)).toMatchObject({ words: ['three', 'two'], revision: 4 });
        // What is posted is checked where it is sure.
        const posted = await database.readAtPrimary([no], async ({ collections }) =>
          collections.get(no),
        );
        expect(posted).toMatchObject({ revision: 4, removedAt: 4 });
      } finally {
        await replica.resume();
      }
      await replica.caughtUp();
      expect(await ask(database, no)).toEqual({
        ...{ words: ['three', 'two'], isReplica: true, revision: 4 },
      });
    },
  );

  it('show a collection that is gone to nobody, and one that is new from where it is', async () => {
    const database = await open(replicaUrl());
    const no = await collection();
    await replica.pause();
    try {
      await pool.query('delete from collections where no = $1', [no]);
      await until(async () => (await ask(database, no)).isReplica === false, 1_000);
      const [row] = await pool.query<{ no: number }>(
        "insert into collections (id, key) values ('new', 'new') returning no",
      );
      expect(await ask(database, row?.no ?? 0)).toMatchObject({ isReplica: false, revision: 0 });
    } finally {
      await replica.resume();
    }
  });

  it('ask the primary once for many questions, and hear of removals before they ask', async () => {
    const no = await collection();
    let asked = 0;
    const counted = testPool(url, { onStatement: () => asked++ });
    const floors = keepFloors(counted);
    const many = await Promise.all(Array.from({ length: 50 }, () => floors.of([no])));
    expect(many.every((each) => each.get(no) === 0)).toBe(true);
    expect(asked).toBe(1);
    floors.heard({ no, removedAt: 7 });
    expect((await floors.of([no])).get(no)).toBe(7);
    expect((await floors.of([no, 999_999])).get(999_999)).toBeNull();
  });

  it('leave a replica out that is frozen, dies or cancels, and begin again elsewhere', async () => {
    const database = await open(replicaUrl());
    const no = await collection();
    const isReplica = async () => (await ask(database, no)).isReplica;
    await until(isReplica as () => Promise<boolean>);
    replica.freeze();
    try {
      const began = performance.now();
      expect(await isReplica()).toBe(false);
      expect(performance.now() - began).toBeLessThan(6_000);
      const again = performance.now();
      expect(await isReplica()).toBe(false);
      expect(performance.now() - again).toBeLessThan(1_000);
      expect(database.figures().replicas).toMatchObject([{ name: 'read1', isOut: true }]);
    } finally {
      replica.thaw();
    }
    await until(isReplica as () => Promise<boolean>);
    await replica.stop('immediate');
    expect(await isReplica()).toBe(false);
    await replica.start();
    await until(isReplica as () => Promise<boolean>);

    // It cancels what runs there, as it does where replay has waited long enough.
    const seen: boolean[] = [];
    const where = await database.read([no], async ({ query }) => {
      const [row] = await query<{ away: boolean }>('select pg_is_in_recovery() as away');
      seen.push(row?.away ?? false);
      if (row?.away) await query('select pg_cancel_backend(pg_backend_pid()), pg_sleep(2)');
      return 'elsewhere';
    });
    expect(where).toBe('elsewhere');
    expect(seen).toEqual([true, false]);
  });

  it('leave out what lags too long', async () => {
    const no = await collection();
    const reads = makeReadPools(pool, [testPool(replicaUrl())], 300);
    const lsn = async () => {
      const [row] = await pool.query<{ lsn: bigint }>('select pg_current_wal_lsn() as lsn');
      return row?.lsn ?? null;
    };
    await reads.probe(await lsn());
    expect(reads.figures()).toMatchObject([{ isOut: false, lagMs: 0 }]);
    await replica.pause();
    try {
      await keep(no, 'late');
      await until(async () => {
        await reads.probe(await lsn());
        return reads.figures()[0]?.isOut === true;
      });
      expect(reads.figures()[0]?.lagMs).toBeGreaterThan(300);
    } finally {
      await replica.resume();
    }
    await replica.caughtUp();
    await until(async () => {
      await reads.probe(await lsn());
      return reads.figures()[0]?.isOut === false;
    });
  });

  it('everything else works through a pooler too: migrations, leases, notifications', async () => {
    const before = await startPooler(server);
    const empty = await server.database();
    const through = testPool(before.url(new URL(empty).pathname));
    expect((await migrate(through)).length).toBeGreaterThan(0);
    const leases = makeLeases(through);
    const lease = await leases.take('writer:1');
    if (lease === null) throw new Error('nobody else has it');
    await through.query("insert into collections (id, key) values ('', '')");
    const heard: unknown[] = [];
    const listening = await openDatabase({
      ...{ url: empty, applicationName: 'footnote test', isPatient: false },
    });
    listening.onRevision((state) => heard.push(state));
    await until(async () => {
      await writing(through, lease, (connection) =>
        raiseRevision(connection, 1, { removes: true }),
      );
      return heard.length > 0;
    });
    expect(heard[0]).toMatchObject({ no: 1 });
    await leases.close();
    await listening.close();
    await through.close();
    await before.close();
  });
});
