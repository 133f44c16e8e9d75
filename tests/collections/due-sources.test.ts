/** Sources of collections that are closed: each is opened when one is due, few at a time, and let go. */
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { Collection } from '../../src/collections/collection.ts';
import { defaultCollection } from '../../src/collections/default-collection.ts';
import { lookAfterClosed } from '../../src/collections/due-sources.ts';
import { collectionOf } from '../../src/collections/find-collections.ts';
import { NO_QUOTAS } from '../../src/collections/quota-fields.ts';
import { noMemory } from '../../src/sources/memory.ts';
import type { SourceList, Sources } from '../../src/sources/sources.ts';
import { parseSources } from '../../src/sources/sources-file.ts';
import { statusOf } from '../../src/sources/status.ts';
import { temporaryFolder, writeFiles } from '../support/library.ts';

const FEED = 'sources:\n  - feed: https://feed.example/news\n';
const HOUR_MS = 3_600_000;
const SOON = { timeout: 10_000 };

function followed(names: readonly string[]) {
  const folder = temporaryFolder();
  const settings = {
    title: null,
    servers: [],
    managers: [],
    seesDefault: true,
    page: null,
    quotas: {},
  };
  const all: Collection[] = names.map((name) =>
    collectionOf(name, join(folder, name), settings, NO_QUOTAS),
  );
  writeFiles(folder, Object.fromEntries(names.map((name) => [`${name}/sources.yaml`, FEED])));
  const nextLookAt = new Map<string, number>();
  const open = new Set<string>();
  const opened: string[] = [];
  let most = 0;
  const list = (name: string): SourceList => ({
    sources: parseSources(FEED, folder).sources.map((source) => ({
      ...statusOf(source, noMemory(source.address)),
      nextLookAt: nextLookAt.get(name) ?? null,
    })),
    problems: [],
  });
  const faults: unknown[] = [];
  const looking = lookAfterClosed({
    collections: () => all,
    isOpen: (id) => open.has(id),
    async hold(id) {
      open.add(id);
      opened.push(id);
      most = Math.max(most, open.size);
      const sources = { list: () => list(id) } as Pick<Sources, 'list'> as Sources;
      return { item: { sources }, release: () => void open.delete(id) };
    },
    read: async ({ id }) => list(id),
    onFault: (error) => faults.push(error),
    everyMs: 20,
  });
  onTestFinished(async () => {
    await looking.close();
    expect(faults).toEqual([]);
  });
  return { folder, opened, open, nextLookAt, most: () => most };
}

it('opens each for as long as something is due in it, two at a time', async () => {
  const { opened, open, nextLookAt, most } = followed(['a', 'b', 'c']);
  await vi.waitFor(() => expect([...open].sort()).toEqual(['a', 'b']), SOON);
  for (const name of ['a', 'b', 'c']) nextLookAt.set(name, Date.now() + HOUR_MS);
  await vi.waitFor(() => expect(opened.length).toBeGreaterThanOrEqual(2), SOON);
  await vi.waitFor(() => expect(open.size).toBe(0), SOON);
  expect(most()).toBeLessThanOrEqual(2);
});

it('leaves those alone that have no source, and those where nothing is due', async () => {
  const { folder, opened, nextLookAt } = followed(['a', 'b']);
  nextLookAt.set('a', Date.now() + HOUR_MS);
  nextLookAt.set('b', Date.now() + HOUR_MS);
  await vi.waitFor(() => expect(opened).not.toContain('a'), SOON);
  opened.length = 0;
  // What its file says is looked at where it is another one.
  nextLookAt.set('b', 0);
  writeFiles(folder, { 'b/sources.yaml': `# again\n${FEED}` });
  await vi.waitFor(() => expect(opened).toEqual(['b']), SOON);
  nextLookAt.set('b', Date.now() + HOUR_MS);
});

it('ends at once where it is closed while it looks at what is due', async () => {
  const folder = temporaryFolder();
  writeFiles(folder, { 'a/sources.yaml': FEED });
  let isReading = false;
  let goOn: () => void = () => {};
  const read = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const looking = lookAfterClosed({
    collections: () => [{ ...defaultCollection(join(folder, 'a')), id: 'a' }],
    isOpen: () => false,
    hold: () => Promise.reject(new Error('nothing is due')),
    async read() {
      isReading = true;
      await read;
      return { sources: [], problems: [] };
    },
    onFault: () => {},
  });
  await vi.waitFor(() => expect(isReading).toBe(true), SOON);
  const closed = looking.close();
  goOn();
  await closed;
});
