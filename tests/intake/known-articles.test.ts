/** What is there is known without reading it again, however much there is. */
import { readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diskPlaces } from '../../src/intake/disk-places.ts';
import { type KnownFiles, knowArticles } from '../../src/intake/known-articles.ts';
import { stageArticle } from '../../src/intake/stage.ts';
import { traitsOf } from '../../src/intake/traits.ts';
import type { FileReading } from '../../src/model.ts';
import { openTestLibrary, sharedReader, temporaryFolder, writeFiles } from '../support/library.ts';
import { readArticleFile } from '../support/read-article.ts';

/** An article that shares a paragraph with every other one, as sites do. */
function articleOf(number: number): string {
  const paragraphs = Array.from(
    { length: 5 },
    (_, i) => `In the year ${i} the keeper of lock ${number} wrote down ${number * (i + 1)} boats.`,
  );
  return [
    `# Lock ${number}`,
    ...paragraphs,
    'This text was written for the society of keepers.',
  ].join('\n\n');
}

function readingOf(number: number, text = articleOf(number)) {
  const file = `lock-${String(number).padStart(5, '0')}.md`;
  return readArticleFile(Buffer.from(text), file);
}

function filesOf(readings: readonly FileReading[]): KnownFiles {
  return new Map(readings.map((reading) => [reading.file, { reading }]));
}

/** What is looked for when this text is added. */
async function sought(text: string) {
  const reading = await readArticleFile(Buffer.from(text), 'added.md');
  return { files: [reading.sha256], articles: reading.articles.map(traitsOf) };
}

describe('known articles', () => {
  it('recognise any one of hundreds, and nothing else', async () => {
    const readings = await Promise.all(
      Array.from({ length: 500 }, (_, number) => readingOf(number)),
    );
    const known = knowArticles(async () => filesOf(readings));
    for (const number of [0, 250, 499]) {
      const there = { file: readings[number]?.file, title: `Lock ${number}` };
      const text = articleOf(number);
      expect(await known.findDuplicate(await sought(text))).toEqual(there);
      const reworked = text
        .replace('# Lock', '# About lock')
        .replaceAll(' wrote down ', ' — wrote down ');
      expect(await known.findDuplicate(await sought(`${reworked}\n`))).toEqual(there);
    }
    expect(await known.findDuplicate(await sought(articleOf(500)))).toBeNull();
  });

  it('follow the folder: what changed, came and went', async () => {
    const [one, two] = [await readingOf(1), await readingOf(2)];
    let files = filesOf([one, two]);
    const known = knowArticles(async () => files);
    const is = async (number: number) =>
      (await known.findDuplicate(await sought(articleOf(number))))?.file;
    expect(await is(1)).toBe(one.file);
    files = filesOf([await readingOf(1, articleOf(9)), two]);
    expect([await is(1), await is(9), await is(2)]).toEqual([undefined, one.file, two.file]);
    files = filesOf([two, await readingOf(3)]);
    expect([await is(9), await is(2), await is(3)]).toEqual([undefined, two.file, 'lock-00003.md']);
    files = new Map();
    expect(await is(2)).toBeUndefined();
  });

  it('are those of a library, and no file of the folder is read while one is added', async () => {
    const [articlesDir, dataDir] = [temporaryFolder(), temporaryFolder()];
    const texts = Array.from({ length: 40 }, (_, number) => articleOf(number));
    writeFiles(
      articlesDir,
      Object.fromEntries(texts.map((text, number) => [`lock-${number}.md`, text])),
    );
    const longAgo = (path: string) => utimesSync(path, 1_000_000_000, 1_000_000_000);
    for (const name of readdirSync(articlesDir)) longAgo(join(articlesDir, name));
    const { library } = openTestLibrary({ articles: articlesDir, data: dataDir });
    const known = knowArticles(() => library.currentFiles());
    const add = (text: string) =>
      stageArticle(
        { bytes: Buffer.from(text), name: 'x.md' },
        diskPlaces({ articlesDir, dataDir }),
        { known, reader: sharedReader, by: 'somebody' },
      );
    // Before the library has read anything: that is waited for.
    const early = await add(articleOf(17));
    expect(early.duplicateOf).toEqual({ file: 'lock-17.md', title: 'Lock 17' });
    // Whoever read one of these now would find something else in it than what was there.
    for (const name of readdirSync(articlesDir)) {
      const path = join(articlesDir, name);
      writeFileSync(path, Buffer.alloc(statSync(path).size, 'x'));
      longAgo(path);
    }
    for (const number of [0, 17, 39]) {
      expect((await add(articleOf(number))).duplicateOf?.file).toBe(`lock-${number}.md`);
    }
    // And what has come since is known at once.
    writeFiles(articlesDir, { 'late.md': articleOf(50) });
    expect((await add(articleOf(50))).duplicateOf?.file).toBe('late.md');
  });
});
