/** A quote or a block of an article as nodes: tables as tables, code as code, lists as lists. */
import {
  type Drawable,
  type LaidOutCell,
  type LaidOutItem,
  type LaidOutRow,
  layOutQuote,
  type QuoteWriter,
  type Words,
  write,
} from '../../../citations/quote-layout.ts';
import type { Span } from '../../../model.ts';
import { type Child, h } from '../dom.ts';
import { words as own } from '../words/words.ts';

const NUMBER = /^(\d{1,9})\.$/;

/** The nodes of each part. @param marked offsets into the article's text. */
export function quoteView(quote: Drawable, marked: Span | null): HTMLElement[] {
  return layOutQuote(quote, { marked }).map((part) => write(part, WRITER));
}

const WRITER: QuoteWriter<HTMLElement> = {
  text: ({ role, words }) => h('p', { class: role }, ...nodesOf(words)),
  list: (items) => listOf(items),
  table: (rows) => tableOf(rows),
  code: (text) => h('pre', { tabindex: 0 }, h('code', {}, text)),
  leftOut: () => h('p', {}, '…'),
};

function nodesOf({ text, marked }: Words): Child[] {
  if (marked === null) return [text];
  const { start, end } = marked;
  return [text.slice(0, start), h('mark', {}, text.slice(start, end)), text.slice(end)];
}

/** Items under those that they are nested in. */
function listOf(items: readonly LaidOutItem[]): HTMLElement {
  const root = h('ul', {});
  /** By depth, the list that is being filled. */
  const open: HTMLElement[] = [root];
  for (const { words, depth, marker } of items) {
    const above = open.slice(0, depth + 1).findLastIndex((list) => list !== undefined);
    let list = open[above] as HTMLElement;
    const last = list.lastElementChild;
    if (marker === '' && last) {
      last.append(h('br'), ...shown(nodesOf(words)));
      continue;
    }
    if (above < depth) {
      const nested = h('ul', {});
      (last ?? list.appendChild(h('li', {}))).append(nested);
      list = nested;
    }
    open.length = above + 1;
    open[depth] = list;
    list.append(itemOf(words, marker));
  }
  return root;
}

function itemOf(words: Words, marker: string | null): HTMLElement {
  const number = NUMBER.exec(marker ?? '')?.[1];
  if (number !== undefined) {
    const item = h('li', { class: 'counted' }, ...nodesOf(words));
    item.style.setProperty('list-style-type', `"${number}. "`);
    return item;
  }
  if (marker === null) return h('li', {}, ...nodesOf(words));
  return h('li', { class: 'own-mark' }, `${marker} `, ...nodesOf(words));
}

function shown(children: readonly Child[]): (Node | string)[] {
  return children.filter((child) => child !== null && child !== undefined && child !== false);
}

function tableOf(rows: readonly LaidOutRow[]): HTMLElement {
  const heads = rows.filter(({ isHeader }) => isHeader);
  const body = rows.filter(({ isHeader }) => !isHeader);
  // A row by itself stands under what heads its cells.
  const first = heads.length === 0 ? body[0] : undefined;
  const named = first?.cells.some(({ headers }) => headers.length > 0) ? [headOf(first.cells)] : [];
  const table = h(
    'table',
    { class: 'data' },
    h('thead', {}, ...named, ...heads.map((row) => rowOf(row, 'col'))),
    h('tbody', {}, ...body.map((row) => rowOf(row, 'row'))),
  );
  return h(
    'div',
    { class: 'scrolled', tabindex: 0, role: 'region', 'aria-label': own.table },
    table,
  );
}

function headOf(cells: readonly LaidOutCell[]): HTMLElement {
  return h(
    'tr',
    {},
    ...inColumns(cells, ({ headers, columns }) =>
      h('th', { scope: 'col', colspan: columns }, headers.join(' ')),
    ),
  );
}

function rowOf({ cells, isHeader }: LaidOutRow, scope: 'col' | 'row'): HTMLElement {
  return h(
    'tr',
    {},
    ...inColumns(cells, (cell) => {
      const attributes = { colspan: cell.columns };
      return isHeader || cell.isHeader
        ? h('th', { scope, ...attributes }, ...nodesOf(cell.words))
        : h('td', attributes, ...nodesOf(cell.words));
    }),
  );
}

/** Cells in their columns: an empty one where a cell above reaches down. */
function inColumns(
  cells: readonly LaidOutCell[],
  make: (cell: LaidOutCell) => HTMLElement,
): HTMLElement[] {
  const made: HTMLElement[] = [];
  let column = 0;
  for (const cell of cells) {
    if (cell.column > column) made.push(h('td', { colspan: cell.column - column }));
    made.push(make(cell));
    column = cell.column + cell.columns;
  }
  return made;
}
