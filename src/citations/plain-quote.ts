/** A quote as plain text, to be pasted anywhere: cells parted by tabs, items and code on their lines. */
import {
  type Drawable,
  type LaidOutItem,
  type LaidOutRow,
  layOutQuote,
  type QuoteWriter,
  write,
} from './quote-layout.ts';
import { byColumn } from './table-columns.ts';

const CELL_BREAK = '\t';

/** The text of a quote; rows have their header above them where the quote has none itself. */
export function plainQuote(quote: Drawable): string {
  const parts = layOutQuote(quote);
  return parts
    .map((part, i) => `${i === 0 ? '' : part.opensBlock ? '\n\n' : '\n'}${write(part, WRITER)}`)
    .join('');
}

const WRITER: QuoteWriter<string> = {
  text: ({ role, words }) => `${role === 'speaker' ? '— ' : ''}${words.text}`,
  list: (items) => items.map(itemLine).join('\n'),
  table: (rows) => [...headerLine(rows), ...rows.map(rowLine)].join('\n'),
  code: (text) => text,
  leftOut: () => '…',
};

/** An item with its mark, indented as it is nested. */
export function itemLine({ words, depth, marker }: LaidOutItem): string {
  const sign = marker === null ? '-' : marker === '' ? ' ' : marker;
  return `${'  '.repeat(depth)}${sign} ${words.text}`;
}

function rowLine({ cells }: LaidOutRow): string {
  return byColumn(cells, ({ words }) => words.text).join(CELL_BREAK);
}

function headerLine(rows: readonly LaidOutRow[]): string[] {
  const [first] = rows;
  if (first === undefined || rows.some(({ isHeader }) => isHeader)) return [];
  const headers = byColumn(first.cells, (cell) => cell.headers.join(' '));
  return headers.every((header) => header === '') ? [] : [headers.join(CELL_BREAK)];
}
