/** Raw text dumps of many layouts come out as their articles, without page chrome, nothing unseen. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Article, FileReading } from '../../src/model.ts';
import { readArticleFile } from '../support/read-article.ts';

const DUMPS = join(import.meta.dirname, '../fixtures/articles/dumps');
const SEED = join(import.meta.dirname, '../../../shared/articles');

interface Expected {
  articles: {
    title: string;
    author: string | null;
    publisher: string | null;
    published: string | null;
    sections: string[];
    /** The first words of each paragraph. */
    paragraphs: string[];
  }[];
}

function paragraphsOf(article: Article): string[] {
  return article.blocks.map((p) => article.text.slice(p.start, p.end));
}

function sectionsOf(article: Article): string[] {
  return [...new Set(article.blocks.map((p) => p.section))].filter((s) => s !== null);
}

/** Words of the source that are neither in an article nor in a dropped line. */
function unseenWords(source: string, reading: FileReading): string[] {
  const words = (text: string) => text.match(/[\p{L}\p{N}]+/gu) ?? [];
  const seen = new Map<string, number>();
  const told = [
    ...reading.articles.flatMap((a) => [a.title, a.text]),
    ...reading.dropped.map((d) => d.text),
  ];
  for (const word of words(told.join('\n'))) seen.set(word, (seen.get(word) ?? 0) + 1);
  const codes = reading.dropped.filter((d) => d.reason.key === 'builderCode');
  const parted = codes.reduce((text, code) => text.replace(code.text, `${code.text} `), source);
  return words(parted).filter((word) => {
    const left = seen.get(word) ?? 0;
    seen.set(word, left - 1);
    return left <= 0;
  });
}

describe('dumps', () => {
  const names = readdirSync(DUMPS).filter((name) => name.endsWith('.txt'));

  it.each(names)('%s', async (name) => {
    const bytes = readFileSync(join(DUMPS, name));
    const reading = await readArticleFile(bytes, name);
    const expected: Expected = JSON.parse(
      readFileSync(join(DUMPS, name.replace('.txt', '.json')), 'utf8'),
    );
    const found = reading.articles.map((article, i) => ({
      title: article.title,
      author: article.author,
      publisher: article.publisher,
      published: article.published,
      sections: sectionsOf(article),
      paragraphs: paragraphsOf(article).map((text, p) =>
        text.slice(0, expected.articles[i]?.paragraphs[p]?.length ?? 24),
      ),
    }));
    expect(found).toEqual(expected.articles);
    expect(unseenWords(bytes.toString('utf8'), reading)).toEqual([]);
    expect(reading.warnings).toEqual([]);
  });

  it('reads the same from a file with CRLF, a byte order mark or UTF-16', async () => {
    const text = readFileSync(join(DUMPS, 'share-bar.txt'), 'utf8');
    const read = async (bytes: Uint8Array) =>
      (await readArticleFile(bytes, 'share-bar.txt')).articles.map((a) => a.text);
    const plain = await read(Buffer.from(text));
    expect(await read(Buffer.from(text.replaceAll('\n', '\r\n')))).toEqual(plain);
    expect(await read(Buffer.from(`\ufeff${text}`))).toEqual(plain);
    expect(await read(Buffer.from(`\ufeff${text}`, 'utf16le'))).toEqual(plain);
  });
});

const seeds = existsSync(SEED) ? readdirSync(SEED).filter((name) => name.endsWith('.txt')) : [];

describe.skipIf(seeds.length === 0)('the dump the project was asked to answer from', () => {
  const name = seeds[0] ?? '';
  const read = async () => {
    const bytes = readFileSync(join(SEED, name));
    return { source: bytes.toString('utf8'), reading: await readArticleFile(bytes, name) };
  };

  it('holds two articles with their sections, publisher and date', async () => {
    const { source, reading } = await read();
    expect(
      reading.articles.map(({ title, publisher, published }) => [title, publisher, published]),
    ).toEqual([
      ['What should neighbors expect from Taliban?', 'Central Asian Light', '2025-01-19'],
      [
        'Massoud, Taliban Agree to Not Fight Until Next Round of Talks',
        'Central Asian Light',
        '2025-01-19',
      ],
    ]);
    expect(reading.articles.map(sectionsOf)).toEqual([
      ['“Every action has a reaction”', 'The CSTO to the rescue!'],
      [],
    ]);
    expect(reading.articles.map((a) => a.blocks.length)).toEqual([18, 13]);
    expect(unseenWords(source, reading)).toEqual([]);
  });

  it('has no page chrome in any paragraph and none twice', async () => {
    const paragraphs = (await read()).reading.articles.flatMap(paragraphsOf);
    expect(new Set(paragraphs).size).toBe(paragraphs.length);
    for (const text of paragraphs) {
      expect(text).not.toMatch(
        /^Read:|Courtesy:|Related Articles|Leave a Reply|email address|Back to top|c7\.730|^Dushanbe$|____/,
      );
    }
  });
});
