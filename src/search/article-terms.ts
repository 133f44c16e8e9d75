/** Which terms an article holds anywhere: its title and sections speak for each of its passages. */
import type { IndexedPassage } from './passage-store.ts';
import type { PreparedQuestion } from './prepared-question.ts';

/** The searched passages of each article, and the terms that they and their headings hold. */
export interface ArticleTerms {
  readonly passages: Map<string, Set<IndexedPassage>>;
  /** Sorted term numbers. */
  readonly terms: Map<string, Uint32Array>;
}

/** Without articles. */
export function createArticleTerms(): ArticleTerms {
  return { passages: new Map(), terms: new Map() };
}

/** Takes passages in and out, and looks again at the articles that they belong to. */
export function changeArticleTerms(
  articles: ArticleTerms,
  added: Iterable<IndexedPassage>,
  removed: Iterable<IndexedPassage>,
): void {
  const changed = new Set<string>();
  for (const passage of removed) {
    articles.passages.get(passage.articleId)?.delete(passage);
    changed.add(passage.articleId);
  }
  for (const passage of added) {
    const passages = articles.passages.get(passage.articleId);
    if (passages === undefined) articles.passages.set(passage.articleId, new Set([passage]));
    else passages.add(passage);
    changed.add(passage.articleId);
  }
  for (const article of changed) {
    const terms = new Set<number>();
    for (const { tokens, context } of articles.passages.get(article) ?? []) {
      for (const term of tokens) terms.add(term);
      for (const term of context) terms.add(term);
    }
    if (terms.size > 0) articles.terms.set(article, Uint32Array.from(terms).sort());
    else {
      articles.terms.delete(article);
      articles.passages.delete(article);
    }
  }
}

/** The share of the question's weight that an article holds, between 0 and 1. */
export function articleCoverage(
  articles: ArticleTerms,
  article: string,
  { ids, termOf, closeness, weights, total }: PreparedQuestion,
): number {
  const terms = articles.terms.get(article);
  if (terms === undefined) return 0;
  const closest = new Float32Array(weights.length);
  for (const id of ids) {
    const term = (termOf[id] as number) - 1;
    const close = closeness[id] as number;
    if (close > (closest[term] as number) && includesSorted(terms, id)) closest[term] = close;
  }
  let sum = 0;
  for (let term = 0; term < weights.length; term++) {
    sum += (weights[term] as number) * (closest[term] as number);
  }
  return sum / total;
}

function includesSorted(sorted: Uint32Array, wanted: number): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === wanted;
}
