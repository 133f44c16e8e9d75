/** Runs of bullets and numbers in a plain text: each becomes a list. */
import type { DraftBlock, DraftItem } from './draft.ts';
import type { Line } from './lines.ts';

/** Blank lines between two items at most; what is further apart are two lists. */
const WIDEST_GAP = 1;

/** Columns that an item is further in than the one that it belongs to. */
const NESTED = 2;

/** Whether one number follows another: `2.` or `b)`. */
function follows(number: string, before: string): boolean {
  if (number.at(-1) !== before.at(-1)) return false;
  const [own, last] = [number.slice(0, -1), before.slice(0, -1)];
  if (/^\d/.test(own)) return Number(own) === Number(last) + 1;
  return own.charCodeAt(0) === last.charCodeAt(0) + 1;
}

/** What people say to each other is written behind dashes, too, and each ends as a sentence does. */
function isDialogue(lines: readonly Line[]): boolean {
  return lines.every(
    ({ text, item }) => /^[–—]$/.test(item?.mark ?? '') && /[.!?…]["”’»)]*$/u.test(text),
  );
}

/** Index after the last item of the list that begins with a line. */
function listEnd(lines: readonly Line[], from: number, isItem: (at: number) => boolean): number {
  const first = lines[from]?.item;
  if (first === undefined) return from;
  let last = first;
  let at = from + 1;
  for (; isItem(at); at += 1) {
    const line = lines[at];
    if (line?.item === undefined || line.gap > WIDEST_GAP) break;
    const { item } = line;
    if (item.indent >= first.indent + NESTED) continue;
    const goesOn = item.isNumber
      ? last.isNumber && follows(item.mark, last.mark)
      : item.mark === last.mark;
    if (!goesOn) break;
    last = item;
  }
  return at;
}

/** The items of a list, each as far in as its bullet is. */
function itemsOf(lines: readonly Line[]): DraftItem[] {
  const indents: number[] = [];
  return lines.map(({ text, item }): DraftItem => {
    const { indent = 0, mark = '', isNumber = false } = item ?? {};
    while (indents.length > 1 && indent < (indents.at(-1) ?? 0)) indents.pop();
    if (indents.length === 0 || indent >= (indents.at(-1) ?? 0) + NESTED) indents.push(indent);
    const words = isNumber ? text.slice(mark.length).trimStart() : text;
    return { text: words, depth: indents.length - 1, marker: isNumber ? mark : null };
  });
}

/**
 * Joins the blocks of lines that are items to lists; one item alone is none.
 * @param blocks one for each line.
 */
export function withLists(lines: readonly Line[], blocks: readonly DraftBlock[]): DraftBlock[] {
  const joined: DraftBlock[] = [];
  const isItem = (at: number) => blocks[at]?.kind === 'paragraph';
  for (let i = 0; i < lines.length; ) {
    const end = isItem(i) ? listEnd(lines, i, isItem) : i;
    const run = lines.slice(i, end);
    const items = run.length > 1 && !isDialogue(run) ? itemsOf(run) : [];
    const line = lines[i]?.line ?? 1;
    if (items.length > 0) joined.push({ kind: 'list', leadIn: null, items, line });
    else joined.push(...blocks.slice(i, Math.max(end, i + 1)));
    i = Math.max(end, i + 1);
  }
  return joined;
}
