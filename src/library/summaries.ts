/** Articles as they are listed, and as they are suggested while somebody types. */
import type { Article, ArticleSummary } from '../model.ts';
import type { Catalog } from './catalog.ts';
import { fitting, type Names, namesOf } from './suggestions.ts';

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

const names = new WeakMap<ArticleSummary, Names>();

/**
 * Articles that fit what was typed: first those whose title begins so, then those where a word of
 * the title does, or all words in any order, then those that have it in author or publisher; where there
 * are none, those that it is spelt nearly as; all of them for nothing typed.
 */
export function suggestArticles(
  articles: readonly ArticleSummary[],
  typed: string,
  limit: number,
): ArticleSummary[] {
  return fitting(articles, typed, limit, namesIn);
}

function namesIn(article: ArticleSummary): Names {
  const known = names.get(article);
  if (known) return known;
  const { title, author, publisher } = article;
  const made = namesOf(title, [author, publisher]);
  names.set(article, made);
  return made;
}
