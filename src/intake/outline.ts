/** What a waiting article is made of, row by row in the order of its source: blocks, and lines left out. */
import { textOf } from '../articles/block-text.ts';
import type { DraftBlock } from '../articles/draft.ts';
import { type DropReason, statement } from '../refusals.ts';

/** A block of the article as it was read, or a line that the reader left out. */
export interface OutlineRow {
  /** Why the reader left it out; null for what it takes for the article. */
  readonly reason: DropReason | null;
  /** A line that was left out is the paragraph that it would be. */
  readonly block: DraftBlock;
  /** The title of the article that begins here, where the file holds several. */
  readonly opens?: string;
}

/** The text of a row: one line, or several of code, rows or items. */
export function rowText({ block }: Pick<OutlineRow, 'block'>): string {
  return textOf(block);
}

/** A line that was left out, of a source or of a file. */
interface LeftOut {
  readonly line: number;
  readonly text: string;
  readonly reason: DropReason;
}

/** The blocks of one article. */
export interface OutlinePart {
  readonly title: string;
  readonly blocks: readonly DraftBlock[];
}

/**
 * Puts blocks and lines that were left out in the order of their source.
 * @param parts of the articles of one file, in order.
 * @param page the source where it is a page, whose lines may be long: there places within them count.
 */
export function outlineRows(
  parts: readonly OutlinePart[],
  dropped: readonly LeftOut[],
  page: string | null = null,
): OutlineRow[] {
  const blocks = parts.flatMap(({ title, blocks }) =>
    blocks.map((block, i): OutlineRow => {
      const row = { reason: null, block };
      return i === 0 && parts.length > 1 ? { ...row, opens: title } : row;
    }),
  );
  const left = dropped.map(({ line, text, reason }): OutlineRow => {
    return { reason, block: { kind: 'paragraph', text, line } };
  });
  const place = placesIn(page);
  return withOwnNumbers(merged(place(blocks), place(left)));
}

/** A reason that names a line of the source names the row instead, where that is in sight. */
function withOwnNumbers(rows: readonly OutlineRow[]): OutlineRow[] {
  const numbers = new Map<number, number>();
  for (const [i, { reason, block }] of rows.entries()) {
    if (reason === null && !numbers.has(block.line)) numbers.set(block.line, i + 1);
  }
  return rows.map((row) => {
    if (row.reason?.key !== 'pullQuote') return row;
    const line = numbers.get(row.reason.facts.line) ?? row.reason.facts.line;
    return { ...row, reason: statement('pullQuote', { line }) };
  });
}

interface Placed {
  readonly row: OutlineRow;
  readonly at: number;
}

/** Two ascending lists as one; what is at the same place was left out before the block. */
function merged(blocks: readonly Placed[], left: readonly Placed[]): OutlineRow[] {
  const rows: OutlineRow[] = [];
  let next = 0;
  for (const { row, at } of blocks) {
    for (; next < left.length && (left[next]?.at ?? 0) <= at; next += 1) {
      const before = left[next];
      if (before) rows.push(before.row);
    }
    rows.push(row);
  }
  return [...rows, ...left.slice(next).map(({ row }) => row)];
}

/** Units behind a tag or line end in which the first words are looked for, and letters of them. */
const SEARCHED = 160;
const LETTERS = 12;

/** The first letters of a text, whatever signs stand between them. */
function firstLetters(text: string): string {
  return text
    .slice(0, SEARCHED)
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .slice(0, LETTERS);
}

/** The same of a row's first line, or first cell. */
function firstLettersOf(row: OutlineRow): string {
  const [first = ''] = rowText(row)
    .slice(0, SEARCHED)
    .split(/\n| \| /, 1);
  return firstLetters(first);
}

/**
 * Says where rows stand, ascending: by line; in a page by where their first words stand behind a tag,
 * for what was put on one line by a machine is one line. What is not found stands where the one before
 * does.
 */
function placesIn(page: string | null): (rows: readonly OutlineRow[]) => Placed[] {
  const known = page === null ? null : wordPlaces(page);
  const used = new Map<string, number>();
  return (rows) => {
    let last = 0;
    const placed = rows.map((row): Placed => {
      const key = firstLettersOf(row);
      const places = known?.get(key);
      const index = used.get(key) ?? 0;
      used.set(key, index + 1);
      const at = known === null ? row.block.line : places?.[Math.min(index, places.length - 1)];
      last = at ?? last;
      return { row, at: last };
    });
    // A reader may tell of a later line first; of blocks the order is the article's own.
    return rows[0]?.reason === null ? risen(placed) : placed.sort((a, b) => a.at - b.at);
  };
}

/** The same order, with places that never fall. */
function risen(placed: readonly Placed[]): Placed[] {
  let most = 0;
  return placed.map(({ row, at }) => {
    most = Math.max(most, at);
    return { row, at: most };
  });
}

/** Tags within a line of text, and what stands for one letter. */
const WITHIN =
  /<\/?(?:a|abbr|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|tt|u|var|wbr)(?:\s[^<>]*)?>|&#?\w{1,10};/gi;

/** By the first letters behind each tag and line end: the offsets at which they stand, ascending. */
function wordPlaces(page: string): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const { index } of page.matchAll(/[>\n]/g)) {
    const words = page.slice(index + 1, index + 1 + SEARCHED);
    if (/^\s*(?:<|$)/.test(words)) continue;
    const [text = ''] = words.replace(WITHIN, '').split('<', 1);
    const letters = firstLetters(text);
    const known = places.get(letters);
    if (known) known.push(index);
    else places.set(letters, [index]);
  }
  return places;
}
