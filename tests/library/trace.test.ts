import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openTestLibrary, temporaryFolder, writeFiles } from '../support/library.ts';

const KILN = `---
title: The kiln
published: 2026-02-03
publisher: Clay News
---

The kiln burns at twelve hundred degrees.

Potter Ines Okafor fires it twice a month.
`;
const LOOM = '---\ntitle: The loom\npublished: 2024-05-06\n---\n\nThe loom has forty shafts.\n';

describe('trace and filters', () => {
  it('tells what became of a citation, also after a restart', async () => {
    const folders = { articles: temporaryFolder(), data: temporaryFolder() };
    writeFiles(folders.articles, { 'kiln.md': KILN, 'loom.md': LOOM });
    const first = openTestLibrary(folders).library;
    await first.whenReady();
    const idOf = async (question: string) =>
      (await first.ask(question, { count: 1 })).excerpts[0]?.citation.id ?? '';
    const [degrees, potter, loom] = [
      await idOf('How many degrees does the kiln burn at?'),
      await idOf('Who is the potter?'),
      await idOf('How many shafts has the loom?'),
    ];
    expect(await first.trace({ id: ` [${degrees.toUpperCase()}] ` })).toMatchObject({
      state: 'current',
    });
    expect(await first.trace({ id: 'not an id' })).toEqual({ state: 'unknown' });
    expect(await first.trace({ id: '000000-000000' })).toEqual({ state: 'unknown' });

    writeFiles(folders.articles, { 'kiln.md': KILN.replace('twelve', 'thirteen') });
    renameSync(join(folders.articles, 'loom.md'), join(folders.articles, 'weaving.md'));
    await first.refresh();
    expect(await first.trace({ id: degrees })).toMatchObject({
      state: 'changed',
      article: { title: 'The kiln' },
      former: { text: 'The kiln burns at twelve hundred degrees.', paragraph: 1 },
    });
    expect(await first.trace({ id: potter })).toMatchObject({ state: 'current' });
    expect(await first.trace({ id: loom })).toMatchObject({
      state: 'moved',
      excerpt: { citation: { file: 'weaving.md' } },
    });
    await first.close();

    rmSync(join(folders.articles, 'kiln.md'));
    const second = openTestLibrary(folders).library;
    await second.whenReady();
    expect(await second.trace({ id: potter })).toEqual({ state: 'gone' });
    expect(await second.trace({ id: degrees })).toEqual({ state: 'gone' });
  });

  it('filters by date and publisher before ranking', async () => {
    const folders = { articles: temporaryFolder(), data: temporaryFolder() };
    writeFiles(folders.articles, { 'kiln.md': KILN, 'loom.md': LOOM });
    const { library } = openTestLibrary(folders);
    await library.whenReady();
    const titles = async (filter: object) => {
      const { excerpts } = await library.ask('kiln loom potter shafts', { count: 5, filter });
      return [...new Set(excerpts.map(({ citation }) => citation.article))].sort();
    };
    expect(await titles({})).toEqual(['The kiln', 'The loom']);
    expect(await titles({ since: '2025-01-01' })).toEqual(['The kiln']);
    expect(await titles({ until: '2024-05-06' })).toEqual(['The loom']);
    expect(await titles({ publisher: 'clay news' })).toEqual(['The kiln']);
    expect(await titles({ publisher: 'clay news', until: '2025-01-01' })).toEqual([]);
  });
});
