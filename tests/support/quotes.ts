/** Quotes over given articles, cut into passages as the library in memory does. */
import { QuoteCorpus } from '../../src/quotes/corpus.ts';
import { type Quotes, quotesOf } from '../../src/quotes/quotes.ts';
import { type ArticleSource, makeArticle, makeExcerpt } from './memory-library.ts';

export function makeQuotes(sources: readonly ArticleSource[]): Quotes {
  const corpus = new QuoteCorpus();
  for (const article of sources.map(makeArticle)) {
    const passages = article.blocks.map((paragraph) => {
      const { start, end, citation, sentences = [] } = makeExcerpt(article, paragraph);
      const { section, number } = paragraph;
      return { start, end, section, paragraph: number, id: citation.id, sentences };
    });
    corpus.add(article, passages);
  }
  return quotesOf(corpus);
}
