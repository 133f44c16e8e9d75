import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listWithLinked } from '../../src/articles/linked-folders.ts';
import { linkedFoldersOf } from '../../src/sources/linked.ts';
import { openTestLibrary, temporaryFolder, writeFiles } from '../support/library.ts';
import { inEnglish } from '../support/refusals.ts';

/** A checkout with articles, and an articles folder that links its `docs`. */
function checkout(yaml = (docs: string) => `sources:\n  - folder: ${docs}\n    name: handbook\n`) {
  const repository = temporaryFolder();
  const articles = temporaryFolder();
  writeFiles(repository, {
    '.git/info/exclude': 'secret.md\n',
    '.gitignore': '/docs/built/\n*.tmp.md\n',
    'docs/start.md': '# Start\n\nThe pump is started with the green lever on its left side.',
    'docs/secret.md': 'Not for anybody.',
    'docs/a.tmp.md': 'Not yet.',
    'docs/built/start.md': 'Made of the other one.',
    'docs/guide/.gitignore': 'draft-*.md\n!draft-kept.md\n',
    'docs/guide/draft-one.md': 'Not yet.',
    'docs/guide/draft-kept.md': 'A draft that is kept after all.',
    'docs/guide/stop.md': 'The pump is stopped with the red lever on its right side.',
  });
  writeFiles(articles, {
    'own.md': 'An article of our own.',
    'sources.yaml': yaml(join(repository, 'docs')),
  });
  return { repository, articles, docs: join(repository, 'docs') };
}

const list = async (articles: string) =>
  listWithLinked(articles, await linkedFoldersOf(articles)());

describe('a linked folder', () => {
  it('is listed under its name, without what Git ignores', async () => {
    const { articles, docs } = checkout();
    const { files, placeOf, problems } = await list(articles);
    expect(files.map(({ file }) => file)).toEqual([
      'handbook/guide/draft-kept.md',
      'handbook/guide/stop.md',
      'handbook/start.md',
      'own.md',
    ]);
    expect(problems).toEqual([]);
    expect(placeOf('handbook/guide/stop.md')).toEqual({ folder: docs, path: 'guide/stop.md' });
    expect(placeOf('own.md')).toEqual({ folder: articles, path: 'own.md' });
  });

  it('is bounded by a pattern and a count', async () => {
    const { articles } = checkout(
      (docs) => `sources:\n  - folder: ${docs}\n    name: h\n    only: guide/*\n    most: 1\n`,
    );
    const { files, problems } = await list(articles);
    expect(files.map(({ file }) => file)).toEqual(['h/guide/draft-kept.md', 'own.md']);
    expect(problems.map(({ problem }) => inEnglish(problem))).toEqual([
      expect.stringMatching(/there are more files in it than the 1 that are read/),
    ]);
  });

  it('steps back behind a folder of its name, and follows no link out of itself', async () => {
    const { articles, docs } = checkout();
    writeFiles(temporaryFolder(), { 'outside.md': 'Elsewhere.' });
    symlinkSync('/etc', join(docs, 'etc'));
    const linked = await list(articles);
    expect(linked.problems.map(({ problem }) => problem.facts.reason.key)).toEqual(['linkOutside']);
    writeFiles(articles, { 'handbook/mine.md': 'Mine.' });
    const { files, problems } = await list(articles);
    expect(files.map(({ file }) => file)).toEqual(['handbook/mine.md', 'own.md']);
    expect(problems.map(({ problem }) => problem.facts.reason.key)).toEqual(['folderNameTaken']);
  });
});

describe('a library', () => {
  it('answers from a linked folder, by ids that stay; what is away is still answered', async () => {
    const { articles, docs, repository } = checkout();
    const folders = { articles, data: temporaryFolder() };
    const linked = linkedFoldersOf(articles);
    const { library, reporter } = openTestLibrary(folders, { linked });
    await library.whenReady();
    const { excerpts } = await library.ask('How is the pump stopped?', { count: 1 });
    expect(excerpts[0]?.citation).toMatchObject({ file: 'handbook/guide/stop.md' });
    expect(excerpts[0]?.text).toContain('red lever');
    const ids = (await library.articles()).map(({ id, file }) => [file, id]);
    writeFiles(docs, { 'start.md': '# Start\n\nThe pump is started with the blue lever.' });
    await library.refresh();
    expect((await library.articles()).map(({ id, file }) => [file, id])).toEqual(ids);
    expect(
      (await library.ask('How is the pump started?', { count: 1 })).excerpts[0]?.text,
    ).toContain('blue');
    rmSync(repository, { recursive: true });
    await library.refresh();
    expect(await library.articles()).toHaveLength(4);
    expect(reporter.lines).toEqual([`${docs} was not indexed: it is gone.`]);
    // Taken out of sources.yaml, it is gone.
    writeFiles(articles, { 'sources.yaml': 'sources: []\n' });
    await library.refresh();
    expect((await library.articles()).map(({ file }) => file)).toEqual(['own.md']);
  });

  it('notices a change in it within seconds', async () => {
    const { articles, docs } = checkout();
    const { library } = openTestLibrary(
      { articles, data: temporaryFolder() },
      { linked: linkedFoldersOf(articles), watch: true },
    );
    await library.whenReady();
    writeFiles(docs, { 'new.md': 'The valve is turned by hand, a quarter at a time.' });
    await expect
      .poll(async () => (await library.articles()).length, { timeout: 15_000, interval: 50 })
      .toBe(5);
  });
});
