/** Tables of a page: those that hold data, with their header; those that arrange a page are flow. */
import type { DraftCell, DraftContent } from './draft.ts';
import { blockOf, type HtmlBlock, leftBlocks } from './html-block.ts';
import { codeBlocks } from './html-code.ts';
import { leftOutReason } from './html-furniture.ts';
import { type FlatLine, flatLine } from './html-parts.ts';
import {
  attribute,
  childElements,
  elementsBelow,
  type HtmlElement,
  holds,
  isElement,
  lineOf,
  namesOf,
  rawText,
} from './html-tree.ts';
import { tidyLine } from './tidy.ts';

/** A cell as it stands in the source, and as a line. */
interface Cell extends FlatLine {
  /** Its words stand for pictures. */
  readonly isPicture: boolean;
  readonly element: HtmlElement;
}

interface Row {
  readonly isInHead: boolean;
  /** Rows of its group from it on: what a row span of 0 means. */
  readonly rest: number;
  readonly cells: readonly Cell[];
}

/** UTF-16 units of a cell that is prose: a table with such cells and without a header arranges a page. */
const LONGEST_DATUM = 300;

/** Spans beyond are mistakes or attacks. */
const MOST_SPANNED = 1_000;

const HEADINGS: ReadonlySet<string> = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
const TABLES: ReadonlySet<string> = new Set(['table']);
const BLOCKS = 'p ul ol dl pre blockquote table form article section'.split(' ');
const HEADER_MARKS: ReadonlySet<string> = new Set(['th', 'thead', 'caption']);
const INFOBOX = /(?:^|-)infobox(?:-|$)/;

/** What a table is read as. One with `role="table"` is data. */
export type TableReading =
  | { readonly is: 'data' | 'code'; readonly blocks: readonly HtmlBlock[] }
  | { readonly is: 'layout' };

/**
 * Reads a table.
 * @param figcaption what is written under it, where it has no caption of its own.
 */
export function readTable(table: HtmlElement, figcaption: FlatLine | null = null): TableReading {
  const code = holds(table, TABLES) ? null : codeOf(table);
  if (code !== null) return { is: 'code', blocks: code };
  if (!isDeclared(table) && isLayout(table)) return { is: 'layout' };
  const left: HtmlBlock[] = [];
  const rows = rowsOf(table, left);
  if (!isDeclared(table) && !holdsData(table, rows)) return { is: 'layout' };
  const caption = captionOf(table) ?? figcaption;
  const full = rows.filter(({ cells }) => cells.some(({ text }) => text !== ''));
  if (full.length === 0) return { is: 'layout' };
  left.push(...leftBlocks([...(caption?.left ?? []), ...rows.flatMap(leftOfRow)]));
  const content: DraftContent = {
    kind: 'table',
    caption: caption === null || caption.text === '' ? null : caption.text,
    headerRows: headerRows(full),
    rows: full.map(({ rest, cells }) => cells.map((cell) => draftCell(cell, rest))),
  };
  const linked = full.reduce(
    (sum, { cells }) => sum + cells.reduce((own, cell) => own + cell.linked, 0),
    0,
  );
  const line = caption?.line ?? full[0]?.cells[0]?.line ?? lineOf(table);
  return { is: 'data', blocks: [{ ...blockOf(content, line, table), linked }, ...left] };
}

function leftOfRow({ cells }: Row): FlatLine['left'] {
  return cells.flatMap(({ left }) => left);
}

/** Whether its author says that it holds data, however it looks. */
function isDeclared(table: HtmlElement): boolean {
  return /^(?:table|grid|treegrid)$/.test(attribute(table, 'role') ?? '');
}

/** What says by itself that a table arranges its page. */
function isLayout(table: HtmlElement): boolean {
  const role = attribute(table, 'role');
  if (role === 'presentation' || role === 'none') return true;
  if (namesOf(table).some((name) => INFOBOX.test(name))) return false;
  return holds(table, TABLES) || cellsBelow(table).some((cell) => holds(cell, HEADINGS));
}

function cellsBelow(table: HtmlElement): HtmlElement[] {
  return elementsBelow(table, 'td', 'th');
}

