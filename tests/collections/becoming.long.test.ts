/** A folder becomes a collection while the bot runs, and none again: its articles go along. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { communityFolders, openTestCommunities } from '../support/communities.ts';
import { writeFiles } from '../support/library.ts';

const A = '123456789012345678';
const SOON = { timeout: 30_000 };
const KILN = '# The kiln\n\nThe kiln is fired with beech wood on the first Friday of the month.\n';
const LOOM = '# The loom\n\nThe loom was built by Marta Quill in the winter of 1911.\n';

it('leaves the default collection with its articles, and comes back', async () => {
  const folders = communityFolders({ 'kiln.md': KILN, 'weavers/loom.md': LOOM });
  const all = await openTestCommunities(folders);
  const { library } = all.opened.ofAll;
  await library.whenReady();
  const files = async () => (await library.articles()).map(({ file }) => file).sort();
  expect(await files()).toEqual(['kiln.md', 'weavers/loom.md']);
  writeFiles(folders.articles, { 'weavers/collection.yaml': `servers: ["${A}"]\n` });
  await vi.waitFor(async () => expect(await files()).toEqual(['kiln.md']), SOON);
  await vi.waitFor(() => expect(all.collections.byId('weavers')).not.toBeNull(), SOON);
  const weavers = (await all.see('weavers')).library;
  await weavers.whenSearchable();
  const { excerpts } = await weavers.ask('Who built the loom?', { count: 1 });
  expect(excerpts[0]?.text).toContain('Marta Quill');
  rmSync(join(folders.articles, 'weavers/collection.yaml'));
  await vi.waitFor(async () => expect(await files()).toEqual(['kiln.md', 'weavers/loom.md']), SOON);
  await vi.waitFor(() => expect(all.opened.open()).toEqual(['']), SOON);
  expect(all.collections.byId('weavers')).toBeNull();
});
