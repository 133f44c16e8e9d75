/** Lists as Markdown with their numbers, boxes and depth, or as HTML where Markdown has no such list. */
import type { DraftContent, DraftItem } from '../articles/draft.ts';
import { letterValue, romanValue } from '../articles/item-number.ts';
import { DONE, NOT_DONE } from '../articles/markdown-list.ts';
import { html, paragraphLine } from './write-inline.ts';

type List = DraftContent & { readonly kind: 'list' };

/** A marker, taken apart. */
interface Marker {
  /** `3.`; null for a bullet. */
  readonly number: string | null;
  /** `[x] ` or the like. */
  readonly box: string;
}

const BOXES: ReadonlyMap<string, string> = new Map([
  [DONE, '[x] '],
  [NOT_DONE, '[ ] '],
]);
const MARKER = new RegExp(`^(\\d{1,9}[.)])?( ?)(${DONE}|${NOT_DONE})?$`);

function markerOf(marker: string | null): Marker | null {
  if (marker === null) return { number: null, box: '' };
  const found = MARKER.exec(marker);
  if (found === null || marker === '') return null;
  const [, number = null, gap = '', box = ''] = found;
  if ((gap === ' ') !== (number !== null && box !== '')) return null;
  return { number, box: BOXES.get(box) ?? '' };
}

/** An open level of a list: how far its items are indented, and what the last one was. */
interface Level {
  readonly indent: number;
  readonly width: number;
  readonly number: string | null;
}

const orderOf = (number: string): number => Number.parseInt(number, 10);

/** Whether an item goes on with the list that the last one is in. */
function goesOn(last: Level, { number }: Marker): boolean {
  if (last.number === null || number === null) return last.number === number;
  return last.number.at(-1) === number.at(-1) && orderOf(number) > orderOf(last.number);
}

/** The lines of a list; null for one that Markdown does not know. */
function markdownLines(items: readonly DraftItem[]): string[] | null {
  const levels: Level[] = [];
  const lines: string[] = [];
  for (const { text, depth, marker } of items) {
    if (depth > levels.length || text === '') return null;
    const parent = levels[depth - 1];
    const last = levels[depth];
    if (marker === '') {
      if (last === undefined) return null;
      levels.length = depth + 1;
      lines.push(`${' '.repeat(last.indent + last.width)}${paragraphLine(text)}`);
      continue;
    }
    const own = markerOf(marker);
    if (own === null || (depth > 0 && parent === undefined)) return null;
    if (last !== undefined && !goesOn(last, own)) {
      // One list after another would be one list, or two blocks.
      if (depth === 0 || last.number?.at(-1) === own.number?.at(-1)) return null;
    }
    const indent = last?.indent ?? (parent === undefined ? 0 : parent.indent + parent.width);
    const mark = `${own.number ?? '-'} `;
    levels.length = depth;
    levels.push({ indent, width: mark.length, number: own.number });
    lines.push(`${' '.repeat(indent)}${mark}${own.box}${paragraphLine(text)}`);
  }
  return lines;
}

/** The attributes by which HTML numbers an item; null for a bullet. */
function numbered(marker: string | null): string | null {
  const name = /^(\d{1,6}|[a-z]{1,4}|[A-Z]{1,4})\.$/.exec(marker ?? '')?.[1];
  if (name === undefined) return null;
  if (/^\d/.test(name)) return ` value="${Number(name)}"`;
  const small = name.toLowerCase();
  const roman = romanValue(small);
  const type = roman === null ? 'a' : 'i';
  return ` type="${small === name ? type : type.toUpperCase()}" value="${roman ?? letterValue(small)}"`;
}

/** A list as HTML, as well as that can say it. */
function htmlList(items: readonly DraftItem[]): string {
  const open: string[] = [];
  const written: string[] = [];
  const closeTo = (depth: number) => {
    while (open.length > depth) written.push(`</li></${open.pop()}>`);
  };
  for (const { text, depth, marker } of items) {
    const line = `<p>${html(text)}</p>`;
    if (marker === '' && open.length > 0) {
      closeTo(depth + 1);
      written.push(line);
      continue;
    }
    const number = numbered(marker);
    const level = Math.min(depth, open.length);
    closeTo(level + 1);
    if (open.length > level) written.push('</li>');
    else {
      open.push(number === null ? 'ul' : 'ol');
      written.push(`<${open.at(-1)}>`);
    }
    written.push(`<li${number ?? ''}>${line}`);
  }
  closeTo(0);
  return written.join('\n');
}

/** A list, without what leads in. */
export function writeList({ items }: List): string {
  const lines = markdownLines(items);
  if (lines === null) return htmlList(items);
  // A list of several levels has blank lines between its items, or some would go on with the one before.
  const isFlat = items.every(({ depth, marker }) => depth === 0 && marker !== '');
  return lines.join(isFlat ? '\n' : '\n\n');
}
