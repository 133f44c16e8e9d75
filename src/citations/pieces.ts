/** What a quote is made of: each line, item, row or code of the blocks that it spans, in order. */
import { columnHeaders } from '../articles/context.ts';
import { spansAcross } from '../articles/spans.ts';
import type { Article, Block, Piece, RowCell, Span, TableBlock } from '../model.ts';

/**
 * The pieces of a span of an article; each is cut at the span's ends.
 * @param span within the article's text.
 */
export function piecesOf(article: Article, span: Span): Piece[] {
  const pieces = [
    ...spansAcross(article.headings, span).map(
      ({ start, end, depth }): Piece => ({ kind: 'heading', start, end, depth }),
    ),
    ...spansAcross(article.blocks, span).flatMap((block) => blockPieces(article, block, span)),
  ];
  return pieces
    .filter(({ start, end }) => start < span.end && end > span.start)
    .sort((a, b) => a.start - b.start)
    .map((piece) => ({
      ...piece,
      start: Math.max(piece.start, span.start),
      end: Math.min(piece.end, span.end),
    }));
}

function blockPieces(article: Article, block: Block, span: Span): Piece[] {
  const plain =
    (kind: 'leadIn' | 'speaker' | 'quotation' | 'term' | 'definition' | 'caption') =>
    ({ start, end }: Span): Piece => ({ kind, start, end });
  const one = (span: Span | null) => (span === null ? [] : [span]);
  const { start, end } = block;
  switch (block.kind) {
    case 'code':
      return [{ kind: 'code', start, end, language: block.language }];
    case 'list':
      return [
        ...one(block.leadIn)
          .filter((led) => led.start >= start)
          .map(plain('leadIn')),
        ...spansAcross(block.items, span).map((item): Piece => ({ kind: 'item', ...item })),
      ];
    case 'table':
      return [...one(block.caption).map(plain('caption')), ...rowPieces(article, block, span)];
    case 'quotation':
      return [...block.lines.map(plain('quotation')), ...one(block.speaker).map(plain('speaker'))];
    case 'definition':
      return [...block.terms.map(plain('term')), ...block.lines.map(plain('definition'))];
    default:
      return [{ kind: block.kind, start, end }];
  }
}

function rowPieces(article: Article, table: TableBlock, span: Span): Piece[] {
  const headers = columnHeaders(article, table);
  const firstRow = table.rows[table.headerRows]?.start ?? table.end;
  return spansAcross(table.rows, span).map(({ start, end, cells }): Piece => {
    const isHeader = start < firstRow;
    const shown = cells.map(
      (cell): RowCell => ({
        start: cell.start,
        end: cell.end,
        headers: isHeader ? [] : (headers[cell.column] ?? []),
        column: cell.column,
        columns: cell.columns,
        isHeader: cell.isHeader,
      }),
    );
    return { kind: 'row', start, end, isHeader, cells: shown };
  });
}
