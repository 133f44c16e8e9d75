/** One community does not notice another in the same database. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describePostgres, startPostgres, type TestServer } from '../support/postgres.ts';
import { statementsWithoutCollection } from '../support/tenant-statements.ts';
import { expectNoInterference } from './non-interference.ts';
import { storedOn } from './stored-world.ts';

describePostgres('what one community sees in a database', () => {
  let server: TestServer;
  const urls: string[] = [];
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.close());

  it.each([
    ['own', 1],
    ['default', 2],
    ['own', 103],
    ['default', 104],
  ] as const)(
    'is the same beside another one: %s articles, seed %i',
    // A busy machine may be late with a suggestion, which is then left out; what leaks does so again.
    { retry: 1, timeout: 300_000 },
    async (which, seed) => {
      const open = storedOn(server, (url) => void urls.push(url));
      await expectNoInterference(open, { which, seed, before: 60, acts: 120 });
    },
  );

  it('is asked for by statements that name a collection', async () => {
    expect(urls.length).toBeGreaterThan(0);
    for (const url of urls) expect(await statementsWithoutCollection(server, url)).toEqual([]);
  });
});
