/** What a page shows of an article: all of it in order where it is the whole, and never more than a page. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Article, Block, Excerpt } from '../../src/model.ts';
import { around, articlePage, pagesOf } from '../../src/reader-page/article-parts.ts';
import { blockNow } from '../../src/reader-page/block-now.ts';
import { makeArticle, makeExcerpt } from '../support/memory-library.ts';

const paragraph = fc.oneof(
  fc.lorem({ maxCount: 30 }),
  fc.integer({ min: 1, max: 120_000 }).map((length) => 'x'.repeat(length)),
  fc.integer({ min: 1, max: 20_000 }).map((count) => 'word '.repeat(count).trim()),
  fc.integer({ min: 1, max: 60_000 }).map((count) => '🜁'.repeat(count)),
);

function made(body: readonly string[], index: number): { article: Article; excerpt: Excerpt } {
  const article = makeArticle({ title: 'A', body: [...body] });
  const block = article.blocks[index % article.blocks.length] as Block;
  return { article, excerpt: makeExcerpt(article, block) };
}

describe('the pages of an article', () => {
  it('follow each other without a gap, each at most as long as a page, no character cut', () => {
    fc.assert(
      fc.property(fc.array(paragraph, { minLength: 1, maxLength: 6 }), fc.nat(5), (body, index) => {
        const { article, excerpt } = made(body, index);
        const pages = pagesOf(article);
        expect(pages[0]?.start).toBe(0);
        expect(pages.at(-1)?.end).toBe(article.text.length);
        for (const [i, { start, end }] of pages.entries()) {
          expect(end).toBeGreaterThan(start);
          expect(end - start).toBeLessThanOrEqual(40_100);
          expect(start).toBe(pages[i - 1]?.end ?? 0);
          expect(article.text.slice(start, end)).not.toMatch(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/);
        }
        const own = articlePage(article, excerpt, null);
        expect(own && own.start <= excerpt.start && excerpt.start < own.end).toBe(true);
        expect(articlePage(article, excerpt, pages.length + 1)).toBeNull();
      }),
      { numRuns: 60 },
    );
  });

  it('is one where there is nothing', () => {
    expect(pagesOf({ text: '', blocks: [] })).toEqual([{ start: 0, end: 0 }]);
  });
});

describe('what stands around a passage', () => {
  it('has it in it, and is bounded however long the article is', () => {
    fc.assert(
      fc.property(fc.array(paragraph, { minLength: 1, maxLength: 6 }), fc.nat(5), (body, index) => {
        const { article, excerpt } = made(body, index);
        const { start, end, home } = around(article, excerpt);
        expect(start <= excerpt.start && excerpt.end <= end).toBe(true);
        expect(home && home.start <= excerpt.start && excerpt.end <= home.end).toBe(true);
        const own = excerpt.end - excerpt.start;
        expect(end - start).toBeLessThanOrEqual(Math.max(own, 8_000) + 17_100);
      }),
      { numRuns: 60 },
    );
  });
});

describe('what stands there now', () => {
  const body = [
    'Where the river bends.',
    'The mill was built in 1884 by two brothers.',
    'It rests.',
  ];
  const { blocks, text } = makeArticle({ title: 'A', body });

  it('is the block that shares most words with what stood there', async () => {
    const former = { text: 'The mill was built in 1883 by two brothers.', paragraph: 3 };
    expect((await blockNow({ blocks, text }, former))?.number).toBe(2);
  });

  it('is none where no block says nearly the same, and none that is far away', async () => {
    const other = { text: 'Nobody knows how old the bridge is.', paragraph: 2 };
    expect(await blockNow({ blocks, text }, other)).toBeNull();
    const far = { text: body[1] ?? '', paragraph: 400 };
    expect(await blockNow({ blocks, text }, far)).toBeNull();
  });
});
