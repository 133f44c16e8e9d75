/** A quote's pieces are slices in order that leave out no word, each of the kind that it is. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { piecesOf } from '../../src/citations/pieces.ts';
import type { Article, Piece } from '../../src/model.ts';
import { articleOf, draftBlocks, made, row, sliceOf } from '../support/draft-blocks.ts';

/** The pieces of some words of an article, as they are read. */
function read(article: Article, words = article.text) {
  const start = article.text.indexOf(words);
  return piecesOf(article, { start, end: start + words.length }).map((piece) => {
    const { kind } = piece;
    return [kind, sliceOf(article, piece)];
  });
}

function rowsOf(pieces: readonly Piece[], article: Article) {
  return pieces.flatMap((piece) =>
    piece.kind === 'row'
      ? [
          piece.cells.map((cell) => ({
            text: sliceOf(article, cell),
            under: cell.headers.map(({ text }) => text).join(' › '),
          })),
        ]
      : [],
  );
}

describe('the pieces of any span', () => {
  it('are in order inside it, hold all its words, and cells are inside their rows', () => {
    fc.assert(
      fc.property(draftBlocks, fc.nat(), fc.nat(), (drafts, one, other) => {
        const article = articleOf(drafts);
        const length = article.text.length + 1;
        const [start = 0, end = 0] = [one % length, other % length].sort((a, b) => a - b);
        let last = start;
        for (const piece of piecesOf(article, { start, end })) {
          expect(article.text.slice(last, piece.start).trim()).toBe('');
          expect(piece.start).toBeGreaterThanOrEqual(last);
          expect(piece.end).toBeGreaterThan(piece.start);
          if (piece.kind === 'row') {
            let from = piece.start;
            for (const cell of piece.cells) {
              expect(cell.start).toBeGreaterThanOrEqual(from);
              expect(cell.end).toBeGreaterThanOrEqual(cell.start);
              from = cell.end;
              for (const { text, ...span } of cell.headers) {
                expect(text).toBe(sliceOf(article, span));
              }
            }
            expect(from).toBeLessThanOrEqual(piece.end);
          }
          last = piece.end;
        }
        expect(last).toBeLessThanOrEqual(end);
        expect(article.text.slice(last, end).trim()).toBe('');
      }),
      { numRuns: 300 },
    );
  });
});

const ARTICLE = made(
  { kind: 'heading', text: 'The mill', depth: 2 },
  { kind: 'paragraph', text: 'It stands there.' },
  { kind: 'paragraph', text: 'Bring:' },
  {
    kind: 'list',
    leadIn: null,
    items: [
      { text: 'Boots', depth: 0, marker: '1.' },
      { text: 'Dry ones', depth: 1, marker: null },
    ],
  },
  { kind: 'code', text: 'make\n\n  install', language: 'sh' },
  { kind: 'quotation', lines: ['It was cold.'], speaker: 'Ida Torvel' },
  { kind: 'definition', terms: ['Weir'], lines: ['A low dam.'] },
  {
    kind: 'table',
    caption: 'Plans',
    headerRows: 2,
    rows: [
      row({ text: 'Plan', rows: 2 }, { text: 'Price', columns: 2 }),
      row('Month', 'Year'),
      row('Aster', '', '99 €'),
    ],
  },
);

it('are what their blocks are made of', () => {
  expect(read(ARTICLE)).toEqual([
    ['heading', 'The mill'],
    ['paragraph', 'It stands there.'],
    ['leadIn', 'Bring:'],
    ['item', 'Boots'],
    ['item', 'Dry ones'],
    ['code', 'make\n\n  install'],
    ['quotation', 'It was cold.'],
    ['speaker', 'Ida Torvel'],
    ['term', 'Weir'],
    ['definition', 'A low dam.'],
    ['caption', 'Plans'],
    ['row', 'Plan | Price'],
    ['row', 'Month | Year'],
    ['row', 'Aster |  | 99 €'],
  ]);
});

it('are cut at the ends of the span', () => {
  expect(read(ARTICLE, 'there.\n\nBring:\nBoo')).toEqual([
    ['paragraph', 'there.'],
    ['leadIn', 'Bring:'],
    ['item', 'Boo'],
  ]);
});

it('show each cell under what heads its column, and none that is not quoted', () => {
  const pieces = piecesOf(ARTICLE, { start: 0, end: ARTICLE.text.length });
  expect(rowsOf(pieces, ARTICLE).at(-1)).toEqual([
    { text: 'Aster', under: 'Plan' },
    { text: '', under: 'Price › Month' },
    { text: '99 €', under: 'Price › Year' },
  ]);
  const start = ARTICLE.text.indexOf('99 €');
  const [cells] = rowsOf(piecesOf(ARTICLE, { start, end: start + 2 }), ARTICLE);
  expect(cells).toEqual([{ text: '99', under: 'Price › Year' }]);
});
