/** A look at a source while it goes on: by what, how far, and what it came to so far. */
import type { KnownArticles } from '../intake/known-articles.ts';
import type { Reader } from '../reading/reader.ts';
import type { Memory, Remembered } from './memory.ts';
import type { PoliteFetch } from './polite-fetch.ts';
import type { FetchedArticle, FetchedKind, Source, WaitingArticle } from './source.ts';
import type { Store } from './store.ts';
import type { WaitingTexts } from './waiting-texts.ts';

/** By what a look is done. */
export interface LookParts {
  readonly fetcher: PoliteFetch;
  readonly reader: Reader;
  readonly known: KnownArticles;
  readonly store: Store;
  readonly waiting: WaitingTexts;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** A source that is fetched. */
export type FetchedSource = Source & { readonly kind: FetchedKind };

/** How a look is done. */
export interface LookOptions {
  readonly signal: AbortSignal;
  /** Somebody asked for it: all is looked at, whatever was looked at lately. */
  readonly isAsked: boolean;
  /** How many articles may come to wait. */
  readonly roomToWait: number;
  /** Pages that are fetched at most. */
  readonly mostPages: number;
  /** Keeps what is remembered, so that a process that is killed loses nothing. */
  readonly save: () => Promise<void>;
}

/** What a look came to, in lists that grow while it goes on. */
export interface LookTally {
  readonly added: FetchedArticle[];
  readonly changed: FetchedArticle[];
  readonly removed: FetchedArticle[];
  readonly waiting: WaitingArticle[];
  same: number;
  failed: number;
}

/** A look that is under way. */
export interface LookRun {
  readonly source: FetchedSource;
  readonly parts: LookParts;
  readonly options: LookOptions;
  /** Changed by the look, and by what managers decide. */
  readonly memory: Memory;
  /** Its articles, by key and by address. */
  readonly byKey: Map<string, Remembered>;
  readonly byUrl: Map<string, Remembered>;
  /** Keys of what the list names now. */
  readonly named: Set<string>;
  readonly tally: LookTally;
  /** Where the list was in the end. */
  listUrl: string;
  pagesLeft: number;
  /** Pages of which none could be had, one after the other. */
  failuresInRow: number;
}

/** The article as others are told of it. */
export function fetchedArticle(article: Remembered): FetchedArticle {
  const { file, articleIds, title, url, published } = article;
  return { file: file ?? '', articleIds, title, url, published };
}

/** What waits of an article; null where nothing does. */
export function waitingArticle(article: Remembered, source: string): WaitingArticle | null {
  const { waitingId: id, waitingSince, title, url, published, why } = article;
  if (id === null || why === null) return null;
  return { id, source, title, url, published, why, since: waitingSince ?? 0 };
}
