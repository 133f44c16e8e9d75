import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type Database,
  type DatabaseOptions,
  openDatabase,
} from '../../src/database/open-database.ts';
import type { Notice, Refusal } from '../../src/refusals.ts';
import { makeVitals, type Vitals } from '../../src/supervision/vitals.ts';
import { migratedDatabase } from '../support/database.ts';
import { describePostgres, startPostgres, type TestServer, until } from '../support/postgres.ts';
import { inEnglish, refusalOf } from '../support/refusals.ts';

const TOLD_WITHIN_MS = 10_000;

describePostgres('database', () => {
  let server: TestServer;
  let url: string;
  const opened: Database[] = [];
  beforeAll(async () => {
    server = await startPostgres();
    url = await migratedDatabase(server);
  });
  afterAll(async () => {
    await Promise.all(opened.map((each) => each.close()));
    await server.close();
  });

  async function open(options: Partial<DatabaseOptions> = {}) {
    const vitals = makeVitals();
    const database = await openDatabase({
      ...{ url, applicationName: 'footnote test', isPatient: false, vitals, ...options },
    });
    opened.push(database);
    return { database, vitals };
  }
  const state = (vitals: Vitals) => vitals.state('database').state;
  const comes = (vitals: Vitals, wanted: string) =>
    until(async () => state(vitals) === wanted, TOLD_WITHIN_MS);
  const asked = (database: Database) => database.primary.query('select 1::int as n');

  it('tells everybody within ten seconds while it is frozen, at once when that is known, and goes on', async () => {
    const { database, vitals } = await open();
    expect(state(vitals)).toBe('well');
    await Promise.all(Array.from({ length: 5 }, () => asked(database)));
    server.freeze();
    const began = performance.now();
    try {
      const first = await Promise.all(Array.from({ length: 20 }, () => refusalOf(asked(database))));
      expect(new Set(first.map(({ key }) => key))).toEqual(new Set(['databaseAway']));
      expect(performance.now() - began).toBeLessThan(TOLD_WITHIN_MS);
      await comes(vitals, 'ill');
      const known = performance.now();
      await refusalOf(asked(database));
      expect(performance.now() - known).toBeLessThan(200);
    } finally {
      server.thaw();
    }
    await comes(vitals, 'well');
    expect(await asked(database)).toEqual([{ n: 1 }]);
  });

  it('is ill as soon as it is stopped, and well when it was started again', async () => {
    const { database, vitals } = await open();
    await server.stop('immediate');
    await refusalOf(asked(database));
    await comes(vitals, 'ill');
    expect(vitals.state('database').ailment?.key).toBe('databaseAway');
    await server.start();
    await comes(vitals, 'well');
    expect(await asked(database)).toEqual([{ n: 1 }]);
  });

  it('is ill while no connection is free', async () => {
    const { database, vitals } = await open();
    let free = (): void => {};
    const freed = new Promise<void>((resolve) => {
      free = resolve;
    });
    const users = Array.from({ length: 8 }, () => database.primary.use(() => freed));
    await until(async () => database.figures().primary.inUse === 8);
    expect((await refusalOf(asked(database))).key).toBe('databaseAway');
    await comes(vitals, 'ill');
    free();
    await Promise.all(users);
    await comes(vitals, 'well');
    expect(await asked(database)).toEqual([{ n: 1 }]);
  });

  it('ends what does not fit it any more, and lets go on what does', async () => {
    const own = await migratedDatabase(server);
    const told: Refusal[] = [];
    const { database } = await open({ url: own, onUnfit: (refusal) => told.push(refusal) });
    const add = (number: number, least: number) =>
      database.primary.query(
        `insert into schema_migrations (number, name, checksum, least, is_whole)
         values ($1, 'later', '', $2, true)`,
        [number, least],
      );
    await add(9_000, 1);
    const again = await open({ url: own });
    expect(state(again.vitals)).toBe('well');
    expect(told).toEqual([]);
    await add(9_001, 9_000);
    await until(async () => told.length > 0);
    expect(told.map(({ key }) => key)).toEqual(['databaseNewer']);
    expect((await refusalOf(open({ url: own }))).key).toBe('databaseNewer');
  });

  it('is waited for by whoever has the time, with a line, and refused to others', async () => {
    await server.stop('fast');
    const said = inEnglish(await refusalOf(open()));
    expect(said).toMatch(/^The database at 127\.0\.0\.1 \(DATABASE_URL\) cannot be used: connect/);
    const notices: Notice[] = [];
    const waiting = open({ isPatient: true, notice: (notice) => notices.push(notice) });
    await until(async () => notices.length > 0);
    expect(notices.map(inEnglish)[0]).toMatch(/^The database at 127\.0\.0\.1 is not to be had yet/);
    await server.start();
    const { vitals } = await waiting;
    expect(state(vitals)).toBe('well');
    const nowhere = await refusalOf(open({ url: server.url('nowhere'), isPatient: true }));
    expect(inEnglish(nowhere)).toBe(
      'The database at 127.0.0.1 (DATABASE_URL) cannot be used: database "nowhere" does not exist.',
    );
    const ended = new AbortController();
    ended.abort(new Error('the end'));
    await expect(open({ isPatient: true, signal: ended.signal })).rejects.toThrow('the end');
  });

  it('ends in order, and soon, though it is frozen', async () => {
    const { database } = await open();
    await database.leases.take('tidying');
    expect(database.figures().leases).toEqual({ tidying: 1 });
    server.freeze();
    try {
      const began = performance.now();
      await database.close();
      await database.close();
      expect(performance.now() - began).toBeLessThan(2_900);
    } finally {
      server.thaw();
    }
    expect((await refusalOf(asked(database))).key).toBe('databaseAway');
  });

  it('reads one moment of a collection, at the primary where there is nothing else', async () => {
    const { database } = await open();
    const [row] = await database.primary.query<{ no: number }>(
      "insert into collections (id, key) values ('moment', 'x') returning no",
    );
    const no = row?.no ?? 0;
    const seen = await database.read([no, 99_999], async ({ collections, query }) => {
      await database.primary.query('update collections set revision = 5 where no = $1', [no]);
      const [now] = await query('select revision from collections where no = $1', [no]);
      return [[...collections.values()], now];
    });
    expect(seen).toEqual([[{ no, revision: 0, removedAt: 0, generation: 0 }], { revision: 0 }]);
    const failing = database.read([no], async () => {
      throw new TypeError('a bug');
    });
    await expect(failing).rejects.toThrow('a bug');
    await expect(database.read([Number.NaN], async () => 1)).rejects.toThrow(TypeError);
    await until(async () => database.figures().primary.inUse === 0);
  });
});
