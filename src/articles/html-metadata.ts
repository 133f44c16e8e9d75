/** What a saved page says of itself: Open Graph, JSON-LD, language, canonical link, author's and date's marks. */
import { authorIn, dateOnly } from './credits.ts';
import { findDate } from './dates.ts';
import { type DraftMetadata, noMetadata } from './draft.ts';
import { httpUrl, languageTag } from './front-matter.ts';
import { flatLine } from './html-parts.ts';
import {
  attribute,
  type HtmlDocument,
  type HtmlElement,
  isElement,
  namesOf,
  nodesBelow,
  rawText,
} from './html-tree.ts';
import { tidyLine } from './tidy.ts';

/** Longer values are not what their name says. */
const MAX_VALUE = 300;

/** A page has a few blocks of structured data, each some kilobytes. */
const MAX_JSON_BLOCKS = 20;
const MAX_JSON = 200_000;

const ARTICLE_TYPE = /(?:Article|Posting|Report|WebPage|Recipe|HowTo|Review)$/;
const RECIPE = /(?:Recipe|HowTo)$/;

/** UTF-16 units of a title's element that are looked at. */
const MAX_TITLE = 10_000;

function short(value: string | null | undefined): string | null {
  const text = tidyLine(value ?? '');
  return text === '' || text.length > MAX_VALUE ? null : text;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function nameOf(value: unknown): string | null {
  if (typeof value === 'string') return httpUrl(value) === null ? short(value) : null;
  if (Array.isArray(value)) {
    return short(
      value
        .slice(0, 10)
        .map(nameOf)
        .filter((name) => name !== null)
        .join(', '),
    );
  }
  return isRecord(value) && typeof value.name === 'string' ? short(value.name) : null;
}

function isoDate(value: string | null): string | null {
  return value === null ? null : (findDate(value)?.iso ?? null);
}

/** A page has so many elements of interest at most; the rest are those of a list of other pages. */
const MAX_MARKED = 200;

/** What is looked at, gathered in one walk. */
interface Marked {
  readonly html: HtmlElement | null;
  readonly body: HtmlElement | null;
  readonly article: HtmlElement | null;
  readonly metas: readonly HtmlElement[];
  readonly links: readonly HtmlElement[];
  readonly structured: readonly HtmlElement[];
  readonly times: readonly HtmlElement[];
  readonly headings: readonly HtmlElement[];
  readonly titles: readonly HtmlElement[];
  readonly authors: readonly HtmlElement[];
  readonly dates: readonly HtmlElement[];
  readonly comments: readonly string[];
}

/** What themes call the element that names who wrote a page. */
const AUTHOR_NAME =
  /^(?:author|byline|by-?line-?(?:name|author)|author-?name|entry-author|post-author|p-author|vcard)$/;

/** What themes and converters call the element that says when a page was published. */
const DATE_NAME = /^(?:date|revdate|pub-?date|entry-date|post-date|published(?:-on)?|posted-on)$/;

/** What they call the one that says when it was changed last. */
const CHANGED_NAME = /(?:^|-)(?:last-?)?(?:updated|modified|changed)(?:$|-|_)/;

function gather(document: HtmlDocument): Marked {
  const found = {
    ...{ metas: [], links: [], structured: [], times: [], headings: [], titles: [], authors: [] },
    dates: [],
    ...{ html: null, body: null, article: null, comments: [] },
  } as { -readonly [K in keyof Marked]: Marked[K] extends readonly (infer T)[] ? T[] : Marked[K] };
  const add = (list: HtmlElement[], element: HtmlElement) => {
    if (list.length < MAX_MARKED) list.push(element);
  };
  for (const node of nodesBelow(document)) {
    if (node.nodeName === '#comment' && 'data' in node && found.comments.length < MAX_MARKED) {
      found.comments.push(node.data);
    }
    if (!isElement(node)) continue;
    const { tagName } = node;
    if (tagName === 'html') found.html ??= node;
    else if (tagName === 'body') found.body ??= node;
    else if (tagName === 'article' || tagName === 'main') found.article ??= node;
    else if (tagName === 'meta') add(found.metas, node);
    else if (tagName === 'link') add(found.links, node);
    else if (tagName === 'script') {
      if (attribute(node, 'type')?.toLowerCase() === 'application/ld+json')
        add(found.structured, node);
    } else if (tagName === 'time') {
      if (!isOfChange(node)) add(found.times, node);
    } else if (tagName === 'h1') add(found.headings, node);
    else if (tagName === 'title' && node.namespaceURI.endsWith('xhtml')) add(found.titles, node);
    if (isAuthor(node)) add(found.authors, node);
    if (namesOf(node).some((name) => DATE_NAME.test(name))) add(found.dates, node);
  }
  return found;
}

/** Whether a time, or what it is in, says when the page was changed. */
function isOfChange(time: HtmlElement): boolean {
  const around = [time, time.parentNode, time.parentNode && parentOf(time.parentNode)];
  const names = around.flatMap((node) => (node && isElement(node) ? namesOf(node) : []));
  return (
    names.some((name) => CHANGED_NAME.test(name)) && !names.some((name) => DATE_NAME.test(name))
  );
}

function parentOf(node: NonNullable<HtmlElement['parentNode']>): HtmlElement['parentNode'] {
  return 'parentNode' in node ? node.parentNode : null;
}

function isAuthor(element: HtmlElement): boolean {
  return (
    attribute(element, 'itemprop') === 'author' ||
    attribute(element, 'rel')?.toLowerCase() === 'author' ||
    namesOf(element).some((name) => AUTHOR_NAME.test(name))
  );
}

/** The items of a page's structured data that are about the page itself. */
function structuredItems(scripts: readonly HtmlElement[]): Record<string, unknown>[] {
  return allItems(scripts).filter(isOfArticle);
}

function allItems(scripts: readonly HtmlElement[]): Record<string, unknown>[] {
  return scripts.slice(0, MAX_JSON_BLOCKS).flatMap((script) => {
    const source = rawText(script);
    if (source.length > MAX_JSON) return [];
    let data: unknown;
    try {
      data = JSON.parse(source);
    } catch {
      return [];
    }
    const graph = isRecord(data) && Array.isArray(data['@graph']) ? data['@graph'] : data;
    const items: unknown[] = Array.isArray(graph) ? graph.slice(0, 100) : [graph];
    return items.filter(isRecord);
  });
}

function isOfArticle(item: Record<string, unknown>): boolean {
  const types = Array.isArray(item['@type']) ? item['@type'].slice(0, 10) : [item['@type']];
  return types.some((type) => ARTICLE_TYPE.test(String(type)));
}

function fromStructured(scripts: readonly HtmlElement[]): DraftMetadata {
  const all = allItems(scripts);
  const byId = new Map(all.map((item) => [item['@id'], item]));
  // A graph names people and publishers once, and points at them from elsewhere.
  const named = (value: unknown) =>
    nameOf(value) ?? (isRecord(value) ? nameOf(byId.get(value['@id'])) : null);
  const metadata = noMetadata();
  for (const item of all.filter(isOfArticle)) {
    const text = (key: string) => (typeof item[key] === 'string' ? short(item[key]) : null);
    metadata.title ??=
      text('headline') ?? (RECIPE.test(String(item['@type'])) ? text('name') : null);
    metadata.author ??= named(item.author);
    metadata.publisher ??= named(item.publisher);
    metadata.published ??= isoDate(text('datePublished'));
    metadata.language ??= languageTag(text('inLanguage') ?? '');
  }
  return metadata;
}

/** Whether a page says of itself that only those who pay see all of it. */
export function isPaywalled(document: HtmlDocument): boolean {
  const { structured, metas } = gather(document);
  const isClosed = structuredItems(structured).some(
    (item) => String(item.isAccessibleForFree).toLowerCase() === 'false',
  );
  const tier = metaOf(metas)('article:content_tier')?.toLowerCase();
  return isClosed || tier === 'locked' || tier === 'metered';
}

function metaOf(metas: readonly HtmlElement[]): (...names: string[]) => string | null {
  const values = new Map<string, string>();
  for (const key of ['property', 'name', 'itemprop']) {
    for (const meta of metas) {
      const name = attribute(meta, key);
      const value = short(attribute(meta, 'content'));
      if (name !== null && value !== null && !values.has(name)) values.set(name, value);
    }
  }
  return (...names) => {
    for (const name of names) {
      const value = values.get(name);
      if (value !== undefined) return value;
    }
    return null;
  };
}

/** The page's metadata; unknown values are null. Nothing is fetched and nothing is run. */
export function pageMetadata(document: HtmlDocument): DraftMetadata {
  const marked = gather(document);
  const meta = metaOf(marked.metas);
  const jsonLd = fromStructured(marked.structured);
  const publisher = meta('og:site_name', 'publisher', 'application-name') ?? jsonLd.publisher;
  const author = meta('author', 'article:author', 'dc.creator', 'DC.creator', 'parsely-author');
  const canonical = marked.links.find(
    (link) => attribute(link, 'rel')?.toLowerCase() === 'canonical',
  );
  const times = marked.times
    .map((time) => attribute(time, 'datetime'))
    .filter((time) => time !== null);
  return {
    title: pageTitle(
      marked,
      jsonLd.title ?? meta('og:title', 'twitter:title', 'dc.title'),
      publisher,
    ),
    author:
      (author !== null && httpUrl(author) === null ? author : jsonLd.author) ??
      markedAuthor(marked),
    publisher,
    published:
      isoDate(
        meta(
          'article:published_time',
          'datePublished',
          'date',
          'pubdate',
          'dc.date',
          'DC.date.issued',
          'dcterms.date',
          'parsely-pub-date',
        ),
      ) ??
      jsonLd.published ??
      isoDate(times[0] ?? null) ??
      markedDate(marked),
    url:
      httpUrl(canonical === undefined ? '' : (attribute(canonical, 'href') ?? '')) ??
      httpUrl(meta('og:url') ?? '') ??
      savedFrom(marked.comments),
    language: pageLanguage(marked, jsonLd.language ?? meta('og:locale')),
  };
}

/** In the order in which what is nearest to the text counts least: the whole page is meant first. */
function pageLanguage(
  { html, body, article, metas }: Marked,
  declared: string | null,
): string | null {
  const stated = [html, body, article].flatMap((element) =>
    element === null ? [] : [attribute(element, 'lang'), attribute(element, 'xml:lang')],
  );
  const served = metas.find(
    (each) => attribute(each, 'http-equiv')?.toLowerCase() === 'content-language',
  );
  const all = [...stated, declared, served === undefined ? null : attribute(served, 'content')];
  for (const each of all) {
    const tag = languageTag(each?.trim() ?? '');
    if (tag !== null) return tag;
  }
  return null;
}

/** The address in the comment that browsers and their helpers put into a page they save. */
function savedFrom(comments: readonly string[]): string | null {
  for (const comment of comments) {
    const found =
      /^\s{0,9}(?:saved from url=\(\d{1,6}\)|Page saved with SingleFile\s{1,9}url:\s{0,9})(\S{1,2000})/.exec(
        comment,
      );
    const url = httpUrl(found?.[1] ?? '');
    if (url !== null) return url;
  }
  return null;
}

/** Whom the theme of a page names as its author; null where it names several. */
function markedAuthor({ authors }: Marked): string | null {
  const names = authors
    .map((element) => flatLine(element.childNodes).text)
    .map((text) => authorIn(text))
    .filter((name) => name !== null);
  return new Set(names).size === 1 ? (names[0] ?? null) : null;
}

/** When a theme or converter says that a page was published; null where it names several days. */
function markedDate({ dates }: Marked): string | null {
  const days = dates
    .map((element) => dateOnly(flatLine(element.childNodes).text)?.metadata.published ?? null)
    .filter((day) => day !== null);
  return new Set(days).size === 1 ? (days[0] ?? null) : null;
}

/** The headline: what the page calls it, its only first heading, or its <title> without the site. */
function pageTitle({ headings, titles }: Marked, declared: string | null, site: string | null) {
  const heads = headings.map((h) => short(flatLine(h.childNodes).text));
  const whole = titles[0] === undefined ? null : short(rawText(titles[0], MAX_TITLE));
  const parts = (declared ?? whole ?? '').split(/\s[|–—»·-]\s/u);
  const last = parts.at(-1)?.toLowerCase();
  const first = heads.length === 1 ? (heads[0] ?? null) : null;
  // Forums and small systems have the site's name as the only first heading of each page.
  const heading = parts.length > 1 && first?.toLowerCase() === last ? null : first;
  const isSite = parts.length > 1 && (declared === null || last === site?.toLowerCase());
  const title = isSite
    ? (declared ?? whole ?? '').slice(0, -(parts.at(-1)?.length ?? 0))
    : (declared ?? whole);
  const bare = short(title?.replace(/\s[|–—»·-]\s?$/u, ''));
  // The heading is what readers see; the head's title may be shortened or sold to search engines.
  return heading ?? bare ?? heads.find((h) => h !== null) ?? null;
}
