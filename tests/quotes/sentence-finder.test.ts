import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { QuoteCorpus } from '../../src/quotes/corpus.ts';
import { SentenceFinder } from '../../src/quotes/sentence-finder.ts';
import { verifyQuote } from '../../src/quotes/verify.ts';
import { articles, corpusOf, quotable } from './corpora.ts';

const TEXT = `# Lakes

The café by the lake opens in spring. Visitors don’t need a permit for the lake.

A permit is needed for the border zone. In May the lake is still frozen.
`;

const OTHER = `# Rivers

A permit is needed for the border zone! The river has no café.
`;

let corpus: QuoteCorpus;
let finder: SentenceFinder;
beforeAll(async () => {
  corpus = await corpusOf([await quotable(TEXT, 'lakes.md'), await quotable(OTHER, 'rivers.md')]);
  finder = new SentenceFinder(corpus);
});

const texts = (typed: string, limit = 25) => finder.find(typed, { limit }).map(({ text }) => text);

describe('SentenceFinder', () => {
  it.each([
    ['the lake is', 'In May the lake is still frozen.'],
    ['lake fro', 'In May the lake is still frozen.'],
    ['frozen lake', 'In May the lake is still frozen.'],
    ['CAFE by', 'The café by the lake opens in spring.'],
    ["don't ne", 'Visitors don’t need a permit for the lake.'],
    ['dont need', 'Visitors don’t need a permit for the lake.'],
    ['"by the lake" —', 'The café by the lake opens in spring.'],
    ['rozen', 'In May the lake is still frozen.'],
    ['permit for the lake', 'Visitors don’t need a permit for the lake.'],
    ['lake strawberry opens', 'The café by the lake opens in spring.'],
  ])('finds %j', (typed, first) => {
    expect(texts(typed)[0]).toBe(first);
  });

  it.each([
    ['lkae is stil', 'In May the lake is still frozen.'],
    ['forzen', 'In May the lake is still frozen.'],
    ['Visitros need', 'Visitors don’t need a permit for the lake.'],
    ['visitro', 'Visitors don’t need a permit for the lake.'],
    ['opening cafés', 'The café by the lake opens in spring.'],
    ['the sprign opend lake', 'The café by the lake opens in spring.'],
  ])('takes slips and other forms for what they are meant to be: %j', (typed, first) => {
    expect(texts(typed)[0]).toBe(first);
  });

  it('takes no word for another one where a sentence holds all of them, and guesses no number', async () => {
    const lists = await corpusOf([
      await quotable('# Years\n\nIt was built in 1958.\n\nThe lake in 1985.\n\nA cake in 1985.\n'),
    ]);
    const found = new SentenceFinder(lists);
    const of = (typed: string) => found.find(typed, { limit: 25 }).map(({ text }) => text);
    expect(of('cake')).toEqual(['A cake in 1985.']);
    expect(of('1985')).toEqual(['The lake in 1985.', 'A cake in 1985.']);
    expect(of('1959')).toEqual([]);
    // Here one of the words is meant otherwise.
    expect(of('cake built')).toEqual(expect.arrayContaining(['It was built in 1958.']));
  });

  it('finds a sentence by some of its words in any order, one of them misspelt', async () => {
    const all = await corpusOf(await articles());
    const sample = new SentenceFinder(all);
    const sentences = [...all.streams()].flatMap((stream) =>
      [...stream.sentenceStarts.keys()].map((at) => {
        const { start, end } = stream.sentenceSpan(at);
        return stream.article.text.slice(start, end);
      }),
    );
    const long = /\p{L}{5,}/gu;
    const rich = sentences.filter((text) => new Set(text.match(long)).size >= 3);
    expect(rich.length).toBeGreaterThan(100);
    fc.assert(
      fc.property(
        fc.constantFrom(...rich).chain((text) =>
          fc.record({
            text: fc.constant(text),
            words: fc.shuffledSubarray([...new Set(text.match(long))], {
              minLength: 3,
              maxLength: 3,
            }),
            at: fc.nat(20),
            slip: fc.constantFrom(swapped, dropped, doubled),
          }),
        ),
        ({ text, words: [first = '', ...others], at, slip }) => {
          const typed = [...others, slip(first, 1 + (at % (first.length - 2)))].join(' ');
          const found = sample.find(typed, { limit: 10 }).map(({ text }) => text);
          expect(found).toContain(text);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('puts sentences with all words before those with some', () => {
    expect(texts('permit lake')[0]).toBe('Visitors don’t need a permit for the lake.');
    expect(texts('permit lake').length).toBeGreaterThan(1);
  });

  it('prefers words in a row to the same words in another order', () => {
    expect(texts('a permit for')[0]).toBe('Visitors don’t need a permit for the lake.');
  });

  it('offers a sentence once, though two articles have it', () => {
    expect(texts('border zone')).toEqual([
      'A permit is needed for the border zone.',
      'A permit is needed for the border zone!',
    ]);
  });

  it('keeps to the limit and to the articles that are allowed', () => {
    expect(texts('the', 2)).toHaveLength(2);
    const [rivers] = [...corpus.streams()].filter((s) => s.article.title === 'Rivers');
    const found = finder.find('permit', {
      limit: 25,
      allowed: (id) => id === rivers?.article.id,
    });
    expect(found.map(({ articleId }) => articleId)).toEqual([rivers?.article.id]);
  });

  it('offers the first sentence of each article for nothing typed', () => {
    expect(texts('  ')).toEqual([
      'The café by the lake opens in spring.',
      'A permit is needed for the border zone!',
    ]);
    expect(texts('strawberry')).toEqual([]);
  });

  it('says which sentence of which passage it is', async () => {
    for (const { article, passages } of await articles()) {
      const own = await corpusOf([{ article, passages }]);
      for (const passage of passages.slice(0, 3)) {
        for (const [index, { start, end }] of passage.sentences.entries()) {
          const text = article.text.slice(start, end);
          const [found] = new SentenceFinder(own).find(text, { limit: 1 });
          expect(found).toEqual({
            citationId: passage.id,
            articleId: article.id,
            sentence: index,
            start,
            end,
            text,
            score: expect.any(Number),
            share: 1,
          });
        }
      }
    }
  });
});

describe('QuoteCorpus', () => {
  it('changes over to what it is brought in step with', async () => {
    const first = await quotable(TEXT, 'lakes.md');
    const second = await quotable(OTHER, 'rivers.md');
    const live = await corpusOf([first, second]);
    const found = new SentenceFinder(live);
    const changed = await quotable(TEXT.replace('frozen', 'thawing'), 'lakes.md');
    await live.update([changed]);
    expect(live.size).toBe(1);
    expect(verifyQuote('the lake is still thawing', live).kind).toBe('verbatim');
    expect(verifyQuote('the lake is still frozen', live).kind).toBe('altered');
    expect(verifyQuote('The river has no café.', live).kind).toBe('not-found');
    expect(found.find('river', { limit: 5 })).toEqual([]);
    expect(found.find('thaw', { limit: 5 })).toHaveLength(1);
    live.remove(changed.article.id);
    expect([live.size, live.tokens]).toEqual([0, 0]);
    expect(verifyQuote('the lake is still thawing', live).kind).toBe('not-found');
  });

  it('forgets the numbers of removed articles without losing the others', async () => {
    const kept = await quotable(TEXT, 'lakes.md');
    const live = await corpusOf([kept]);
    for (let round = 0; round < 1200; round += 1) {
      const { article, passages } = await quotable(OTHER, 'rivers.md');
      live.add(article, passages);
    }
    expect(live.numbers).toBeGreaterThan(1000);
    await live.update([kept]);
    expect(live.numbers).toBe(1);
    expect(verifyQuote('the lake is still frozen', live).kind).toBe('verbatim');
  });
});

function swapped(word: string, at: number): string {
  return `${word.slice(0, at)}${word.charAt(at + 1)}${word.charAt(at)}${word.slice(at + 2)}`;
}

function dropped(word: string, at: number): string {
  return word.slice(0, at) + word.slice(at + 1);
}

function doubled(word: string, at: number): string {
  return word.slice(0, at) + word.charAt(at) + word.slice(at);
}
