/** How the articles of a place were used in some days: what `/stats` and the weekly digest tell. */
import { type InCollection, isSameCollection } from '../citations/refs.ts';
import type { Library } from '../library/library.ts';
import type { ArticleSummary } from '../model.ts';
import {
  articleOfCounted,
  askedIn,
  countedRef,
  type DayCounts,
  parseCountedRef,
  sumCounts,
} from './day-counts.ts';
import { type Day, plusDays, WEEK_DAYS } from './days.ts';
import type { Statistics } from './use-counts.ts';

/** Weeks of a chart. */
export const CHART_WEEKS = 8;
/** Quotes that are told by name. */
const MOST_SHARED_TOLD = 3;

/** Days, both inclusive. */
export interface Days {
  readonly from: Day;
  readonly to: Day;
}

/** A quote that was shared, as it can be found. */
export interface SharedQuote {
  readonly citationId: string;
  /** Title of its article; null where that is not there any more. */
  readonly title: string | null;
  /** How often. */
  readonly n: number;
}

/** Articles that no answer led to or showed, and that nobody quoted. */
export interface Unreached {
  readonly articles: readonly ArticleSummary[];
  /** How many were there all the time. */
  readonly of: number;
}

/** What was counted. */
export interface UseReport {
  readonly days: Days;
  readonly now: DayCounts;
  /** Of as many days before. */
  readonly before: DayCounts;
  /** Questions of each of the last weeks, the latest last; it ends with `days`. */
  readonly weeks: readonly number[];
  /** The first day that anything is known of. */
  readonly since: Day;
  /** Most often first. */
  readonly shared: readonly SharedQuote[];
  /** Null where that cannot be told: too many articles, or too much was reached to tell it apart. */
  readonly unreached: Unreached | null;
}

/** What it is told from. */
export interface ReportSources {
  readonly statistics: Pick<Statistics, 'between' | 'know'>;
  readonly library: Pick<Library, 'articles'>;
  /** The key of the collection that is looked after at the place; '' for the default one. */
  readonly own: string;
}

/** The articles of one collection, of all that are seen. */
export function ownAmong(
  articles: readonly ArticleSummary[],
  own: string,
): readonly ArticleSummary[] {
  const where: InCollection = { collection: own };
  return articles.filter((article) => isSameCollection(article, where));
}

/** See the head of this file. */
export async function reportUse(
  { statistics, library, own }: ReportSources,
  days: Days,
): Promise<UseReport> {
  const length = daysIn(days);
  const chartFrom = plusDays(days.to, 1 - CHART_WEEKS * WEEK_DAYS);
  const beforeFrom = plusDays(days.from, -length);
  const first = chartFrom < beforeFrom ? chartFrom : beforeFrom;
  const counted = await statistics.between(first, days.to);
  const articles = await library.articles();
  const mine = ownAmong(articles, own);
  const known = await statistics.know(mine);
  const sum = (from: Day, to: Day): DayCounts =>
    sumCounts([...counted].flatMap(([day, counts]) => (day >= from && day <= to ? [counts] : [])));
  const now = sum(days.from, days.to);
  const weeks = Array.from({ length: CHART_WEEKS }, (_, i) => {
    const from = plusDays(chartFrom, i * WEEK_DAYS);
    return askedIn(sum(from, plusDays(from, WEEK_DAYS - 1)));
  });
  // What was known when counting began was there as long as anything is known.
  const from = known.since > days.from ? known.since : days.from;
  const wasThere = (article: ArticleSummary): boolean =>
    (known.firstSeen?.get(countedRef(article)) ?? '9') <= from;
  const there = mine.filter(wasThere);
  const isTold = known.firstSeen !== null && !now.isCut && there.length > 0;
  return {
    ...{ days, now, weeks, since: known.since },
    before: sum(beforeFrom, plusDays(days.from, -1)),
    shared: sharedMost(now, articles),
    unreached: isTold
      ? {
          articles: there.filter((article) => !now.articles.has(countedRef(article))),
          of: there.length,
        }
      : null,
  };
}

function daysIn({ from, to }: Days): number {
  let n = 1;
  for (let day = from; day < to; day = plusDays(day, 1)) n += 1;
  return n;
}

/** Those that were shared most often, of articles that are seen or gone. */
function sharedMost(
  { shared }: DayCounts,
  articles: readonly ArticleSummary[],
): readonly SharedQuote[] {
  const titles = new Map(articles.map((article) => [countedRef(article), article.title]));
  return [...shared]
    .sort(([one, n], [other, m]) => m - n || (one < other ? -1 : 1))
    .slice(0, MOST_SHARED_TOLD)
    .map(([citation, n]) => ({
      citationId: parseCountedRef(citation).id,
      title: titles.get(articleOfCounted(citation) ?? '') ?? null,
      n,
    }));
}
