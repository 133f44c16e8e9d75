import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { bundledEmbedding } from '../support/embedding.ts';
import {
  embedded,
  openTestLibrary,
  sampleArticles,
  temporaryFolder,
  writeFiles,
} from '../support/library.ts';
import { refusalOf, refusedWords } from '../support/refusals.ts';

const HONEY = `---
title: The bees of Karst Island
publisher: Island Post
published: 2026-03-01
---

The island keeps four hundred hives, and every one of them is painted blue.

Beekeeper Orla Venn sells the honey at the harbour on Saturdays. She began in 1988 with two hives.

Winters are mild, so the colonies fly from February on.
`;

const LANTERNS = `---
title: Lantern night
---

Children carry paper lanterns to the old mill at dusk. The custom began after the flood of 1931.

Beekeeper Orla Venn sells the honey at the harbour on Saturdays. She began in 1988 with two hives.
`;

function twoArticles() {
  const folders = { articles: temporaryFolder(), data: temporaryFolder() };
  writeFiles(folders.articles, { 'honey.md': HONEY, 'lanterns.md': LANTERNS });
  return folders;
}

/** Long enough for a folder watch, a debounce and the embedding of a paragraph. */
const SOON = { timeout: 15_000, interval: 100 };

describe('openLibrary', () => {
  it('answers from the sample articles, verbatim and cited', async () => {
    const folders = { articles: sampleArticles(), data: temporaryFolder() };
    const { library } = openTestLibrary(folders, { embedding: bundledEmbedding });
    await library.whenReady();
    const answer = await library.ask('How high is the Nurek dam?', { count: 3 });
    expect(answer).toMatchObject({ answered: true, evidence: { reading: 'read' } });
    const [first] = answer.excerpts;
    expect(first?.citation.file).toBe('nurek-and-rogun-damming-the-vakhsh.md');
    expect(first?.text).toContain('Nurek');
    const file = readFileSync(join(folders.articles, first?.citation.file ?? ''), 'utf8');
    expect(file.replace(/\s+/g, ' ')).toContain(first?.text);
    expect(new Set(answer.excerpts.map(({ citation }) => citation.id)).size).toBe(3);
  });

  it('says how far it is while nothing can be searched yet', async () => {
    const { library } = openTestLibrary(twoArticles());
    const words = await refusedWords(library.ask('Who sells honey?', { count: 3 }));
    expect(words).toMatch(/^I am (?:still|just starting) .+\. Please ask again in a moment\.$/);
    await library.whenReady();
    expect((await library.ask('Who sells honey?', { count: 3 })).answered).toBe(true);
  });

  it('finds a passage that stands in two articles once, and in either when asked for', async () => {
    const { library } = openTestLibrary(twoArticles());
    await library.whenReady();
    const anywhere = await library.ask('Who sells honey at the harbour?', { count: 5 });
    const texts = anywhere.excerpts.map(({ text }) => text);
    expect(texts.filter((text) => text.includes('Orla Venn'))).toHaveLength(1);
    for (const { id, title } of await library.articles()) {
      const { excerpts } = await library.ask('Who sells honey at the harbour?', {
        count: 5,
        filter: { articleId: id },
      });
      expect(excerpts[0]?.text).toContain('Orla Venn');
      expect(new Set(excerpts.map(({ citation }) => citation.article))).toEqual(new Set([title]));
    }
  });

  it('names the passages of an article, in reading order', async () => {
    const { library } = openTestLibrary(twoArticles());
    await library.whenReady();
    for (const { id, file } of await library.articles()) {
      const ids = await library.passages({ id });
      const excerpts = await Promise.all(ids.map((each) => library.excerpt({ id: each })));
      expect(excerpts.map((excerpt) => excerpt?.citation.file)).toEqual(excerpts.map(() => file));
      const text = excerpts.map((excerpt) => excerpt?.text).join('\n\n');
      expect(text).toBe((await library.article({ id }))?.text);
    }
    expect(await library.passages({ id: 'zzzzzz' })).toEqual([]);
  });

  it('refuses an article that does not exist', async () => {
    const { library } = openTestLibrary(twoArticles());
    await library.whenReady();
    const asked = library.ask('Who?', { count: 1, filter: { articleId: '000000' } });
    await expect(asked).rejects.toMatchObject({ key: 'noSuchArticle' });
  });

  it('embeds nothing at a restart without changes, and keeps every citation id', async () => {
    const folders = twoArticles();
    const first = openTestLibrary(folders);
    await first.library.whenReady();
    expect(embedded(first.reporter)).toBe(4);
    const before = await first.library.ask('When did the beekeeper begin?', { count: 3 });
    await first.library.close();
    const second = openTestLibrary(folders);
    await second.library.whenReady();
    expect(embedded(second.reporter)).toBe(0);
    const after = await second.library.ask('When did the beekeeper begin?', { count: 3 });
    expect(after.excerpts).toEqual(before.excerpts);
    expect(after.further).toEqual(before.further);
  });

  it('embeds only the changed paragraph of an edited file, and only its id changes', async () => {
    const folders = twoArticles();
    const first = openTestLibrary(folders);
    await first.library.whenReady();
    const ids = async ({ library }: typeof first) => {
      const answers = await library.ask('hives honey colonies', { count: 5 });
      return new Map(answers.excerpts.map(({ text, citation }) => [text, citation.id]));
    };
    const before = await ids(first);
    await first.library.close();
    writeFileSync(
      join(folders.articles, 'honey.md'),
      HONEY.replace('from February on', 'from late January on'),
    );
    const second = openTestLibrary(folders);
    await second.library.whenReady();
    expect(embedded(second.reporter)).toBe(1);
    const after = await ids(second);
    for (const [text, id] of before) {
      if (text.includes('February')) {
        expect(await second.library.excerpt({ id })).toBeNull();
        expect(after.has(text)).toBe(false);
      } else expect(after.get(text)).toBe(id);
    }
  });

  it('does not embed a renamed file again', async () => {
    const folders = twoArticles();
    const first = openTestLibrary(folders);
    await first.library.whenReady();
    await first.library.close();
    renameSync(join(folders.articles, 'honey.md'), join(folders.articles, 'bees.md'));
    const second = openTestLibrary(folders);
    await second.library.whenReady();
    const answer = await second.library.ask('What colour are the hives?', { count: 1 });
    expect(answer.excerpts[0]?.citation.file).toBe('bees.md');
    expect(answer.excerpts[0]?.text).toContain('painted blue');
    // What is counted is what was added to the index; the vectors came from it.
    expect(second.library.status().passages).toBe(4);
  });

  it('picks up new, changed and deleted files while it runs', async () => {
    const folders = twoArticles();
    const { library } = openTestLibrary(folders, { watch: true });
    await library.whenReady();
    const first = async (question: string) =>
      (await library.ask(question, { count: 1 })).excerpts[0]?.text;

    writeFiles(folders.articles, {
      'news/ferry.md': '# The ferry\n\nThe ferry Marguerite sails at nine from Pier Two.\n',
    });
    await vi.waitFor(async () => expect(await library.articles()).toHaveLength(3), SOON);
    expect(await first('When does the ferry Marguerite sail?')).toContain('at nine');

    writeFiles(folders.articles, {
      'news/ferry.md': '# The ferry\n\nThe ferry Marguerite sails at seven from Pier Two.\n',
    });
    await vi.waitFor(
      async () => expect(await first('When does the ferry Marguerite sail?')).toContain('at seven'),
      SOON,
    );

    rmSync(join(folders.articles, 'news'), { recursive: true });
    await vi.waitFor(async () => expect(await library.articles()).toHaveLength(2), SOON);
    expect(await first('When does the ferry Marguerite sail?')).not.toContain('Marguerite');
  });

  it('never quotes a state in between while files change under it', async () => {
    const folders = twoArticles();
    const { library } = openTestLibrary(folders, { watch: true });
    await library.whenReady();
    const started = Date.now();
    let asked = 0;
    for (let round = 0; Date.now() - started < 4_000; round++) {
      if (round % 40 === 0) {
        const paragraphs = Array.from(
          { length: 8 },
          (_, i) => `Hive number ${i} in year ${round}.`,
        );
        writeFiles(folders.articles, { 'hives.md': `# Hives\n\n${paragraphs.join('\n\n')}\n` });
      }
      const { excerpts } = await library.ask('Which hive number in which year?', { count: 5 });
      const years = excerpts.flatMap(({ text }) => /year (\d+)/.exec(text)?.[1] ?? []);
      expect(new Set(years).size).toBeLessThanOrEqual(1);
      asked++;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(asked).toBeGreaterThan(50);
  });

  it('names each file it cannot use in one line, and answers from the others', async () => {
    const folders = twoArticles();
    writeFiles(folders.articles, {
      'empty.md': '',
      'binary.txt': new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0, 1, 2, 3]),
      'broken.md': '---\ntitle: [unclosed\n---\n\nA paragraph that is still there to be read.\n',
    });
    const { library, reporter } = openTestLibrary(folders);
    await library.whenReady();
    for (const name of ['empty.md', 'binary.txt', 'broken.md']) {
      expect(reporter.lines.filter((line) => line.includes(name))).toHaveLength(1);
    }
    expect((await library.ask('Who sells honey?', { count: 1 })).answered).toBe(true);
    await library.close();
    const again = openTestLibrary(folders);
    await again.library.whenReady();
    expect(again.reporter.lines.filter((line) => line.includes('empty.md'))).toHaveLength(1);
  });

  it('says so when the folder does not exist, and when it is empty', async () => {
    const data = temporaryFolder();
    const missing = openTestLibrary({ articles: join(data, 'nowhere'), data });
    expect((await refusalOf(missing.library.whenReady())).key).toBe('folderMissing');
    mkdirSync(join(data, 'empty'));
    const empty = openTestLibrary({ articles: join(data, 'empty'), data });
    await empty.library.whenReady();
    expect(await refusedWords(empty.library.ask('Who?', { count: 1 }))).toBe(
      'There are no articles to answer from yet.',
    );
  });

  it('can be closed at any moment', async () => {
    for (const delay of [0, 20, 200, 500]) {
      const { library } = openTestLibrary(twoArticles(), { watch: true });
      await new Promise((resolve) => setTimeout(resolve, delay));
      await Promise.all([library.close(), library.close()]);
    }
  });

  it('suggests articles by title, word, publisher', async () => {
    const { library } = openTestLibrary(twoArticles());
    await library.whenReady();
    const titles = async (typed: string) =>
      (await library.suggestArticles(typed, 25)).map(({ title }) => title);
    expect(await titles('')).toEqual(['Lantern night', 'The bees of Karst Island']);
    expect(await titles('LANT')).toEqual(['Lantern night']);
    expect(await titles('karst')).toEqual(['The bees of Karst Island']);
    expect(await titles('island p')).toEqual(['The bees of Karst Island']);
    expect(await titles('island bees')).toEqual(['The bees of Karst Island']);
    expect(await titles('lanetrn nihgt')).toEqual(['Lantern night']);
    expect(await titles('kasrt')).toEqual(['The bees of Karst Island']);
    expect(await titles('zzz')).toEqual([]);
  });

  it('notices an appended paragraph', async () => {
    const folders = twoArticles();
    const first = openTestLibrary(folders);
    await first.library.whenReady();
    await first.library.close();
    appendFileSync(join(folders.articles, 'honey.md'), '\nThe wax goes to Candlemaker Row.\n');
    const second = openTestLibrary(folders);
    await second.library.whenReady();
    expect(embedded(second.reporter)).toBe(1);
  });
});
