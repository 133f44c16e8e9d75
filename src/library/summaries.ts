/** Articles as they are listed, and as they are suggested while somebody types. */
import type { Article, ArticleSummary } from '../model.ts';
import type { Catalog } from './catalog.ts';

const byTitle = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
const summaries = new WeakMap<Catalog, readonly ArticleSummary[]>();

/** Every article of a catalog, by title. Made once a catalog: autocompletion asks at each key. */
export function summarise(catalog: Catalog): readonly ArticleSummary[] {
  const known = summaries.get(catalog);
  if (known) return known;
  const made = inOrder([...catalog.articles.values()].map(summaryOf));
  summaries.set(catalog, made);
  return made;
}

/** By title; those of the same one by their ids. */
export function inOrder(articles: readonly ArticleSummary[]): ArticleSummary[] {
  return [...articles].sort(
    (a, b) => byTitle.compare(a.title, b.title) || Number(a.id > b.id) - Number(a.id < b.id),
  );
}

/** An article as it is listed. */
export function summaryOf({
  text: _text,
  hash: _hash,
  headings: _headings,
  blocks,
  ...rest
}: Article): ArticleSummary {
  return { ...rest, paragraphs: blocks.length };
}

/**
 * Articles that fit what was typed: first those whose title begins so, then those where a word of
 * the title does, then those that have it in author or publisher; all of them for nothing typed.
 */
export function suggestArticles(
  articles: readonly ArticleSummary[],
  typed: string,
  limit: number,
): ArticleSummary[] {
  const wanted = fold(typed);
  if (!wanted) return articles.slice(0, limit);
  return articles
    .map((article) => ({ article, fit: fitOf(article, wanted) }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit)
    .slice(0, limit)
    .map(({ article }) => article);
}

function fitOf(article: ArticleSummary, wanted: string): number {
  const title = fold(article.title);
  if (title.startsWith(wanted)) return 4;
  if (title.includes(` ${wanted}`)) return 3;
  if (title.includes(wanted)) return 2;
  return fold(`${article.author ?? ''} ${article.publisher ?? ''}`).includes(wanted) ? 1 : 0;
}

/** Case, accents and punctuation do not matter when somebody looks for a title. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
