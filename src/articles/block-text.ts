/** How a block is written in an article's text, line by line, and read from there again. */
import type { Article, Block, ListItem, Span, TableCell, TableRow } from '../model.ts';
import type { DraftBlock, DraftCell, DraftContent } from './draft.ts';

/** Columns that are counted, and that a cell may span; what says more is a mistake or an attack. */
export const MOST_COLUMNS = 200;

/** Rows that head columns: three levels are rare, and what heads a row is told with each of them. */
export const MOST_HEADER_ROWS = 5;

/** Between the cells of a row. */
export const CELL_BREAK = ' | ';

/** A block's text: one line, or a line for each of its lines, items or rows. */
export function textOf(block: DraftContent): string {
  return linesOf(block).join('\n');
}

function linesOf(block: DraftContent): readonly string[] {
  switch (block.kind) {
    case 'list':
      return [...present(block.leadIn), ...block.items.map(({ text }) => text)];
    case 'table':
      return [...present(block.caption), ...block.rows.map(rowText)];
    case 'quotation':
      return [...block.lines, ...present(block.speaker)];
    case 'definition':
      return [...block.terms, ...block.lines];
    default:
      return [block.text];
  }
}

function present(line: string | null): string[] {
  return line === null ? [] : [line];
}

function rowText(cells: readonly DraftCell[]): string {
  return cells.map(({ text }) => text).join(CELL_BREAK);
}

/** Where a block is to stand. */
export interface BlockAt {
  /** Offset into the article's text. */
  readonly start: number;
  readonly number: number;
  readonly section: string | null;
}

/** Offsets of texts that follow each other from `start`, `gap` units apart. */
function spansOf(texts: readonly string[], start: number, gap: number): Span[] {
  let at = start;
  return texts.map((text) => {
    const span = { start: at, end: at + text.length };
    at = span.end + gap;
    return span;
  });
}

/** A block of the body with its offsets. */
export function layOut(
  block: DraftBlock & { readonly kind: Block['kind'] },
  { start, number, section }: BlockAt,
): Block {
  const lines = spansOf(linesOf(block), start, 1);
  const end = lines.at(-1)?.end ?? start;
  const place = { number, section, start, end, ...(block.isApart && { isApart: true as const }) };
  switch (block.kind) {
    case 'code':
      return { ...place, kind: 'code', language: block.language };
    case 'list': {
      const own = block.leadIn === null ? lines : lines.slice(1);
      const items = block.items.map(
        ({ depth, marker }, i): ListItem => ({ ...(own[i] as Span), depth, marker }),
      );
      return { ...place, kind: 'list', leadIn: own === lines ? null : (lines[0] ?? null), items };
    }
    case 'table': {
      const own = block.caption === null ? lines : lines.slice(1);
      return {
        ...place,
        kind: 'table',
        caption: own === lines ? null : (lines[0] ?? null),
        headerRows: Math.max(
          0,
          Math.min(block.headerRows, block.rows.length - 1, MOST_HEADER_ROWS),
        ),
        rows: layOutRows(block.rows, own),
      };
    }
    case 'quotation': {
      const spoken = lines.slice(0, block.lines.length);
      return { ...place, kind: 'quotation', lines: spoken, speaker: lines[spoken.length] ?? null };
    }
    case 'definition': {
      const terms = lines.slice(0, block.terms.length);
      return { ...place, kind: 'definition', terms, lines: lines.slice(terms.length) };
    }
    default:
      return { ...place, kind: block.kind };
  }
}

/** Cells with their columns: one that spans rows keeps its columns in those below. */
function layOutRows(rows: readonly (readonly DraftCell[])[], lines: readonly Span[]): TableRow[] {
  /** By column, up to which row a cell from above reaches; exclusive. */
  const taken: number[] = [];
  return rows.map((cells, row): TableRow => {
    const line = lines[row] as Span;
    const spans = spansOf(
      cells.map(({ text }) => text),
      line.start,
      CELL_BREAK.length,
    );
    let column = 0;
    const laid = cells.map(
      ({ columns: wide = 1, rows: high = 1, isHeader = false }, i): TableCell => {
        const columns = Math.max(1, Math.min(wide, MOST_COLUMNS));
        const height = Math.max(1, Math.min(high, rows.length - row));
        while (column < MOST_COLUMNS && (taken[column] ?? 0) > row) column += 1;
        const cell = { ...(spans[i] as Span), column, columns, rows: height, isHeader };
        for (let own = column; own < Math.min(column + columns, MOST_COLUMNS); own += 1) {
          taken[own] = Math.max(taken[own] ?? 0, row + height);
        }
        column += columns;
        return cell;
      },
    );
    return { ...line, cells: laid };
  });
}

/** The blocks and headings of an article in order, as a reader would hand them over. */
export function draftBlocksOf(
  article: Pick<Article, 'text' | 'headings' | 'blocks'>,
): DraftBlock[] {
  const { text, headings, blocks } = article;
  const all = [...headings, ...blocks].sort((a, b) => a.start - b.start);
  let under: string | null = null;
  return all.map((part, i): DraftBlock => {
    const line = i + 1;
    if (!('kind' in part)) {
      under = slice(text, part);
      return { kind: 'heading', text: under, depth: part.depth, line };
    }
    const isElsewhere = part.section !== under;
    under = part.section;
    return { ...contentOf(text, part), line, ...(isElsewhere && { section: under }) };
  });
}

function contentOf(text: string, block: Block): DraftContent & { readonly isApart?: boolean } {
  const of = (span: Span | null) => (span === null ? null : slice(text, span));
  const each = (spans: readonly Span[]) => spans.map((span) => slice(text, span));
  const apart = block.isApart === true ? { isApart: true } : {};
  switch (block.kind) {
    case 'code':
      return { ...apart, kind: 'code', text: slice(text, block), language: block.language };
    case 'list': {
      const items = block.items.map(({ depth, marker, ...span }) => ({
        text: slice(text, span),
        depth,
        marker,
      }));
      return { ...apart, kind: 'list', leadIn: of(block.leadIn), items };
    }
    case 'table': {
      const rows = block.rows.map(({ cells }) =>
        cells.map(({ columns, rows: height, isHeader, ...span }) => ({
          text: slice(text, span),
          ...(columns > 1 && { columns }),
          ...(height > 1 && { rows: height }),
          ...(isHeader && { isHeader }),
        })),
      );
      const { headerRows } = block;
      return { ...apart, kind: 'table', caption: of(block.caption), headerRows, rows };
    }
    case 'quotation':
      return {
        ...apart,
        kind: 'quotation',
        lines: each(block.lines),
        speaker: of(block.speaker),
      };
    case 'definition':
      return {
        ...apart,
        kind: 'definition',
        terms: each(block.terms),
        lines: each(block.lines),
      };
    default:
      return { ...apart, kind: block.kind, text: slice(text, block) };
  }
}

function slice(text: string, { start, end }: Span): string {
  return text.slice(start, end);
}
