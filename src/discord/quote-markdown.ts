/** A quote in Discord's Markdown: what is quoted as block quotes and fences, its context in small print. */
import {
  type Drawable,
  type LaidOut,
  type LaidOutCell,
  type LaidOutItem,
  type LaidOutRow,
  type LaidOutText,
  type LayoutOptions,
  layOutQuote,
  type QuoteWriter,
  write,
} from '../citations/quote-layout.ts';
import { aroundQuote, type InContext, shownContext } from '../citations/shown-context.ts';
import { byColumn, firstColumn } from '../citations/table-columns.ts';
import type { Context } from '../model.ts';
import { escapeLines, escapePart, quoteBlock } from './escape.ts';
import { LEFT_OUT } from './fit.ts';

/** What is drawn: an excerpt, a quote, or a stretch of an article. */
type Quoted = Drawable & InContext;

const FENCE = '```';
/** What Discord takes for a fence's language; anything else would be a line of the code. */
const LANGUAGE = /^[a-z0-9_+\-.#]{1,20}$/i;
/** Between cells, and between headers one above the other. */
const BETWEEN = ' · ';
const QUOTED = '> ';
const SMALL = '-# ';
const NUMBER = /^(\d{1,9})\.$/;

/**
 * A quote or a window of it. Rows are pairs of header and cell where there is one, and a line each where
 * there are several; an empty cell is left out of pairs.
 * @param context what is shown beside it; all of it where this is left out.
 */
export function quoteMarkdown(
  quote: Quoted,
  options: Omit<LayoutOptions, 'leftOut'> = {},
  context: readonly Context[] = shownContext(quote),
): string {
  const parts = layOutQuote(quote, { ...options, leftOut: LEFT_OUT });
  const { above, below } = aroundQuote(context, quote);
  return [...above.map(contextLine), ...quotedLines(parts), ...below.map(contextLine)].join('\n');
}

/** One of the lines above or below a quote. */
export function contextLine({ role, text }: Context): string {
  const sign = role === 'speaker' ? '— ' : '';
  return `${SMALL}${sign}${escapeLines(text, null).join(' ')}`;
}

function quotedLines(parts: readonly LaidOut[]): string[] {
  const lines: string[] = [];
  let wasQuoted = false;
  for (const part of parts) {
    const written = write(part, WRITER);
    const isQuoted = written[0]?.startsWith('>') === true;
    if (part.opensBlock && isQuoted && wasQuoted) lines.push(QUOTED);
    lines.push(...written);
    wasQuoted = isQuoted;
  }
  return lines;
}

const WRITER: QuoteWriter<string[]> = {
  text: ({ role, words }) => textLines(role, words),
  list: listLines,
  table: tableLines,
  code: codeLines,
  leftOut: () => [quoteBlock(LEFT_OUT, null)],
};

function textLines(role: LaidOutText['role'], { text, marked }: LaidOutText['words']): string[] {
  const all = { start: 0, end: text.length };
  switch (role) {
    case 'heading':
    case 'term':
      return quoted(escapeLines(text, all));
    case 'caption':
      return quoted(escapeLines(text, null), SMALL);
    case 'speaker':
      return quoted(escapeLines(text, marked), '— ');
    default:
      return quoted(escapeLines(text, marked));
  }
}

function quoted(lines: readonly string[], first = ''): string[] {
  return lines.map((line, i) => `${QUOTED}${i === 0 ? first : ''}${line}`);
}

/**
 * Discord counts a list itself, from its first number on: a number that does not follow is written as
 * plain text.
 */
function listLines(items: readonly LaidOutItem[]): string[] {
  const counted: (number | null)[] = [];
  return items.flatMap(({ words, depth, marker }) => {
    const { text, marked } = words;
    const indent = '  '.repeat(depth);
    const number = Number(NUMBER.exec(marker ?? '')?.[1] ?? Number.NaN);
    const before = counted[depth];
    const follows = !Number.isNaN(number) && (before === undefined || number === (before ?? 0) + 1);
    if (marker !== '') {
      counted[depth] = follows ? number : null;
      counted.length = depth + 1;
    }
    if (marker === '') return quoted(escapeLines(text, marked), `${indent}  `);
    if (marker === null) return quoted(escapeLines(text, marked), `${indent}- `);
    if (follows) return quoted(escapeLines(text, marked), `${indent}${number}. `);
    const shift = marker.length + 1;
    const shifted = marked && { start: marked.start + shift, end: marked.end + shift };
    return quoted(escapeLines(`${marker} ${text}`, shifted), indent);
  });
}

function tableLines(rows: readonly LaidOutRow[]): string[] {
  const [only, second] = rows;
  if (only !== undefined && second === undefined && !only.isHeader) return rowLines(only);
  const left = firstColumn(rows);
  const lines = rows.flatMap(({ isHeader, cells }) => {
    const isBold = isHeader || cells.some(({ words }) => words.marked !== null);
    return cellsLine(cells, isBold, left);
  });
  return rows.some(({ isHeader }) => isHeader) ? lines : [...headerLine(rows, left), ...lines];
}

/** Pairs of header and cell, a line each; the cells in one line where nothing heads them. */
function rowLines(row: LaidOutRow): string[] {
  const { cells } = row;
  const filled = cells.filter(({ words }) => words.text.trim() !== '');
  if (filled.every(({ headers }) => headers.length === 0))
    return cellsLine(cells, false, firstColumn([row]));
  return filled.flatMap(({ words, headers, isHeader }) => {
    if (headers.length > 0) {
      return quoted(escapeLines(words.text, null), `**${headers.map(part).join(BETWEEN)}** `);
    }
    const { length: end } = words.text;
    return quoted(escapeLines(words.text, isHeader ? { start: 0, end } : null));
  });
}

/** What heads the columns of rows whose header is not among them. */
function headerLine(rows: readonly LaidOutRow[], left: number): string[] {
  const [first] = rows;
  const headers = byColumn(first?.cells ?? [], (cell) => cell.headers.map(part).join(' '), left);
  return headers.every((header) => header === '')
    ? []
    : [`${QUOTED}${SMALL}${headers.join(BETWEEN)}`];
}

function cellsLine(cells: readonly LaidOutCell[], isBold: boolean, left: number): string[] {
  const line = byColumn(cells, ({ words }) => part(words.text), left).join(BETWEEN);
  const sign = isBold && line.trim() !== '' ? '**' : '';
  return line === '' ? [] : [`${QUOTED}${sign}${line.trim()}${sign}`];
}

function part(text: string): string {
  return escapePart(text.trim());
}

/** Discord knows no longer fences: code that holds one is quoted line by line. */
function codeLines(code: string, language: string | null): string[] {
  const text = code.replace(/^\n+/, '').trimEnd();
  if (text.includes(FENCE) || text === '') return quoted(escapeLines(text, null));
  const named = language !== null && LANGUAGE.test(language) ? language : '';
  return [`${FENCE}${named}`, ...text.split('\n'), FENCE];
}
