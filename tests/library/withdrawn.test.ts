/** What was taken out of the folder is shown to nobody at once, also while no look goes well. */
import { readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { OpenLibrary } from '../../src/library/library.ts';
import { openTestLibrary, temporaryFolder, writeFiles } from '../support/library.ts';

const KILN = '# The kiln\n\nThe kiln burns at twelve hundred degrees.\n';
const LOOM = '# The loom\n\nThe loom of the guild has forty shafts.\n';
const SHARED = '\nGuests are welcome in the workshop on the first Sunday of every month.\n';
const DEGREES = 'How many degrees does the kiln burn at?';

async function shown(library: OpenLibrary, id: string) {
  const { excerpts, answered } = await library.ask(DEGREES, { count: 5 });
  await library.quotes.ready();
  return {
    answered,
    asked: [...new Set(excerpts.map(({ citation }) => citation.file))].sort(),
    excerpt: (await library.excerpt({ id }))?.text ?? null,
    article: (await library.article({ id: id.slice(0, 6) }))?.title ?? null,
    listed: (await library.articles()).map(({ title }) => title),
    reading: (await library.reading('kiln.md'))?.articles.length ?? 0,
    verdict: (await library.quotes.verify('The kiln burns at twelve hundred degrees.')).kind,
    trace: (await library.trace({ id })).state,
  };
}

describe('withdraw', () => {
  it('hides a file until a look has seen what became of it', async () => {
    const folders = { articles: temporaryFolder(), data: temporaryFolder() };
    writeFiles(folders.articles, { 'kiln.md': KILN + SHARED, 'loom.md': LOOM + SHARED });
    const { library } = openTestLibrary(folders);
    await library.whenReady();
    const id = (await library.ask(DEGREES, { count: 1 })).excerpts[0]?.citation.id ?? '';
    const everything = await shown(library, id);
    expect(everything).toMatchObject({ answered: true, trace: 'current', verdict: 'verbatim' });
    const nothing = {
      answered: false,
      asked: ['loom.md'],
      excerpt: null,
      article: null,
      listed: ['The loom'],
      reading: 0,
      verdict: 'not-found',
      trace: 'gone',
    };

    // No look goes well while the folder is away.
    const away = `${folders.articles}-away`;
    rmSync(join(folders.articles, 'kiln.md'));
    await library.withdraw('kiln.md');
    renameSync(folders.articles, away);
    expect(await shown(library, id)).toEqual(nothing);
    await expect(library.refresh()).rejects.toMatchObject({ key: 'folderMissing' });
    expect(await shown(library, id)).toEqual(nothing);
    renameSync(away, folders.articles);
    await library.refresh();
    expect(await shown(library, id)).toEqual(nothing);
    await expect(library.ask(DEGREES, { count: 1 })).resolves.toMatchObject({ answered: false });

    // What comes back is there again, with its old id.
    writeFiles(folders.articles, { 'kiln.md': KILN + SHARED });
    await library.refresh();
    expect(await shown(library, id)).toEqual(everything);
  });

  it('shows again what is in the folder after all', async () => {
    const folders = { articles: temporaryFolder(), data: temporaryFolder() };
    writeFiles(folders.articles, { 'kiln.md': KILN, 'loom.md': LOOM });
    const { library } = openTestLibrary(folders);
    await library.whenReady();
    const id = (await library.ask(DEGREES, { count: 1 })).excerpts[0]?.citation.id ?? '';
    await library.withdraw('kiln.md');
    expect(await library.trace({ id })).toEqual({ state: 'gone' });
    await library.refresh();
    expect(await library.trace({ id })).toMatchObject({ state: 'current' });
  });

  it('leaves nothing of its text in what is saved, a day later', async () => {
    const folders = { articles: temporaryFolder(), data: temporaryFolder() };
    writeFiles(folders.articles, { 'kiln.md': KILN, 'loom.md': LOOM });
    const saved = () =>
      readdirSync(folders.data, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name !== 'manifest.json')
        .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'latin1'))
        .join('\n');
    const open = async () => {
      const { library } = openTestLibrary(folders, { watch: true });
      await library.whenReady();
      return library;
    };
    const first = await open();
    expect(saved()).toContain('twelve hundred degrees');
    rmSync(join(folders.articles, 'kiln.md'));
    await first.refresh();
    await first.close();
    // What goes is a small change: it is written beside what was saved.
    expect(saved()).toContain('twelve hundred degrees');

    const now = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 25 * 60 * 60 * 1_000);
    onTestFinished(() => now.mockRestore());
    await (await open()).close();
    expect(saved()).not.toMatch(/the kiln|twelve hundred/i);
    const titles = (await (await open()).articles()).map(({ title }) => title);
    expect(titles).toEqual(['The loom']);
  });
});
