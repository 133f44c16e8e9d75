/** Articles to read in Discord: the list of them, an outline, and the text page by page. */
import type { APIEmbed } from 'discord.js';
import { LRUCache } from 'lru-cache';
import { paragraphLabel } from '../citations/paragraph-label.ts';
import { piecesOf } from '../citations/pieces.ts';
import { markedIn } from '../citations/quote.ts';
import { type InCollection, inCollection } from '../citations/refs.ts';
import { quoteUrl } from '../citations/text-fragment.ts';
import type { Say } from '../languages/say.ts';
import type { Article, ArticleMetadata, ArticleSummary, Excerpt, Piece, Span } from '../model.ts';
import { button, rows } from './buttons.ts';
import { COLOURS } from './colours.ts';
import { jsonBytes } from './embed.ts';
import { escapeMarkdown, escapeTitle, oneLine } from './escape.ts';
import { cutLabel, graphemeEnds, LEFT_OUT, longest } from './fit.ts';
import {
  EMBED_DESCRIPTION_MAX,
  EMBED_TITLE_MAX,
  EMBED_URL_MAX,
  MESSAGE_BYTES_MAX,
} from './limits.ts';
import { linesWithin } from './lines.ts';
import type { MessageBody } from './message.ts';
import { quoteMarkdown } from './quote-markdown.ts';

/** Articles on a page of the list: what a phone shows without much scrolling. */
const LISTED = 10;
/** UTF-16 units of a title in the list and of a name beside it: escaped, ten of them fit an embed. */
const TITLE_MAX = 70;
const NAME_MAX = 50;
/** The same of the first words of a section, and of its heading. */
const OPENING_MAX = 90;
const HEADING_MAX = 100;
/** UTF-16 units and bytes of a page, escaped: a few screens, and room for what surrounds it. */
const PAGE = { units: 3_000, bytes: MESSAGE_BYTES_MAX - 4_000 };
/** Of a page that a passage is marked on: for the title with its address, lines and buttons. */
const REST_BYTES = 3_000;

/**
 * A page of the list; a page beyond the last is the last.
 * @param originOf which collection an article is from, as foreign text; null where that goes without saying.
 */
export function renderList(
  say: Say,
  articles: readonly ArticleSummary[],
  wanted: number,
  originOf: (say: Say, article: ArticleSummary) => string | null = () => null,
): MessageBody {
  const pages = Math.max(1, Math.ceil(articles.length / LISTED));
  const page = Math.min(wanted, pages - 1);
  const shown = articles.slice(page * LISTED, (page + 1) * LISTED);
  const lines = shown.map((article) => {
    const { title, paragraphs, ...rest } = article;
    const name = escapeMarkdown(cutLabel(oneLine(title), TITLE_MAX, '…'));
    const origin = originOf(say, article);
    const from = origin === null ? [] : [escapeMarkdown(cutLabel(oneLine(origin), NAME_MAX, '…'))];
    const facts = [...from, ...factsOf(rest), say('paragraphs', { n: paragraphs })];
    return `**${name}**\n-# ${facts.join(' · ')}`;
  });
  const embed: APIEmbed = {
    color: COLOURS.notice,
    title: say('listTitle', { n: articles.length }),
    description: lines.join('\n'),
    ...(pages > 1 && { footer: { text: say('listPage', { page: page + 1, pages }) } }),
  };
  const components = rows([
    ...(page > 0 ? [button(say('button.back'), { name: 'list', page: page - 1 })] : []),
    ...(page + 1 < pages ? [button(say('button.next'), { name: 'list', page: page + 1 })] : []),
  ]);
  return { content: '', embeds: [embed], components };
}

/**
 * What an article is made of: its sections, each with its first words.
 * @param where which collection it is in.
 */
export function renderOutline(say: Say, article: Article, where: InCollection = {}): MessageBody {
  const sections = sectionsOf(article);
  const lines = sections.map(({ heading, first, last, opening }) => {
    const name = heading === null ? say('opening') : cutLabel(oneLine(heading), HEADING_MAX);
    const range = paragraphLabel(say, { first, last });
    const words = cutLabel(oneLine(opening), OPENING_MAX, '…');
    return `**${escapeMarkdown(name)}** · ${range}\n${escapeMarkdown(words)}`;
  });
  const outline = linesWithin(lines, PAGE, (n) => say('outlineMore', { n }));
  const facts = [...factsOf(article), say('paragraphs', { n: article.blocks.length })];
  const embed: APIEmbed = {
    color: COLOURS.notice,
    ...titleOf(article),
    description: `-# ${facts.join(' · ')}\n${outline}`,
  };
  const target = { articleId: article.id, ...inCollection(where) };
  const read = button(say('button.read'), { name: 'read', ...target, page: 0 });
  return { content: '', embeds: [embed], components: rows([read]) };
}

/**
 * A page of the text, word for word; a page beyond the last is the last.
 * @param where which collection the article is in.
 */
export function renderReading(
  say: Say,
  article: Article,
  wanted: number,
  where: InCollection = {},
): MessageBody {
  const pages = pagesOf(article);
  const page = Math.min(wanted, pages.length - 1);
  const text = pages[page]?.text ?? '';
  return pageBody(say, article, { page, text, back: page - 1 }, where);
}

/** UTF-16 units of what stands before a passage that is opened: with more of it one would have to look for it. */
const LEAD_MAX = 400;

/**
 * The page that a passage stands on, from shortly before it, with what answers in bold.
 * @param notes what is to be said of the article, a line each, escaped.
 */
