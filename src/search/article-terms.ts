/** Which terms an article holds anywhere: its title and sections speak for each of its passages. */
import type { IndexedPassage } from './passage-store.ts';
import type { PreparedQuestion } from './prepared-question.ts';

/** The searched passages of each article, and the terms that they and their headings hold. */
export interface ArticleTerms {
  readonly passages: Map<string, Set<IndexedPassage>>;
  /** Sorted term numbers of the articles that were asked for since they changed. */
  readonly terms: Map<string, Uint32Array>;
}

/** Without articles. */
export function createArticleTerms(): ArticleTerms {
  return { passages: new Map(), terms: new Map() };
}

/** Takes passages in and out. */
export function changeArticleTerms(
  articles: ArticleTerms,
  added: Iterable<IndexedPassage>,
  removed: Iterable<IndexedPassage>,
): void {
  for (const passage of removed) {
    const passages = articles.passages.get(passage.articleId);
    passages?.delete(passage);
    if (passages?.size === 0) articles.passages.delete(passage.articleId);
    articles.terms.delete(passage.articleId);
  }
  for (const passage of added) {
    const passages = articles.passages.get(passage.articleId);
    if (passages === undefined) articles.passages.set(passage.articleId, new Set([passage]));
    else passages.add(passage);
    articles.terms.delete(passage.articleId);
  }
}

/** Collected when a question first needs them, so that publishing many articles stays quick. */
function termsOf(articles: ArticleTerms, article: string): Uint32Array {
  const known = articles.terms.get(article);
  if (known !== undefined) return known;
  const found = new Set<number>();
  for (const { terms, context } of articles.passages.get(article) ?? []) {
    for (const term of terms) found.add(term);
    for (const term of context) found.add(term);
  }
  const sorted = Uint32Array.from(found).sort();
  articles.terms.set(article, sorted);
  return sorted;
}

/** The share of the question's weight that an article holds, between 0 and 1. */
export function articleCoverage(
  articles: ArticleTerms,
  article: string,
  { ids, termOf, closeness, weights, total }: PreparedQuestion,
): number {
  const terms = termsOf(articles, article);
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
