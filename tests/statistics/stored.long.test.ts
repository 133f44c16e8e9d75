/** Counts and digests of many processes over one real PostgreSQL. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeLeases } from '../../src/database/leases.ts';
import type { Pool } from '../../src/database/pool.ts';
import { USUAL_SETTINGS } from '../../src/settings/server-settings.ts';
import { postgresState } from '../../src/state/postgres-state.ts';
import { dueAt } from '../../src/statistics/digest-times.ts';
import { openDigests } from '../../src/statistics/digester.ts';
import { openUseCounts } from '../../src/statistics/use-counts.ts';
import { createClock } from '../support/clock.ts';
import { migratedDatabase, testPool } from '../support/database.ts';
import { describePostgres, startPostgres, type TestServer } from '../support/postgres.ts';

const SERVER = '100000000000000001';
const CHANNEL = '200000000000000001';
const DAY = '2026-11-25';
const NOW = Date.parse(`${DAY}T12:00:00Z`);

describePostgres('statistics in PostgreSQL', () => {
  let server: TestServer;
  let url: string;
  beforeAll(async () => {
    server = await startPostgres();
    url = await migratedDatabase(server);
  });
  afterAll(() => server.close());

  const own = (): Pool => testPool(url);
  const fault = (error: unknown): never => {
    throw error;
  };

  it('adds up what processes count at once, over a restart, and forgets a server', async () => {
    const open = () =>
      openUseCounts({ state: postgresState(own(), 901), now: () => NOW, onError: fault });
    const processes = [await open(), await open(), await open()];
    for (let round = 0; round < 5; round++) {
      await Promise.all(
        processes.map(async (counts, i) => {
          counts.statisticsOf(SERVER).asked('answers', [{ id: `art${i}` }]);
          counts.statisticsOf(SERVER).shared({ citation: { id: 'aaaaaa-bbbbbb' } });
          counts.statisticsElsewhere(null, () => true).asked('no-answer', []);
          await counts.flush();
        }),
      );
    }
    await Promise.all(processes.map((counts) => counts.close()));
    const again = await open();
    const [day] = (await again.statisticsOf(SERVER).between(DAY, DAY)).values();
    expect(day).toMatchObject({ answers: 15, mayAnswer: 0, noAnswer: 0 });
    expect([...(day?.articles ?? [])].sort()).toEqual([
      ['aaaaaa', 15],
      ['art0', 5],
      ['art1', 5],
      ['art2', 5],
    ]);
    expect(day?.shared).toEqual(new Map([['aaaaaa-bbbbbb', 15]]));
    const elsewhere = await again.statisticsElsewhere(null, () => true).between(DAY, DAY);
    expect(elsewhere.get(DAY)?.noAnswer).toBe(15);
    expect(await again.servers()).toEqual([SERVER]);
    await again.forget(SERVER);
    expect(await again.servers()).toEqual([]);
    expect((await again.statisticsOf(SERVER).between(DAY, DAY)).size).toBe(0);
  });

  it('has one of several processes post a digest, whoever has the lease', async () => {
    const clock = createClock(NOW);
    const posted: string[] = [];
    const settings = { ...USUAL_SETTINGS, digest: CHANNEL };
    const start = () => {
      const pool = own();
      const leases = makeLeases(pool);
      const digests = openDigests({
        state: postgresState(pool, 902),
        settings: { of: async () => settings, servers: async () => [SERVER] },
        take: () => leases.take('digests'),
        onFault: fault,
        now: clock.now,
        after: () => () => {},
      });
      const round = async () => {
        const end = digests.connect({
          isThere: () => true,
          prepare: async (_server, _channel, monday) => ({
            async post(nonce) {
              posted.push(`${monday} ${nonce}`);
              return 'posted';
            },
          }),
          wasPosted: async () => null,
        });
        await digests.settled();
        end();
      };
      return { round, close: () => Promise.all([digests.close(), leases.close()]) };
    };
    const processes = [start(), start(), start()];
    const rounds = () => Promise.all(processes.map(({ round }) => round()));
    await rounds();
    expect(posted).toEqual([]);
    for (const monday of ['2026-11-30', '2026-12-07']) {
      clock.pass(dueAt(SERVER, monday) - clock.now());
      for (let i = 0; i < 3; i++) await rounds();
    }
    expect(posted.map((one) => one.slice(0, 10))).toEqual(['2026-11-30', '2026-12-07']);
    for (const each of processes) await each.close();
  });
});
