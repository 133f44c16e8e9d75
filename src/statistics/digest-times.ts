/** When the digest of a week is due: Mondays from 9:00 to 10:00 of Greenwich, each server at a minute of its own. */
import { createHash } from 'node:crypto';
import { type Day, dayOf, mondayOf, plusDays, startOf, WEEK_DAYS } from './days.ts';
import type { Days } from './use-report.ts';

const HOUR_MS = 60 * 60_000;
const MINUTE_MS = 60_000;
/** Of Greenwich. */
const FIRST_HOUR = 9;
/** So that many servers are not told in one minute. */
const SPREAD_MINUTES = 60;

/** When a server is told of the week before a Monday, in milliseconds since 1970. */
export function dueAt(server: string, monday: Day): number {
  const hash = createHash('sha256').update(`digest:${server}`).digest().readUInt32BE();
  return startOf(monday) + FIRST_HOUR * HOUR_MS + (hash % SPREAD_MINUTES) * MINUTE_MS;
}

/** The latest Monday on which a digest was due for a server. @param now milliseconds since 1970. */
export function lastDue(server: string, now: number): Day {
  const monday = mondayOf(dayOf(now));
  return dueAt(server, monday) <= now ? monday : plusDays(monday, -WEEK_DAYS);
}

/** The week that is told of on a Monday: from the Monday before to Sunday. */
export function weekBefore(monday: Day): Days {
  return { from: plusDays(monday, -WEEK_DAYS), to: plusDays(monday, -1) };
}
