/** A widened quote is a slice of its article, grows with every step, and is cut between sentences. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SENTENCE_ONLY, STEPS_MAX } from '../../src/citations/quote.ts';
import { widen } from '../../src/citations/widen.ts';
import type { Article, Excerpt } from '../../src/model.ts';
import { Refusal } from '../../src/refusals.ts';
import { hostileLine } from '../support/hostile-text.ts';
import { makeArticle, makeExcerpt } from '../support/memory-library.ts';

const line = fc
  .oneof(hostileLine, fc.constantFrom('One. Two! Three?', 'Раз. Два.', '一つ。二つ。', 'word '))
  .map((text) => (text.trim() === '' || text.startsWith('## ') ? `x${text}` : text));
const article: fc.Arbitrary<Article> = fc
  .record({
    language: fc.constantFrom(null, 'en', 'ru', 'ja', 'x-not-a-tag-at-all', '§'),
    body: fc.array(fc.tuple(fc.boolean(), line), { minLength: 1, maxLength: 9 }),
  })
  .map(({ language, body }) =>
    makeArticle({
      title: 'Rivers',
      language,
      body: body.flatMap(([heads, text]) => (heads ? ['## A heading', text] : [text])),
    }),
  );

/** A paragraph, or the run of its sentences from one on, as a long paragraph is cut into passages. */
const cited: fc.Arbitrary<{ article: Article; excerpt: Excerpt }> = fc
  .tuple(article, fc.nat(), fc.nat())
  .map(([article, pick, from]) => {
    const paragraph = article.blocks[pick % article.blocks.length];
    if (!paragraph) throw new Error('No paragraph');
    const { sentences = [] } = makeExcerpt(article, paragraph);
    const first = sentences[from % Math.max(1, sentences.length)];
    return { article, excerpt: makeExcerpt(article, { ...paragraph, ...(first && first) }) };
  });

describe('widen', () => {
  it('makes an exact slice around the excerpt, wider at every step until nothing is left', () => {
    fc.assert(
      fc.property(cited, ({ article, excerpt }) => {
        let before = widen(article, excerpt, 0);
        expect(before).toMatchObject({ start: excerpt.start, end: excerpt.end });
        for (let steps = 1; before.hasMore; steps++) {
          const quote = widen(article, excerpt, steps);
          expect(quote.text).toBe(article.text.slice(quote.start, quote.end));
          expect(quote.start).toBeLessThanOrEqual(before.start);
          expect(quote.end).toBeGreaterThanOrEqual(before.end);
          expect(quote.text.length).toBeGreaterThan(before.text.length);
          before = quote;
        }
        expect(before.paragraphs).toEqual({ first: 1, last: article.blocks.length });
        expect(widen(article, excerpt, STEPS_MAX).text).toBe(before.text);
      }),
    );
  });

  it('names sentences in order, with all the words of the paragraphs in them', () => {
    fc.assert(
      fc.property(cited, fc.integer({ min: 0, max: 5 }), ({ article, excerpt }, steps) => {
        const { sentences = [], start, end } = widen(article, excerpt, steps);
        let at = start;
        let outside = '';
        for (const sentence of sentences) {
          expect(sentence.start).toBeGreaterThanOrEqual(at);
          expect(sentence.end).toBeGreaterThanOrEqual(sentence.start);
          outside += article.text.slice(at, sentence.start);
          at = sentence.end;
        }
        outside += article.text.slice(at, end);
        expect(at).toBeLessThanOrEqual(end);
        expect(outside.replaceAll('A heading', '').trim()).toBe('');
      }),
    );
  });

  it('leaves the sentence alone where that is asked for', () => {
    fc.assert(
      fc.property(cited, ({ article, excerpt }) => {
        const { start, end } = excerpt.highlight;
        const quote = widen(article, excerpt, SENTENCE_ONLY);
        expect(quote).toMatchObject({ start, end, text: article.text.slice(start, end) });
      }),
    );
  });

  it('widens a paragraph of a million letters without standing still', () => {
    const long = 'Keepers walk the dam. '.repeat(50_000).trim();
    const article = makeArticle({ title: 'Dam', body: ['Short.', long] });
    const [first] = article.blocks;
    if (!first) throw new Error('No paragraph');
    const { sentences = [], end } = widen(article, makeExcerpt(article, first), 1);
    expect(end).toBe(article.text.length);
    expect(sentences).toHaveLength(50_001);
  });

  it('refuses an excerpt that its article does not hold', () => {
    const article = makeArticle({ title: 'Dam', body: ['Keepers walk.'] });
    const [paragraph] = article.blocks;
    if (!paragraph) throw new Error('No paragraph');
    const altered = { ...makeExcerpt(article, paragraph), text: 'Keepers talk.' };
    expect(() => widen(article, altered, 1)).toThrow(Refusal);
  });
});
