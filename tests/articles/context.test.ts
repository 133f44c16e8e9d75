/** What a passage is not understood without is found, and nothing else is shown beside it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnHeaders, contextOf } from '../../src/articles/context.ts';
import { rowInWords } from '../../src/articles/row-in-words.ts';
import type { Article, TableBlock } from '../../src/model.ts';
import { articleOf, draftBlocks, made, row } from '../support/draft-blocks.ts';

/** The context of the first place where some words stand. */
function beside(article: Article, words: string): string[] {
  const start = article.text.indexOf(words);
  const block = article.blocks.find((each) => each.start <= start && start < each.end);
  const span = { start, end: start + words.length };
  return contextOf(article, block?.number ?? 0, span).map(({ role, text }) => `${role}: ${text}`);
}

const PLANS = made({
  kind: 'table',
  caption: 'Plans of 2025',
  headerRows: 2,
  rows: [
    row({ text: 'Plan', rows: 2 }, { text: 'Price', columns: 2 }, { text: 'Roaming', rows: 2 }),
    row('Month', 'Year'),
    row({ text: 'Prepaid', columns: 4 }),
    row('!Aster', '9 €', '99 €', { text: 'no', rows: 2 }),
    row('!Clover', '12 €', ''),
    row({ text: 'Contract', columns: 4 }),
    row('!Dahlia', '20 €', '200 €', 'yes'),
  ],
});

const table = PLANS.blocks[0] as TableBlock;

describe('the context of a row', () => {
  it('is the caption, what heads its columns and its group, and what reaches down to it', () => {
    const heads = [
      'caption: Plans of 2025',
      'header: Plan | Price | Roaming',
      'header: Month | Year',
    ];
    expect(beside(PLANS, 'Aster | 9')).toEqual([...heads, 'header: Prepaid']);
    expect(beside(PLANS, 'Clover | 12')).toEqual([...heads, 'header: Prepaid', 'header: no']);
    expect(beside(PLANS, 'Dahlia')).toEqual([...heads, 'header: Contract']);
  });

  it('is that of the row where a span starts inside it', () => {
    expect(beside(PLANS, '12 €')).toEqual(beside(PLANS, 'Clover | 12'));
    expect(beside(PLANS, '200 €')).toEqual(beside(PLANS, 'Dahlia'));
  });

  it('leaves out what is too long to explain anything', () => {
    const rows = [row('x'.repeat(500), 'Price'), row('Aster', '9 €')];
    const article = made({ kind: 'table', caption: null, headerRows: 1, rows });
    expect(beside(article, 'Aster')).toEqual([]);
    const headers = columnHeaders(article, article.blocks[0] as TableBlock);
    expect([headers[0], headers[1]?.map(({ text }) => text)]).toEqual([undefined, ['Price']]);
  });
});

describe('a row in words', () => {
  const words = (index: number) =>
    rowInWords(PLANS, table, table.rows[index] ?? { start: 0, end: 0 });

  it('has each cell with what heads it, after its group', () => {
    expect(words(3)).toBe('Prepaid; Plan: Aster; Price Month: 9 €; Price Year: 99 €; Roaming: no');
    expect(words(6)).toBe(
      'Contract; Plan: Dahlia; Price Month: 20 €; Price Year: 200 €; Roaming: yes',
    );
  });

  it('has the cells that reach down to it in their columns, and no empty ones', () => {
    expect(words(4)).toBe('Prepaid; Plan: Clover; Price Month: 12 €; Roaming: no');
  });
});

describe('the context of an item', () => {
  const item = (text: string, depth: number, marker: string | null = null) => ({
    ...{ text, depth, marker },
  });
  const article = made(
    { kind: 'paragraph', text: 'To build it:' },
    {
      kind: 'list',
      leadIn: null,
      items: [
        item('Prepare', 0, '1.'),
        item('Tools', 1),
        item('A hammer. It must be heavy.', 2),
        item('Wood', 1),
        item('Oak is best.', 1, ''),
        item('Build', 0, '2.'),
      ],
    },
  );

  it('is what leads in, and the items that it is nested in', () => {
    expect(beside(article, 'A hammer.')).toEqual([
      'leadIn: To build it:',
      'parent: Prepare',
      'parent: Tools',
    ]);
    expect(beside(article, 'Build')).toEqual(['leadIn: To build it:']);
    expect(beside(article, 'To build it:\nPrepare')).toEqual([]);
  });

  it('is the same for what stands in the middle of it', () => {
    expect(beside(article, 'It must')).toEqual(beside(article, 'A hammer.'));
  });

  it('is its first line for a further one', () => {
    expect(beside(article, 'Oak')).toEqual([
      'leadIn: To build it:',
      'parent: Prepare',
      'parent: Wood',
    ]);
  });
});

it('is the paragraph that leads in code or a table, in one section', () => {
  const code = { kind: 'code', text: 'make', language: 'sh' } as const;
  const lead = { kind: 'paragraph', text: 'Then run this:' } as const;
  expect(beside(made(lead, code), 'make')).toEqual(['leadIn: Then run this:']);
  const parted = made(lead, { kind: 'heading', text: 'Next' }, code);
  expect(beside(parted, 'make')).toEqual([]);
});

it('is the speaker of a quotation and the term of a definition', () => {
  const said = made({ kind: 'quotation', lines: ['It was cold.'], speaker: 'Ida Torvel' });
  expect(beside(said, 'cold')).toEqual(['speaker: Ida Torvel']);
  const defined = made({ kind: 'definition', terms: ['Weir'], lines: ['A low dam.'] });
  expect(beside(defined, 'A low')).toEqual(['term: Weir']);
});

it('is made of exact slices in order, none of them in the span, whatever the blocks', () => {
  fc.assert(
    fc.property(draftBlocks, fc.nat(), fc.nat(), (drafts, one, other) => {
      const article = articleOf(drafts);
      for (const block of article.blocks) {
        const length = block.end - block.start + 1;
        const [from, to] = [one % length, other % length].sort((a, b) => a - b);
        const span = { start: block.start + (from ?? 0), end: block.start + (to ?? 0) };
        let last = 0;
        for (const { start, end, text } of contextOf(article, block.number, span)) {
          expect(text).toBe(article.text.slice(start, end));
          expect(text).not.toBe('');
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end <= span.start || start >= span.end).toBe(true);
          last = end;
        }
      }
    }),
  );
});
