import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draftBlocksOf } from '../../src/articles/block-text.ts';
import { buildArticle } from '../../src/articles/build-article.ts';
import type { DraftBlock, DraftCell, DraftContent, DraftItem } from '../../src/articles/draft.ts';
import { leadsIn } from '../../src/articles/lead-in.ts';
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

/** Marks that mean something to Markdown, or to one of its dialects, thrown together. */
const markup = fc
  .array(
    fc.constantFrom(
      ...'\\ ` * _ ~ [ ] ( ) < > & # - + = | ! : . ^ $ { } " \' / @ 1 a B \u00a0 é %'.split(' '),
      ' ',
      ...['1. ', '- ', '# ', '> ', '---', '***', '===', '```', '~~~', '    ', '&amp;', '&#42;'],
      ...['www.', 'http://', 'https://a.b/*x*', 'a_b@c.de', '[^1]: x', '[x]: y', '<!-- x -->'],
      ...['<b>', '</p>', '<a@b.c>', '|---|', '[ ] ', '![x](y)', '\\*', 'xmpp:a@b.c/d', '\t'],
      ...['[[a|b]]', '![[x]]', '%%', '==', '{{< x >}}', '{% x %}', '{: .a }', '{#id}', ' ^id'],
      ...['!!! note', '??? tip', ':::', ':::note', '=== "a"', ': ', '[!NOTE]', '— ', '— Ada'],
      ...['<Tabs>', '<TabItem label="x">', '</TabItem>', '{/* x */}', '--8<--', '[TOC]'],
      ...["import a from 'b'", 'export default a', 'Table: x', '<details>', '<table>', '</table>'],
    ),
    { maxLength: 16 },
  )
  .map((pieces) => pieces.join(''));

const line = fc
  .oneof(hostileLine, markup)
  .map((text) => tidyLine(Buffer.from(text).toString()))
  .filter((text) => text !== '');

const codeText = fc
  .array(fc.oneof(hostileLine, markup, fc.constantFrom('', '  x', '\ty', '```', '~~~~', ':::')), {
    minLength: 1,
    maxLength: 5,
  })
  .map((lines) => Buffer.from(`a${lines.join('\n')}\nb`).toString())
  // What a file cannot hold, no code of an article holds.
  .map((text) => text.split('\n').map((each) => each.replace(/[^\t -~\u00a1-\uffff]/g, '')))
  .map((lines) =>
    lines.map((each) => each.replace(/[\u00ad\u061c\u200b-\u206f\ufeff]/g, '')).join('\n'),
  );

const family = fc.constantFrom<(i: number) => string | null>(
  () => null,
  (i) => `${i + 1}.`,
  (i) => `${i + 7})`,
  (i) => `${2 * i + 3}.`,
  (i) => (i % 2 ? '☑' : '☐'),
);

/** Items of a level, some with a further line, the first with a level below at times. */
const level = (depth: number): fc.Arbitrary<DraftItem[]> => {
  const rows = fc.array(fc.tuple(line, fc.option(line, { freq: 4 })), {
    minLength: 1,
    maxLength: 3,
  });
  const none = fc.constant<DraftItem[]>([]);
  const below = depth < 2 ? fc.oneof(none, none, fc.constant(depth + 1).chain(level)) : none;
  return fc
    .tuple(family, rows, below)
    .map(([mark, items, inner]) =>
      items.flatMap(([text, more], i): DraftItem[] => [
        { text, depth, marker: mark(i) },
        ...(more === null ? [] : [{ text: more, depth, marker: '' }]),
        ...(i === 0 ? inner : []),
      ]),
    );
};

/** A lead-in as one is recognised, or none. */
const leadIn = fc.option(
  line.map((text) => `${text}:`).filter((text) => leadsIn(text) && tidyLine(text) === text),
);

const list = fc
  .tuple(leadIn, level(0))
  .map(([led, items]): DraftContent => ({ kind: 'list', leadIn: led, items }));

const cell = fc.oneof({ weight: 5, arbitrary: line }, { weight: 1, arbitrary: fc.constant('') });

