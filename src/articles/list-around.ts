/** The list that a passage is of: its block, or the paragraphs around it that look like one. */
import type { Article, Block } from '../model.ts';
import { leadsIn } from './lead-in.ts';

/** UTF-16 units of a longest item: a longer paragraph is prose. */
const LONGEST_ITEM = 240;
/** And where nothing leads in: entries of a directory, no sentences. */
const LONGEST_ENTRY = 120;
/** Two paragraphs may be anything. */
const FEWEST = 3;
/** Blocks that are looked at on either side. */
const LOOKED_AT = 50;

/** A list: paragraphs in reading order, or the one block that it is. */
export interface ArticleList {
  /** The paragraph that ends with a colon and stands before the items; null where there is none. */
  readonly leadIn: Block | null;
  readonly items: readonly Block[];
}

/**
 * The list around a block: itself, or around a paragraph what follows a colon in one section, or the entries of a section that
 * has nothing else.
 * @param number of the paragraph, an item or the one that leads in.
 * @returns null where there is none.
 */
export function listAround(article: Article, number: number): ArticleList | null {
  const { blocks, text } = article;
  const own = blocks[number - 1];
  // What its author made a list is one block; where it is long, it is several passages.
  if (own?.kind === 'list')
    return own.items.length < FEWEST ? null : { leadIn: null, items: [own] };
  if (own?.kind !== 'paragraph') return null;
  const leads = ({ start, end }: Block) => leadsIn(text.slice(Math.max(start, end - 3), end));
  const isShort = ({ start, end }: Block) => end - start <= LONGEST_ITEM;
  const isNear = (other: Block | undefined): other is Block =>
    other?.kind === 'paragraph' && other.section === own.section;
  let first = number - 1;
  if (leads(own)) first++;
  else {
    if (!isShort(own)) return null;
    for (let steps = 0; steps < LOOKED_AT; steps++) {
      const before = blocks[first - 1];
      if (!isNear(before) || leads(before) || !isShort(before)) break;
      first--;
    }
  }
  const above = blocks[first - 1];
  const leadIn = isNear(above) && leads(above) ? above : null;
  const items: Block[] = [];
  for (const item of blocks.slice(first, first + 2 * LOOKED_AT)) {
    if (!isNear(item) || leads(item) || !isShort(item)) break;
    items.push(item);
  }
  if (items.length < FEWEST) return null;
  if (leadIn !== null) return { leadIn, items };
  const next = blocks[first + items.length];
  const isWhole = !isNear(above) && !isNear(next);
  const areEntries = items.every(
    ({ start, end }) =>
      end - start <= LONGEST_ENTRY && !/[.!?…]["”»]?$/.test(text.slice(end - 2, end)),
  );
  return isWhole && areEntries ? { leadIn, items } : null;
}
