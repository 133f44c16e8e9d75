import { createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isRefusal } from '../../src/refusals.ts';
import { testPool as pool } from '../support/database.ts';
import {
  describePostgres,
  emptyCluster,
  freePort,
  startPostgres,
  type TestServer,
} from '../support/postgres.ts';
import { refusalOf } from '../support/refusals.ts';

describePostgres('pool', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startPostgres({ cluster: emptyCluster() });
  });
  afterAll(() => server.close());

  it('brings every byte of a bytea, and each type as JavaScript has it', async () => {
    const bytes = Buffer.from(Array.from({ length: 1_024 }, (_, i) => i % 256));
    const [row] = await pool(server.url()).query(
      `select $1::bytea as bytes, $2::text as text, 7::int2 as small, -8::int4 as plain,
        9007199254740991::int8 as long, 1.5::float4 as single, 2.25::float8 as double, true as yes,
        '{"a":[1]}'::jsonb as jsonb, null::text as nothing, $3::int[] as numbers,
        $4::text[] as texts, array['\\xff'::bytea] as binaries, to_timestamp(1.5) as at,
        '{}'::int[] as none`,
      [bytes, 'Größe 💡', [1, -2, 3], ['a"b', 'c,d', null]],
    );
    expect(row).toEqual({
      ...{ bytes, text: 'Größe 💡', small: 7, plain: -8, long: Number.MAX_SAFE_INTEGER },
      ...{ single: 1.5, double: 2.25, yes: true, jsonb: { a: [1] }, nothing: null },
      ...{ numbers: [1, -2, 3], texts: ['a"b', 'c,d', null], binaries: [Buffer.from([0xff])] },
      ...{ at: 1_500, none: [] },
    });
  });

  it('reads rows that come in pieces: five megabytes in a thousand of them', async () => {
    const rows = await pool(server.url()).query<{ n: number; bytes: Buffer }>(
      `select n, convert_to(repeat(chr(65 + n % 26), 5000), 'UTF8') as bytes
       from generate_series(1, $1::int) n`,
      [1_000],
    );
    expect(rows).toHaveLength(1_000);
    for (const { n, bytes } of rows) {
      expect(bytes.length).toBe(5_000);
      expect(bytes.every((byte) => byte === 65 + (n % 26))).toBe(true);
    }
  });

  it('sends statements that are asked for at once together, and keeps each answer apart', async () => {
    const answers = await pool(server.url()).use(async (connection) =>
      Promise.allSettled([
        connection.query('select 1::int as n'),
        connection.query('select 1 / $1::int as n', [0]),
        connection.query('select $1::int as n', [3]),
        connection.run('select 4::int as n'),
      ]),
    );
    expect(answers.map((each) => (each.status === 'fulfilled' ? each.value : 'failed'))).toEqual([
      [{ n: 1 }],
      'failed',
      [{ n: 3 }],
      [{ n: 4 }],
    ]);
  });

  it('rolls back what fails, and what fails without anybody looking', async () => {
    const used = pool(await server.database());
    await used.query('create table t (n int)');
    const failing = used.transaction(async (connection) => {
      await connection.query('insert into t values (1)');
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    const unseen = used.transaction(async (connection) => {
      await connection.query('insert into t values (2)');
      await connection.query('select 1 / $1::int', [0]).catch(() => {});
    });
    await expect(unseen).rejects.toThrow('the transaction had failed');
    await used.transaction((connection) => connection.query('insert into t values (3)'));
    expect(await used.query('select n from t')).toEqual([{ n: 3 }]);
    expect(used.figures()).toMatchObject({ inUse: 0, waiting: 0 });
  });

  it('gives up a statement in time, and has the server stop it', async () => {
    const used = pool(server.url(), { statementMs: 300 });
    const began = performance.now();
    const refusal = await refusalOf(used.query('select pg_sleep($1)', [60]));
    expect(refusal.key).toBe('databaseAway');
    expect(performance.now() - began).toBeLessThan(3_000);
    const sleeping = async () =>
      used.query(`select from pg_stat_activity where query like '%pg_sleep%' and state = 'active'
        and pid <> pg_backend_pid()`);
    for (let left = 100; left > 0 && (await sleeping()).length > 0; left--);
    expect(await sleeping()).toEqual([]);
  });

  it('refuses in time where no connection is free, and goes on when one is', async () => {
    const used = pool(server.url(), { connections: 1, connectMs: 200 });
    await used.use(async () => {
      expect((await refusalOf(used.query('select 1'))).key).toBe('databaseAway');
      expect(used.figures()).toEqual({ inUse: 1, idle: 0, waiting: 0 });
    });
    expect(await used.query('select 1::int as n')).toEqual([{ n: 1 }]);
  });

  it('refuses in time where the server is frozen, for a new connection and for an old one', async () => {
    const used = pool(server.url(), { connectMs: 300, statementMs: 300 });
    await used.query('select 1');
    server.freeze();
    try {
      const began = performance.now();
      const [old, fresh] = await Promise.all([
        refusalOf(used.query('select 2')),
        refusalOf(pool(server.url(), { connectMs: 300 }).query('select 3')),
      ]);
      expect([old.key, fresh.key]).toEqual(['databaseAway', 'databaseAway']);
      expect(performance.now() - began).toBeLessThan(3_000);
    } finally {
      server.thaw();
    }
    expect(await used.query('select 4::int as n')).toEqual([{ n: 4 }]);
  });

  it('gives up a transaction at its end where the server is frozen then', async () => {
    const used = pool(server.url(), { statementMs: 300 });
    const refusal = await refusalOf(
      used.transaction(async () => {
        server.freeze();
      }),
    );
    server.thaw();
    expect(refusal.key).toBe('databaseAway');
    expect(await used.query('select 4::int as n')).toEqual([{ n: 4 }]);
  });

  it('leaves no settings and no names of statements in a session', async () => {
    const used = pool(server.url(), { connections: 1 });
    const settings = () => used.query('select name, setting from pg_settings order by name');
    const before = await settings();
    await used.transaction((connection) => connection.query('select $1::int', [1]));
    expect(await settings()).toEqual(before);
    expect(await used.query('select from pg_prepared_statements')).toEqual([]);
  });

  it('tells what statements cost', async () => {
    const costs: { rows: number; bytes: number }[] = [];
    const used = pool(server.url(), { onStatement: (cost) => costs.push(cost) });
    await used.query('select repeat($1, 10000) as text', ['x']);
    expect(costs).toHaveLength(1);
    expect(costs[0]).toMatchObject({ rows: 1 });
    expect(costs[0]?.bytes).toBeGreaterThan(10_000);
    expect(costs[0]?.bytes).toBeLessThan(10_500);
  });

  it('keeps what is no matter of the connection as it is', async () => {
    const failing = pool(server.url()).query('select nothing_of_that_name');
    await expect(failing).rejects.toMatchObject({ code: '42703' });
  });

  it('goes on after the server was stopped and started again', async () => {
    const used = pool(server.url());
    await used.query('select 1');
    await server.stop('immediate');
    expect((await refusalOf(used.query('select 2'))).key).toBe('databaseAway');
    await server.start();
    expect(await used.query('select 3::int as n')).toEqual([{ n: 3 }]);
  });
});

describe('pool without a server', () => {
  it('refuses what nobody listens to, and what only listens', async () => {
    const nobody = pool(`postgres://x@127.0.0.1:${await freePort()}/x`);
    expect((await refusalOf(nobody.query('select 1'))).key).toBe('databaseAway');
    const sockets: Socket[] = [];
    const mute = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
    await new Promise((resolve) => mute.once('listening', resolve));
    const { port } = mute.address() as { port: number };
    const deaf = pool(`postgres://x@127.0.0.1:${port}/x`, { connectMs: 200 });
    const error = await deaf.query('select 1').catch((thrown: unknown) => thrown);
    expect(isRefusal(error, 'databaseAway')).toBe(true);
    for (const socket of sockets) socket.destroy();
    mute.close();
  });

  it('refuses at once while the database is known to be away', async () => {
    const held = pool('postgres://x@192.0.2.1/x');
    held.hold(true);
    const began = performance.now();
    expect((await refusalOf(held.query('select 1'))).key).toBe('databaseAway');
    expect(performance.now() - began).toBeLessThan(100);
  });
});
