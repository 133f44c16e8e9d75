/** The same of collections in a database: of several processes one tells, and each person once. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { communityFolders } from '../support/communities.ts';
import { migratedDatabase } from '../support/database.ts';
import { describePostgres, startPostgres, type TestServer } from '../support/postgres.ts';
import { openStoredTestCommunities } from '../support/stored-communities.ts';
import { FERRY, KILN, TICKETS, waitFor } from './ferry.ts';
import { type Posted, telling } from './telling.ts';

const SERVER = '1300000000000000099';

describePostgres('who waits for an answer, over a database', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.close());

  it('is told once by one of two processes, and by the other one where that is gone', async () => {
    const url = await migratedDatabase(server);
    const folders = communityFolders({ 'kiln.md': KILN });
    const writer = await openStoredTestCommunities(folders, { url });
    const reader = await openStoredTestCommunities(communityFolders({ 'none.md': '' }), {
      ...{ url, isWriter: false },
    });
    const posted: Posted[] = [];
    const tell = ({ communities, records, database }: typeof writer) =>
      telling(
        communities,
        { askers: records.askers, take: () => database.leases.take('askers') },
        posted,
      );
    await writer.opened.ofAll.library.whenReady();
    for (const place of [SERVER, null])
      await reader.records.askers.at(place).wait(waitFor(TICKETS));
    const [one, another] = [tell(writer), tell(reader)];
    writeFileSync(join(folders.articles, 'ferry.md'), FERRY);
    await expect.poll(() => posted.length, { timeout: 30_000 }).toBe(2);
    await expect.poll(() => reader.records.askers.list(), { timeout: 10_000 }).toEqual([]);
    expect(new Set(posted.map(({ nonce }) => nonce)).size).toBe(2);
    expect(posted.every(({ text }) => text.includes('sold on board by the purser'))).toBe(true);

    // Whoever stands by goes on where the one that told has ended.
    await one.close();
    await writer.records.askers.at(SERVER).wait(waitFor(TICKETS));
    await expect.poll(() => posted.length, { timeout: 30_000 }).toBe(3);
    await expect.poll(() => writer.records.askers.list(), { timeout: 10_000 }).toEqual([]);
    await another.close();
    await reader.close();
    await writer.close();
  }, 120_000);
});