/** Rows as they are shown: those of the head first, those of the foot last. */
function rowsOf(table: HtmlElement, left: HtmlBlock[]): Row[] {
  const head: Row[] = [];
  const body: Row[] = [];
  const foot: Row[] = [];
  for (const part of childElements(table)) {
    const into = part.tagName === 'thead' ? head : part.tagName === 'tfoot' ? foot : body;
    const group = part.tagName === 'tr' ? [part] : childElements(part).filter(isRow);
    for (const [i, row] of group.entries()) {
      const reason = leftOutReason(row) ?? leftOutReason(part);
      if (reason !== null) {
        const { text, line } = flatLine(row.childNodes);
        if (text !== '') {
          left.push({ ...blockOf({ kind: 'paragraph', text }, line, null), dropped: reason });
        }
        continue;
      }
      into.push({
        isInHead: part.tagName === 'thead',
        rest: group.length - i,
        cells: childElements(row).map((element) => ({ ...wordsOf(element), element })),
      });
    }
  }
  return [...head, ...body, ...foot];
}

/** A cell's words; of one that holds only pictures what stands for them, such as “yes”. */
function wordsOf(cell: HtmlElement): FlatLine & Pick<Cell, 'isPicture'> {
  const line = flatLine([cell]);
  if (line.text !== '') return { ...line, isPicture: false };
  const pictures = elementsBelow(cell, 'img').map((image) => attribute(image, 'alt') ?? '');
  return { ...line, text: tidyLine(pictures.join(' ')), isPicture: true };
}

function holdsData(table: HtmlElement, rows: readonly Row[]): boolean {
  const widths = rows.map(({ cells }) =>
    cells.reduce((sum, { element }) => sum + spanOf(element, 'colspan'), 0),
  );
  // Who wrote it says so.
  if (attribute(table, 'role') === 'table') return rows.length > 0;
  // A row of a note beside its picture has one cell of words.
  if (!rows.some((row) => row.cells.filter(isWritten).length > 1)) return false;
  const cells = rows.flatMap((row) => row.cells).filter(({ text }) => text !== '');
  if (cells.length < 2 || elementsBelow(table, 'pre').some((pre) => isManyLines(pre))) return false;
  if (cells.every(({ text, linked }) => linked >= text.replace(/[^\p{L}\p{N}]/gu, '').length)) {
    return holds(table, HEADER_MARKS);
  }
  const isHeaded = holds(table, HEADER_MARKS) || namesOf(table).some((name) => INFOBOX.test(name));
  if (isHeaded) return rows.length > 1 || holds(table, HEADER_MARKS);
  const width = Math.max(...widths);
  const regular = widths.filter((each) => each === width).length;
  return (
    rows.length > 1 &&
    regular * 2 >= rows.length &&
    cells.every(({ element, text }) => text.length <= LONGEST_DATUM && !isSeveralBlocks(element))
  );
}

function isWritten({ text, isPicture }: Cell): boolean {
  return text !== '' && !isPicture;
}

function isManyLines(pre: HtmlElement): boolean {
  return rawText(pre).trim().includes('\n') || elementsBelow(pre, 'br').length > 0;
}

/** Several paragraphs, or a list: more than a datum. */
function isSeveralBlocks(cell: HtmlElement): boolean {
  const blocks = elementsBelow(cell, ...BLOCKS);
  const isParagraph = blocks.length === 1 && blocks[0]?.tagName === 'p';
  return (blocks.length > 0 && !isParagraph) || hasParting(cell);
}

/** Two line breaks in a row. */
function hasParting(cell: HtmlElement): boolean {
  let breaks = 0;
  for (const node of cell.childNodes) {
    if (isElement(node) && node.tagName === 'br') breaks += 1;
    else if (isElement(node) || ('value' in node && node.value.trim() !== '')) breaks = 0;
    if (breaks > 1) return true;
  }
  return false;
}

function captionOf(table: HtmlElement): FlatLine | null {
  const captions = childElements(table).filter(({ tagName }) => tagName === 'caption');
  return captions.length === 0 ? null : flatLine(captions);
}

