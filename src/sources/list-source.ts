/** What a source names now: its feed, its sitemap with those that it leads to, its list of links, its page. */
import type { Reader } from '../reading/reader.ts';
import { Refusal, statement } from '../refusals.ts';
import { MOST_SITEMAPS } from './limits.ts';
import type { ListedItem, Listing } from './listing.ts';
import type { PoliteFetch, Validators } from './polite-fetch.ts';
import { type ReadFor, readListing } from './read-fetched.ts';
import type { FetchedKind } from './source.ts';

/** What is asked of a source. */
export interface ListQuery {
  readonly address: string;
  /** Null where that is to be found out. */
  readonly kind: FetchedKind | null;
  readonly only: string | null;
  readonly most: number;
  /** Of the list as it is known; null where it is to come in any case. */
  readonly known: Validators | null;
}

/** What it names. */
export interface SourceListing extends Listing {
  /** Where the list was in the end, after redirects. */
  readonly url: string;
  readonly validators: Validators;
}

/** By what it is asked. */
export interface ListParts {
  readonly fetcher: PoliteFetch;
  readonly reader: Pick<Reader, 'read'>;
}

/**
 * Asks a source what it names.
 * @returns null where that is what is known.
 * @throws Refusal where it cannot be had, `pageMissing` and `pageGoneForGood` among them, or is none.
 */
export async function listSource(
  query: ListQuery,
  { fetcher, reader }: ListParts,
  { lane, signal }: ReadFor,
): Promise<SourceListing | null> {
  const { address, kind, only, most, known } = query;
  const fetched = await fetcher.fetch(address, { as: 'list', known, signal });
  if (fetched.kind === 'same') return null;
  if (fetched.kind === 'missing') {
    const { host } = new URL(address);
    throw new Refusal(fetched.isForGood ? 'pageGoneForGood' : 'pageMissing', { host });
  }
  const { page, validators } = fetched;
  const listing = await readListing(reader, { ...page, kind, only, most }, { lane, signal });
  const { url } = page;
  if (listing.sitemaps.length === 0) return { ...listing, url, validators };
  const maps = await sitemapsOf(listing, query, { fetcher, reader }, { lane, signal });
  const items = [...maps.flatMap((map) => map.items)].sort((a, b) => (b.at ?? 0) - (a.at ?? 0));
  return {
    ...listing,
    url,
    // What an index leads to may change without it.
    validators: { etag: null, lastModified: null },
    items: withoutTwins(items).slice(0, most),
    found: maps.reduce((sum, { found }) => sum + found, 0),
    named: maps.reduce((sum, { named }) => sum + named, 0),
  };
}

/** The sitemaps that an index leads to, one level after the other. One that cannot be had fails all. */
async function sitemapsOf(
  index: Listing,
  { only, most }: ListQuery,
  { fetcher, reader }: ListParts,
  { lane, signal }: ReadFor,
): Promise<Listing[]> {
  const waiting = [...index.sitemaps];
  const seen = new Set<string>();
  const maps: Listing[] = [];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (seen.has(next) || seen.size === MOST_SITEMAPS) continue;
    seen.add(next);
    const fetched = await fetcher.fetch(next, { as: 'list', known: null, signal });
    if (fetched.kind !== 'new') continue;
    const map = await readListing(
      reader,
      { ...fetched.page, kind: 'sitemap', only, most },
      { lane, signal },
    );
    maps.push(map);
    waiting.push(...map.sitemaps);
  }
  return maps;
}

function withoutTwins(items: readonly ListedItem[]): ListedItem[] {
  return [...new Map(items.map((item) => [item.key, item])).values()];
}

/** @throws Refusal `notASource` where nothing fits. */
export function refuseIfEmpty({ url, found, items }: SourceListing): void {
  if (found > 0 || items.length > 0) return;
  const { host } = new URL(url);
  throw new Refusal('notASource', { host, reason: statement('namesNoPage') });
}
