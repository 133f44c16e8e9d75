/** Blocks are laid out as text with exact offsets, and can be had from there again. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draftBlocksOf, textOf } from '../../src/articles/block-text.ts';
import type { DraftBlock } from '../../src/articles/draft.ts';
import { withLeadIns } from '../../src/articles/lead-in.ts';
import type { Article, Block, Span, TableBlock } from '../../src/model.ts';
import { articleOf, draftBlocks, made, row, sliceOf } from '../support/draft-blocks.ts';

/** The lines of a block as spans, in order. */
function linesOf(block: Block): readonly Span[] {
  const present = (span: Span | null) => (span === null ? [] : [span]);
  switch (block.kind) {
    case 'list':
      return [...present(block.leadIn), ...block.items];
    case 'table':
      return [...present(block.caption), ...block.rows];
    case 'quotation':
      return [...block.lines, ...present(block.speaker)];
    case 'definition':
      return [...block.terms, ...block.lines];
    default:
      return [block];
  }
}

/** What a draft says, without what is only known of it elsewhere. */
function bare(blocks: readonly DraftBlock[]) {
  return blocks.map(({ line: _line, aside: _aside, isApart: _apart, ...block }) => {
    if (block.kind !== 'table') return block;
    const rows = block.rows.map((cells) =>
      cells.map((cell) => ({ columns: 1, rows: 1, isHeader: false, ...cell })),
    );
    return { ...block, rows };
  });
}

describe('an article of any blocks', () => {
  it('has them one after the other, a blank line between, each line an exact slice', () => {
    fc.assert(
      fc.property(draftBlocks, (drafts) => {
        const article = articleOf(drafts);
        const all = [...article.headings, ...article.blocks].sort((a, b) => a.start - b.start);
        const joined = withLeadIns(drafts);
        expect(all.map((each) => sliceOf(article, each))).toEqual(joined.map(textOf));
        expect(all.map((each) => sliceOf(article, each)).join('\n\n')).toBe(article.text);
        expect(article.blocks.map(({ number }) => number)).toEqual(
          article.blocks.map((_, i) => i + 1),
        );
        for (const block of article.blocks) {
          const lines = linesOf(block);
          expect(lines.map((each) => sliceOf(article, each)).join('\n')).toBe(
            sliceOf(article, block),
          );
          expect([lines[0]?.start, lines.at(-1)?.end]).toEqual([block.start, block.end]);
        }
      }),
    );
  });

  it('gives them again, its lead-ins with their lists', () => {
    fc.assert(
      fc.property(draftBlocks, (drafts) => {
        const article = articleOf(drafts);
        expect(bare(draftBlocksOf(article))).toEqual(bare(withLeadIns(drafts)));
        expect(articleOf(draftBlocksOf(article))).toEqual(article);
      }),
    );
  });

  it('has the cells of a table where HTML would have them', () => {
    fc.assert(
      fc.property(draftBlocks, (drafts) => {
        const article = articleOf(drafts);
        for (const block of article.blocks) {
          if (block.kind !== 'table') continue;
          const taken = new Set<string>();
          for (const [y, { cells, start, end }] of block.rows.entries()) {
            let x = 0;
            for (const cell of cells) {
              while (taken.has(`${x},${y}`)) x += 1;
              expect(cell.column).toBe(x);
              for (let down = 0; down < cell.rows; down += 1) {
                for (let over = 0; over < cell.columns; over += 1) {
                  taken.add(`${x + over},${y + down}`);
                }
              }
              x += cell.columns;
            }
            expect(cells.map((cell) => sliceOf(article, cell)).join(' | ')).toBe(
              sliceOf(article, { start, end }),
            );
          }
        }
      }),
    );
  });
});

function tableOf(article: Article): TableBlock {
  const [block] = article.blocks;
  if (block?.kind !== 'table') throw new Error('no table');
  return block;
}

describe('a table', () => {
  it('keeps the columns of rows that a cell from above reaches into', () => {
    const article = made({
      kind: 'table',
      caption: null,
      headerRows: 2,
      rows: [
        row({ text: 'Plan', rows: 2 }, { text: 'Price', columns: 2 }, { text: 'Data', rows: 2 }),
        row('Month', 'Year'),
        row('Aster', '9', '99', '10 GB'),
      ],
    });
    const columns = tableOf(article).rows.map(({ cells }) => cells.map(({ column }) => column));
    expect(columns).toEqual([
      [0, 1, 3],
      [1, 2],
      [0, 1, 2, 3],
    ]);
  });

  it('has a row that is headed, whatever its reader says', () => {
    const rows = [row('Aster', '9'), row('Clover', '12')];
    const headed = (headerRows: number) =>
      tableOf(made({ kind: 'table', caption: null, headerRows, rows })).headerRows;
    expect([headed(-1), headed(0), headed(1), headed(2), headed(99)]).toEqual([0, 0, 1, 1, 1]);
  });

  it('spans no more than a table has, whatever a cell says', () => {
    const article = made({
      kind: 'table',
      caption: null,
      headerRows: 0,
      rows: [row({ text: 'All', columns: 1e9, rows: 1e9 }, 'Beside'), row('Below')],
    });
    const [all] = tableOf(article).rows[0]?.cells ?? [];
    expect(all).toMatchObject({ column: 0, columns: 200, rows: 2 });
  });
});

describe('what holds no word', () => {
  it('is left out, but cells keep the others in their columns', () => {
    const article = made(
      { kind: 'paragraph', text: ' ' },
      {
        kind: 'list',
        leadIn: '',
        items: [
          { text: '', depth: 0, marker: null },
          { text: 'Bread', depth: 1, marker: null },
        ],
      },
      { kind: 'quotation', lines: ['', 'He came.'], speaker: ' ' },
      { kind: 'definition', terms: ['', 'Weir'], lines: ['A low dam.', ''] },
      { kind: 'table', caption: '', headerRows: 0, rows: [row('', ''), []] },
      { kind: 'table', caption: '', headerRows: 1, rows: [row('', '!May'), row('!Rain', '')] },
      { kind: 'code', text: ' \n ', language: null },
    );
    expect(article.text).toBe('Bread\n\nHe came.\n\nWeir\nA low dam.\n\n | May\nRain | ');
    expect(article.blocks.map(({ kind }) => kind)).toEqual([
      'list',
      'quotation',
      'definition',
      'table',
    ]);
    expect(article.blocks[0]).toMatchObject({ leadIn: null });
    expect(article.blocks[1]).toMatchObject({ speaker: null });
  });
});
