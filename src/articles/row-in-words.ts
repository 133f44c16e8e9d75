/** A row of a table as it is read aloud: each cell with what heads it. For models, never for people. */
import type { Article, Span, TableBlock, TableCell } from '../model.ts';
import { columnHeaders } from './context.ts';
import { firstFrom } from './spans.ts';

/** Rows above that may reach down into one. */
const LOOKED_BACK = 200;

/**
 * `Plan: Aster; Price: 9.99 €`. A cell of a row above that reaches down to it is read with it.
 * @param row the span of one.
 */
export function rowInWords(article: Article, table: TableBlock, row: Span): string {
  const headers = columnHeaders(article, table);
  const words = cellsOf(table, firstFrom(table.rows, row.start)).flatMap((cell) => {
    const text = article.text.slice(cell.start, cell.end);
    if (text === '') return [];
    const above = (headers[cell.column] ?? []).map((header) => header.text).join(' ');
    return [above === '' ? text : `${above}: ${text}`];
  });
  return words.join('; ');
}

function cellsOf({ rows, headerRows }: TableBlock, own: number): TableCell[] {
  const from = Math.max(headerRows, own - LOOKED_BACK);
  return rows
    .slice(from, own + 1)
    .flatMap(({ cells }, i) => cells.filter((cell) => from + i + cell.rows > own))
    .sort((a, b) => a.column - b.column);
}
