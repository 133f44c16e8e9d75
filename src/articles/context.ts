/** What a passage is not understood without and is no part of: headers, lead-in, speaker, term. */
import type {
  Article,
  Block,
  Context,
  ContextRole,
  Quoted,
  Span,
  TableBlock,
  TableCell,
  TableRow,
} from '../model.ts';
import { MOST_COLUMNS } from './block-text.ts';
import { isGroupRow } from './cut-block.ts';
import { LONGEST_LEAD_IN, leadsIn } from './lead-in.ts';
import { lastUpTo } from './spans.ts';

/** UTF-16 units of a slice that is shown as context; what is longer explains nothing. */
const LONGEST_CONTEXT = 400;

/** And of what heads a cell. */
const LONGEST_HEADER = 120;

/** Terms of one definition: more are a glossary that was read as one. */
const MOST_TERMS = 10;

/** Rows and lines above that are looked at for what heads one. */
const LOOKED_BACK = 200;

/**
 * The context of a span inside one block, in the order of the article.
 * @param span of a passage, or of a sentence of it.
 */
export function contextOf(article: Article, number: number, span: Span): Context[] {
  const block = article.blocks[number - 1];
  if (block === undefined) return [];
  const found = [...ledIn(article, block), ...inBlock(block, span)];
  return found
    .filter(({ start, end }) => end <= span.start || start >= span.end)
    .filter(({ start, end }) => end > start && end - start <= LONGEST_CONTEXT)
    .map(({ role, start, end }) => ({ role, start, end, text: article.text.slice(start, end) }))
    .sort((a, b) => a.start - b.start);
}

type Role = Span & { readonly role: ContextRole };

/**
 * The paragraph before that announces a list, code or table, where it is none of its own; the step of a
 * list that code or a table stands in.
 */
function ledIn({ blocks, text }: Article, block: Block): Role[] {
  if (block.kind !== 'code' && block.kind !== 'table' && block.kind !== 'list') return [];
  const before = blocks[block.number - 2];
  if (before === undefined || before.section !== block.section) return [];
  if (before.kind === 'list' && block.kind !== 'list') {
    const step = before.items.at(-1);
    const isStep = before.items.length === 1 || /^\d/.test(step?.marker ?? '');
    return step && isStep ? [{ role: 'leadIn', start: step.start, end: step.end }] : [];
  }
  if (before.kind !== 'paragraph') return [];
  const { start, end } = before;
  return end - start <= LONGEST_LEAD_IN && leadsIn(text.slice(Math.max(start, end - 3), end))
    ? [{ role: 'leadIn', start, end }]
    : [];
}

function inBlock(block: Block, span: Span): Role[] {
  const as = (role: ContextRole, spans: readonly (Span | null)[]): Role[] =>
    spans.flatMap((each) => (each === null ? [] : [{ role, start: each.start, end: each.end }]));
  switch (block.kind) {
    case 'list':
      return [...as('leadIn', [block.leadIn]), ...as('parent', parentsOf(block.items, span))];
    case 'quotation':
      return as('speaker', [block.speaker]);
    case 'definition':
      return as('term', block.terms.slice(0, MOST_TERMS));
    case 'table':
      return [...as('caption', [block.caption]), ...as('header', headersOf(block, span))];
    default:
      return [];
  }
}

/** The items that the line where a span starts is nested in or goes on from, outermost first. */
function parentsOf(
  items: readonly (Span & { readonly depth: number; readonly marker: string | null })[],
  span: Span,
): Span[] {
  const own = lastUpTo(items, span.start);
  const line = items[own];
  if (line === undefined) return [];
  // A further line of an item is of the same depth as its first.
  let below = line.marker === '' ? line.depth + 1 : line.depth;
  const parents: Span[] = [];
  for (let i = own - 1; i >= Math.max(0, own - LOOKED_BACK) && below > 0; i -= 1) {
    const item = items[i];
    if (item === undefined || item.depth >= below || item.marker === '') continue;
    parents.unshift(item);
    below = item.depth;
  }
  return parents;
}

/** What heads a row: header rows, the row that names its group, and cells that reach down to it. */
function headersOf(table: TableBlock, span: Span): Span[] {
  const { rows, headerRows } = table;
  const own = lastUpTo(rows, span.start);
  if (own < headerRows) return [];
  const group = groupOf(table, own);
  const named = group === undefined ? [] : [group];
  return [...rows.slice(0, headerRows), ...named, ...cellsAbove(table, own)];
}

/** The row that names the group of another one, by its index. */
export function groupOf({ rows, headerRows }: TableBlock, own: number): TableRow | undefined {
  return rows.slice(Math.max(headerRows, own - LOOKED_BACK), own).findLast(isGroupRow);
}

/** The cells of rows above that reach down to a row, by its index; header rows reach nowhere. */
export function cellsAbove({ rows, headerRows }: TableBlock, own: number): TableCell[] {
  const found: TableCell[] = [];
  // Looked through for every row there is: in loops, which make nothing on their way.
  for (let row = Math.max(headerRows, own - LOOKED_BACK); row < own; row += 1) {
    const cells = rows[row]?.cells ?? [];
    for (let i = 0; i < Math.min(cells.length, MOST_COLUMNS); i += 1) {
      const cell = cells[i] as TableCell;
      if (row + cell.rows > own) found.push(cell);
    }
  }
  return found;
}

/**
 * What heads each column, outermost first: slices of the article.
 * @returns by column, from 0.
 */
export function columnHeaders(
  { text }: Pick<Article, 'text'>,
  { rows, headerRows }: TableBlock,
): Quoted[][] {
  const columns: Quoted[][] = [];
  for (const { cells } of rows.slice(0, headerRows)) {
    for (const { start, end, column, columns: width } of cells) {
      if (column >= MOST_COLUMNS) break;
      if (start === end || end - start > LONGEST_HEADER) continue;
      const header = { start, end, text: text.slice(start, end) };
      for (let own = column; own < Math.min(column + width, MOST_COLUMNS); own += 1) {
        columns[own] ??= [];
        columns[own]?.push(header);
      }
    }
  }
  return columns;
}
