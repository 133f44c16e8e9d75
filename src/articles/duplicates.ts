/** Finds articles that a reader could not tell apart: the same title, or the same text, twice. */
import type { Article } from '../model.ts';
import { type Fact, type Notice, statement } from '../refusals.ts';
import { comparisonKey } from './tidy.ts';

type Listed = Pick<Article, 'title' | 'file' | 'part' | 'hash'>;

function place({ file, part }: Listed): Fact {
  return part > 1 ? statement('part', { file, part }) : file;
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

/** A notice for every title that several articles bear, naming their files. */
export function duplicateTitles(articles: readonly Listed[]): Notice[] {
  return groups(articles, (a) => comparisonKey(a.title) || a.title).map((group) =>
    statement('sameTitle', { places: group.map(place), title: group[0]?.title ?? '' }),
  );
}

/** A notice for every text that stands in several articles, naming their files. */
export function duplicateTexts(articles: readonly Listed[]): Notice[] {
  return groups(articles, (a) => a.hash).map((group) =>
    statement('sameText', { places: group.map(place) }),
  );
}
