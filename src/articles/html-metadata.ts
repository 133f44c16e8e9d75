/** What a saved page says of itself in its head: Open Graph, JSON-LD, <html lang>, canonical link. */
import { findDate } from './dates.ts';
import { type DraftMetadata, noMetadata } from './draft.ts';
import { httpUrl, languageTag } from './front-matter.ts';
import { tidyLine } from './tidy.ts';

/** The part of the DOM that is asked here. */
export interface DomDocument {
  querySelector(selector: string): DomElement | null;
  querySelectorAll(selector: string): Iterable<DomElement>;
  readonly documentElement: DomElement | null;
}

interface DomElement {
  readonly textContent: string | null;
  getAttribute(name: string): string | null;
}

/** Longer values are not what their name says. */
const MAX_VALUE = 300;

/** A page has a few blocks of structured data, each some kilobytes. */
const MAX_JSON_BLOCKS = 20;
const MAX_JSON = 200_000;

const ARTICLE_TYPE = /(?:Article|BlogPosting|Report|WebPage)$/;

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

function fromJsonLd(document: DomDocument): DraftMetadata {
  const metadata = noMetadata();
  let blocks = 0;
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    blocks += 1;
    const source = script.textContent ?? '';
    if (blocks > MAX_JSON_BLOCKS || source.length > MAX_JSON) continue;
    let data: unknown;
    try {
      data = JSON.parse(source);
    } catch {
      continue;
    }
    const graph = isRecord(data) && Array.isArray(data['@graph']) ? data['@graph'] : data;
    for (const item of Array.isArray(graph) ? graph.slice(0, 100) : [graph]) {
      if (!isRecord(item) || !ARTICLE_TYPE.test(String(item['@type']))) continue;
      const text = (key: string) => (typeof item[key] === 'string' ? short(item[key]) : null);
      metadata.title ??= text('headline');
      metadata.author ??= nameOf(item.author);
      metadata.publisher ??= nameOf(item.publisher);
      metadata.published ??= isoDate(text('datePublished'));
    }
  }
  return metadata;
}

/** The page's metadata; unknown values are null. Nothing is fetched and nothing is run. */
export function pageMetadata(document: DomDocument): DraftMetadata {
  const meta = (...names: string[]): string | null => {
    for (const name of names) {
      for (const key of ['property', 'name', 'itemprop']) {
        const value = short(
          document.querySelector(`meta[${key}="${name}"]`)?.getAttribute('content'),
        );
        if (value !== null) return value;
      }
    }
    return null;
  };
  const jsonLd = fromJsonLd(document);
  const publisher = meta('og:site_name', 'publisher', 'application-name') ?? jsonLd.publisher;
  const author = meta('author', 'article:author', 'dc.creator', 'DC.creator', 'parsely-author');
  const canonical = document.querySelector('link[rel="canonical"]')?.getAttribute('href') ?? '';
  const time = document.querySelector('time[datetime]')?.getAttribute('datetime') ?? null;
  return {
    title: pageTitle(
      document,
      jsonLd.title ?? meta('og:title', 'twitter:title', 'dc.title'),
      publisher,
    ),
    author: author !== null && httpUrl(author) === null ? author : jsonLd.author,
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
          'parsely-pub-date',
        ),
      ) ??
      jsonLd.published ??
      isoDate(time),
    url: httpUrl(canonical) ?? httpUrl(meta('og:url') ?? ''),
    language: languageTag(
      document.documentElement?.getAttribute('lang') ?? meta('og:locale') ?? '',
    ),
  };
}

/** The headline: what the page calls it, its only first heading, or its <title> without the site. */
function pageTitle(document: DomDocument, declared: string | null, site: string | null) {
  const heads = [...document.querySelectorAll('h1')].map((h) => short(h.textContent));
  const heading = heads.length === 1 ? (heads[0] ?? null) : null;
  const whole = short(document.querySelector('title')?.textContent);
  const parts = (declared ?? whole ?? '').split(/\s[|–—»·-]\s/u);
  const last = parts.at(-1)?.toLowerCase();
  const isSite = parts.length > 1 && (declared === null || last === site?.toLowerCase());
  const title = isSite
    ? (declared ?? whole ?? '').slice(0, -(parts.at(-1)?.length ?? 0))
    : (declared ?? whole);
  const bare = short(title?.replace(/\s[|–—»·-]\s?$/u, ''));
  // The heading is what readers see; the head's title may be shortened or sold to search engines.
  return heading ?? bare ?? heads.find((h) => h !== null) ?? null;
}
