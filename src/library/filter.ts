/** What a search may be restricted to, decided before anything is ranked. */
import type { Article, SearchFilter } from '../model.ts';

/** Whether an article fulfils a filter. */
export type ArticleTest = (article: Pick<Article, 'id' | 'publisher' | 'published'>) => boolean;

/** The test of a filter; null when it restricts nothing. */
export function filterOf({ articleId, publisher, since, until }: SearchFilter): ArticleTest | null {
  const wanted = publisher?.toLowerCase();
  const tests: ArticleTest[] = [];
  if (articleId !== undefined) tests.push(({ id }) => id === articleId);
  if (wanted !== undefined) tests.push((article) => article.publisher?.toLowerCase() === wanted);
  // ISO dates of one length compare as text.
  if (since !== undefined) tests.push(({ published }) => published !== null && published >= since);
  if (until !== undefined) tests.push(({ published }) => published !== null && published <= until);
  return tests.length === 0 ? null : (article) => tests.every((test) => test(article));
}
