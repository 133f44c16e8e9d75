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
