/** Who waits is told when articles have changed, of collections in folders, as the program opens them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { communityFolders, openTestCommunities } from '../support/communities.ts';
import { FERRY, KILN, TICKETS, waitFor } from './ferry.ts';
import { type Posted, telling } from './telling.ts';

const SERVER = '1300000000000000099';

it('tells once the folder has what was asked for, and nothing of it is left', async () => {
  const folders = communityFolders({ 'kiln.md': KILN });
  const { communities, opened, records, see } = await openTestCommunities(folders);
  const { askers } = records;
  await (await see('')).library.whenReady();
  await askers.at(SERVER).wait(waitFor(TICKETS));
  await askers.at(null).wait(waitFor(TICKETS));
  const posted: Posted[] = [];
  const own = telling(communities, { askers }, posted);
  onTestFinished(() => own.close());
  // Asked once, and not answered.
  const { library } = await see('', SERVER);
  expect((await library.ask(TICKETS, { count: 1 })).answered).toBe(false);
  expect(posted).toEqual([]);

  writeFileSync(join(folders.articles, 'ferry.md'), FERRY);
  await opened.ofAll.library.refresh();
  await expect.poll(() => posted.length, { timeout: 10_000 }).toBe(2);
  for (const { channel, text } of posted) {
    expect(channel).toBe('direct');
    expect(text).toContain('Tickets are sold on board by the purser.');
  }
  await expect.poll(() => askers.list()).toEqual([]);
});

it('tells nobody who took it back while it was looked into', async () => {
  const folders = communityFolders({ 'ferry.md': FERRY });
  const { communities, records, see } = await openTestCommunities(folders);
  const { askers } = records;
  await (await see('')).library.whenReady();
  const id = await askers.at(SERVER).wait(waitFor(TICKETS));
  const posted: Posted[] = [];
  const begun: boolean[] = [];
  const hesitant = {
    ...askers,
    async begin(asker: Parameters<typeof askers.begin>[0]) {
      await askers.at(SERVER).forget(id, asker.user);
      begun.push(await askers.begin(asker));
      return begun[0] === true;
    },
  };
  const own = telling(communities, { askers: hesitant }, posted);
  onTestFinished(() => own.close());
  await expect.poll(() => begun, { timeout: 10_000 }).toEqual([false]);
  await own.close();
  expect(posted).toEqual([]);
  expect(await askers.list()).toEqual([]);
});
