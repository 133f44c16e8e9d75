/** What a source is: a feed, page, sitemap, list of pages or folder that articles come from by themselves. */
import type { FileReading } from '../model.ts';
import type { Statement } from '../refusals.ts';

/**
 * By the key that names its address in `sources.yaml`: a feed (RSS, Atom, RDF, JSON Feed), a single
 * page, a sitemap or an index of such, a list of pages by llmstxt.org, a folder of this machine.
 */
export const SOURCE_KINDS = ['feed', 'page', 'sitemap', 'llms', 'folder'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** The kinds that are fetched, and may be added by managers. */
export type FetchedKind = Exclude<SourceKind, 'folder'>;

/** Which articles of a source stay: the newest by number, or those that are younger. */
export type Keep =
  | { readonly by: 'count'; readonly count: number }
  | { readonly by: 'age'; readonly days: number };

/** Where new articles are announced. */
export interface Announcing {
  /** Id of a channel. */
  readonly channel: string;
  /** Articles, at most, in any hour. */
  readonly mostAnHour: number;
}

/** A source as `sources.yaml` has it, with what follows where nothing is said. */
export interface Source {
  /**
   * Lower-case letters, digits and hyphens, unique among the sources: the subfolder that its articles
   * are in, and what people call it by. At most `MAX_NAME` characters.
   */
  readonly name: string;
  readonly kind: SourceKind;
  /** An absolute http(s) address; of a folder its absolute path. */
  readonly address: string;
  /** Milliseconds between two looks; of a folder 0: it is watched. */
  readonly everyMs: number;
  /** Only addresses (of a folder: paths inside it) that this fits, with `*` and `**`; null for all. */
  readonly only: string | null;
  /** Articles that are looked at, at most, the newest first. */
  readonly most: number;
  /** Null where all stay. */
  readonly keep: Keep | null;
  readonly announce: Announcing | null;
  /** Where it stands in `sources.yaml`, counted from 1. */
  readonly line: number;
}

/** `a` to `z`, digits and hyphens, as a folder's name on any system. */
export const MAX_NAME = 60;

/** How a source does. Times are milliseconds since 1970. */
export interface SourceStatus {
  readonly source: Source;
  /** Whether it is being looked at now. */
  readonly isLooking: boolean;
  /** When it was looked at, well or not; null before the first look. */
  readonly lastLookAt: number | null;
  /** When a look last went well. */
  readonly lastGoodAt: number | null;
  /** When it is looked at by itself; null for a folder, and where it never is. */
  readonly nextLookAt: number | null;
  /** Why the last look failed, or what of it did; null where all went well. */
  readonly problem: Statement | null;
  /** Looks that failed since one went well. */
  readonly failures: number;
  /** Its articles in the folder. */
  readonly articles: number;
  /** Of these, those whose pages are gone: 404 at three looks. */
  readonly gone: number;
  /** Articles that wait for a manager. */
  readonly waiting: number;
  /** When an article came last, or changed. */
  readonly changedAt: number | null;
}

/** A source that somebody wants. */
export interface WantedSource {
  /** An http(s) address. */
  readonly address: string;
  /** By what it turns out to be, where it is not given. */
  readonly kind?: FetchedKind;
  /** Made of the address where it is not given. */
  readonly name?: string;
  readonly everyMs?: number;
  readonly only?: string;
  readonly most?: number;
  readonly keep?: Keep;
  readonly announce?: Announcing;
}

/** An article as it would come. */
export interface PreviewArticle {
  readonly title: string;
  readonly url: string | null;
  /** ISO date. */
  readonly published: string | null;
  /** How it is read, with each line that is left out; null where it could not be had. */
  readonly reading: FileReading | null;
  /** Why it would wait for a manager, or could not be had; null where it would come unseen. */
  readonly problem: Statement | null;
  /** An article that is there already and says the same. */
  readonly sameAs: { readonly file: string; readonly title: string } | null;
}

/** What would come of a source; nothing of it is kept until `Sources.add`. */
export interface SourcePreview {
  /** 16 characters that nobody can guess; good for a custom id, for a day, and after a restart. */
  readonly id: string;
  /** As it would be written. */
  readonly source: Source & { readonly kind: FetchedKind };
  /** What it calls itself. */
  readonly title: string | null;
  /** How many articles it names that `only` and `most` let through, and in all. */
  readonly found: number;
  readonly named: number;
  /** The newest, three at most. */
  readonly newest: readonly PreviewArticle[];
  /** Feeds that a page names, where a page was given: adding one of these may be what is meant. */
  readonly feeds: readonly string[];
  /** When it is thrown away by itself. */
  readonly expiresAt: number;
}

/** An article that waits for a manager, who keeps or drops it. */
export interface WaitingArticle {
  /** 16 characters; good for a custom id, and after a restart. */
  readonly id: string;
  /** Name of its source. */
  readonly source: string;
  readonly title: string;
  readonly url: string | null;
  readonly published: string | null;
  /** Why it waits. */
  readonly why: Statement;
  readonly since: number;
}

/** A file that came of a source, or changed. */
export interface FetchedArticle {
  /** Path inside the articles folder, with `/`. */
  readonly file: string;
  /** Of its articles, in order, as `Article.id`. A fetched file holds one. */
  readonly articleIds: readonly string[];
  readonly title: string;
  readonly url: string | null;
  readonly published: string | null;
}

/** What a look at a source came to. */
export interface LookResult {
  readonly source: Source;
  readonly added: readonly FetchedArticle[];
  readonly changed: readonly FetchedArticle[];
  /** Taken out of the folder: 410, or by `keep`. They can be put back. */
  readonly removed: readonly FetchedArticle[];
  /** New among those that wait. */
  readonly waiting: readonly WaitingArticle[];
  /** Stories that are there already, from elsewhere. */
  readonly same: number;
  /** Articles that were left as they are, since a part of them could not be had this time. */
  readonly failed: number;
  /** Null where all went well. */
  readonly problem: Statement | null;
}

/** What is known of a fetched file beside its text. Times are milliseconds since 1970. */
export interface FetchedHistory {
  /** Name of its source, which may be gone. */
  readonly source: string;
  readonly url: string;
  readonly fetchedAt: number;
  /** When its text was found to be another one than before; null where it never was. */
  readonly changedAt: number | null;
  /** Since when its page has answered 404, where it did at three looks; else null. */
  readonly goneSince: number | null;
}
