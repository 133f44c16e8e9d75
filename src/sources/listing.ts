/** What a fetched list names: the items of a feed, the pages of a sitemap or of a list of links. */
import type { FetchedKind } from './source.ts';

/** What a feed says of an article, as HTML. */
export interface ItemContent {
  readonly html: string;
  /** Whether it is called a summary: the article may be longer. */
  readonly isSummary: boolean;
}

/** A page or an article that a list names. All of it is hostile. */
export interface ListedItem {
  /** The same at every look: a feed's own id of it, else its address, else its title. */
  readonly key: string;
  /** Absolute http(s), without a fragment; null for an item that has no page. */
  readonly url: string | null;
  /** Whether others of the same list have the same address: it is no page of its own then. */
  readonly sharesPage: boolean;
  readonly title: string | null;
  readonly author: string | null;
  /** ISO date. */
  readonly published: string | null;
  /** When it was published or changed last, in milliseconds since 1970. */
  readonly at: number | null;
  /** BCP 47, as the item or its feed says; null where its text is to be looked at. */
  readonly language: string | null;
  /** Null for what only has a page. */
  readonly content: ItemContent | null;
}

/** What became of the bytes of a list. */
export interface Listing {
  readonly kind: FetchedKind;
  /** What it calls itself. */
  readonly title: string | null;
  /** The newest first, `most` of those that fit. */
  readonly items: readonly ListedItem[];
  /** Items that fit, and in all. */
  readonly found: number;
  readonly named: number;
  /** Of an index of sitemaps: where these are. */
  readonly sitemaps: readonly string[];
  /** Of a page: the feeds that it names. */
  readonly feeds: readonly string[];
}

/** How a list is to be read. */
export interface ListToRead {
  readonly bytes: Uint8Array;
  /** Where it was fetched from. */
  readonly url: string;
  readonly contentType: string | null;
  /** Null where that is to be found out. */
  readonly kind: FetchedKind | null;
  readonly only: string | null;
  readonly most: number;
}

/** Whatever a list names beyond this is not looked at. */
export const MOST_NAMED = 50_000;
