import { afterAll, beforeAll, expect, it } from 'vitest';
import { type HeldLease, makeLeases, writing } from '../../src/database/leases.ts';
import type { Pool } from '../../src/database/pool.ts';
import { migratedDatabase, testPool } from '../support/database.ts';
import { describePostgres, startPostgres, type TestServer, until } from '../support/postgres.ts';
import { refusalOf } from '../support/refusals.ts';

/** As they are, a tenth as long. */
const TIMES = { heldMs: 1_000, renewMs: 250, sureMs: 800, tryMs: 100, patienceMs: 100 };
const NEVER = new AbortController().signal;

describePostgres('leases', () => {
  let server: TestServer;
  let url: string;
  const pools = (): [Pool, Pool] => [testPool(url), testPool(url)];
  const taken = async (lease: Promise<HeldLease | null>): Promise<HeldLease> => {
    const held = await lease;
    if (held === null) throw new Error('it is held by another');
    return held;
  };
  beforeAll(async () => {
    server = await startPostgres();
    url = await migratedDatabase(server);
  });
  afterAll(() => server.close());

  it('are held by one, renewed, counted, and free as soon as they are released', async () => {
    const [one, other] = pools().map((pool) => makeLeases(pool, TIMES)) as [
      ReturnType<typeof makeLeases>,
      ReturnType<typeof makeLeases>,
    ];
    const lease = await taken(one.take('writer:1'));
    expect(lease.epoch).toBe(1);
    expect(await other.take('writer:1')).toBeNull();
    expect(await one.take('writer:1')).toBeNull();
    await one.take('writer:2');
    await one.take('tidying');
    expect(one.held()).toEqual({ writer: 2, tidying: 1 });
    const began = performance.now();
    const waiting = other.wait('writer:1', NEVER);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(lease.lost.aborted).toBe(false);
    await lease.release();
    expect(lease.lost.aborted).toBe(true);
    expect((await taken(waiting)).epoch).toBe(2);
    expect(performance.now() - began).toBeLessThan(3_000);
    await one.close();
    expect(one.held()).toEqual({});
    expect((await taken(other.take('writer:2'))).epoch).toBe(2);
    await other.close();
  });

  it('outlast a database that is away where they are told to, until another one has them', async () => {
    const [pool, others] = pools();
    const leases = makeLeases(pool, TIMES);
    const usual = await taken(leases.take('writer:7'));
    const lasting = await taken(leases.take('shard:7/8', { outlastsAway: true }));
    pool.hold(true);
    await new Promise((resolve) => usual.lost.addEventListener('abort', resolve));
    await new Promise((resolve) => setTimeout(resolve, TIMES.heldMs));
    // It has tried to renew it, so it was not stopped itself.
    expect([lasting.lost.aborted, lasting.isFresh()]).toEqual([false, true]);
    pool.hold(false);
    const other = makeLeases(others, TIMES);
    await until(async () => {
      const [row] = await others.query<{ held: boolean }>(
        "select held_until > clock_timestamp() as held from leases where name = 'shard:7/8'",
      );
      return row?.held === true;
    });
    expect(await other.take('shard:7/8')).toBeNull();
    pool.hold(true);
    const next = await taken(other.wait('shard:7/8', NEVER));
    pool.hold(false);
    await new Promise((resolve) => lasting.lost.addEventListener('abort', resolve));
    expect([lasting.isFresh(), next.isFresh()]).toEqual([false, true]);
    await leases.close();
    await other.close();
  });

  it('are taken once, however many want them', async () => {
    const many = Array.from({ length: 8 }, () => makeLeases(testPool(url), TIMES));
    const leases = await Promise.all(many.map((each) => each.take('shard:0')));
    expect(leases.filter((lease) => lease !== null)).toHaveLength(1);
    await Promise.all(many.map((each) => each.close()));
    const again = await Promise.all(many.map((each) => each.take('shard:0')));
    expect(again.flatMap((lease) => lease?.epoch ?? [])).toEqual([2]);
    await Promise.all(many.map((each) => each.close()));
  });

  it('are lost by whoever cannot reach the database, before another one may take them', async () => {
    const [cut, well] = pools();
    const lease = await taken(makeLeases(cut, TIMES).take('registrar'));
    cut.hold(true);
    const lostAt = new Promise((resolve) =>
      lease.lost.addEventListener('abort', () => resolve(performance.now())),
    );
    const next = makeLeases(well, TIMES);
    const after = await taken(next.wait('registrar', NEVER));
    expect(await lostAt).toBeLessThan(performance.now());
    expect(after.epoch).toBe(2);
    await next.close();
  });

  it('let nobody write under one that was taken over, and hold up nobody who renews', async () => {
    const [first, second] = pools();
    await first.query('create table written (n int)');
    const lease = await taken(makeLeases(first, TIMES).take('writer:9'));
    // Longer than it holds without being renewed: it is renewed while the transaction is open.
    await writing(first, lease, async (connection) => {
      await connection.query('insert into written values (1)');
      await new Promise((resolve) => setTimeout(resolve, 1_300));
    });
    expect(lease.lost.aborted).toBe(false);

    // Its process is stopped in the middle of a transaction, so that nothing is renewed any more.
    const writer = writing(first, lease, async (connection) => {
      await connection.query('insert into written values (2)');
      first.hold(true);
      await new Promise<void>((resolve) => lease.lost.addEventListener('abort', () => resolve()));
      await until(async () => {
        const [row] = await second.query("select epoch from leases where name = 'writer:9'");
        return (row as { epoch: number }).epoch === 2;
      });
      await connection.query('insert into written values (3)');
    });
    const refused = writer.catch((error: unknown) => error);
    const next = makeLeases(second, TIMES);
    await taken(next.wait('writer:9', NEVER));
    expect(await refused).toMatchObject({ key: 'databaseAway' });
    first.hold(false);
    expect((await refusalOf(writing(first, lease, async () => {}))).key).toBe('leaseLost');
    const forged = { ...lease, lost: NEVER };
    expect((await refusalOf(writing(first, forged, async () => {}))).key).toBe('leaseLost');
    expect(await second.query('select n from written')).toEqual([{ n: 1 }]);
    await next.close();
  });
});
