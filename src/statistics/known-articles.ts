/** Since when the articles of a place are known: what was there all the time is told from what came lately. */
import { z } from 'zod';
import type { Day } from './days.ts';

/** A collection of more is not followed: nobody goes through thousands of articles that were not reached. */
export const MOST_KNOWN = 5_000;

/** What is known of a place's articles. */
export interface KnownArticles {
  /** The first day on which they were looked at. */
  readonly since: Day;
  /** By article, as `countedRef` names it, the first day on which it was there; null where there are too many. */
  readonly firstSeen: ReadonlyMap<string, Day> | null;
}

const Stored = z.object({
  since: z.string(),
  seen: z.record(z.string(), z.string()).nullable(),
});

/** What a file says; null where there is none, or it is damaged. */
export function knownIn(bytes: Buffer | null): KnownArticles | null {
  if (bytes === null) return null;
  try {
    const { since, seen } = Stored.parse(JSON.parse(bytes.toString('utf8')));
    return { since, firstSeen: seen && new Map(Object.entries(seen)) };
  } catch {
    return null;
  }
}

/** What is known once these articles were seen on a day: those that are gone are forgotten. */
export function seenOn(
  before: KnownArticles | null,
  articles: readonly string[],
  day: Day,
): KnownArticles {
  const since = before?.since ?? day;
  if (articles.length > MOST_KNOWN) return { since, firstSeen: null };
  // What was not followed before may have been there all the time, or not.
  const dayOf = (article: string): Day => before?.firstSeen?.get(article) ?? day;
  return { since, firstSeen: new Map(articles.map((article) => [article, dayOf(article)])) };
}

/** The file of it. */
export function knownBytes({ since, firstSeen }: KnownArticles): Uint8Array {
  const seen = firstSeen && Object.fromEntries([...firstSeen].sort(([a], [b]) => (a < b ? -1 : 1)));
  return Buffer.from(JSON.stringify({ since, seen }));
}
