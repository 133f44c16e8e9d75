/** Tables in Markdown: the first row heads the columns, unless it is empty. */
import type { Table } from 'mdast';
import { type Flow, lineOf, type Walk } from './markdown-gather.ts';
import { tidyLine } from './tidy.ts';

/** Adds a table. @param caption what stands beside it; null where nothing does. */
export function addTable(
  { gathered }: Walk,
  table: Table,
  flow: Flow,
  caption: string | null = null,
): void {
  const [header = [], ...body] = table.children.map((row) =>
    row.children.map((cell) => ({ text: tidyLine(gathered.words(cell, flow)) })),
  );
  const isFull = (row: readonly { readonly text: string }[]) => row.some(({ text }) => text !== '');
  const rows = body.filter(isFull);
  const line = lineOf(table, flow);
  if (isFull(header) && rows.length > 0) {
    const headers = header.map((cell) => ({ ...cell, isHeader: true }));
    gathered.add({ kind: 'table', caption, headerRows: 1, rows: [headers, ...rows] }, line);
    return;
  }
  const only = isFull(header) ? [header] : rows;
  if (only.length > 0) gathered.add({ kind: 'table', caption, headerRows: 0, rows: only }, line);
  else if (caption !== null) gathered.add({ kind: 'paragraph', text: caption }, line);
}
