import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LeaseTimes } from '../../src/database/leases.ts';
import type { Pool } from '../../src/database/pool.ts';
import { projectRoot } from '../../src/project-root.ts';
import { migratedDatabase, testPool } from '../support/database.ts';
import { describePostgres, startPostgres, type TestServer, until } from '../support/postgres.ts';

/** A quarter as long as in earnest. */
const SHORT: Partial<LeaseTimes> = {
  ...{ heldMs: 1_500, renewMs: 300, sureMs: 1_000, tryMs: 200, patienceMs: 200 },
};
const ROUNDS = 12;
const TAKEN_OVER_MS = 15_000;
const TEST_MS = 180_000;

describePostgres('leases of processes', () => {
  let server: TestServer;
  let url: string;
  let pool: Pool;
  const children = new Set<ChildProcess>();

  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL');
    await server.close();
  });

  function startWriter(times: Partial<LeaseTimes>): ChildProcess {
    const script = join(projectRoot(), 'tests', 'support', 'lease-writer.mjs');
    const child = spawn(process.execPath, [script, url, JSON.stringify(times)], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    children.add(child);
    child.once('exit', () => children.delete(child));
    return child;
  }
  async function begin(): Promise<void> {
    url = await migratedDatabase(server);
    pool = testPool(url);
    await pool.query(`create table written (id bigint generated always as identity, epoch bigint,
      pid int, step int, at timestamptz default clock_timestamp())`);
  }
  const epochNow = async (): Promise<{ epoch: number; pid: number } | null> => {
    const [row] = await pool.query<{ epoch: number; pid: number }>(
      'select epoch, pid from written order by id desc limit 1',
    );
    return row ?? null;
  };
  /** Waits until somebody else than `pid` writes. @returns milliseconds that took */
  async function takenOver(pid: number | undefined): Promise<number> {
    const began = performance.now();
    await until(async () => {
      const now = await epochNow();
      return now !== null && now.pid !== pid;
    }, 60_000);
    return performance.now() - began;
  }
  /** Epochs rise in the order of what was written, each is one process, and each transaction whole. */
  async function expectOrder(): Promise<void> {
    const [row] = await pool.query(`select
      (select count(*)::int from (select epoch < lag(epoch) over (order by id) as back from written) x
        where back) as back,
      (select count(*)::int from (select epoch from written group by epoch
        having count(distinct pid) > 1) x) as shared,
      (select count(*)::int from (select epoch from written group by epoch
        having count(*) filter (where step = 1) <> count(*) filter (where step = 2)) x) as halves`);
    expect(row).toEqual({ back: 0, shared: 0, halves: 0 });
  }

  it(
    'pass to another process when theirs is stopped or killed, and what wakes writes nothing',
    async () => {
      await begin();
      const writers = [startWriter(SHORT), startWriter(SHORT)];
      for (let round = 0; round < ROUNDS; round++) {
        await until(async () => (await epochNow()) !== null);
        await new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * 150));
        const pid = (await epochNow())?.pid;
        const at = writers.findIndex((each) => each.pid === pid);
        const holder = writers[at];
        const isKilled = round % 3 === 2;
        holder?.kill(isKilled ? 'SIGKILL' : 'SIGSTOP');
        expect(await takenOver(pid)).toBeLessThan(TAKEN_OVER_MS);
        if (isKilled) writers[at] = startWriter(SHORT);
        else holder?.kill('SIGCONT');
      }
      await expectOrder();
      for (const writer of writers) writer.kill('SIGTERM');
      await until(async () => children.size === 0);
    },
    TEST_MS,
  );

  it(
    'pass within 15 seconds as they are set, at once when they are released',
    async () => {
      await begin();
      const writers = [startWriter({}), startWriter({})];
      await until(async () => (await epochNow()) !== null);
      const first = (await epochNow())?.pid;
      const holder = writers.find((each) => each.pid === first);
      holder?.kill('SIGSTOP');
      expect(await takenOver(first)).toBeLessThan(TAKEN_OVER_MS);
      holder?.kill('SIGCONT');
      const second = (await epochNow())?.pid;
      writers.find((each) => each.pid === second)?.kill('SIGTERM');
      expect(await takenOver(second)).toBeLessThan(4_000);
      await expectOrder();
    },
    TEST_MS,
  );
});
