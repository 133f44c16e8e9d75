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
    .map((piece) => cutTo(piece, span))
    .filter(({ start, end }) => start < end)
    .sort((a, b) => a.start - b.start);
}

/** What of something is inside a span. */
function cutTo<S extends Span>(own: S, { start, end }: Span): S {
  return { ...own, start: Math.max(own.start, start), end: Math.min(own.end, end) };
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
        ...one(block.leadIn).map(plain('leadIn')),
        ...spansAcross(block.items, span).map((item): Piece => ({ kind: 'item', ...item })),
      ];
    case 'table':
      return [...one(block.caption).map(plain('caption')), ...rowPieces(article, block, span)];
    case 'quotation':
      return [
        ...spansAcross(block.lines, span).map(plain('quotation')),
        ...one(block.speaker).map(plain('speaker')),
      ];
    case 'definition':
      return [
        ...spansAcross(block.terms, span).map(plain('term')),
        ...spansAcross(block.lines, span).map(plain('definition')),
      ];
    default:
      return [{ kind: block.kind, start, end }];
  }
}

function rowPieces(article: Article, table: TableBlock, span: Span): Piece[] {
  const headers = columnHeaders(article, table);
  const firstRow = table.rows[table.headerRows]?.start ?? table.end;
  return spansAcross(table.rows, span).map(({ start, end, cells }): Piece => {
    const isHeader = start < firstRow;
    // Empty cells keep the others in their columns.
    const inside = cells.filter(
      (cell) =>
        (cell.start < span.end && cell.end > span.start) ||
        (cell.start === cell.end && cell.start >= span.start && cell.end <= span.end),
    );
    const shown = inside.map(
      (cell): RowCell => ({
        ...cutTo({ start: cell.start, end: cell.end }, span),
        headers: isHeader ? [] : (headers[cell.column] ?? []),
        column: cell.column,
        columns: cell.columns,
        isHeader: cell.isHeader,
      }),
    );
    return { kind: 'row', start, end, isHeader, cells: shown };
  });
}
