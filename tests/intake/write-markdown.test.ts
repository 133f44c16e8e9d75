import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draftBlocksOf, textOf } from '../../src/articles/block-text.ts';
import type { DraftBlock } from '../../src/articles/draft.ts';
import { tidyLine } from '../../src/articles/tidy.ts';
import { writeMarkdown } from '../../src/intake/write-markdown.ts';
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

const block: fc.Arbitrary<DraftBlock> = fc.record({
  line: fc.constant(1),
  kind: fc.constantFrom('heading' as const, 'paragraph' as const),
  text: line,
});

const paragraph = (text: string) => ({ kind: 'paragraph', text, line: 1 }) as const;

const told = (blocks: readonly DraftBlock[]) =>
  blocks.map((block) => ({ kind: block.kind, text: textOf(block) }));

async function readBack(
  metadata: ArticleMetadata,
  blocks: readonly DraftBlock[],
): Promise<Article> {
  const file = writeMarkdown(metadata, blocks);
  const reading = await readArticleFile(new TextEncoder().encode(file), 'dams.md');
  expect(reading.warnings).toEqual([]);
  expect(reading.dropped).toEqual([]);
  expect(reading.articles.length).toBe(1);
  return reading.articles[0] as Article;
}

describe('writeMarkdown', () => {
  it('reads back as the same paragraphs and sections, whatever the words look like', async () => {
    const article = fc.tuple(fc.array(block, { maxLength: 6 }), line);
    await fc.assert(
      fc.asyncProperty(article, async ([blocks, last]) => {
        const all: DraftBlock[] = [...blocks, paragraph(last)];
        expect(told(draftBlocksOf(await readBack(METADATA, all)))).toEqual(told(all));
      }),
      { numRuns: 300 },
    );
  });

  it('keeps the metadata, whatever they look like', async () => {
    const metadata: fc.Arbitrary<ArticleMetadata> = fc.record({
      title: line,
      author: fc.option(line),
      publisher: fc.option(line),
      published: fc.option(fc.constantFrom('2024-02-29', '1999-12-31')),
      url: fc.option(fc.constantFrom('https://example.com/a?b=c%20d', 'http://x.example/')),
      language: fc.option(fc.constantFrom('en', 'ru', 'pt-br')),
    });
    await fc.assert(
      fc.asyncProperty(metadata, async (known) => {
        const blocks = [paragraph('Dams hold water.')];
        expect(await readBack(known, blocks)).toMatchObject(known);
      }),
      { numRuns: 60 },
    );
  });

  it('stays readable where nothing has to be escaped', () => {
    const text = 'Snake_case, 3 > 2, A & B: 100 % (of 5) - “yes” | no! See a@b.example #1.';
    expect(writeMarkdown(METADATA, [paragraph(text)])).toBe(`---\ntitle: "Dams"\n---\n\n${text}\n`);
  });

  it('cuts a title that is too long for front matter', async () => {
    const title = 'Water '.repeat(100).trim();
    const article = await readBack({ ...METADATA, title }, [paragraph('Dams.')]);
    expect(article.title).toHaveLength(300);
  });
});
