/** What a passage is not understood without and is no part of: headers, lead-in, speaker, term. */
import type { Article, Block, Context, ContextRole, Quoted, Span, TableBlock } from '../model.ts';
import { isGroupRow } from './cut-block.ts';
import { LONGEST_LEAD_IN, leadsIn } from './lead-in.ts';
import { firstFrom } from './spans.ts';

/** UTF-16 units of a slice that is shown as context; what is longer explains nothing. */
const LONGEST_CONTEXT = 400;

/** Columns whose headers are known: no table that people read has as many. */
const MOST_COLUMNS = 200;

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

/** The paragraph before that announces a list, code or table, where it is none of its own. */
function ledIn({ blocks, text }: Article, block: Block): Role[] {
  if (block.kind !== 'code' && block.kind !== 'table' && block.kind !== 'list') return [];
  const before = blocks[block.number - 2];
  if (before?.kind !== 'paragraph' || before.section !== block.section) return [];
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
      return as('term', block.terms);
    case 'table':
      return [...as('caption', [block.caption]), ...as('header', headersOf(block, span))];
    default:
      return [];
  }
}

/** The items that the first line of a span is nested in, outermost first. */
function parentsOf(
  items: readonly (Span & { readonly depth: number; readonly marker: string | null })[],
  span: Span,
): Span[] {
  const own = firstFrom(items, span.start);
  let depth = items[own]?.depth ?? 0;
  const parents: Span[] = [];
  for (let i = own - 1; i >= Math.max(0, own - LOOKED_BACK) && depth > 0; i -= 1) {
    const item = items[i];
    if (item === undefined || item.depth >= depth || item.marker === '') continue;
    parents.unshift(item);
    depth = item.depth;
  }
  return parents;
}

/** What heads a row: header rows, the row that names its group, and cells that reach down to it. */
function headersOf({ rows, headerRows }: TableBlock, span: Span): Span[] {
  const own = firstFrom(rows, span.start);
  if (own < headerRows) return [];
  const from = Math.max(headerRows, own - LOOKED_BACK);
  const above = rows.slice(from, own);
  const group = above.findLast((row) => isGroupRow(row));
  const reaching = above.flatMap(({ cells }, i) =>
    cells.filter((cell) => cell.rows > 1 && from + i + cell.rows > own),
  );
  return [...rows.slice(0, headerRows), ...(group === undefined ? [] : [group]), ...reaching];
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
      if (start === end) continue;
      const header = { start, end, text: text.slice(start, end) };
      for (let own = column; own < Math.min(column + width, MOST_COLUMNS); own += 1) {
        columns[own] ??= [];
        columns[own]?.push(header);
      }
    }
  }
  return columns;
}
