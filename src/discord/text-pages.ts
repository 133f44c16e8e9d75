/** The text of an article cut into pages that a message holds, each of its words on one of them. */
import { LRUCache } from 'lru-cache';
import { piecesOf } from '../citations/pieces.ts';
import type { Article, Piece, Span } from '../model.ts';
import { graphemeEnds, LEFT_OUT, longest } from './fit.ts';
import { escapedLabel } from './label.ts';
import { MESSAGE_BYTES_MAX } from './limits.ts';
import { quoteMarkdown } from './quote-markdown.ts';
import { fitsIn, type Room } from './room.ts';

/** Of a page, escaped: a few screens, and room for what surrounds it. */
export const PAGE: Room = { units: 3_000, bytes: MESSAGE_BYTES_MAX - 4_000 };
/** UTF-16 units of a section's heading. */
export const HEADING_MAX = 100;

/** A stretch of a block as it stands on a page, under the heading that it opens. */
export interface PagePart {
  readonly title: string;
  readonly window: Span;
}

/** A page: what it is made of, and that drawn. */
export interface Page {
  readonly parts: readonly PagePart[];
  readonly text: string;
}

/** Articles whose pages are remembered: those that people turn over at the moment. */
const REMEMBERED = 16;
const remembered = new LRUCache<Article, readonly Page[]>({ max: REMEMBERED });

/** The whole text in pages: headings in bold, paragraphs as quotes. The same cuts every time. */
export function pagesOf(article: Article): readonly Page[] {
  const known = remembered.get(article) ?? cutPages(article);
  remembered.set(article, known);
  return known;
}

function cutPages(article: Article): Page[] {
  const pages: Page[] = [];
  let page: Page = { parts: [], text: '' };
  let heading: string | null = null;
  for (const paragraph of article.blocks) {
    for (const [index, { window, text }] of blocksOf(article, paragraph).entries()) {
      const isNew = index === 0 && paragraph.section !== null && paragraph.section !== heading;
      const title = isNew
        ? `**${escapedLabel(paragraph.section ?? '', HEADING_MAX, LEFT_OUT)}**\n`
        : '';
      const part = { title, window };
      const added = `${title}${text}`;
      const joined = page.text === '' ? added : `${page.text}\n\n${added}`;
      if (page.text !== '' && !fitsIn(joined, PAGE)) {
        pages.push(page);
        page = { parts: [part], text: added };
      } else page = { parts: [...page.parts, part], text: joined };
    }
    heading = paragraph.section;
  }
  return page.text === '' && pages.length > 0 ? pages : [...pages, page];
}

/** Parts of a page drawn anew, with something pointed out in them; null for nothing. */
export function drawPage(
  article: Article,
  parts: readonly PagePart[],
  marked: Span | null,
): string {
  return parts.map(({ title, window }) => title + drawWindow(article, window, marked)).join('\n\n');
}

function drawWindow(article: Article, window: Span, marked: Span | null): string {
  const text = article.text.slice(window.start, window.end);
  const pieces = piecesOf(article, window);
  return quoteMarkdown({ ...window, text, pieces, context: [] }, { window, marked });
}

/** A stretch of a block, and it drawn. */
interface Stretch {
  readonly window: Span;
  readonly text: string;
}

/** A block as quotes that fit a page: whole, or cut between rows, items, lines, words, else characters. */
function blocksOf(article: Article, { start, end }: Span): Stretch[] {
  const { text } = article;
  const blocks: Stretch[] = [];
  for (let at = start; at < end; ) {
    // Escaped, a text is longer than as it is: a page holds no more than this, and an end to see.
    const ahead = text.slice(at, Math.min(end, at + PAGE.units + 1));
    const pieces = piecesOf(article, { start: at, end: at + ahead.length });
    const draw = (length: number): Stretch => {
      const shown = ahead.slice(0, length).trim();
      const from = at + ahead.indexOf(shown);
      const window = { start: from, end: from + shown.length };
      const text = quoteMarkdown({ ...window, text: shown, pieces, context: [] }, { window });
      return { window, text };
    };
    const fitting = (to: number) => (fitsIn(draw(to).text, PAGE) ? to : null);
    const isLast = at + ahead.length === end;
    const to =
      (isLast ? fitting(ahead.length) : null) ??
      longest(pieceEnds(pieces, ahead, at), fitting) ??
      longest(wordEnds(ahead), fitting) ??
      longest(graphemeEnds(ahead), fitting);
    if (to !== null) blocks.push(draw(to));
    // One character that no page holds is none that people wrote; it is passed over.
    at += to ?? graphemeEnds(ahead)[0] ?? ahead.length;
  }
  return blocks;
}

/** Ends of rows, items and lines of code, but for the one that the text ends with; none of prose. */
function pieceEnds(pieces: readonly Piece[], ahead: string, at: number): number[] {
  const isCode = pieces[0]?.kind === 'code';
  const ends = isCode
    ? Array.from(ahead.matchAll(/\n/g), ({ index }) => index + 1)
    : pieces.filter(({ kind }) => kind === 'row' || kind === 'item').map(({ end }) => end - at);
  return ends.filter((end) => end < ahead.length);
}

/** Ends of words with the white space behind them, but for the one that the text ends with. */
function wordEnds(text: string): number[] {
  return Array.from(text.matchAll(/\s(?=\S)/gu), ({ index }) => index + 1);
}
