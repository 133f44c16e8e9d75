import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tidyLine } from '../../src/articles/tidy.ts';
import { type Block, blocksOf, writeMarkdown } from '../../src/intake/write-markdown.ts';
import type { Article, ArticleMetadata } from '../../src/model.ts';
import { hostileLine } from '../support/hostile-text.ts';
import { readArticleFile } from '../support/read-article.ts';

const METADATA: ArticleMetadata = {
  title: 'Dams',
  author: null,
  publisher: null,
  published: null,
  url: null,
  language: null,
};

/** Marks that mean something to Markdown in some place, thrown together. */
const markup = fc
  .array(
    fc.constantFrom(
      ...'\\ ` * _ ~ [ ] ( ) < > & # - + = | ! : . ^ $ { } " \' / @ 1 a B \u00a0 é'.split(' '),
      ' ',
      ...['1. ', '- ', '# ', '> ', '---', '***', '===', '```', '~~~', '    ', '&amp;', '&#42;'],
      ...['www.', 'http://', 'https://a.b/*x*', 'a_b@c.de', '[^1]: x', '[x]: y', '<!-- x -->'],
      ...['<b>', '</p>', '<a@b.c>', '|---|', '[ ] ', '![x](y)', '\\*', 'xmpp:a@b.c/d', '\t'],
    ),
    { maxLength: 16 },
  )
  .map((pieces) => pieces.join(''));

const line = fc
  .oneof(hostileLine, markup)
  .map((text) => tidyLine(Buffer.from(text).toString()))
  .filter((text) => text !== '');

const block: fc.Arbitrary<Block> = fc.record({
  kind: fc.constantFrom('heading' as const, 'paragraph' as const),
  text: line,
});

function readBack(metadata: ArticleMetadata, blocks: readonly Block[]): Article {
  const file = writeMarkdown(metadata, blocks);
  const reading = readArticleFile(new TextEncoder().encode(file), 'dams.md');
  expect(reading.warnings).toEqual([]);
  expect(reading.dropped).toEqual([]);
  expect(reading.articles.length).toBe(1);
  return reading.articles[0] as Article;
}

describe('writeMarkdown', () => {
  it('reads back as the same paragraphs and sections, whatever the words look like', () => {
    const article = fc.tuple(fc.array(block, { maxLength: 6 }), line);
    fc.assert(
      fc.property(article, ([blocks, last]) => {
        const all: Block[] = [...blocks, { kind: 'paragraph', text: last }];
        expect(blocksOf(readBack(METADATA, all))).toEqual(all);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps the metadata, whatever they look like', () => {
    const metadata: fc.Arbitrary<ArticleMetadata> = fc.record({
      title: line,
      author: fc.option(line),
      publisher: fc.option(line),
      published: fc.option(fc.constantFrom('2024-02-29', '1999-12-31')),
      url: fc.option(fc.constantFrom('https://example.com/a?b=c%20d', 'http://x.example/')),
      language: fc.option(fc.constantFrom('en', 'ru', 'pt-br')),
    });
    fc.assert(
      fc.property(metadata, (known) => {
        const blocks: Block[] = [{ kind: 'paragraph', text: 'Dams hold water.' }];
        expect(readBack(known, blocks)).toMatchObject(known);
      }),
      { numRuns: 60 },
    );
  });

  it('stays readable where nothing has to be escaped', () => {
    const text = 'Snake_case, 3 > 2, A & B: 100 % (of 5) - “yes” | no! See a@b.example #1.';
    expect(writeMarkdown(METADATA, [{ kind: 'paragraph', text }])).toBe(
      `---\ntitle: "Dams"\n---\n\n${text}\n`,
    );
  });

  it('cuts a title that is too long for front matter', () => {
    const title = 'Water '.repeat(100).trim();
    const article = readBack({ ...METADATA, title }, [{ kind: 'paragraph', text: 'Dams.' }]);
    expect(article.title).toHaveLength(300);
  });
});
