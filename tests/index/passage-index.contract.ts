/** What every engine behind `PassageIndex` has to do, with the real model's vectors. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Embedder } from '../../embeddings/embedder.ts';
import type {
  IndexEntry,
  PassageIndex,
  PassageQuery,
  WritableIndex,
} from '../../src/index/passage-index.ts';
import { type Ranking, rankPassages } from '../../src/search/rank.ts';
import { entriesOf, fixtureEmbedder, indexOf, PARAGRAPHS } from '../search/indexed.ts';

const QUESTIONS = [
  'Who built the lighthouse?',
  'When did electricity reach the tower?',
  'Why did the last keeper retire?',
  'Who decoded the dance of the bees?',
  'who is lindqvst',
];

/** Runs the contract's tests for an engine. */
export function describePassageIndex(
  name: string,
  open: (dimensions: number) => WritableIndex | Promise<WritableIndex>,
): void {
  describe(`${name} as a PassageIndex`, () => {
    let embedder: Embedder;
    let entries: readonly IndexEntry[];
    const opened: WritableIndex[] = [];

    beforeAll(async () => {
      embedder = await fixtureEmbedder();
      entries = await entriesOf(embedder, PARAGRAPHS);
    });
    afterAll(async () => {
      for (const index of opened) await index.close();
      await embedder.close();
    });

    async function holding(some: readonly IndexEntry[]): Promise<WritableIndex> {
      const index = await open(embedder.dimensions);
      opened.push(index);
      return indexOf(embedder.dimensions, some, index);
    }

    async function rank(
      index: PassageIndex,
      question: string,
      articleIds?: string[],
    ): Promise<Ranking['passages']> {
      const vector = await embedder.embedQuery(question);
      const options = { count: 8, ...(articleIds && { articleIds }) };
      return (await rankPassages(index, question, vector, options)).passages;
    }

    async function query(index: PassageIndex, question: string, more: Partial<PassageQuery> = {}) {
      const vector = await embedder.embedQuery(question);
      return index.search({ terms: [], vector, byWords: 3, byVector: 3, all: 80, ...more });
    }

    it('knows how many passages hold a term, and its kin', async () => {
      const index = await holding(entries);
      const { terms, passages, meanLength, termCount } = await index.lookUp([
        {
          term: 'lighthous',
          root: 'en lighthous',
          variants: ['tower', 'nirgends'],
          synonyms: ['keeper', 'nowhere'],
        },
        { term: 'lindqvst', root: 'en lindqvst', variants: [], synonyms: [] },
        { term: 'xyzzyx', root: 'en xyzzyx', variants: [], synonyms: [] },
        { term: 'beekeep', root: 'en beekeep', variants: [], synonyms: [] },
      ]);
      expect(passages).toBe(8);
      expect(await index.statistics()).toEqual({
        ...{ passages, meanLength },
        ...{ languages: ['en'], passagesIn: [8], meanLengthIn: [meanLength] },
      });
      const words = entries.reduce((sum, entry) => sum + entry.terms.length, 0);
      expect(meanLength).toBeCloseTo(words / 8, 6);
      expect(terms[0]).toMatchObject({ known: { term: 'lighthous', frequency: 5 }, spelt: [] });
      expect(terms[0]?.synonyms).toMatchObject([{ term: 'keeper', frequency: 1 }]);
      expect(terms[0]?.variants).toMatchObject([{ term: 'tower', frequency: 1 }]);
      expect(terms[1]).toMatchObject({ known: null, spelt: [{ term: 'lindqvist', slips: 1 }] });
      expect(terms[2]).toEqual({ known: null, variants: [], derived: [], spelt: [], synonyms: [] });
      expect(terms[3]?.known ?? terms[3]?.derived[0]).toMatchObject({
        term: expect.stringMatching(/^beekeep/),
      });
      const ids = terms.flatMap((each) => [each.known, ...each.derived, ...each.spelt]);
      for (const found of ids) {
        if (found) expect(found.id).toBeLessThan(termCount);
        if (found) expect(found.id).toBeGreaterThan(0);
      }
    });

    it('hands out candidates with all that they are judged by', async () => {
      const index = await holding(entries);
      const { terms } = await index.lookUp([
        { term: 'lighthous', root: '', variants: [], synonyms: [] },
      ]);
      const id = terms[0]?.known?.id ?? 0;
      const found = await query(index, 'lighthouse', { terms: [{ id, weight: 1 }] });
      expect(found.candidates.map(({ slot }) => slot).sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
      expect(found.nearest).toHaveLength(3);
      for (const candidate of found.candidates) {
        const entry = entries[candidate.slot] as IndexEntry;
        expect(candidate.articleId).toBe(entry.articleIds[0]);
        expect(candidate.tokens).toHaveLength(entry.terms.length);
        expect(Array.from(candidate.tokens, (token) => token === 0)).toEqual(
          entry.terms.map((term) => term === ''),
        );
        expect(Array.from(candidate.tokens, (token) => token === id)).toEqual(
          entry.terms.map((term) => term === 'lighthous'),
        );
        expect(candidate.shapes).toEqual(entry.shapes);
        expect(candidate.sentenceEnds).toEqual(entry.sentenceEnds);
        expect(candidate.language).toBe('en');
        // The lighthouse is what its article's title is about.
        expect(candidate.context).toHaveLength(entry.context.length);
        expect(candidate.context.includes(id)).toBe(entry.context.includes('lighthous'));
        expect(candidate.similarities).toHaveLength(1 + entry.sentenceVectors.length);
        expect(candidate.articleTerms).toEqual(candidate.articleId === 'light' ? [id] : []);
      }
      const near = found.candidates.find(({ slot }) => slot === found.nearest[0]);
      const most = Math.max(...found.candidates.map(({ similarities }) => similarities[0] ?? 0));
      expect(near?.similarities[0]).toBeCloseTo(most, 2);
    });

    it('chooses by words and by vector where there are many, and all where there are few', async () => {
      const index = await holding(entries);
      const { terms } = await index.lookUp([
        { term: 'hive', root: '', variants: [], synonyms: [] },
      ]);
      const hive = [{ id: terms[0]?.known?.id ?? 0, weight: 1 }];
      const few = { all: 0, byWords: 8, byVector: 0, terms: hive };
      const { candidates } = await query(index, 'lighthouse', few);
      expect(candidates.map(({ slot }) => slot).sort()).toEqual([6, 7]);
      const near = await query(index, 'lighthouse', { ...few, byVector: 2, terms: [] });
      expect(near.candidates.map(({ slot }) => slot).sort()).toEqual([...near.nearest].sort());
    });

    it('finds by words alone where the question has no vector', async () => {
      const index = await holding(entries);
      const { terms } = await index.lookUp([
        { term: 'hive', root: '', variants: [], synonyms: [] },
      ]);
      const hive = [{ id: terms[0]?.known?.id ?? 0, weight: 1 }];
      const ask = { terms: hive, vector: null, byWords: 8, byVector: 8 };
      const found = await index.search({ ...ask, all: 0 });
      expect(found.candidates.map(({ slot }) => slot).sort()).toEqual([6, 7]);
      expect(found.nearest).toEqual([]);
      const all = await index.search({ ...ask, all: 80, filter: { articleIds: ['bees'] } });
      expect(all.candidates.map(({ slot }) => slot).sort()).toEqual([5, 6, 7]);
      for (const { similarities, tokens, slot } of all.candidates) {
        expect(similarities).toEqual(new Float32Array(0));
        expect(tokens).toHaveLength((entries[slot] as IndexEntry).terms.length);
      }
    });

    it('looks in the wanted articles only, also for passages that stand in several', async () => {
      const shared = entries.map(
        (entry): IndexEntry =>
          entry.slot === 5 ? { ...entry, articleIds: ['bees', 'dances'] } : entry,
      );
      const index = await holding(shared);
      const slots = async (...articleIds: string[]) => {
        const { candidates, nearest } = await query(index, 'dance', { filter: { articleIds } });
        expect(new Set(candidates.map(({ slot }) => slot))).toEqual(new Set(nearest));
        return [...nearest].sort();
      };
      expect(await slots('bees')).toEqual([5, 6, 7]);
      expect(await slots('dances')).toEqual([5]);
      expect(await slots('bees', 'dances')).toEqual([5, 6, 7]);
      expect(await slots('nothing')).toEqual([]);
      expect(await slots()).toEqual([]);
      await index.publish({
        added: [],
        removed: [],
        moved: [
          { slot: 5, articleIds: ['bees'], citationId: 'bees-5' },
          { slot: 6, articleIds: ['bees', 'dances'], citationId: 'bees-6' },
        ],
      });
      expect(await slots('dances')).toEqual([6]);
      expect(await slots('bees')).toEqual([5, 6, 7]);
      await index.remove([6]);
      expect(await slots('dances')).toEqual([]);
    });

    it('knows its terms by their numbers', async () => {
      const index = await holding(entries);
      const { terms, termCount } = await index.lookUp([
        { term: 'lighthous', root: '', variants: ['hive'], synonyms: [] },
      ]);
      const [one, other] = [terms[0]?.known?.id ?? 0, terms[0]?.variants[0]?.id ?? 0];
      expect(await index.termsOf([other, 0, one, 1000 * termCount, other])).toEqual([
        ...['hive', '', 'lighthous', '', 'hive'],
      ]);
    });

    it('says how well each fits by its words, reckoned as it is asked', async () => {
      const index = await holding(entries);
      const { terms, meanLength } = await index.lookUp(
        ['lighthous', 'hive', 'queen'].map((term) => ({
          ...{ term, root: '', variants: [], synonyms: [] },
        })),
      );
      const asked = terms.map(({ known }) => ({ id: known?.id ?? 0, weight: 1 }));
      const all = await query(index, 'hive', { terms: asked, byWords: 8 });
      expect(all.within).toBe(8);
      expect(all.lexical).toHaveLength(7);
      const scores = all.lexical.map(({ score }) => score);
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
      expect(all.lexical[0]?.slot).toBe(6);
      const own = await query(index, 'hive', { terms: asked, byWords: 8, meanLength });
      expect(own.lexical).toEqual(all.lexical);
      const longer = { terms: asked, byWords: 8, meanLength: 2 * meanLength };
      const other = await query(index, 'hive', longer);
      for (const { slot, score } of other.lexical) {
        expect(score).toBeGreaterThan(all.lexical.find((each) => each.slot === slot)?.score ?? 9);
      }
      // As common as to be left out: the rarest one is read alone.
      const common = asked.map((term, at) => ({ ...term, ...(at < 2 && { frequency: 6_000 }) }));
      const rare = await query(index, 'hive', { terms: common, byWords: 8 });
      expect(rare.lexical.map(({ slot }) => slot)).toEqual([6]);
      const filter = { articleIds: ['bees'] };
      const bees = await query(index, 'hive', { terms: asked, byWords: 8, filter });
      expect(bees.within).toBe(3);
      expect(bees.lexical.map(({ slot }) => slot).sort()).toEqual([6, 7]);
    });

    it('looks for as many near spellings and explanations as it is asked for', async () => {
      const index = await holding(entries);
      const asked = { term: 'lindqvst', root: 'en lindqvst', variants: [], synonyms: [] };
      const { terms } = await index.lookUp([asked, { ...asked, spellings: 0 }]);
      expect(terms.map(({ spelt }) => spelt.length)).toEqual([1, 0]);
      const [first] = entries as [IndexEntry];
      await index.upsert(
        ['keeper', 'tower', 'lamp', 'tower'].map((term, at) => ({
          ...first,
          slot: 100 + at,
          abbreviations: [{ short: 'lighthous', long: [term] }],
          context: [...first.context, term],
        })),
      );
      await index.publish({ added: [100, 101, 102, 103], removed: [], moved: [] });
      const phrase = { terms: ['lighthous'], words: [], wordings: [['queen']] } as const;
      const { phrases } = await index.lookUp([], [phrase, { ...phrase, explanations: 1 }]);
      const texts = phrases.map(({ wordings }) => wordings.map(([each]) => each?.term));
      expect(texts).toEqual([
        ['tower', 'keeper', 'lamp', 'queen'],
        ['tower', 'queen'],
      ]);
      expect(phrases.map(({ explainedIn }) => explainedIn)).toEqual([
        { words: [], wordings: [2, 1, 1] },
        { words: [], wordings: [2] },
      ]);
    });

    it('gives equal passages in the order of their citation ids, whatever came first', async () => {
      const [first] = entries as [IndexEntry];
      const same = ['c', 'a', 'd', 'b', 'e'].map((citationId, at) => ({
        ...first,
        ...{ slot: at + 10, citationId, articleIds: [citationId] as const },
      }));
      for (const order of [same, [...same].reverse().map((each, at) => ({ ...each, slot: at }))]) {
        const index = await holding(order);
        const { terms } = await index.lookUp([
          { term: 'lighthous', root: '', variants: [], synonyms: [] },
        ]);
        const asked = [{ id: terms[0]?.known?.id ?? 0, weight: 1 }];
        const few = { all: 0, terms: asked, byWords: 3, byVector: 2 };
        const found = await query(index, 'Norrvik', few);
        const idOf = (slot: number) => order.find((each) => each.slot === slot)?.citationId;
        expect(found.lexical.map(({ slot }) => idOf(slot))).toEqual(['a', 'b', 'c']);
        expect(found.nearest.map(idOf)).toEqual(['a', 'b']);
        for (const { slot, citationId } of found.candidates) expect(citationId).toBe(idOf(slot));
        const { scored } = await rankPassages(index, 'Who built the lighthouse?', null, {
          count: 5,
        });
        expect(scored.map(({ passage }) => passage.citationId)).toEqual(['a', 'b', 'c', 'd', 'e']);
      }
    });

    it('forgets in its choice by words what it has forgotten', async () => {
      const [first] = entries as [IndexEntry];
      const common = { ...first, terms: ['storm', ...first.terms], abbreviations: [] };
      const gone = Array.from({ length: 200 }, (_, at) => ({ ...common, slot: 1000 + at }));
      const index = await holding([...entries, ...gone]);
      await index.publish({ added: [], removed: gone.map(({ slot }) => slot), moved: [] });
      const fresh = await holding(entries);
      const few = { all: 0, byWords: 8 };
      const lexical = async (each: WritableIndex) => {
        const { terms } = await each.lookUp(
          ['storm', 'lighthous', 'hive'].map((term) => ({
            ...{ term, root: '', variants: [], synonyms: [] },
          })),
        );
        const asked = terms.map(({ known }, at) => ({ id: known?.id ?? 0, weight: 1 / (at + 3) }));
        return (await query(each, 'Storms', { ...few, terms: asked })).lexical;
      };
      expect(await lexical(index)).toEqual(await lexical(fresh));
    });

    it('lets passages be found at once and together, and forgets others in the same step', async () => {
      const live = await holding(entries.slice(0, 5));
      const question = 'Who decoded the dance of the bees?';
      const before = await rank(live, question);
      await live.upsert(entries.slice(5));
      expect(await rank(live, question)).toEqual(before);
      expect((await live.statistics()).passages).toBe(5);
      await live.publish({ added: [5, 6, 7], removed: [0, 1, 2, 3, 4], moved: [] });
      const alone = await holding(entries.slice(5));
      expect(await rank(live, question)).toEqual(await rank(alone, question));
      expect((await live.statistics()).passages).toBe(3);
    });

    it('refuses a slot that can be found, and takes one again that was only staged', async () => {
      const index = await holding(entries);
      const [first] = entries as [IndexEntry];
      await expect(index.upsert([first])).rejects.toThrow(RangeError);
      for (let slot = 100; slot < 400; slot++) {
        await index.upsert([{ ...first, slot }]);
        if (slot % 3 === 0) await index.upsert([{ ...first, slot }]);
        if (slot % 2 === 0) await index.publish({ added: [slot], removed: [], moved: [] });
        await index.publish({ added: [], removed: [slot], moved: [] });
      }
      const fresh = await holding(entries);
      for (const question of QUESTIONS) {
        expect(await rank(index, question)).toEqual(await rank(fresh, question));
      }
    });

    it('gives vectors back by what was embedded', async () => {
      const index = await holding(entries.slice(1));
      const [first, second] = entries as [IndexEntry, IndexEntry];
      await index.upsert([first]);
      const found = await index.vectorsOf([second.embedding, 'unknown', first.embedding]);
      expect(found[1]).toBeNull();
      for (const [position, entry] of [[0, second] as const, [2, first] as const]) {
        const vectors = found[position];
        expect(vectors?.sentenceVectors).toHaveLength(entry.sentenceVectors.length);
        for (const [i, value] of (vectors?.vector ?? []).entries()) {
          expect(value).toBeCloseTo(entry.vector[i] as number, 4);
        }
      }
      // The same text under a new slot, as when its file is renamed.
      await index.upsert([{ ...second, slot: 50, articleIds: ['other'] }]);
      await index.publish({ added: [50], removed: [1, 0], moved: [] });
      const after = await index.vectorsOf([second.embedding, first.embedding]);
      expect(after.map((vectors) => vectors !== null)).toEqual([true, false]);
    });

    it('ranks within articles as if there were no others, and nothing from nothing', async () => {
      const index = await holding(entries);
      for (const question of QUESTIONS) {
        const passages = await rank(index, question, ['bees']);
        expect(passages.map(({ slot }) => slot).sort()).toEqual([5, 6, 7]);
      }
      const empty = await holding([]);
      expect(await rank(empty, 'Who?')).toEqual([]);
      expect(await empty.statistics()).toEqual({
        ...{ passages: 0, meanLength: 1 },
        ...{ languages: [], passagesIn: [], meanLengthIn: [] },
      });
    });

    it('refuses vectors of other dimensions', async () => {
      const index = await holding(entries);
      const vector = new Float32Array(3).fill(1);
      await expect(query(index, 'x', { vector })).rejects.toThrow(TypeError);
      const [first] = entries as [IndexEntry];
      await expect(index.upsert([{ ...first, slot: 99, vector }])).rejects.toThrow(TypeError);
    });

    it('can be closed twice', async () => {
      const index = await holding(entries);
      await index.close();
      await index.close();
    });
  });
}
