/** Blocks as readers hand them over, of every kind and whatever they hold. */
import fc from 'fast-check';
import { buildArticle } from '../../src/articles/build-article.ts';
import {
  type DraftBlock,
  type DraftCell,
  type DraftContent,
  noMetadata,
} from '../../src/articles/draft.ts';
import { tidyLine } from '../../src/articles/tidy.ts';
import type { Article } from '../../src/model.ts';

const line = fc
  .oneof(
    { weight: 3, arbitrary: fc.lorem({ maxCount: 6 }) },
    fc.lorem({ mode: 'sentences', maxCount: 3 }),
    fc.constantFrom('a | b', '|', 'It holds:', '1.', '- x', 'Zwölf Boxkämpfer.', '図書館：', '😀'),
    fc.string({ unit: 'binary' }),
  )
  .map((text) => tidyLine(Buffer.from(text).toString()))
  .filter((text) => text !== '');

const lines = fc.array(line, { minLength: 1, maxLength: 4 });
const maybe = fc.option(line, { freq: 2 });

const code = fc
  .array(fc.oneof(line, fc.constantFrom('', '', '  ', '    x = 1;')), {
    minLength: 1,
    maxLength: 8,
  })
  .map((all) => all.join('\n').replace(/^(?:[^\S\n]*\n)+|\s+$/g, ''))
  .filter((text) => text.trim() !== '');

const cell: fc.Arbitrary<DraftCell> = fc.record(
  {
    text: fc.oneof({ weight: 4, arbitrary: line }, fc.constant('')),
    columns: fc.integer({ min: 1, max: 3 }),
    rows: fc.integer({ min: 1, max: 3 }),
    isHeader: fc.boolean(),
  },
  { requiredKeys: ['text'] },
);

const table = fc
  .record({
    kind: fc.constant('table' as const),
    caption: maybe,
    headerRows: fc.integer({ min: 0, max: 3 }),
    rows: fc.array(fc.array(cell, { maxLength: 4 }), { minLength: 1, maxLength: 6 }),
  })
  .filter(({ rows }) => rows.some((cells) => cells.some(({ text }) => text !== '')))
  .map((block) => ({
    ...block,
    headerRows: Math.min(
      block.headerRows,
      block.rows.findLastIndex((cells) => cells.some(({ text }) => text !== '')),
    ),
    // No cell reaches out of its table.
    rows: block.rows.map((cells, row) =>
      cells.map((each) => ({ ...each, rows: Math.min(each.rows ?? 1, block.rows.length - row) })),
    ),
  }));

const item = fc.record({
  text: line,
  depth: fc.integer({ min: 0, max: 3 }),
  marker: fc.constantFrom(null, '', '1.', '2)'),
});

const content: fc.Arbitrary<DraftContent> = fc.oneof(
  fc.record({
    kind: fc.constant('heading' as const),
    text: line,
    depth: fc.integer({ min: 1, max: 6 }),
  }),
  fc.record({ kind: fc.constantFrom('paragraph' as const, 'caption' as const), text: line }),
  fc.record({ kind: fc.constant('code' as const), text: code, language: fc.option(line) }),
  fc.record({
    kind: fc.constant('list' as const),
    leadIn: maybe,
    items: fc.array(item, { minLength: 1, maxLength: 8 }),
  }),
  table,
  fc.record({ kind: fc.constant('quotation' as const), lines, speaker: maybe }),
  fc.record({ kind: fc.constant('definition' as const), terms: lines, lines }),
);

/** Tidy blocks in any order, with lines of their own. */
export const draftBlocks: fc.Arbitrary<DraftBlock[]> = fc
  .array(content, { minLength: 1, maxLength: 8 })
  .map((all) => all.map((block, i): DraftBlock => ({ ...block, line: i + 1 })));

/** The same with no word twice: each line ends with a number of its own. */
export const differentBlocks = draftBlocks.map((blocks) => {
  let count = 0;
  return blocks.map((block) => withTexts(block, (text) => `${text} n${count++}`));
});

/** A block with each of its lines changed; empty ones stay. */
export function withTexts(block: DraftBlock, change: (text: string) => string): DraftBlock {
  const written = (text: string) => (text.trim() === '' ? text : change(text));
  const orNull = (text: string | null) => (text === null ? null : written(text));
  const each = (texts: readonly string[]) => texts.map(written);
  switch (block.kind) {
    case 'code':
      return { ...block, text: each(block.text.split('\n')).join('\n') };
    case 'list': {
      const items = block.items.map((one) => ({ ...one, text: written(one.text) }));
      return { ...block, leadIn: orNull(block.leadIn), items };
    }
    case 'table': {
      const rows = block.rows.map((cells) =>
        cells.map((one) => ({ ...one, text: written(one.text) })),
      );
      return { ...block, caption: orNull(block.caption), rows };
    }
    case 'quotation':
      return { ...block, lines: each(block.lines), speaker: orNull(block.speaker) };
    case 'definition':
      return { ...block, terms: each(block.terms), lines: each(block.lines) };
    default:
      return { ...block, text: written(block.text) };
  }
}

/** The article of blocks, under a title that none of them repeats. */
export function articleOf(blocks: readonly DraftBlock[], title = 'About the mill'): Article {
  return buildArticle({ metadata: { ...noMetadata(), title, language: 'en' }, blocks }, 'a.md', 1);
}

/** A slice of an article. */
export function sliceOf({ text }: Article, { start, end }: { start: number; end: number }): string {
  return text.slice(start, end);
}

type WithoutLine<B> = B extends DraftBlock ? Omit<B, 'line'> : never;

/** An article of these blocks, by kind, one a line of its file. */
export function made(...blocks: readonly WithoutLine<DraftBlock>[]): Article {
  return articleOf(blocks.map((block, i) => ({ ...block, line: i + 1 }) as DraftBlock));
}

/** A row of cells, of which those that begin with `!` head something. */
export function row(...texts: readonly (string | DraftCell)[]): DraftCell[] {
  return texts.map((text) => {
    if (typeof text !== 'string') return text;
    return text.startsWith('!') ? { text: text.slice(1), isHeader: true } : { text };
  });
}
