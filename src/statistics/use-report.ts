/** How the articles of a place were used in some days: what `/stats` and the weekly digest tell. */
import { type InCollection, isSameCollection } from '../citations/refs.ts';
import type { FeedbackLog } from '../feedback/feedback-log.ts';
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
import { type Day, dayOf, plusDays, WEEK_DAYS } from './days.ts';
import type { Statistics } from './use-counts.ts';

/** Weeks of a chart. */
const CHART_WEEKS = 8;
/** Quotes that are told by name. */
const MOST_NAMED = 3;

/** Days, both inclusive. */
export interface Days {
  readonly from: Day;
  readonly to: Day;
}

/** A quote as it can be found, and how often something was done with it. */
export interface NamedQuote {
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
  /** What was said of answers. */
  readonly said: { readonly helpful: number; readonly unhelpful: number };
  /** Passages that did not help, and quotes that were shared; most often first. */
  readonly disliked: readonly NamedQuote[];
  readonly shared: readonly NamedQuote[];
  /** Null where that cannot be told: too many articles, or too much was reached to tell it apart. */
  readonly unreached: Unreached | null;
}

/** What it is told from. */
export interface ReportSources {
  readonly statistics: Pick<Statistics, 'between' | 'know'>;
  readonly library: Pick<Library, 'articles'>;
  readonly feedback?: Pick<FeedbackLog, 'list'> | undefined;
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
  { statistics, library, feedback, own }: ReportSources,
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
  const said = ((await feedback?.list()) ?? []).filter(({ at }) => {
    const day = dayOf(at);
    return day >= days.from && day <= days.to;
  });
  const disliked = new Map<string, number>();
  for (const { helpful, passage, collection = '' } of said) {
    const citation = countedRef({ id: passage, collection });
    if (!helpful) disliked.set(citation, (disliked.get(citation) ?? 0) + 1);
  }
  const helpful = said.filter((one) => one.helpful).length;
  // What was known when counting began was there as long as anything is known.
  const from = known.since > days.from ? known.since : days.from;
  const wasThere = (article: ArticleSummary): boolean =>
    (known.firstSeen?.get(countedRef(article)) ?? '9') <= from;
  const there = mine.filter(wasThere);
  const isKnown = known.firstSeen !== null && known.since <= days.to;
  const isTold = isKnown && !now.isCut && there.length > 0;
  return {
    ...{ days, now, weeks, since: known.since },
    before: sum(beforeFrom, plusDays(days.from, -1)),
    said: { helpful, unhelpful: said.length - helpful },
    disliked: most(disliked, articles),
    shared: most(now.shared, articles),
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

/** Those of the highest numbers, of articles that are seen or gone. */
function most(
  counted: ReadonlyMap<string, number>,
  articles: readonly ArticleSummary[],
): readonly NamedQuote[] {
  const titles = new Map(articles.map((article) => [countedRef(article), article.title]));
  return [...counted]
    .sort(([one, n], [other, m]) => m - n || (one < other ? -1 : 1))
    .slice(0, MOST_NAMED)
    .map(([citation, n]) => ({
      citationId: parseCountedRef(citation).id,
      title: titles.get(articleOfCounted(citation) ?? '') ?? null,
      n,
    }));
}

/** Whether there is nothing that anybody would be told of. */
export function isEmptyWeek({ now, said }: UseReport): boolean {
  return askedIn(now) + now.shared.size + said.helpful + said.unhelpful === 0;
}
