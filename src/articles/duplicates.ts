/** Finds articles that a reader could not tell apart: the same title, or the same text, twice. */
import type { Article } from '../model.ts';
import { comparisonKey } from './tidy.ts';

type Listed = Pick<Article, 'title' | 'file' | 'part' | 'hash'>;

function place(article: Listed): string {
  return article.part > 1 ? `${article.file} (article ${article.part})` : article.file;
}

function groups(articles: readonly Listed[], key: (article: Listed) => string): Listed[][] {
  const byKey = new Map<string, Listed[]>();
  for (const article of articles) {
    const group = byKey.get(key(article));
    if (group) group.push(article);
    else byKey.set(key(article), [article]);
  }
  return [...byKey.values()].filter((group) => group.length > 1);
}

/** One line for every title that several articles bear, naming their files. */
export function duplicateTitles(articles: readonly Listed[]): string[] {
  return groups(articles, (a) => comparisonKey(a.title) || a.title).map(
    (group) =>
      `${group.map(place).join(' and ')} have the same title “${group[0]?.title}”; all are indexed.`,
  );
}

/** One line for every text that stands in several articles, naming their files. */
export function duplicateTexts(articles: readonly Listed[]): string[] {
  return groups(articles, (a) => a.hash).map(
    (group) => `${group.map(place).join(' and ')} hold the same text; all are indexed.`,
  );
}
