/** Which passages stand in an article, and which terms it holds anywhere, its headings included. */
import type { IndexedPassage } from './passage-store.ts';

/** The searched passages of each article, and the terms that they and their headings hold. */
export interface ArticleTerms {
  /** Passages of the same words stand in several articles. */
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
    for (const article of passage.articleIds) {
      const passages = articles.passages.get(article);
      passages?.delete(passage);
      if (passages?.size === 0) articles.passages.delete(article);
      articles.terms.delete(article);
    }
  }
  for (const passage of added) {
    for (const article of passage.articleIds) {
      const passages = articles.passages.get(article);
      if (passages === undefined) articles.passages.set(article, new Set([passage]));
      else passages.add(passage);
      articles.terms.delete(article);
    }
  }
}

/** The slots of all searched passages of some articles. */
export function slotsOf(articles: ArticleTerms, articleIds: readonly string[]): Set<number> {
  const slots = new Set<number>();
  for (const article of articleIds) {
    for (const { slot } of articles.passages.get(article) ?? []) slots.add(slot);
  }
  return slots;
}

/** Those of some term numbers that an article holds. */
export function heldTerms(
  articles: ArticleTerms,
  article: string,
  ids: readonly { readonly id: number }[],
): number[] {
  const terms = termsOf(articles, article);
  const held: number[] = [];
  for (const { id } of ids) if (includesSorted(terms, id)) held.push(id);
  return held;
}

/** Collected when a question first needs them, so that publishing many articles stays quick. */
function termsOf(articles: ArticleTerms, article: string): Uint32Array {
  const known = articles.terms.get(article);
  if (known !== undefined) return known;
  const found = new Set<number>();
  for (const { articleIds, terms } of articles.passages.get(article) ?? []) {
    // The headings are those of its first article, and it speaks for that one only.
    if (articleIds[0] !== article) continue;
    for (const term of terms) found.add(term);
  }
  const sorted = Uint32Array.from(found).sort();
  articles.terms.set(article, sorted);
  return sorted;
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