const table: fc.Arbitrary<DraftContent> = fc
  .record({
    caption: fc.option(line, { freq: 3 }),
    width: fc.integer({ min: 2, max: 4 }),
    height: fc.integer({ min: 2, max: 4 }),
    headerRows: fc.constantFrom(0, 1, 1, 2),
    hasRowHeaders: fc.boolean(),
    spans: fc.boolean(),
    texts: fc.array(cell, { minLength: 16, maxLength: 16 }),
    names: fc.array(line, { minLength: 16, maxLength: 16 }),
  })
  .map(({ caption, width, height, headerRows: wanted, hasRowHeaders, spans, texts, names }) => {
    const headerRows = Math.min(wanted, height - 1);
    const rows = Array.from({ length: height }, (_, row) =>
      Array.from({ length: width }, (_, column): DraftCell => {
        const isHead = row < headerRows;
        const at = row * width + column;
        const isHeader = isHead || (hasRowHeaders && column === 0 && headerRows > 0);
        const text = (isHead || column === 0 ? names[at] : texts[at]) ?? '';
        return { text, ...(isHeader && { isHeader }) };
      }),
    );
    const [first] = rows;
    if (spans && first && headerRows > 0) {
      first.splice(0, 2, { ...(first[0] as DraftCell), columns: 2 });
    }
    return { kind: 'table', caption, headerRows, rows };
  });

const quotation = fc.record({
  kind: fc.constant('quotation' as const),
  lines: fc.array(line, { minLength: 1, maxLength: 3 }),
  speaker: fc.option(fc.constantFrom<string>('Ada Lovelace', 'Žofie *B*, [mayor]', 'Ian <x>')),
});

const definition = fc.record({
  kind: fc.constant('definition' as const),
  terms: fc.array(line, { minLength: 1, maxLength: 2 }),
  lines: fc.array(line, { minLength: 1, maxLength: 3 }),
});

const content: fc.Arbitrary<DraftContent> = fc.oneof(
  fc.record({
    kind: fc.constant('heading' as const),
    text: line,
    depth: fc.integer({ min: 1, max: 6 }),
  }),
  fc.record({ kind: fc.constant('paragraph' as const), text: line }),
  fc.record({ kind: fc.constant('caption' as const), text: line }),
  fc.record({
    kind: fc.constant('code' as const),
    text: codeText,
    language: fc.option(fc.constantFrom('sh', 'c++', 'c#', 'objective-c')),
  }),
  ...[list, table, quotation, definition],
);

const block: fc.Arbitrary<DraftBlock> = fc
  .tuple(content, fc.option(fc.constant(true), { freq: 5 }))
  .map(([each, isApart]) => ({
    ...{ ...each, line: 1 },
    ...(isApart && each.kind !== 'heading' && { isApart }),
  }));

/** Some headings are titles of boxes: what follows their content stands under the heading before. */
function withBoxes(blocks: readonly DraftBlock[], ends: readonly boolean[]): DraftBlock[] {
  const open: { readonly section: string | null; readonly depth: number }[] = [];
  let under: (typeof open)[number] = { section: null, depth: 1 };
  return blocks.map((each, i) => {
    if (each.kind === 'heading') {
      const depth = Math.min(6, under.depth + 1);
      open.push(under);
      under = { section: each.text, depth };
      return { ...each, depth };
    }
    const before = ends[i] ? open.pop() : undefined;
    if (before === undefined) return each;
    under = before;
    return { ...each, section: before.section };
  });
}

const paragraph = (text: string) => ({ kind: 'paragraph', text, line: 1 }) as const;

/** The blocks as an article has them: lead-ins joined, those marked that stand apart. */
function asBuilt(metadata: ArticleMetadata, blocks: readonly DraftBlock[]): DraftBlock[] {
  return draftBlocksOf(buildArticle({ metadata, blocks }, 'dams.md', 1));
}

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
  it('reads back as the same blocks, whatever the words look like', async () => {
    const article = fc.tuple(fc.array(block, { maxLength: 5 }), line);
    await fc.assert(
      fc.asyncProperty(article, async ([blocks, last]) => {
        // Something in an article answers; where all stands apart, nothing does.
        const built = asBuilt(METADATA, [...blocks, paragraph(`${last} It holds.`)]);
        expect(draftBlocksOf(await readBack(METADATA, built))).toEqual(built);
      }),
      { numRuns: 150 },
    );
  });

  it('keeps what a box holds apart from what follows it', async () => {
    const heading = line.map((text): DraftBlock => ({ kind: 'heading', text, line: 1 }));
    const blocks = fc.array(fc.oneof(heading, block), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(blocks, fc.array(fc.boolean(), { minLength: 9 }), async (some, ends) => {
        const all = withBoxes([...some, paragraph('Dams hold water.')], ends);
        const built = asBuilt(METADATA, all);
        expect(draftBlocksOf(await readBack(METADATA, built))).toEqual(built);
      }),
      { numRuns: 60 },
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
        expect(await readBack(known, [paragraph('Dams hold water.')])).toMatchObject(known);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps a name and a title that are written like a link to a note', async () => {
    const known = { ...METADATA, title: '[[b|a]]', author: '[[a|b]]' };
    expect(await readBack(known, [paragraph('Dams hold water.')])).toMatchObject(known);
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
