/** Work of a reading process: the bytes of a list that was fetched, and what it names. */
import { gunzipSync } from 'node:zlib';
import { decodeAs, detectCharset, toUtf8 } from '../articles/charset.ts';
import { Unreadable } from '../articles/unreadable.ts';
import { mediaType } from '../intake/content-kind.ts';
import { Refusal, statement } from '../refusals.ts';
import type { ListedItem, Listing, ListToRead } from './listing.ts';
import { addressFits } from './pattern.ts';
import { feedKind, readFeed } from './read-feed.ts';
import { readHead, readLinks } from './read-links.ts';
import { isSitemap, readSitemap } from './read-sitemap.ts';
import type { FetchedKind } from './source.ts';

/** A sitemap has 50 MB at most, by its protocol. */
const MOST_UNPACKED = 50 * 1024 * 1024;

const GZIP = [0x1f, 0x8b] as const;

/** @throws Refusal `notASource`, with the reason. */
export async function work(list: ListToRead): Promise<Listing> {
  try {
    return readList(list);
  } catch (cause) {
    if (!(cause instanceof Unreadable)) throw cause;
    const { host } = new URL(list.url);
    throw new Refusal('notASource', { host, reason: cause.reason }, { cause });
  }
}

/** Reads a list. @throws Unreadable, with the reason. */
export function readList({
  bytes,
  url,
  contentType,
  kind: wanted,
  only,
  most,
}: ListToRead): Listing {
  const text = textOf(bytes, contentType);
  const kind = wanted ?? kindOf(text, url, contentType);
  const read = READERS[kind](text, url);
  const fitting = withSharing(read.items).filter(
    (item) => only === null || (item.url !== null && addressFits(item.url, only)),
  );
  return {
    kind,
    title: read.title,
    items: newestFirst(fitting).slice(0, most),
    found: fitting.length,
    named: read.items.length,
    sitemaps: read.sitemaps,
    feeds: read.feeds,
  };
}

type Read = Pick<Listing, 'title' | 'items' | 'sitemaps' | 'feeds'>;

const NOTHING = { title: null, items: [], sitemaps: [], feeds: [] } satisfies Read;

const READERS: Readonly<Record<FetchedKind, (text: string, url: string) => Read>> = {
  feed: (text, url) => ({ ...NOTHING, ...readFeed(text, url) }),
  sitemap: (text, url) => ({ ...NOTHING, ...readSitemap(text, url) }),
  llms: (text, url) => ({ ...NOTHING, ...readLinks(text, url) }),
  page: (text, url) => ({ ...NOTHING, ...readHead(text, url), items: [pageItem(url)] }),
};

const pageItem = (url: string): ListedItem => ({
  ...{ key: url, url, sharesPage: false, title: null, author: null, published: null, at: null },
  ...{ language: null, content: null },
});

function textOf(bytes: Uint8Array, contentType: string | null): string {
  const isPacked = bytes[0] === GZIP[0] && bytes[1] === GZIP[1];
  let plain = bytes;
  try {
    if (isPacked) plain = gunzipSync(bytes, { maxOutputLength: MOST_UNPACKED });
  } catch (cause) {
    throw Object.assign(new Unreadable(statement('unparsable')), { cause });
  }
  const utf8 = toUtf8(plain, contentType);
  return decodeAs(utf8, detectCharset(utf8, null).label).replace(/^\ufeff/, '');
}

function kindOf(text: string, url: string, contentType: string | null): FetchedKind {
  if (feedKind(text) !== null) return 'feed';
  if (isSitemap(text)) return 'sitemap';
  const isMarkdown = mediaType(contentType) !== 'text/html' && !/^[\s\ufeff]*</.test(text);
  return isMarkdown && /\/llms\.txt$/i.test(new URL(url).pathname) ? 'llms' : 'page';
}

/** Some feeds lead from all that they say to one page, such as that of a show. */
function withSharing(items: readonly ListedItem[]): ListedItem[] {
  const counts = new Map<string, number>();
  for (const { url } of items) if (url !== null) counts.set(url, (counts.get(url) ?? 0) + 1);
  return items.map((item) => ({ ...item, sharesPage: (counts.get(item.url ?? '') ?? 0) > 1 }));
}

/** Those without a date keep their place among each other, after those with one. */
function newestFirst(items: readonly ListedItem[]): ListedItem[] {
  return [...items].sort((a, b) => (b.at ?? 0) - (a.at ?? 0));
}
