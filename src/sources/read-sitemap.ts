/** Sitemaps, and indexes of sitemaps, to the pages that they name (sitemaps.org). */
import { XMLParser } from 'fast-xml-parser';
import { Unreadable } from '../articles/unreadable.ts';
import { statement } from '../refusals.ts';
import { type ListedItem, MOST_NAMED } from './listing.ts';
import { decoded } from './plain-words.ts';
import { absolute, rootOf } from './read-feed.ts';

/** A sitemap as it was read. */
export interface ReadSitemap {
  /** In its own order. */
  readonly items: readonly ListedItem[];
  /** Where other sitemaps are, where it is an index. */
  readonly sitemaps: readonly string[];
}

/** Nothing is expanded: no entity of a document's own, no numbers, no dates. */
const PARSER = new XMLParser({
  ignoreAttributes: true,
  removeNSPrefix: true,
  processEntities: false,
  parseTagValue: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  isArray: (name) => name === 'url' || name === 'sitemap',
});

interface Entry {
  readonly loc?: unknown;
  readonly lastmod?: unknown;
}

/** What the parser makes of a sitemap; any of it may be something else. */
interface Parsed {
  readonly urlset?: { readonly url?: readonly Entry[] } | '';
  readonly sitemapindex?: { readonly sitemap?: readonly Entry[] } | '';
}

/** Whether a text is a sitemap or an index of such, by its first element. */
export function isSitemap(text: string): boolean {
  const root = rootOf(text);
  return root === 'urlset' || root === 'sitemapindex';
}

/**
 * Reads a sitemap. What it names on another site is not its own to name, and left out.
 * @param url where it was fetched from.
 * @throws Unreadable where it is none.
 */
export function readSitemap(text: string, url: string): ReadSitemap {
  if (!isSitemap(text)) throw new Unreadable(statement('noSitemap'));
  let parsed: Parsed;
  try {
    parsed = PARSER.parse(text) as Parsed;
  } catch (cause) {
    throw Object.assign(new Unreadable(statement('unparsable')), { cause });
  }
  const pages = parsed.urlset ? (parsed.urlset.url ?? []) : [];
  const maps = parsed.sitemapindex ? (parsed.sitemapindex.sitemap ?? []) : [];
  return {
    items: pages.slice(0, MOST_NAMED).flatMap((entry) => itemOf(entry, url)),
    sitemaps: maps.slice(0, MOST_NAMED).flatMap(({ loc }) => ownAddress(loc, url) ?? []),
  };
}

/** Sites as they are named: `www.` is the same one. */
const siteOf = (url: string) => new URL(url).hostname.replace(/^www\./, '');

function ownAddress(loc: unknown, url: string): string | null {
  const address = typeof loc === 'string' ? absolute(decoded(loc), url) : null;
  return address !== null && siteOf(address) === siteOf(url) ? address : null;
}

function itemOf({ loc, lastmod }: Entry, url: string): ListedItem[] {
  const address = ownAddress(loc, url);
  if (address === null) return [];
  const time = typeof lastmod === 'string' ? Date.parse(lastmod.slice(0, 60)) : Number.NaN;
  return [
    {
      key: address,
      url: address,
      sharesPage: false,
      title: null,
      author: null,
      // When a page changed is not when it was published.
      published: null,
      at: Number.isFinite(time) ? time : null,
      language: null,
      content: null,
    },
  ];
}
