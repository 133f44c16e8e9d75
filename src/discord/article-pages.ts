/** Articles to read in Discord: the list of them, an outline, and the text page by page. */
import type { APIButtonComponent, APIEmbed } from 'discord.js';
import { paragraphLabel } from '../citations/paragraph-label.ts';
import { markedIn } from '../citations/quote.ts';
import { type InCollection, inCollection } from '../citations/refs.ts';
import { quoteUrl } from '../citations/text-fragment.ts';
import type { Say } from '../languages/say.ts';
import type { Article, ArticleMetadata, ArticleSummary, Excerpt, Span } from '../model.ts';
import { button, rows } from './buttons.ts';
import { COLOURS } from './colours.ts';
import { escapeMarkdown, escapeTitle, oneLine } from './escape.ts';
import { cutLabel, LEFT_OUT } from './fit.ts';
import { escapedLabel } from './label.ts';
import {
  EMBED_DESCRIPTION_MAX,
  EMBED_TITLE_MAX,
  EMBED_URL_MAX,
  MESSAGE_BYTES_MAX,
} from './limits.ts';
import { linesWithin } from './lines.ts';
import type { MessageBody } from './message.ts';
import { fitsIn, type Room } from './room.ts';
import { drawPage, HEADING_MAX, PAGE, pagesOf } from './text-pages.ts';

/** Articles on a page of the list: what a phone shows without much scrolling. */
const LISTED = 10;
/** UTF-16 units of a title in the list and of a name beside it: escaped, ten of them fit an embed. */
const TITLE_MAX = 70;
const NAME_MAX = 50;
/** The same of the first words of a section. */
const OPENING_MAX = 90;
/** A page that a passage is marked on: what is left is for the title with its address, lines and buttons. */
const MARKED_PAGE: Room = { units: EMBED_DESCRIPTION_MAX, bytes: MESSAGE_BYTES_MAX - 3_000 };

/** What stands beside articles in the list, a line each, and beneath all of them. */
export interface ListedBeside {
  readonly marksOf?: (say: Say, article: ArticleSummary) => readonly string[];
  readonly beneath?: readonly APIButtonComponent[];
}

/**
 * A page of the list; a page beyond the last is the last.
 * @param originOf which collection an article is from, as foreign text; null where that goes without saying.
 */
export function renderList(
  say: Say,
  articles: readonly ArticleSummary[],
  wanted: number,
  originOf: (say: Say, article: ArticleSummary) => string | null = () => null,
  { marksOf = () => [], beneath = [] }: ListedBeside = {},
): MessageBody {
  const pages = Math.max(1, Math.ceil(articles.length / LISTED));
  const page = Math.min(wanted, pages - 1);
  const shown = articles.slice(page * LISTED, (page + 1) * LISTED);
  const lined = (marks: (article: ArticleSummary) => readonly string[]) =>
    shown
      .map((article) => {
        const { title, paragraphs, ...rest } = article;
        const name = escapedLabel(title, TITLE_MAX);
        const origin = originOf(say, article);
        const from = origin === null ? [] : [escapedLabel(origin, NAME_MAX)];
        const facts = [...from, ...factsOf(rest), say('paragraphs', { n: paragraphs })];
        return [`**${name}**`, `-# ${facts.join(' · ')}`, ...marks(article)].join('\n');
      })
      .join('\n');
  const marked = lined((article) => marksOf(say, article));
  // Marks are left out where ten long titles leave no room for them.
  const lines = marked.length <= EMBED_DESCRIPTION_MAX ? marked : lined(() => []);
  const embed: APIEmbed = {
    color: COLOURS.notice,
    title: say('listTitle', { n: articles.length }),
    description: lines,
    ...(pages > 1 && { footer: { text: say('listPage', { page: page + 1, pages }) } }),
  };
  const components = rows([
    ...(page > 0 ? [button(say('button.back'), { name: 'list', page: page - 1 })] : []),
    ...(page + 1 < pages ? [button(say('button.next'), { name: 'list', page: page + 1 })] : []),
    ...beneath,
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
  const shown = fitsIn(marked, MARKED_PAGE) ? marked : draw(null);
  const text = first > 0 ? `${LEFT_OUT}\n${shown}` : shown;
  const { section, paragraph, id } = excerpt.citation;
  const heading = section && escapedLabel(section, HEADING_MAX, LEFT_OUT);
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
    ...names.map((name) => escapedLabel(name, NAME_MAX)),
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
