/** Lists in Markdown: items with depth, number and box; code and tables in an item are blocks of their own. */
import type { List, ListItem, Nodes } from 'mdast';
import type { DraftItem } from './draft.ts';
import { hasJsx } from './jsx.ts';
import { type Flow, lineOf, type Walk } from './markdown-gather.ts';
import { tidyLine } from './tidy.ts';

/** In front of an item that is done, and of one that is not. */
export const DONE = '☑';
export const NOT_DONE = '☐';

/** The number of an item as it is written. */
const NUMBER = /^\s{0,9}(\d{1,9})([.)])/;

/** Adds a list, in several blocks where others stand in its items. */
export function addList({ gathered, visit }: Walk, list: List, flow: Flow): void {
  const { sourceOf } = flow.parsed;
  let items: DraftItem[] = [];
  let base = 0;
  let line = 0;

  const flush = () => {
    if (items.length > 0) gathered.add({ kind: 'list', leadIn: null, items }, line);
    items = [];
  };
  const addItem = (item: DraftItem, node: Nodes) => {
    if (items.length === 0) {
      // A list that goes on after code may open with nested items: then these are its first level.
      base = item.depth;
      line = lineOf(node, flow);
    }
    base = Math.min(base, item.depth);
    items.push({ ...item, depth: item.depth - base });
  };
  const visitItem = (item: ListItem, marker: string | null, depth: number) => {
    let own = marker;
    for (const child of item.children) {
      const isText = child.type === 'paragraph' && !hasJsx(sourceOf(child));
      if (child.type === 'list') visitList(child, depth + 1);
      else if (isText && (own !== '' || items.length > 0)) {
        const captions: string[] = [];
        const text = tidyLine(gathered.words(child, flow, captions));
        if (text !== '') addItem({ text, depth, marker: own }, child);
        if (text !== '') own = '';
        if (captions.length > 0) flush();
        gathered.addCaptions(captions, lineOf(child, flow));
      } else {
        flush();
        visit(child, flow);
      }
    }
  };
  const visitList = (inner: List, depth: number) => {
    const numbers = numbersOf(inner, sourceOf);
    inner.children.forEach((item, i) => {
      visitItem(item, markerOf(numbers?.[i] ?? null, item.checked ?? null), depth);
    });
  };

  visitList(list, 0);
  flush();
}

/** The numbers as they are written where they rise, or counted from the first; null for bullets. */
function numbersOf(
  { ordered, start, children }: List,
  sourceOf: (node: Nodes) => string,
): string[] | null {
  if (!ordered) return null;
  const written = children.map((item) => NUMBER.exec(sourceOf(item).slice(0, 20)));
  const values = written.map((found) => Number(found?.[1]));
  const doRise = values.every((value, i) => i === 0 || value > (values[i - 1] ?? value));
  return written.map((found, i) => {
    const value = doRise ? values[i] : (start ?? 1) + i;
    return `${value}${found?.[2] ?? '.'}`;
  });
}

/** What stands in front of an item: its number, and whether it is done. */
function markerOf(number: string | null, isDone: boolean | null): string | null {
  if (isDone === null) return number;
  const box = isDone ? DONE : NOT_DONE;
  return number === null ? box : `${number} ${box}`;
}
