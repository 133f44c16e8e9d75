import { describe, expect, it } from 'vitest';
import { openTestLibrary, temporaryFolder, writeFiles } from '../support/library.ts';
import { refusedWords } from '../support/refusals.ts';

describe('library quotes', () => {
  it('judges nothing before it is ready, and follows the folder afterwards', async () => {
    const folders = { articles: temporaryFolder(), data: temporaryFolder() };
    writeFiles(folders.articles, { 'wells.md': '# Wells\n\nThe old well was dug in 1742.\n' });
    const { library } = openTestLibrary(folders);
    await library.whenReady();
    const { quotes } = library;
    const quote = 'The old well was dug in 1742';
    expect(await quotes.find('old well', { limit: 5 })).toEqual([]);
    expect(await refusedWords(() => quotes.verify(quote))).toMatch(/still reading/);

    await quotes.ready();
    expect((await quotes.verify(quote)).kind).toBe('verbatim');
    const [found] = await quotes.find('old wel', { limit: 5 });
    const excerpt = await library.excerpt({ id: found?.citationId ?? '' });
    expect(excerpt?.text).toBe('The old well was dug in 1742.');

    writeFiles(folders.articles, { 'wells.md': '# Wells\n\nThe old well was dug in 1743.\n' });
    await library.refresh();
    await quotes.ready();
    expect((await quotes.verify(quote)).kind).toBe('altered');
    const now = await quotes.findExact('The old well was dug in 1743.');
    expect(await library.excerpt({ id: now?.citationId ?? '' })).not.toBeNull();
  });
});
