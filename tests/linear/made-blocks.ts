/** Blocks of every kind made of any text, as large as blocks get, and articles of them. */
import { buildArticle } from '../../src/articles/build-article.ts';
import { contextOf } from '../../src/articles/context.ts';
import { cutBlock } from '../../src/articles/cut-block.ts';
import { type DraftBlock, type DraftCell, noMetadata } from '../../src/articles/draft.ts';
import { piecesOf } from '../../src/citations/pieces.ts';
import type { Article, Block, Excerpt, Span, TableBlock } from '../../src/model.ts';
import type { Run } from './cpu.ts';
import { type Drive, daily } from './listed.ts';

/** UTF-16 units of a line: short, so that there are thousands. */
const LINE = 8;
/** Columns of a wide table. */
const WIDE = 300;

/** A text in short lines, each of which says something. */
function lines(text: string): string[] {
  const found: string[] = [];
  for (let at = 0; at < text.length; at += LINE) {
    found.push(text.slice(at, at + LINE).replace(/\n/g, ' '));
  }
  return found;
}

function inRows(cells: readonly DraftCell[], width: number): DraftCell[][] {
  const rows: DraftCell[][] = [];
  for (let at = 0; at < cells.length; at += width) rows.push(cells.slice(at, at + width));
  return rows;
}

function table(rows: DraftCell[][], headerRows = 1): DraftBlock {
  return { kind: 'table', caption: 'A table', headerRows, rows, line: 1 };
}

const header = (...texts: string[]) => texts.map((text) => ({ text, isHeader: true }));

/** By what is large about it. */
const LARGE: Readonly<Record<string, (text: string) => DraftBlock>> = {
  'a list': (text) => {
    const items = lines(text).map((line, i) => ({ text: line, depth: i % 3, marker: null }));
    return { kind: 'list', leadIn: 'These:', items, line: 1 };
  },
  'an item and all that is nested in it': (text) => {
    const items = lines(text).map((line, i) => ({ text: line, depth: i, marker: null }));
    return { kind: 'list', leadIn: null, items, line: 1 };
  },
  'an item': (text) => {
    const items = [text, ...lines(text)].map((line) => ({ text: line, depth: 0, marker: '1.' }));
    return { kind: 'list', leadIn: text, items, line: 1 };
  },
  'many rows': (text) => {
    const rows = lines(text).map((line) => [{ text: line }, { text: '1' }]);
    return table([header('Name', 'Number'), ...rows]);
  },
  'many columns, many of them spanned': (text) => {
    const cells = lines(text).map((line, i) => ({ text: line, columns: 1 + (i % 4), rows: i % 7 }));
    return table([header(...lines(text).slice(0, WIDE)), ...inRows(cells, WIDE)]);
  },
  'one row': (text) => table([lines(text).map((line) => ({ text: line })), [{ text: 'a' }]]),
  'a first row and many under it': (text) => {
    const rows = lines(text).map((line) => [{ text: line }]);
    return table([header(...lines(text)), ...rows]);
  },
  'a header': (text) => {
    const rows = lines(text).map((line) => [{ text: line }]);
    return table([header(text), ...rows]);
  },
  'rows that head': (text) => {
    const rows = lines(text).map((line) => [{ text: line }]);
    return table([...rows, ...rows], rows.length);
  },
  'cells that reach down': (text) => {
    const rows = lines(text).map((line) => [{ text: line, rows: 1_000_000, columns: 1_000_000 }]);
    return table([header('A'), ...rows]);
  },
  'one row that reaches down': (text) => {
    const rows = lines(text).map((line) => [{ text: line }]);
    const down = lines(text).map((line) => ({ text: line, rows: 1_000_000 }));
    return table([header('A'), down, ...rows]);
  },
  'rows that name groups': (text) => {
    const rows = lines(text).map((line, i) => [
      { text: line, columns: 2 },
      ...header('a').slice(i % 2),
    ]);
    return table([header('A', 'B'), ...rows]);
  },
  code: (text) => ({ kind: 'code', language: null, text: lines(text).join('\n'), line: 1 }),
  'parts of code': (text) => {
    return { kind: 'code', language: null, text: lines(text).join('\n\n'), line: 1 };
  },
  'a line of code': (text) => ({ kind: 'code', language: null, text: `a\n\n${text}`, line: 1 }),
  'a quotation': (text) => ({ kind: 'quotation', lines: lines(text), speaker: text, line: 1 }),
  'a definition': (text) => {
    return { kind: 'definition', terms: lines(text), lines: lines(text), line: 1 };
  },
};

