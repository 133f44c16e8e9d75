/** A filter that leaves no article: which dates there are on either side of it. */
import { inCollection, isSameCollection } from '../citations/refs.ts';
import type { ArticleSummary, SearchFilter } from '../model.ts';
import { filterOf } from './filter.ts';

/** The dates that are nearest to what a filter asks for, ISO 8601; null where there is none. */
export interface NearestDates {
  /** The newest before it. */
  readonly before: string | null;
  /** The oldest after it. */
  readonly after: string | null;
}

/**
 * Null where a filter leaves some article, or is none. Of those that it leaves but for their dates, the dates
 * that are nearest.
 */
export function noArticleLeft(
  filter: SearchFilter,
  articles: readonly ArticleSummary[],
): NearestDates | null {
  const fits = filterOf(filter);
  const { collection, since, until, ...others } = filter;
  const isIn = (one: ArticleSummary) =>
    collection === undefined || isSameCollection(one, inCollection(filter));
  if (fits === null || articles.some((one) => fits(one) && isIn(one))) return null;
  const fitsOtherwise = filterOf(others) ?? (() => true);
  let [before, after]: (string | null)[] = [null, null];
  for (const one of articles) {
    const { published } = one;
    if (published === null || !fitsOtherwise(one) || !isIn(one)) continue;
    if (since !== undefined && published < since && published > (before ?? '')) before = published;
    if (until !== undefined && published > until && published < (after ?? '~')) after = published;
  }
  return { before: before ?? null, after: after ?? null };
}
