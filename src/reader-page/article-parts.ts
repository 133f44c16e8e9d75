/** Which part of an article a page shows: what stands around a passage, or a page of the whole. */
import { firstFrom } from '../articles/spans.ts';
import type { Article, Block, Excerpt, Span } from '../model.ts';

/** UTF-16 units of the passage's own block, as far as that is shown whole. */
const BLOCK_MAX = 8_000;
/**
 * Blocks that are shown beside it, and how long each may be: little before it, since whoever comes to read it
 * is to see it without scrolling, on a phone too.
 */
const BEFORE = { blocks: 1, max: 1_000 };
const AFTER = { blocks: 2, max: BLOCK_MAX };
/** Of a longer table or list, so many rows or items on either side. */
const UNITS_AROUND = 5;
/** UTF-16 units of a page of the whole article: some thirty screens of a phone. */
const PAGE_UNITS = 40_000;

/** A part of an article, and the block of the passage within it. Offsets into the article's text. */
export interface Part extends Span {
  /** As much of the block as is shown; null where it is on another page. */
  readonly home: Span | null;
  /** Whether there is more of the article before it, and after it. */
  readonly hasBefore: boolean;
  readonly hasAfter: boolean;
}

/** What stands around a passage, its own paragraph whole where that is not too long. */
export function around(article: Article, excerpt: Excerpt): Part {
  const { blocks } = article;
  const index = excerpt.citation.paragraph - 1;
  const block = blocks[index];
  const home = block === undefined ? excerpt : ownPart(block, excerpt);
  const first = block?.start === home.start ? neighbour(blocks, index, -1, BEFORE) : index;
  const last = block?.end === home.end ? neighbour(blocks, index, 1, AFTER) : index;
  return {
    start: first === index ? home.start : (blocks[first]?.start ?? home.start),
    end: last === index ? home.end : (blocks[last]?.end ?? home.end),
    home: { start: home.start, end: home.end },
    hasBefore: first > 0 || home.start > (block?.start ?? 0),
    hasAfter: last < blocks.length - 1 || home.end < (block?.end ?? 0),
  };
}

/** The furthest block in a direction that is shown with this one. */
function neighbour(
  blocks: readonly Block[],
  index: number,
  step: 1 | -1,
  { blocks: most, max }: typeof BEFORE,
): number {
  let at = index;
  for (let n = 0; n < most; n += 1) {
    const next = blocks[at + step];
    if (next === undefined || next.end - next.start > max) break;
    at += step;
  }
  return at;
}

function ownPart(block: Block, { start, end }: Span): Span {
  if (block.end - block.start <= BLOCK_MAX) return block;
  const units = block.kind === 'table' ? block.rows : block.kind === 'list' ? block.items : [];
  const first = units[Math.max(0, firstFrom(units, start) - UNITS_AROUND)];
  const last = units[Math.min(units.length, firstFrom(units, end) + UNITS_AROUND) - 1];
  return { start: Math.min(start, first?.start ?? start), end: Math.max(end, last?.end ?? end) };
}

/**
 * The whole article in pages that follow each other without a gap, cut between blocks, and within one that is
 * longer than a page between words. At least one.
 */
export function pagesOf({ text, blocks }: Pick<Article, 'text' | 'blocks'>): readonly Span[] {
  const pages: Span[] = [];
  let start = 0;
  let end = 0;
  for (const block of blocks) {
    if (end > start && block.end - start > PAGE_UNITS) {
      pages.push({ start, end });
      start = end;
    }
    while (block.end - start > PAGE_UNITS) {
      const cut = wordEnd(text, Math.max(start, block.start), start + PAGE_UNITS);
      pages.push({ start, end: cut });
      start = cut;
    }
    end = block.end;
  }
  if (end > start || pages.length === 0) pages.push({ start, end: text.length });
  return pages;
}

/** Where a page may end: behind the last white space up to `most`, else between two characters. */
function wordEnd(text: string, from: number, most: number): number {
  for (let at = most; at > from; at -= 1) if (/\s/.test(text[at - 1] ?? '')) return at;
  const isSplit = /[\uD800-\uDBFF]/.test(text[most - 1] ?? '');
  return isSplit ? most - 1 : most;
}

/** A page of the whole article, counted from 1; null where there is none of that number. */
export interface ArticlePage extends Part {
  readonly page: number;
  readonly pages: number;
}

/** @param wanted null for the page that the passage begins on. */
export function articlePage(
  article: Article,
  excerpt: Excerpt,
  wanted: number | null,
): ArticlePage | null {
  const pages = pagesOf(article);
  const own = pages.findIndex(({ end }) => excerpt.start < end);
  const index = wanted === null ? Math.max(0, own) : wanted - 1;
  const page = pages[index];
  if (page === undefined) return null;
  const block = article.blocks[excerpt.citation.paragraph - 1] ?? excerpt;
  const home = {
    start: Math.max(page.start, block.start),
    end: Math.min(page.end, block.end),
  };
  return {
    ...page,
    home: home.start < home.end ? home : null,
    ...{ hasBefore: index > 0, hasAfter: index < pages.length - 1 },
    ...{ page: index + 1, pages: pages.length },
  };
}
