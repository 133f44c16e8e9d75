/**
 * How a quote is laid out, whatever it is shown on: texts, lists, tables and code, each word a slice of
 * the article. A surface writes these four with its own marks. Runs in the browser too.
 */
import { spansAcross } from '../articles/spans.ts';
import type { Piece, RowCell, Span } from '../model.ts';

/** Words of one line: a slice of the article. */
export interface Words {
  readonly text: string;
  /** What of it answers best; offsets into `text`. */
  readonly marked: Span | null;
}

/** What a text of its own is in its quote. */
export type TextRole = Exclude<Piece['kind'], 'code' | 'item' | 'row'>;

/** A text; where something beside it was left out, `text` says so. */
export interface LaidOutText {
  readonly kind: 'text';
  readonly role: TextRole;
  readonly words: Words;
}

/** An item, or a further line of the one before (marker `''`). */
export interface LaidOutItem {
  readonly words: Words;
  /** From 0, the outermost that is shown. */
  readonly depth: number;
  readonly marker: string | null;
}

/** A cell with what heads it, outermost first. */
export interface LaidOutCell {
  readonly words: Words;
  readonly headers: readonly string[];
  /** Its first column, from 0, and how many it spans. */
  readonly column: number;
  readonly columns: number;
  readonly isHeader: boolean;
}

/** A row of a table. */
export interface LaidOutRow {
  readonly isHeader: boolean;
  readonly cells: readonly LaidOutCell[];
}

/** What follows each other in a quote. */
export type LaidOut = (
  | LaidOutText
  | { readonly kind: 'list'; readonly items: readonly LaidOutItem[] }
  | { readonly kind: 'table'; readonly rows: readonly LaidOutRow[] }
  | { readonly kind: 'code'; readonly text: string; readonly language: string | null }
  /** Items, rows or lines were left out here. */
  | { readonly kind: 'leftOut' }
) & {
  /** Whether it is another block than what stands before it. */
  readonly opensBlock: boolean;
};

/** What is laid out: an excerpt, a quote, or a whole article. */
export interface Drawable {
  readonly text: string;
  /** Where the text begins in its article. */
  readonly start: number;
  readonly pieces: readonly Piece[];
}

/** How much is shown, and what is pointed out. Offsets into the article's text. */
export interface LayoutOptions {
  /** All of it where this is left out. */
  readonly window?: Span;
  readonly marked?: Span | null;
  /** Stands for what was left out of a text. */
  readonly leftOut?: string;
}

/** Writes what is laid out on one surface. */
export interface QuoteWriter<Written> {
  text(part: LaidOutText): Written;
  list(items: readonly LaidOutItem[]): Written;
  table(rows: readonly LaidOutRow[]): Written;
  code(text: string, language: string | null): Written;
  leftOut(): Written;
}

/** Writes one part with a surface's marks. */
export function write<Written>(part: LaidOut, writer: QuoteWriter<Written>): Written {
  switch (part.kind) {
    case 'text':
      return writer.text(part);
    case 'list':
      return writer.list(part.items);
    case 'table':
      return writer.table(part.rows);
    case 'code':
      return writer.code(part.text, part.language);
    case 'leftOut':
      return writer.leftOut();
  }
}

/** The parts of a quote in order: items that follow each other are a list, rows a table. */
export function layOutQuote(
  { text, start, pieces }: Drawable,
  {
    window = { start, end: start + text.length },
    marked = null,
    leftOut = '…',
  }: LayoutOptions = {},
): LaidOut[] {
  const slice = (span: Span) => text.slice(span.start - start, span.end - start);
  const wordsOf = (span: Span): Words => {
    const from = Math.max(span.start, marked?.start ?? span.end);
    const to = Math.min(span.end, marked?.end ?? span.end);
    return {
      text: slice(span),
      marked: from < to ? { start: from - span.start, end: to - span.start } : null,
    };
  };
  const isCut = {
    before: window.start > start + text.length - text.trimStart().length,
    after: window.end < start + text.trimEnd().length,
  };
  const shown = spansAcross(pieces, window);
  const outermost = shown.reduce(
    (least, piece) => (piece.kind === 'item' ? Math.min(least, piece.depth) : least),
    Number.POSITIVE_INFINITY,
  );
  const parts: LaidOut[] = [];
  // Of the last part, where items or rows may be added to it.
  let items: LaidOutItem[] | null = null;
  let rows: LaidOutRow[] | null = null;
  let end = window.start;
  for (const piece of shown) {
    const span = within(piece, window);
    const opensBlock = parts.length > 0 && slice({ start: end, end: span.start }).includes('\n\n');
    end = span.end;
    if (opensBlock || piece.kind !== 'item') items = null;
    if (opensBlock || piece.kind !== 'row') rows = null;
    if (piece.kind === 'item') {
      const { depth, marker } = piece;
      if (items === null) {
        items = [];
        parts.push({ kind: 'list', items, opensBlock });
      }
      items.push({ words: wordsOf(span), depth: depth - outermost, marker });
    } else if (piece.kind === 'row') {
      const cells = piece.cells.flatMap((cell) => cellWithin(cell, window, wordsOf));
      if (rows === null) {
        rows = [];
        parts.push({ kind: 'table', rows, opensBlock });
      }
      rows.push({ isHeader: piece.isHeader, cells });
    } else if (piece.kind === 'code') {
      parts.push({ kind: 'code', text: slice(span), language: piece.language, opensBlock });
    } else {
      parts.push({ kind: 'text', role: piece.kind, words: wordsOf(span), opensBlock });
    }
  }
  return withLeftOut(parts, isCut, leftOut);
}

function within(span: Span, window: Span): Span {
  return { start: Math.max(span.start, window.start), end: Math.min(span.end, window.end) };
}

/** A cell as far as it is shown; an empty one keeps its column. */
function cellWithin(
  cell: RowCell,
  window: Span,
  wordsOf: (span: Span) => Words,
): readonly LaidOutCell[] {
  const span = within(cell, window);
  if (span.end < span.start || (span.end === span.start && cell.end > cell.start)) return [];
  const { column, columns, isHeader } = cell;
  const headers = cell.headers.map(({ text }) => text);
  return [{ words: wordsOf(span), headers, column, columns, isHeader }];
}

function replaceLast(parts: LaidOut[], part: LaidOut): void {
  parts[parts.length - 1] = part;
}

/** Within a text the mark stands beside the words; beside items, rows and code on a line of its own. */
function withLeftOut(
  parts: readonly LaidOut[],
  isCut: { readonly before: boolean; readonly after: boolean },
  leftOut: string,
): LaidOut[] {
  const marked = [...parts];
  const own = { kind: 'leftOut', opensBlock: false } as const;
  const first = marked[0];
  if (isCut.before) {
    if (first?.kind === 'text') marked[0] = { ...first, words: after(`${leftOut} `, first.words) };
    else marked.unshift(own);
  }
  const last = marked.at(-1);
  if (isCut.after) {
    if (last?.kind === 'text') {
      const { text, marked: span } = last.words;
      replaceLast(marked, { ...last, words: { text: `${text} ${leftOut}`, marked: span } });
    } else marked.push(own);
  }
  return marked;
}

function after(before: string, { text, marked }: Words): Words {
  const shift = before.length;
  return {
    text: before + text,
    marked: marked && { start: marked.start + shift, end: marked.end + shift },
  };
}