/** Those that found a function slow, or are most unlike the others: enough for every day. */
const SHAPES_TELLING: ReadonlySet<string> = new Set([
  ...['a list', 'many columns, many of them spanned', 'one row', 'rows that head'],
  ...['a first row and many under it', 'cells that reach down', 'code', 'a quotation'],
]);

/** With blocks of a text, one kind after the other, all of which are driven. */
export function withBlocks(call: (block: DraftBlock) => unknown): Drive[] {
  return Object.entries(LARGE).map(([name, make]) =>
    daily(SHAPES_TELLING.has(name) ? 1 : 0, (given): Run => {
      const block = make(given);
      return () => call(block);
    }),
  );
}

/** An article of one large block under a paragraph that leads in. */
export function articleOfBlock(block: DraftBlock): Article {
  const lead: DraftBlock = { kind: 'paragraph', text: 'It is so:', line: 1 };
  return buildArticle({ metadata: noMetadata(), blocks: [lead, block] }, 'a.md', 1);
}

/** A large block in its article, and the spans of which each may become a passage. */
export interface InArticle {
  readonly article: Article;
  readonly block: Block;
  readonly spans: readonly Span[];
}

function inArticle(draft: DraftBlock): InArticle {
  const article = articleOfBlock(draft);
  const block = article.blocks.at(-1) as Block;
  const spans = cutBlock(article, block).flatMap(({ units }) => units.map(({ span }) => span));
  return { article, block, spans };
}

/** With articles of one large block each. */
export function withArticles(call: (of: InArticle) => unknown): Drive[] {
  return Object.entries(LARGE).map(([name, make]) =>
    daily(SHAPES_TELLING.has(name) ? 1 : 0, (given): Run => {
      const of = inArticle(make(given));
      return () => call(of);
    }),
  );
}

/** With the articles whose block is a table. */
export function withTables(
  call: (of: InArticle & { readonly block: TableBlock }) => unknown,
): Drive[] {
  return withArticles(({ article, block, spans }) =>
    block.kind === 'table' ? call({ article, block, spans }) : null,
  );
}

/** An excerpt of all of a block, of which a part in its middle is highlighted. */
function excerptOfBlock({ article, block, spans }: InArticle): Excerpt {
  const { start, end, number, section } = block;
  const { id: articleId, title, author, publisher, published, file } = article;
  return {
    ...{ start, end, text: article.text.slice(start, end), articleId, score: 1, sentence: 0 },
    sentences: spans,
    highlight: spans[spans.length >> 1] ?? block,
    pieces: piecesOf(article, block),
    context: contextOf(article, number, block),
    citation: {
      ...{ id: 'aaaaaa-aaaaaa', article: title, author, publisher, published, section, file },
      ...{ paragraph: number, url: 'https://example.org/a' },
    },
  };
}

/** With an excerpt of one large block of each kind. */
export function withExcerpts(call: (excerpt: Excerpt, of: InArticle) => unknown): Drive[] {
  return Object.entries(LARGE).map(([name, make]) =>
    daily(SHAPES_TELLING.has(name) ? 1 : 0, (given): Run => {
      const of = inArticle(make(given));
      const excerpt = excerptOfBlock(of);
      return () => call(excerpt, of);
    }),
  );
}
