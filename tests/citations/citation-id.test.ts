/** Citation ids are stable, tell texts apart, and survive being typed by people. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BASE32 } from '../../src/base32.ts';
import {
  findCitationId,
  isArticleId,
  isCitationId,
  joinHalves,
  parseCitationId,
  splitHalves,
} from '../../src/citations/citation-id.ts';
import { formatExcerptRef, parseExcerptRef } from '../../src/citations/excerpt-ref.ts';
import { articleId, citationId } from '../../src/citations/make-citation-id.ts';

describe('citation ids', () => {
  it('depend on the place of the article and the words of the passage only', () => {
    // Written down, so that no change of the code silently changes every id in the world.
    expect(articleId('a.md', 1)).toBe('zv6cs5');
    expect(articleId('a.md', 2)).not.toBe(articleId('a.md', 1));
    expect(citationId('zv6cs5', 'Some words.')).toMatch(/^zv6cs5-[0-9a-hjkmnp-tv-z]{6}$/);
    expect(citationId('zv6cs5', 'Some words.').slice(7)).toBe(
      citationId('x', 'Some words.').slice(2),
    );
    expect(citationId('zv6cs5', 'Some words')).not.toBe(citationId('zv6cs5', 'Some words.'));
  });

  it('are read back however they are typed', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (file, text) => {
        const id = citationId(articleId(file, 1), text);
        const spellings = [
          id,
          id.toUpperCase(),
          id.replace('-', ''),
          id.replace('-', ' – '),
          ` [${id}] `,
          `(${id}).`,
          `\`${id}\``,
          id.replaceAll('0', 'O').replaceAll('1', 'l'),
          id.replaceAll('1', 'I'),
        ];
        for (const typed of spellings) expect(parseCitationId(typed)).toBe(id);
      }),
    );
  });

  it('are nothing else', () => {
    for (const typed of [
      '',
      'abc',
      'abcdef-ghjkm',
      'abcdef-ghjkmu',
      'abcdefghjkmnp',
      'a'.repeat(1e5),
      '💬',
    ]) {
      expect(parseCitationId(typed)).toBeNull();
    }
  });

  it('are taken apart, put together and found in a text', () => {
    const half = fc.string({ unit: fc.constantFrom(...BASE32), minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(half, half, (article, words) => {
        const id = joinHalves({ article, words });
        expect(splitHalves(id)).toEqual({ article, words });
        expect([isCitationId(id), isArticleId(article), isArticleId(id)]).toEqual([
          true,
          true,
          false,
        ]);
        expect(findCitationId(`Rivers · ¶ 2 · ${id}`)).toBe(id);
        for (const other of [`${id}0`, ` ${id}`, `${id}\n`, id.toUpperCase().replace(/\d/g, 'A')]) {
          expect(isCitationId(other)).toBe(false);
          expect(splitHalves(other)).toBeNull();
        }
      }),
    );
    expect(findCitationId('abcdef-ghjkmu, abcdef-ghjkmn0')).toBeNull();
  });

  it('point at a sentence, as one word', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat({ max: 9_999 }), (text, sentence) => {
        const ref = { id: citationId(articleId('a.md', 1), text), sentence };
        expect(parseExcerptRef(formatExcerptRef(ref))).toEqual(ref);
      }),
    );
    expect(formatExcerptRef({ id: 'k3m9ta-x7q2vd', sentence: 0 })).toBe('k3m9ta-x7q2vd');
    for (const text of ['', '#', 'k3m9ta-x7q2vd#', 'k3m9ta-x7q2vd#x', 'k3m9ta-x7q2vd#1#2', '#1']) {
      expect(parseExcerptRef(text)).toBeNull();
    }
  });
});
