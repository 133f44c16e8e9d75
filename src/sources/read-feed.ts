/** RSS, Atom, RDF and JSON feeds to the articles that they name. */
import { parseAtomFeed, parseJsonFeed, parseRdfFeed, parseRssFeed } from 'feedsmith';
import { findDate } from '../articles/dates.ts';
import { httpUrl, languageTag } from '../articles/front-matter.ts';
import { Unreadable } from '../articles/unreadable.ts';
import { statement } from '../refusals.ts';
import { type ItemContent, type ListedItem, MOST_NAMED } from './listing.ts';
import { contentAsHtml, textAsHtml, titleWords } from './plain-words.ts';

/** A feed as it was read. */
export interface ReadFeed {
  readonly title: string | null;
  /** In its own order. */
  readonly items: readonly ListedItem[];
}

type Kind = 'rss' | 'atom' | 'rdf' | 'json';

const ROOTS: Readonly<Record<string, Kind>> = { rss: 'rss', feed: 'atom', rdf: 'rdf' };

/** Which kind of feed a text is, by its first element or its first brace; null for none. */
export function feedKind(text: string): Kind | null {
  const root = rootOf(text);
  if (root !== null) return ROOTS[root] ?? null;
  return /^[\s\ufeff]*\{/.test(text) && text.includes('jsonfeed.org/version') ? 'json' : null;
}

/** Units in which the first element begins: declarations, comments and style sheets come before. */
const HEAD = 16_384;

/** The name of the first element, without a prefix, in lower case; null where there is none. */
export function rootOf(text: string): string | null {
  const head = text.slice(0, HEAD);
  let at = 0;
  for (;;) {
    at = head.indexOf('<', at);
    if (at === -1) return null;
    const next = head[at + 1] ?? '';
    if (next !== '!' && next !== '?') break;
    const end = head.startsWith('<!--', at)
      ? '-->'
      : head.startsWith('<!DOCTYPE', at) && head.slice(at, head.indexOf('>', at)).includes('[')
        ? ']>'
        : '>';
    const closed = head.indexOf(end, at);
    if (closed === -1) return null;
    at = closed + end.length;
  }
  const name = /^<(?:[\w.-]{1,100}:)?([\w.-]{1,100})/.exec(head.slice(at, at + 300))?.[1];
  return name?.toLowerCase() ?? null;
}

/** What one kind of feed says of an item, before it is made sense of. */
interface RawItem {
  readonly id?: string | undefined;
  readonly links?: readonly (string | undefined)[];
  readonly title?: string | undefined;
  readonly authors?: readonly (string | undefined)[];
  readonly dates?: readonly (string | undefined)[];
  readonly language?: string | undefined;
  readonly base?: string | undefined;
  readonly content: ItemContent | null;
}

interface RawFeed {
  readonly title?: string | undefined;
  readonly language?: string | undefined;
  /** What addresses in it are relative to, the nearest last. */
  readonly bases: readonly (string | undefined)[];
  readonly items: readonly RawItem[];
}

const OPTIONS = { maxItems: MOST_NAMED } as const;

/**
 * Reads a feed.
 * @param url where it was fetched from.
 * @throws Unreadable where it is none, or not to be understood.
 */
export function readFeed(text: string, url: string): ReadFeed {
  const kind = feedKind(text);
  if (kind === null) throw new Unreadable(statement('noFeed'));
  let raw: RawFeed;
  try {
    raw = READERS[kind](text);
  } catch (cause) {
    throw Object.assign(new Unreadable(statement('unparsable')), { cause });
  }
  const base = resolveAll(url, raw.bases);
  return {
    title: titleWords(raw.title),
    items: raw.items.flatMap((item) => {
      const made = itemOf(item, base, raw.language);
      return made === null ? [] : [made];
    }),
  };
}

const full = (html: string | undefined): ItemContent | null =>
  html === undefined ? null : { html: contentAsHtml(html), isSummary: false };
const summary = (html: string | undefined): ItemContent | null =>
  html === undefined ? null : { html: contentAsHtml(html), isSummary: true };
const plain = (text: string | undefined, isSummary: boolean): ItemContent | null =>
  text === undefined ? null : { html: textAsHtml(text), isSummary };

const READERS: Readonly<Record<Kind, (text: string) => RawFeed>> = {
  rss(text) {
    const feed = parseRssFeed(text, OPTIONS);
    return {
      title: feed.title,
      language: feed.language ?? feed.dc?.languages?.[0],
      bases: [feed.link, feed.xml?.base],
      items: (feed.items ?? []).map((item) => ({
        id: item.guid?.value,
        links: [
          item.link,
          // Some feeds have nothing but an id that is the address, unless it says that it is not.
          ...(item.guid?.isPermaLink === false ? [] : [absoluteOnly(item.guid?.value)]),
          ...(item.atom?.links ?? []).filter(isAlternate).map(({ href }) => href),
        ],
        title: item.title ?? item.dc?.titles?.[0],
        authors: item.dc?.creators ?? item.authors?.map((author) => author.name) ?? [],
        dates: [item.pubDate, ...(item.dc?.dates ?? []), item.atom?.updated],
        language: item.xml?.lang ?? item.dc?.languages?.[0],
        base: item.xml?.base,
        content: full(item.content?.encoded) ?? summary(item.description),
      })),
    };
  },
  atom(text) {
    const feed = parseAtomFeed(text, OPTIONS);
    return {
      title: feed.title?.value,
      language: feed.xml?.lang,
      bases: [feed.xml?.base],
      items: (feed.entries ?? []).map((entry) => ({
        id: entry.id,
        links: (entry.links ?? []).filter(isAlternate).map(({ href }) => href),
        title: entry.title?.value,
        authors: entry.authors?.map((author) => author.name) ?? [],
        dates: [entry.published, entry.updated],
        language: entry.xml?.lang,
        base: entry.xml?.base,
        content: atomContent(entry.content, false) ?? atomContent(entry.summary, true),
      })),
    };
  },
  rdf(text) {
    const feed = parseRdfFeed(text, OPTIONS);
    return {
      title: feed.title,
      language: feed.dc?.languages?.[0],
      bases: [feed.link, feed.xml?.base],
      items: (feed.items ?? []).map((item) => ({
        id: item.rdf?.about,
        links: [item.link, absoluteOnly(item.rdf?.about)],
        title: item.title,
        authors: item.dc?.creators ?? [],
        dates: item.dc?.dates ?? [],
        language: item.xml?.lang ?? item.dc?.languages?.[0],
        base: item.xml?.base,
        content: full(item.content?.encoded) ?? summary(item.description),
      })),
    };
  },
  json(text) {
    const feed = parseJsonFeed(text, OPTIONS);
    return {
      title: feed.title,
      language: feed.language,
      bases: [feed.home_page_url],
      items: (feed.items ?? []).map((item) => ({
        id: item.id === undefined ? undefined : String(item.id),
        links: [item.url, item.external_url],
        title: item.title,
        authors: item.authors?.map((author) => author.name) ?? [],
        dates: [item.date_published, item.date_modified],
        language: item.language,
        content:
          full(item.content_html) ?? plain(item.content_text, false) ?? plain(item.summary, true),
      })),
    };
  },
};

const isAlternate = ({ rel }: { readonly rel?: string }) =>
  rel === undefined || rel === 'alternate';

function absoluteOnly(text: string | undefined): string | undefined {
  return text !== undefined && /^https?:\/\//i.test(text) ? text : undefined;
}

interface AtomText {
  readonly value?: string;
  readonly type?: string;
  readonly src?: string;
}

/** Atom says what its text is; what is elsewhere, or no text, is left to the page. */
function atomContent(content: AtomText | undefined, isSummary: boolean): ItemContent | null {
  const { value, type = 'text' } = content ?? {};
  if (value === undefined) return null;
  if (type === 'xhtml') return { html: value, isSummary };
  if (type === 'html' || type === 'text/html') return { html: contentAsHtml(value), isSummary };
  return type === 'text' || type === 'text/plain' ? plain(value, isSummary) : null;
}

/** An address against one base after the other, each relative to those before. */
function resolveAll(url: string, bases: readonly (string | undefined)[]): string {
  return bases.reduce<string>(
    (base, next) =>
      next !== undefined && URL.canParse(next.trim(), base)
        ? new URL(next.trim(), base).href
        : base,
    url,
  );
}

/** @returns null for an item that has neither page nor content, or nothing to know it by. */
function itemOf(
  raw: RawItem,
  feedBase: string,
  feedLanguage: string | undefined,
): ListedItem | null {
  const base = resolveAll(feedBase, [raw.base]);
  const url =
    (raw.links ?? []).map((link) => absolute(link, base)).find((link) => link !== null) ?? null;
  const title = titleWords(raw.title);
  const key = raw.id?.trim() || url || title;
  if (!key || (url === null && raw.content === null)) return null;
  const authors = (raw.authors ?? []).flatMap((author) => titleWords(author) ?? []);
  const dates = (raw.dates ?? []).filter((date) => date !== undefined);
  const language = raw.language ?? feedLanguage;
  return {
    key: key.slice(0, 2_048),
    url,
    sharesPage: false,
    title,
    author: authors.length === 0 ? null : authors.slice(0, 20).join(', '),
    published: dates.map(calendarDate).find((date) => date !== null) ?? null,
    at: dates.map(moment).find((time) => time !== null) ?? null,
    language: language === undefined ? null : languageTag(language),
    content: raw.content,
  };
}

/** An absolute http(s) address without a fragment; null for anything else. */
export function absolute(link: string | undefined, base: string): string | null {
  const trimmed = (link ?? '').trim();
  if (trimmed === '' || trimmed.length > 2_048 || !URL.canParse(trimmed, base)) return null;
  return httpUrl(new URL(trimmed, base).href)?.replace(/#.*$/s, '') ?? null;
}

/** The day as it is written, in whatever zone that is. */
export function calendarDate(text: string): string | null {
  return findDate(text.slice(0, 60).replace(/(\d)T(\d)/, '$1 $2'))?.iso ?? null;
}

function moment(text: string): number | null {
  const time = Date.parse(text.slice(0, 60));
  return Number.isFinite(time) ? time : null;
}
