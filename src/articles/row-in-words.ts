/** A row of a table as it is read aloud: each cell with what heads it. For models, never for people. */
import type { Article, Span, TableBlock } from '../model.ts';
import { cellsAbove, columnHeaders, groupOf } from './context.ts';
import { lastUpTo } from './spans.ts';

/**
 * `Prepaid; Plan: Aster; Price: 9.99 €`. What names its group is read first, and a cell of a row above
 * that reaches down to it is read with it.
 * @param row the span of one.
 */
export function rowInWords(article: Article, table: TableBlock, row: Span): string {
  const own = lastUpTo(table.rows, row.start);
  const slice = ({ start, end }: Span) => article.text.slice(start, end);
  const headers = columnHeaders(article, table);
  const [group] = groupOf(table, own)?.cells ?? [];
  const cells = [...cellsAbove(table, own), ...(table.rows[own]?.cells ?? [])]
    .filter(({ start, end }) => end > start)
    .sort((a, b) => a.column - b.column);
  const words = cells.map((cell) => {
    const above = (headers[cell.column] ?? []).map(({ text }) => text).join(' ');
    return above === '' ? slice(cell) : `${above}: ${slice(cell)}`;
  });
  return [...(group === undefined ? [] : [slice(group)]), ...words].join('; ');
}
