/** Lists of a page: items with their depth and number; what else stands in an item is a block of its own. */
import type { DraftItem } from './draft.ts';
import { blockOf, type Flow, type HtmlBlock, leftBlocks } from './html-block.ts';
import { partsOf } from './html-parts.ts';
import {
  attribute,
  childElements,
  type HtmlElement,
  holds,
  isElement,
  isText,
} from './html-tree.ts';
import { itemNumber, type NumberFormat } from './item-number.ts';

const LISTS: ReadonlySet<string> = new Set(['ul', 'ol', 'menu', 'dir']);
const HEADINGS: ReadonlySet<string> = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

/** Numbers beyond are mistakes or attacks. */
const LARGEST_NUMBER = 1_000_000;

/** Whether a list only arranges sections with headings, and is read as what lies in it. */
export function isLayoutList(list: HtmlElement): boolean {
  return holds(list, HEADINGS) || !holds(list, ITEM);
}

const ITEM: ReadonlySet<string> = new Set(['li']);

/** The blocks of a list in order: itself, in several where other blocks stand in its items. */
export function listBlocks(list: HtmlElement, flow: Flow): HtmlBlock[] {
  const blocks: HtmlBlock[] = [];
  const after: HtmlBlock[] = [];
  let items: DraftItem[] = [];
  let line = 0;
  let linked = 0;

  const close = () => {
    if (items.length > 0) {
      const content = { kind: 'list', leadIn: null, items: withoutGap(items) } as const;
      blocks.push({ ...blockOf(content, line, list), aside: true, linked });
    }
    blocks.push(...after.splice(0));
    items = [];
    linked = 0;
  };

  const visitItem = (nodes: HtmlElement['childNodes'], depth: number, marker: string | null) => {
    let isFirst = true;
    let isInterrupted = false;
    for (const part of partsOf(nodes)) {
      if (part.is === 'left') after.push(...leftBlocks([part]));
      else if (part.is === 'line') {
        if (isInterrupted)
          blocks.push(blockOf({ kind: 'paragraph', text: part.text }, part.line, part.source));
        else {
          if (items.length === 0) line = part.line;
          items.push({ text: part.text, depth, marker: isFirst ? marker : '' });
          linked += part.linked;
        }
        isFirst = false;
      } else if (part.kind === 'list') {
        visitList(part.element, isFirst && marker !== '' ? depth : depth + 1);
        isFirst = false;
      } else {
        const own = flow.blocksOf(part.element);
        if (own.every(({ dropped }) => dropped !== undefined)) {
          after.push(...own);
          continue;
        }
        close();
        blocks.push(...own);
        isFirst = false;
        isInterrupted = true;
      }
    }
  };

  const visitList = (element: HtmlElement, depth: number) => {
    const next = counter(element);
    const visitChildren = (parent: HtmlElement) => {
      for (const child of parent.childNodes) {
        if (isElement(child) && child.tagName === 'li') {
          visitItem([child], depth, next(child));
        } else if (isElement(child) && !LISTS.has(child.tagName) && holds(child, ITEM)) {
          visitChildren(child);
        } else if (isElement(child) || (isText(child) && child.value.trim() !== '')) {
          // What stands between items belongs to the one before.
          visitItem([child], depth, items.length > 0 ? '' : null);
        }
      }
    };
    visitChildren(element);
  };

  visitList(list, 0);
  close();
  return blocks;
}

/** A list that goes on may open with nested items: then these are its first level. */
function withoutGap(items: readonly DraftItem[]): DraftItem[] {
  let above = items[0]?.depth ?? 0;
  return items.map((item, i) => {
    above = Math.min(above, item.depth);
    const marker = i === 0 && item.marker === '' ? null : item.marker;
    return { ...item, depth: item.depth - above, marker };
  });
}

/** Gives the marker of each item of a list in turn. */
function counter(list: HtmlElement): (item: HtmlElement) => string | null {
  if (list.tagName !== 'ol') return () => null;
  const isReversed = attribute(list, 'reversed') !== null;
  const count = childElements(list).filter(({ tagName }) => tagName === 'li').length;
  let next = integer(attribute(list, 'start')) ?? (isReversed ? count : 1);
  return (item) => {
    const number = integer(attribute(item, 'value')) ?? next;
    next = number + (isReversed ? -1 : 1);
    return `${itemNumber(typeOf(item) ?? typeOf(list) ?? '1', number)}.`;
  };
}

function integer(value: string | null): number | null {
  if (value === null || !/^\s*-?\d{1,9}\s*$/.test(value)) return null;
  const number = Number(value);
  return Math.abs(number) > LARGEST_NUMBER ? null : number;
}

/** `a`, `A`, `i`, `I` as HTML names the kinds of numbers; styles say the same in words. */
function typeOf(element: HtmlElement): NumberFormat | null {
  const styles = attribute(element, 'style')?.toLowerCase() ?? '';
  const style = styles.includes('list-style')
    ? /(lower|upper)-(alpha|latin|roman)/.exec(styles)
    : null;
  if (style === null) {
    const type = attribute(element, 'type') ?? '';
    return isFormat(type) ? type : null;
  }
  const letter = style[2] === 'roman' ? 'i' : 'a';
  return style[1] === 'upper' ? (letter.toUpperCase() as 'A' | 'I') : letter;
}

function isFormat(type: string): type is NumberFormat {
  return /^[1aAiI]$/.test(type);
}
