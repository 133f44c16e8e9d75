/** What an operator is told of all collections together: in the status, and in the figures. */
import pc from 'picocolors';
import { describe, expect, it, vi } from 'vitest';
import { printStatus } from '../../src/cli/print-status.ts';
import { makeMetrics } from '../../src/operations/metrics.ts';
import { statusOf } from '../../src/operations/status.ts';
import { makeVitals } from '../../src/supervision/vitals.ts';
import { communityFolders, openTestCommunities } from '../support/communities.ts';

const SERVER = '123456789012345678';
const article = (title: string) => `# ${title}\n\nThe ${title} stands by the river.\n`;

describe('all collections together', () => {
  it('are counted, open or not, and none of them is named', async () => {
    const folders = communityFolders({
      'kiln.md': article('kiln'),
      [`${SERVER}/collection.yaml`]: `servers: ["${SERVER}"]\n`,
      [`${SERVER}/mill.md`]: article('mill'),
      [`${SERVER}/loom.md`]: article('loom'),
    });
    const first = await openTestCommunities(folders);
    const { library } = first.opened.ofAll;
    await library.whenReady();
    expect(first.opened.holdings()).toMatchObject({ collections: 2, open: 1, articles: 1 });
    await (await first.see(SERVER)).library.whenReady();
    const all = { collections: 2, open: 2, articles: 3, passages: 3 };
    expect(first.opened.holdings()).toEqual(all);

    const { holdings } = first.opened;
    const parts = { version: '0', vitals: makeVitals(), library, holdings, queues: () => ({}) };
    const status = await statusOf({ ...parts, lastHour: () => ({}) });
    expect(printStatus(status, pc.createColors(false))).toContain(
      '3 articles, 3 passages in 2 collections, 2 of them open.',
    );
    const metrics = makeMetrics(parts);
    const text = await metrics.text();
    await metrics.close();
    expect(text).toMatch(/^footnote_articles 3$/m);
    expect(text).toMatch(/^footnote_collections 2$/m);
    expect(text).toMatch(/^footnote_collections_open 2$/m);
    expect(text).not.toContain(SERVER);
    await first.close();

    // Nobody has asked for it since the start: what was saved of it is told.
    const second = await openTestCommunities(folders);
    await second.opened.ofAll.library.whenReady();
    await vi.waitFor(() => expect(second.opened.holdings()).toEqual({ ...all, open: 1 }));
  });
});
