/** Several indexes joined for a question rank as one index over all their passages, and are left alone. */
import { describe, expect, it } from 'vitest';
import { EmbeddedIndex } from '../../src/index/embedded/embedded-index.ts';
import { joinedArticle, joinIndexes } from '../../src/index/joined-index.ts';
import type { PassageIndex } from '../../src/index/passage-index.ts';
import { entriesByWords } from '../search/by-words.ts';
import { indexOf } from '../search/indexed.ts';
import { openExactIndex } from '../support/exact-index.ts';
import { describeSharedOut } from './shared-out.ts';

// All of the questions are asked in the long suite.
describeSharedOut(40);

describe('a few texts in each collection', () => {
  const A = [
    'The Collective Security Treaty Organization (CSTO) met in the harbour.',
    'A Central Station Tower Office (CSTO) stands there. Lanterns burn.',
    'The lantern keeper lives below. Hose carts are red.',
  ];
  const B = [
    'The CSTO (Collective Security Treaty Organization) met again near the house.',
    'The Central Station Tower Office (CSTO) and its houses.',
    'A Chief Sailor Takes Oars (CSTO) here. The horse is by the house. Nobody rows.',
    'Two horses and a house of the keeper.',
  ];

  async function collections() {
    const texts = [...A, ...B];
    const all = entriesByWords(texts);
    const [one, other] = [new EmbeddedIndex(2), openExactIndex(2)];
    await indexOf(2, all.slice(0, A.length), one);
    await indexOf(2, all.slice(A.length), other);
    return { one, other, whole: await indexOf(2, all, new EmbeddedIndex(2)) };
  }

  it('know terms, near spellings and abbreviations as one, in the same order', async () => {
    const { one, other, whole } = await collections();
    const asked = (term: string, more = {}) => ({
      ...{ term, root: `en ${term}`, variants: [], synonyms: [], ...more },
    });
    const terms = [
      asked('keeper', { variants: ['lantern', 'nowher', 'hous'], synonyms: ['red', 'row'] }),
      // "hose" is known to one of them: what the other takes for near is none.
      asked('hose'),
      asked('hoese'),
      asked('housr'),
      asked('lanten'),
      asked('hous', { spellings: 0 }),
    ];
    const phrases = [
      {
        terms: ['csto'],
        words: [],
        wordings: [
          ['lantern', 'hors'],
          ['nobodi', 'unheard'],
        ],
      },
      { terms: ['collect', 'secur', 'treati', 'organ'], words: ['hous'], wordings: [] },
      { terms: ['csto'], words: [], wordings: [], explanations: 1 },
    ] as const;
    const joined = await joinIndexes([one, other]).lookUp(terms, phrases);
    const alone = await whole.lookUp(terms, phrases);
    const bare = (value: unknown) =>
      JSON.parse(JSON.stringify(value), (key, each) => (key === 'id' ? undefined : each));
    const { termCount: _one, ...found } = joined;
    const { termCount: _other, ...wanted } = alone;
    expect(bare(found)).toEqual(bare(wanted));
    expect(joined.terms[1]?.spelt).toEqual([]);
    expect(joined.terms[2]?.spelt.map(({ term }) => term)).toEqual(['hose']);
    expect(joined.phrases[0]?.explainedIn.wordings).toEqual([2, 2, 1]);
    const ids = joined.terms.flatMap(({ known }) => known?.id ?? []);
    expect(Math.max(...ids)).toBeLessThan(joined.termCount);
  });

  it('number terms together, and keep articles of the same id apart', async () => {
    const { one } = await collections();
    const again = await indexOf(2, entriesByWords([...A].reverse()), openExactIndex(2));
    const joined = joinIndexes([one, again]);
    const { terms } = await joined.lookUp([
      { term: 'lantern', root: '', variants: [], synonyms: [] },
    ]);
    const id = terms[0]?.known?.id ?? 0;
    expect(terms[0]?.known?.frequency).toBe(4);
    const query = { terms: [{ id, weight: 1 }], vector: null, byVector: 0 };
    const all = await joined.search({ ...query, byWords: 9, all: 80 });
    expect(all.within).toBe(6);
    expect(all.candidates.map(({ slot }) => slot).sort()).toEqual([0, 1, 2, 3, 4, 5]);
    const [first, last] = [0, 5].map((slot) => all.candidates.find((each) => each.slot === slot));
    expect(first?.articleId).toBe(joinedArticle('article0', 0));
    expect(last?.articleId).toBe(joinedArticle('article2', 1));
    expect(first?.tokens).toEqual(last?.tokens);
    const words = await joined.termsOf([...(first?.tokens ?? [])]);
    expect(words).toEqual(entriesByWords(A)[0]?.terms);
    const filter = { articleIds: [joinedArticle('article1', 1)] };
    const some = await joined.search({ ...query, byWords: 9, all: 0, filter });
    expect(some.candidates.map(({ slot }) => slot)).toEqual([3]);
    const few = await joined.search({ ...query, byWords: 3, all: 5 });
    expect(few.candidates).toHaveLength(3);
    expect(await joined.statistics()).toMatchObject({ passages: 6, passagesIn: [6] });
  });

  it('are all asked in the same tick', async () => {
    const { one, other } = await collections();
    const calls: string[] = [];
    const told = (index: PassageIndex, name: string): PassageIndex => {
      const noted = <Asked extends unknown[], Answer>(
        call: string,
        work: (...asked: Asked) => Answer,
      ) => {
        return (...asked: Asked): Answer => {
          calls.push(`${call} ${name}`);
          return work(...asked);
        };
      };
      return {
        dimensions: index.dimensions,
        lookUp: noted('lookUp', index.lookUp.bind(index)),
        search: noted('search', index.search.bind(index)),
        similarities: (slot, vector) => index.similarities(slot, vector),
        statistics: noted('statistics', index.statistics.bind(index)),
        termsOf: noted('termsOf', index.termsOf.bind(index)),
        close: () => index.close(),
      };
    };
    const joined = joinIndexes([told(one, 'A'), told(other, 'B')]);
    const asked = [joined.statistics(), joined.lookUp([])];
    expect(calls).toEqual(['statistics A', 'statistics B', 'lookUp A', 'lookUp B']);
    await Promise.all(asked);
    calls.length = 0;
    const found = joined.search({ terms: [], vector: null, byWords: 1, byVector: 1, all: 80 });
    expect(calls).toEqual(['search A', 'search B']);
    await found;
    expect(calls.slice(2)).toEqual(['termsOf A', 'termsOf B']);
  });

  it('have to be of the same dimensions', async () => {
    const { one } = await collections();
    expect(() => joinIndexes([one, new EmbeddedIndex(3)])).toThrow(RangeError);
    expect(() => joinIndexes([])).toThrow(RangeError);
  });
});
