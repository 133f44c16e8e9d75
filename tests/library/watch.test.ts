/** The articles folder comes, goes, and is another one: it is watched again each time. */
import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { watch } from 'chokidar';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { watchFolder } from '../../src/library/watch.ts';
import { makeVitals } from '../../src/supervision/vitals.ts';
import { openTestLibrary, temporaryFolder, writeFiles } from '../support/library.ts';
import { refusalOf } from '../support/refusals.ts';

const SOON = { timeout: 10_000, interval: 50 };
const KILN = '# The kiln\n\nThe kiln burns at twelve hundred degrees, day and night.\n';
const LOOM = '# The loom\n\nThe loom of the guild has forty shafts and was built in Ghent.\n';

/** A library that watches `articles` in a folder, where the test may put others in its place. */
async function open(prepare: (root: string) => void) {
  const root = temporaryFolder();
  prepare(root);
  const vitals = makeVitals();
  const articles = join(root, 'articles');
  const opened = openTestLibrary({ articles, data: join(root, 'data') }, { watch: true, vitals });
  await opened.library.whenReady();
  const files = async () => (await opened.library.articles()).map(({ file }) => file);
  return { ...opened, root, articles, vitals, files };
}

describe('the articles folder', () => {
  it('that is renamed away and back is watched again, and answered from meanwhile', async () => {
    const { library, reporter, root, articles, vitals, files } = await open((root) =>
      writeFiles(join(root, 'articles'), { 'kiln.md': KILN }),
    );
    renameSync(articles, join(root, 'away'));
    expect((await refusalOf(library.refresh())).key).toBe('folderMissing');
    expect((await refusalOf(library.refresh())).key).toBe('folderMissing');
    expect(vitals.state('folder')).toMatchObject({
      state: 'ill',
      ailment: { key: 'folderMissing' },
    });
    const { excerpts } = await library.ask('How hot does the kiln burn?', { count: 1 });
    expect(excerpts[0]?.text).toContain('twelve hundred');
    renameSync(join(root, 'away'), articles);
    await vi.waitFor(() => expect(vitals.state('folder').state).toBe('well'), SOON);
    writeFiles(articles, { 'loom.md': LOOM });
    await vi.waitFor(async () => expect(await files()).toEqual(['kiln.md', 'loom.md']), SOON);
    // Once, however often it was looked for.
    expect(reporter.lines.filter((line) => line.includes('does not exist'))).toHaveLength(1);
  });

  it('that is deleted and made again is watched again', async () => {
    const { articles, files } = await open((root) =>
      writeFiles(join(root, 'articles'), { 'kiln.md': KILN }),
    );
    rmSync(articles, { recursive: true });
    mkdirSync(articles);
    writeFiles(articles, { 'loom.md': LOOM });
    await vi.waitFor(async () => expect(await files()).toEqual(['loom.md']), SOON);
    writeFiles(articles, { 'kiln.md': KILN });
    await vi.waitFor(async () => expect(await files()).toEqual(['kiln.md', 'loom.md']), SOON);
  });

  it('behind a link that comes to lead elsewhere is watched there', async () => {
    const { root, articles, files } = await open((root) => {
      writeFiles(join(root, 'one'), { 'kiln.md': KILN });
      writeFiles(join(root, 'two'), { 'loom.md': LOOM });
      symlinkSync('one', join(root, 'articles'));
    });
    symlinkSync('two', join(root, 'next'));
    renameSync(join(root, 'next'), articles);
    await vi.waitFor(async () => expect(await files()).toEqual(['loom.md']), SOON);
    writeFiles(join(root, 'two'), { 'mill.md': KILN.replaceAll('kiln', 'mill') });
    await vi.waitFor(async () => expect(await files()).toEqual(['loom.md', 'mill.md']), SOON);
  });
});

describe('a watch', () => {
  it('that fails begins again, and what it missed is looked for', async () => {
    const folder = temporaryFolder();
    const watchers: ReturnType<typeof watch>[] = [];
    let changes = 0;
    const watching = await watchFolder(folder, {
      onChange: () => changes++,
      watch: ((...args: Parameters<typeof watch>) => {
        const watcher = watch(...args);
        watchers.push(watcher);
        return watcher;
      }) as typeof watch,
    });
    onTestFinished(() => watching.close());
    watchers[0]?.emit('error', Object.assign(new Error('no watches left'), { code: 'ENOSPC' }));
    writeFiles(folder, { 'kiln.md': KILN });
    await vi.waitFor(() => expect(watchers).toHaveLength(2), SOON);
    expect(watchers[0]?.closed).toBe(true);
    await vi.waitFor(() => expect(changes).toBeGreaterThan(0), SOON);
    const seen = vi.waitFor(() => expect(isSeen).toBe(true), SOON);
    let isSeen = false;
    watchers[1]?.on('add', () => {
      isSeen = true;
    });
    writeFiles(folder, { 'loom.md': LOOM });
    await seen;
  });

  it('of a folder that is not there yet begins when it comes', async () => {
    const folder = join(temporaryFolder(), 'articles');
    let changes = 0;
    const watching = await watchFolder(folder, { onChange: () => changes++ });
    onTestFinished(() => watching.close());
    mkdirSync(folder);
    await vi.waitFor(() => expect(changes).toBeGreaterThan(0), SOON);
  });

  it('is let go of where a watch has just ended, and the next one has not begun', async () => {
    const folder = temporaryFolder();
    let closed: Promise<void> | null = null;
    // As where a collection in it was deleted.
    const apart = { version: 1, has: () => false };
    const watching = await watchFolder(folder, {
      ...{ apart, onChange: () => {} },
      watch: ((...args: Parameters<typeof watch>) => {
        const watcher = watch(...args);
        const close = watcher.close.bind(watcher);
        return Object.assign(watcher, {
          async close() {
            await close();
            // When it is being asked which folder is there now: a few steps later, and no event between.
            void (async () => {
              for (let step = 0; step < 50; step++) await null;
              closed ??= watching.close();
            })();
          },
        });
      }) as typeof watch,
    });
    apart.version = 2;
    await vi.waitFor(() => expect(closed).not.toBeNull(), SOON);
    await closed;
  });
});