/** How many of the first rows head the columns; at least one row is left that they head. */
function headerRows(rows: readonly Row[]): number {
  const last = rows.length - 1;
  let count = 0;
  while (count < last && rows[count]?.isInHead) count += 1;
  if (count > 0) return count;
  while (count < last && isHeading(rows[count])) count += 1;
  if (count > 0) return count;
  const [first, ...others] = rows;
  const isBold = first !== undefined && allBold(first) && !others.some(allBold);
  return isBold && last > 0 ? 1 : 0;
}

function isHeading(row: Row | undefined): boolean {
  const full = row?.cells.filter(({ text }) => text !== '') ?? [];
  return full.every(
    ({ element }) => element.tagName === 'th' && !/^row/.test(attribute(element, 'scope') ?? ''),
  );
}

/** Whether every cell is bold from its first letter to its last, as header rows are on old pages. */
function allBold({ cells }: Row): boolean {
  const full = cells.filter(({ text }) => text !== '');
  return full.length > 1 && full.every(({ element, text }) => boldText(element) === text);
}

function boldText(cell: HtmlElement): string {
  const bold = elementsBelow(cell, 'b', 'strong');
  return bold.length === 1 && bold[0] !== undefined ? flatLine(bold).text : '';
}

function draftCell({ element, text }: Cell, rest: number): DraftCell {
  const columns = spanOf(element, 'colspan');
  const rows =
    attribute(element, 'rowspan')?.trim() === '0'
      ? Math.min(rest, MOST_SPANNED)
      : spanOf(element, 'rowspan');
  return {
    text,
    ...(columns > 1 && { columns }),
    ...(rows > 1 && { rows }),
    ...(element.tagName === 'th' && { isHeader: true }),
  };
}

function isRow({ tagName }: HtmlElement): boolean {
  return tagName === 'tr';
}

function spanOf(cell: HtmlElement, name: 'colspan' | 'rowspan'): number {
  const value = attribute(cell, name) ?? '';
  return /^\s*\d{1,5}\s*$/.test(value) ? Math.min(Math.max(1, Number(value)), MOST_SPANNED) : 1;
}

/** The code in a table that numbers its lines; null for any other table. */
function codeOf(table: HtmlElement): HtmlBlock[] | null {
  const names = namesOf(table).join(' ');
  const cells = cellsBelow(table).filter((cell) => leftOutReason(cell) !== 'lineNumber');
  const isNumbered = cells.length < cellsBelow(table).length;
  const codes = cells.filter((cell) => holds(cell, CODE));
  if (
    codes.length === 1 &&
    codes.length === cells.length &&
    (isNumbered || /highlight|code/.test(names))
  ) {
    return codeBlocks(table);
  }
  // One row a line.
  return isNumbered &&
    cells.some((cell) =>
      /(?:^|\s)(?:blob-code|hljs-ln-code|code)/.test(attribute(cell, 'class') ?? ''),
    )
    ? codeBlocks(table)
    : null;
}

const CODE: ReadonlySet<string> = new Set(['pre']);

/** `Table 1.2. Packages`, `Tabelle 3: Pakete`: what stands over a table as a paragraph of its own. */
const TITLE =
  /^(?:table|tabelle|tab\.|tableau|таблица) ?(?:\d|\p{Lu})[\d.-]{0,8}(?:[.:–—]|\s[–—-])\s?\S/iu;
const LONGEST_TITLE = 200;

/** Gives a table the title that stands before it, where it has no caption of its own. */
export function withTitles(blocks: readonly HtmlBlock[]): HtmlBlock[] {
  const joined: HtmlBlock[] = [];
  for (const block of blocks) {
    const before = joined.at(-1);
    const isTitle =
      block.kind === 'table' &&
      block.caption === null &&
      before?.kind === 'paragraph' &&
      !before.dropped &&
      before.text.length <= LONGEST_TITLE &&
      TITLE.test(before.text);
    if (isTitle) joined[joined.length - 1] = { ...block, caption: before.text, line: before.line };
    else joined.push(block);
  }
  return joined;
}
