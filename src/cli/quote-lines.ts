/** A quote in a terminal: wrapped to be read, rows as pairs, code as it is, its context faint. */
import wrapAnsi from 'wrap-ansi';
import { itemLine } from '../citations/plain-quote.ts';
import { markedIn, type Quotable } from '../citations/quote.ts';
import {
  type LaidOutItem,
  type LaidOutRow,
  type LaidOutText,
  layOutQuote,
  type QuoteWriter,
  type Words,
  write,
} from '../citations/quote-layout.ts';
import { aroundQuote, shownContext } from '../citations/shown-context.ts';
import { byColumn } from '../citations/table-columns.ts';
import type { Context } from '../model.ts';
import type { Colors } from './layout.ts';

/** Columns that headers of pairs take at most. */
const WIDEST_HEADER = 24;
const BETWEEN = ' · ';

/** The quote with its context. @param columns for text; code is never wrapped. */
export function quoteLines(quote: Quotable, colors: Colors, columns: number): string {
  const writer = terminalWriter(colors, columns);
  const shown = layOutQuote(quote, { marked: markedIn(quote) });
  const lines = shown.flatMap((part) => [...(part.opensBlock ? [''] : []), write(part, writer)]);
  const { above, below } = aroundQuote(shownContext(quote), quote);
  const faint = ({ role, text }: Context) =>
    colors.dim(wrapAnsi(`${role === 'speaker' ? '— ' : ''}${text}`, columns, { trim: true }));
  return [...above.map(faint), ...lines, ...below.map(faint)].join('\n');
}

function terminalWriter(colors: Colors, columns: number): QuoteWriter<string> {
  const wrap = (text: string) => wrapAnsi(text, columns, { trim: true });
  return {
    text: ({ role, words }) => wrap(textLine(role, words, colors)),
    list: (items) => items.map((item) => listLine(item, colors, columns)).join('\n'),
    table: (rows) => tableLines(rows, colors).map(wrap).join('\n'),
    code: (text) => text,
    leftOut: () => '…',
  };
}

function textLine(role: LaidOutText['role'], words: Words, colors: Colors): string {
  if (role === 'heading' || role === 'term') return colors.bold(words.text);
  if (role === 'caption') return colors.dim(words.text);
  return `${role === 'speaker' ? '— ' : ''}${painted(words, colors)}`;
}

function painted({ text, marked }: Words, colors: Colors): string {
  if (marked === null) return text;
  const { start, end } = marked;
  return text.slice(0, start) + colors.bold(text.slice(start, end)) + text.slice(end);
}

function listLine(item: LaidOutItem, colors: Colors, columns: number): string {
  const { words } = item;
  const sign = itemLine({ ...item, words: { text: '', marked: null } });
  const text = wrapAnsi(painted(words, colors), columns - sign.length, { trim: true });
  return `${sign}${text.replaceAll('\n', `\n${' '.repeat(sign.length)}`)}`;
}

/** Pairs under each other for one row; for several a line each, under their header. */
function tableLines(rows: readonly LaidOutRow[], colors: Colors): string[] {
  const [only, second] = rows;
  if (only !== undefined && second === undefined && !only.isHeader) return pairs(only, colors);
  const heads = byColumn(only?.cells ?? [], ({ headers }) => headers.join(' '));
  const isHeaded = rows.some(({ isHeader }) => isHeader) || heads.every((head) => head === '');
  return [
    ...(isHeaded ? [] : [colors.dim(heads.join(BETWEEN))]),
    ...rows.map(({ isHeader, cells }) => {
      const line = byColumn(cells, ({ words }) => words.text).join(BETWEEN);
      const isBold = isHeader || cells.some(({ words }) => words.marked !== null);
      return isBold ? colors.bold(line) : line;
    }),
  ];
}

function pairs({ cells }: LaidOutRow, colors: Colors): string[] {
  const filled = cells.filter(({ words }) => words.text !== '');
  if (filled.every(({ headers }) => headers.length === 0)) {
    return [filled.map(({ words }) => words.text).join(BETWEEN)];
  }
  const heads = filled.map(({ headers }) => headers.join(BETWEEN));
  const widest = heads.reduce((most, { length }) => Math.max(most, length), 0);
  const width = Math.min(widest, WIDEST_HEADER);
  return filled.map(({ words, isHeader }, i) => {
    const text = isHeader ? colors.bold(words.text) : words.text;
    return `${colors.dim((heads[i] ?? '').padEnd(width))}  ${text}`;
  });
}
