/** A part of an article as HTML: tables as tables, code as code, lists as lists; each text escaped. */
import { html } from 'hono/html';
import { piecesOf } from '../citations/pieces.ts';
import {
  type LaidOutCell,
  type LaidOutItem,
  type LaidOutRow,
  layOutQuote,
  type QuoteWriter,
  type Words,
  write,
} from '../citations/quote-layout.ts';
import type { Article, Span } from '../model.ts';

/** Markup that is safe as it stands. */
export type Html = ReturnType<typeof html>;

const NUMBER = /^(\d{1,9})\.$/;
/** Lists deeper than that are drawn as deep as that. */
const DEEPEST = 8;

/** How a part is drawn. */
export interface DrawOptions {
  /** What is marked; offsets into the article's text. */
  readonly marked: Span | null;
  /** What a table that is wider than the screen is called. */
  readonly table: string;
}

/** The markup of a span of the article. */
export function drawSpan(
  article: Article,
  { start, end }: Span,
  { marked, table }: DrawOptions,
): readonly Html[] {
  if (start >= end) return [];
  const text = article.text.slice(start, end);
  const pieces = piecesOf(article, { start, end });
  // A layout points nothing out in code: where each code begins, its pieces say.
  const codes = pieces.filter(({ kind }) => kind === 'code').values();
  const writer: QuoteWriter<Html> = {
    text: ({ role, words }) => textOf(role, wordsOf(words)),
    list: (items) => listOf(nested(items)),
    table: (rows) => tableOf(rows, table),
    code(code) {
      const at = codes.next().value?.start ?? end;
      const span = marked && inside(marked, { start: at, end: at + code.length });
      return html`<pre tabindex="0"><code>${wordsOf({ text: code, marked: span })}</code></pre>`;
    },
    leftOut: () => html`<p>…</p>`,
  };
  return layOutQuote({ text, start, pieces }, { marked }).map((part) => write(part, writer));
}

/** What of a span lies in another one, in offsets into that; null where nothing does. */
function inside(span: Span, whole: Span): Span | null {
  const start = Math.max(span.start, whole.start) - whole.start;
  const end = Math.min(span.end, whole.end) - whole.start;
  return start < end ? { start, end } : null;
}

function wordsOf({ text, marked }: Words): Html {
  if (marked === null) return html`${text}`;
  const { start, end } = marked;
  return html`${text.slice(0, start)}<mark>${text.slice(start, end)}</mark>${text.slice(end)}`;
}

function textOf(role: string, words: Html): Html {
  switch (role) {
    case 'heading':
      return html`<h2 dir="auto">${words}</h2>`;
    case 'quotation':
      return html`<blockquote dir="auto"><p>${words}</p></blockquote>`;
    case 'paragraph':
      return html`<p dir="auto">${words}</p>`;
    default:
      return html`<p dir="auto" class="${role}">${words}</p>`;
  }
}

/** An item, with further lines of it and what is nested in it. */
interface Item {
  readonly lines: Html[];
  readonly marker: string | null;
  readonly items: Item[];
}

/** Items under those that they are nested in. */
function nested(items: readonly LaidOutItem[]): Item[] {
  const root: Item[] = [];
  /** By depth, the list that is being filled. */
  const open: Item[][] = [root];
  for (const { words, depth: wanted, marker } of items) {
    const last = open.at(-1)?.at(-1);
    if (marker === '' && last) {
      last.lines.push(wordsOf(words));
      continue;
    }
    const depth = Math.min(wanted, DEEPEST);
    open.length = Math.min(open.length, depth + 1);
    const above = open.at(-1)?.at(-1);
    // One level deeper than what it is under, however many it says: an item in between is not there.
    if (above !== undefined && open.length <= depth) open.push(above.items);
    open.at(-1)?.push({ lines: [wordsOf(words)], marker, items: [] });
  }
  return root;
}

function listOf(items: readonly Item[]): Html {
  const isNumbered = items.every(({ marker }) => NUMBER.test(marker ?? ''));
  const drawn = items.map((item) => itemOf(item, isNumbered));
  return isNumbered ? html`<ol dir="auto">${drawn}</ol>` : html`<ul dir="auto">${drawn}</ul>`;
}

function itemOf({ lines, marker, items }: Item, isNumbered: boolean): Html {
  const shown = lines.map((line, i) => (i === 0 ? line : html`<br>${line}`));
  const below = items.length === 0 ? '' : listOf(items);
  const number = NUMBER.exec(marker ?? '')?.[1];
  if (isNumbered) return html`<li value="${number ?? ''}">${shown}${below}</li>`;
  if (marker === null || marker === '') return html`<li>${shown}${below}</li>`;
  return html`<li class="own-mark">${marker} ${shown}${below}</li>`;
}

function tableOf(rows: readonly LaidOutRow[], name: string): Html {
  const heads = rows.filter(({ isHeader }) => isHeader);
  const body = rows.filter(({ isHeader }) => !isHeader);
  // A row by itself stands under what heads its cells.
  const first = heads.length === 0 ? body[0] : undefined;
  const named = first?.cells.some(({ headers }) => headers.length > 0) ? headOf(first.cells) : '';
  return html`<div class="scrolled" tabindex="0" role="region" aria-label="${name}"><table dir="auto"><thead>${named}${heads.map((row) => rowOf(row, 'col'))}</thead><tbody>${body.map((row) => rowOf(row, 'row'))}</tbody></table></div>`;
}

function headOf(cells: readonly LaidOutCell[]): Html {
  const drawn = inColumns(
    cells,
    ({ headers, columns }) => html`<th scope="col" colspan="${columns}">${headers.join(' ')}</th>`,
  );
  return html`<tr>${drawn}</tr>`;
}

function rowOf({ cells, isHeader }: LaidOutRow, scope: 'col' | 'row'): Html {
  const drawn = inColumns(cells, ({ columns, words, ...cell }) =>
    isHeader || cell.isHeader
      ? html`<th scope="${scope}" colspan="${columns}" dir="auto">${wordsOf(words)}</th>`
      : html`<td colspan="${columns}" dir="auto">${wordsOf(words)}</td>`,
  );
  return html`<tr>${drawn}</tr>`;
}

/** Cells in their columns: an empty one where a cell above reaches down. */
function inColumns(cells: readonly LaidOutCell[], draw: (cell: LaidOutCell) => Html): Html[] {
  const drawn: Html[] = [];
  let column = 0;
  for (const cell of cells) {
    if (cell.column > column) drawn.push(html`<td colspan="${cell.column - column}"></td>`);
    drawn.push(draw(cell));
    column = cell.column + cell.columns;
  }
  return drawn;
}
