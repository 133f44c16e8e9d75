/** How much a source may ask of this machine, and we of its site. Times in milliseconds. */
import type { SourceKind } from './source.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** More than that is a search engine. */
export const MOST_SOURCES = 200;

/** Between two looks: at the shortest, at the longest. */
export const SHORTEST_MS = MINUTE_MS;
export const LONGEST_MS = 30 * DAY_MS;

/** Where `every` is not said: feeds are made to be asked often, pages are not. */
export const USUAL_MS: Readonly<Record<SourceKind, number>> = {
  feed: HOUR_MS,
  page: DAY_MS,
  sitemap: DAY_MS,
  llms: DAY_MS,
  folder: 0,
};

/** Where `most` is not said, and what it may say. */
export const USUAL_MOST: Readonly<Record<SourceKind, number>> = {
  feed: 50,
  page: 1,
  sitemap: 100,
  llms: 100,
  folder: 5_000,
};
export const MOST_ARTICLES = 5_000;

/** UTF-16 units of `only`. */
export const LONGEST_PATTERN = 500;

/** Of `keep`: the oldest age is longer than most sites live. */
export const MOST_DAYS = 36_500;

/** Announcements in an hour where nothing is said, and at most. */
export const USUAL_AN_HOUR = 5;
export const MOST_AN_HOUR = 60;

/** Bytes of `sources.yaml`: 200 sources with a long comment each. */
export const MOST_FILE_BYTES = 256 * 1024;

/** Between two requests to a host, unless it asks for more. */
export const HOST_PAUSE_MS = 1_000;

/** Pages that one look fetches; what is left comes with the next one, which is not waited for so long. */
export const MOST_PAGES_A_LOOK = 100;
export const GO_ON_AFTER_MS = 5 * MINUTE_MS;

/** Sitemaps that an index leads to, with those that they lead to. */
export const MOST_SITEMAPS = 20;

/** Failures one after the other after which a look is given up: its site is not well. */
export const FAILURES_IN_A_ROW = 3;

/** A page that is missing at so many looks is marked as gone. */
export const MISSES_UNTIL_GONE = 3;

/** The page behind an item of a feed: looked at again after that, while the feed names it, and later. */
export const PAGE_AGAIN_MS = DAY_MS;
export const OLD_PAGE_AGAIN_MS = 7 * DAY_MS;

/** A look that failed is tried again after this, then after twice as long, up to the longest. */
export const RETRY_MS = 10 * MINUTE_MS;
export const LONGEST_BACK_OFF_MS = DAY_MS;

/** Articles that wait for a manager, of all sources; those that have waited longer are dropped. */
export const MOST_WAITING = 1_000;
export const LONGEST_WAIT_MS = 30 * DAY_MS;

/** Looks at the same time. */
export const LOOKS_AT_ONCE = 3;

/** How often `sources.yaml` is looked at: one stat. */
export const FILE_LOOK_MS = 2_000;

/** A timer is never longer than this: clocks are put right. */
export const LONGEST_TIMER_MS = MINUTE_MS;

/** What was shown to whoever adds a source waits so long. */
export const PREVIEW_MS = DAY_MS;

/** Articles of a preview. */
export const PREVIEWED = 3;