export function renderPassage(
  say: Say,
  article: Article,
  excerpt: Excerpt,
  notes: readonly string[] = [],
): MessageBody {
  const pages = pagesOf(article);
  const from = excerpt.highlight.start;
  const found = pages.findIndex(({ parts }) => parts.some(({ window }) => from < window.end));
  const page = Math.max(0, found);
  const { parts } = pages[page] ?? { parts: [] };
  const own = Math.max(
    0,
    parts.findIndex(({ window }) => from < window.end),
  );
  const before = parts[own - 1]?.window;
  const first = before && before.end - before.start <= LEAD_MAX ? own - 1 : own;
  const draw = (marked: Span | null) => drawPage(article, parts.slice(first), marked);
  const marked = draw(markedIn(excerpt));
  // The cuts are those of the plain text: what is marked may be a little longer than a page.
  const shown = isEmbeddable(marked) ? marked : draw(null);
  const text = first > 0 ? `${LEFT_OUT}\n${shown}` : shown;
  const { section, paragraph, id } = excerpt.citation;
  const heading = section && escapeMarkdown(cutLabel(oneLine(section), HEADING_MAX));
  const place = paragraphLabel(say, { first: paragraph, last: paragraph });
  const facts = [heading, place, id].filter(Boolean).join(' · ');
  const content = [...notes, `-# ${facts}`].join('\n');
  // What is left out of its page is one page back.
  const back = first > 0 ? page : page - 1;
  return { ...pageBody(say, article, { page, text, back }, excerpt), content };
}

function pageBody(
  say: Say,
  article: Article,
  { page, text, back }: { readonly page: number; readonly text: string; readonly back: number },
  where: InCollection,
): MessageBody {
  const pages = pagesOf(article).length;
  const embed: APIEmbed = {
    color: COLOURS.notice,
    ...titleOf(article),
    description: text,
    footer: { text: say('listPage', { page: page + 1, pages }) },
  };
  const target = { articleId: article.id, ...inCollection(where) };
  const components = rows([
    ...(back >= 0
      ? [button(say('button.back'), { name: 'read', ...target, page: back })]
      : [button(say('button.outline'), { name: 'outline', ...target })]),
    ...(page + 1 < pages
      ? [button(say('button.next'), { name: 'read', ...target, page: page + 1 })]
      : []),
  ]);
  return { content: '', embeds: [embed], components };
}

/** Author, publisher and date of an article, escaped. */
export function factsOf({
  author,
  publisher,
  published,
}: Omit<ArticleMetadata, 'title'>): string[] {
  const names = [author, publisher].filter((name) => name !== null);
  return [
    ...names.map((name) => escapeMarkdown(cutLabel(oneLine(name), NAME_MAX, '…'))),
    ...(published === null ? [] : [published]),
  ];
}

/** The title of an embed about an article, linked where that can be. */
export function titleOf({
  title,
  url,
}: Pick<ArticleMetadata, 'title' | 'url'>): Pick<APIEmbed, 'title' | 'url'> {
  const cut = cutLabel(oneLine(title), EMBED_TITLE_MAX, '…', (text) => escapeTitle(text).length);
  const fits = ({ length }: string) => length <= EMBED_URL_MAX;
  const link = quoteUrl(url, '', fits);
  return { title: escapeTitle(cut), ...(link !== null && { url: link }) };
}

interface Section {
  readonly heading: string | null;
  readonly first: number;
  readonly last: number;
  readonly opening: string;
}

function sectionsOf({ text, blocks }: Article): Section[] {
  const sections: Section[] = [];
  for (const { section: heading, number, start, end } of blocks) {
    const current = sections.at(-1);
    if (current && current.heading === heading) {
      sections[sections.length - 1] = { ...current, last: number };
    } else {
      const opening = text.slice(start, end);
      sections.push({ heading, first: number, last: number, opening });
    }
  }
  return sections;
}

/** A stretch of a block as it stands on a page, under the heading that it opens. */
interface PagePart {
  readonly title: string;
  readonly window: Span;
}

/** A page: what it is made of, and that drawn. */
interface Page {
  readonly parts: readonly PagePart[];
  readonly text: string;
}

/** Articles whose pages are remembered: those that people turn over at the moment. */
const REMEMBERED = 16;
const remembered = new LRUCache<Article, readonly Page[]>({ max: REMEMBERED });

/** The whole text in pages: headings in bold, paragraphs as quotes. The same cuts every time. */
function pagesOf(article: Article): readonly Page[] {
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
        ? `**${escapeMarkdown(cutLabel(oneLine(paragraph.section ?? ''), HEADING_MAX))}**\n`
        : '';
      const part = { title, window };
      const added = `${title}${text}`;
      const joined = page.text === '' ? added : `${page.text}\n\n${added}`;
      if (page.text !== '' && !fitsPage(joined)) {
        pages.push(page);
        page = { parts: [part], text: added };
      } else page = { parts: [...page.parts, part], text: joined };
    }
    heading = paragraph.section;
  }
  return page.text === '' && pages.length > 0 ? pages : [...pages, page];
}

/** A page with something pointed out in it. */
function drawPage(article: Article, parts: readonly PagePart[], marked: Span | null): string {
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
    const fitting = (to: number) => (fitsPage(draw(to).text) ? to : null);
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

function isEmbeddable(text: string): boolean {
  return text.length <= EMBED_DESCRIPTION_MAX && jsonBytes(text) <= MESSAGE_BYTES_MAX - REST_BYTES;
}

function fitsPage(text: string): boolean {
  return text.length <= PAGE.units && jsonBytes(text) <= PAGE.bytes;
}
