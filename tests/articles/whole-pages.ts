/** What the articles and the list of left-out lines hold of the words of made pages. */
import fc from 'fast-check';
import { expect } from 'vitest';
import { buildArticle } from '../../src/articles/build-article.ts';
import { readHtml } from '../../src/articles/html.ts';
import { madePages } from './made-pages.ts';

function wordsOf(html: string) {
  const reading = readHtml(html);
  const articles = reading?.drafts.map((draft) => buildArticle(draft, 'a.html', 1)) ?? [];
  const text = articles.map((article) => article.text).join('\n');
  const titles = articles.map((article) => article.title).join('\n');
  const left = reading?.dropped.map(({ text }) => text).join('\n') ?? '';
  const found = (given: string) => new Set(given.match(/(?:shown|veiled)\d+/g));
  return { text: found(text), listed: found(`${text}\n${titles}\n${left}`) };
}

/** Fails for a page that loses a word that it shows, or whose text has one that it hides. */
export function expectWholePages(numRuns: number): void {
  fc.assert(
    fc.property(madePages, ({ html, visible }) => {
      const { text, listed } = wordsOf(html);
      expect(visible.filter((word) => !listed.has(word))).toEqual([]);
      expect([...text].filter((word) => word.startsWith('veiled'))).toEqual([]);
    }),
    { numRuns },
  );
}
