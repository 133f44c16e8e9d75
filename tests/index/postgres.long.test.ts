/** The engine in PostgreSQL keeps the contract, and costs a question what it may. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { madeEntries, madeVector, seeded } from '../../src/bench/made-entries.ts';
import type { StatementCost } from '../../src/database/ask.ts';
import type { Pool } from '../../src/database/pool.ts';
import { joinIndexes } from '../../src/index/joined-index.ts';
import type { IndexEntry, PassageIndex, PassageQuery } from '../../src/index/passage-index.ts';
import { RevisionChanged } from '../../src/index/postgres/batch.ts';
import { dropGeneration, makeReady } from '../../src/index/postgres/generations.ts';
import { PostgresIndex } from '../../src/index/postgres/postgres-index.ts';
import { UnreadableCollection } from '../../src/index/postgres/stored-collection.ts';
import { beginSweep, purgeDead, type Sweep, sweepStep } from '../../src/index/postgres/tend.ts';
import { openView, StoredCollections, withView } from '../../src/index/postgres/view.ts';
import { entriesByWords } from '../search/by-words.ts';
import { indexOf } from '../search/indexed.ts';
import { migratedDatabase, testPool } from '../support/database.ts';
import { openExactIndex } from '../support/exact-index.ts';
import { describePostgres, startPostgres, type TestServer } from '../support/postgres.ts';
import { evidenceKind, makeCollection, newPostgresIndex } from '../support/postgres-index.ts';
import { describePassageIndex } from './passage-index.contract.ts';

/** What a question may bring from the database, but for what is read of its few records. */
const MOST_BYTES = 300_000;
/** And how often it may wait for it: once more for the records. */
const MOST_STATEMENTS = 3;
/** As the bundled model has them. */
const DIMENSIONS = 384;

describePostgres('the engine in PostgreSQL', () => {
  let server: TestServer;
  let url: string;
  let pool: Pool;

  beforeAll(async () => {
    server = await startPostgres();
    url = await migratedDatabase(server);
    pool = testPool(url);
  });
  afterAll(() => server.close());

  /** An index of passages, and what a process that has not asked yet knows of it. */
  async function holding(entries: readonly IndexEntry[]) {
    const dimensions = entries[0]?.vector.length ?? 2;
    const index = await indexOf(dimensions, entries, await newPostgresIndex(pool, dimensions));
    const known = new StoredCollections(evidenceKind(dimensions));
    return { index, known, collection: index.staging.collection };
  }

  /** Looks terms up and searches by all that are known, as ranking does. */
  async function find(index: PassageIndex, words: readonly string[], more: Partial<PassageQuery>) {
    await index.statistics();
    const { terms } = await index.lookUp(
      words.map((term) => ({ term, root: '', variants: [], synonyms: [] })),
    );
    return index.search({
      terms: terms.flatMap(({ known }, i) => (known ? [{ id: known.id, weight: 1 + i }] : [])),
      ...{ vector: null, byWords: 30, byVector: 20, all: 80, ...more },
    });
  }

  describePassageIndex('the engine in PostgreSQL', (dimensions) =>
    newPostgresIndex(pool, dimensions),
  );

  describe('a question', () => {
    const costs: StatementCost[] = [];
    /** As long as one in ten passages is. */
    const long = { dimensions: DIMENSIONS, sentences: 8, words: 20 };

    async function costOf(entries: readonly IndexEntry[], more: Partial<PassageQuery> = {}) {
      const { known, collection } = await holding(entries);
      const counting = testPool(url, { onStatement: (cost) => costs.push(cost) });
      await openView(counting, known, [collection]);
      costs.length = 0;
      const vector = madeVector(seeded(5), DIMENSIONS);
      const found = await withView(counting, known, [collection], async ({ indexes: [index] }) => {
        if (!index) throw new Error('no index');
        const all = await find(index, ['w3x', 'w40x', 'w700x', 'w4000x'], { vector, ...more });
        const [first] = all.candidates;
        const own = await index.similarities(first?.slot ?? -1, vector);
        expect(own).toEqual(first?.similarities);
        return all;
      });
      const bytes = costs.reduce((sum, cost) => sum + cost.bytes, 0);
      return { found, bytes, statements: costs.length };
    }

    it('takes two statements more and few bytes, where there are many passages', async () => {
      const { found, bytes, statements } = await costOf([...madeEntries(400, long)]);
      expect(found.candidates.length).toBeGreaterThan(40);
      expect(statements).toBe(MOST_STATEMENTS);
      expect(bytes).toBeLessThan(MOST_BYTES);
    });

    it('takes one statement more where all passages are candidates', async () => {
      const { found, bytes, statements } = await costOf([
        ...madeEntries(80, { ...long, sentences: 6 }),
      ]);
      expect(found.candidates).toHaveLength(80);
      expect(statements).toBe(2);
      expect(bytes).toBeLessThan(MOST_BYTES);
    });

    it('takes no more statements where several collections are asked at once', async () => {
      const made = [0, 1, 2].map((i) => [
        ...madeEntries(100, { dimensions: DIMENSIONS }, 1_000 * i),
      ]);
      const all = await Promise.all(made.map((entries) => holding(entries)));
      const known = new StoredCollections(evidenceKind(DIMENSIONS));
      const numbers = all.map(({ collection }) => collection);
      const counting = testPool(url, { onStatement: (cost) => costs.push(cost) });
      costs.length = 0;
      const vector = madeVector(seeded(6), DIMENSIONS);
      const more = { vector, all: 0, byWords: 5, byVector: 5 };
      const view = await openView(counting, known, numbers);
      const found = await Promise.all(
        view.indexes.map((each) => each && find(each, ['w3x'], more)),
      );
      expect(costs).toHaveLength(MOST_STATEMENTS);
      for (const [i, each] of all.entries()) {
        expect(found[i]).toEqual(await find(each.index, ['w3x'], more));
      }
    });

    it('takes no more bytes for several collections that are searched as one', async () => {
      const parts = [300, 40, 30, 90].map((count, i) => [...madeEntries(count, long, 1_000 * i)]);
      const all = await Promise.all(parts.map((entries) => holding(entries)));
      const here = await Promise.all(
        parts.map((entries) => indexOf(DIMENSIONS, entries, openExactIndex(DIMENSIONS))),
      );
      const known = new StoredCollections(evidenceKind(DIMENSIONS));
      const numbers = all.map(({ collection }) => collection);
      const counting = testPool(url, { onStatement: (cost) => costs.push(cost) });
      await openView(counting, known, numbers);
      const filter = { articleIds: ['0/', '2/article80', '3/article121'] };
      for (const more of [{}, { vector: null }, { filter }, { all: 500 }]) {
        costs.length = 0;
        const asked = { vector: madeVector(seeded(8), DIMENSIONS), ...more };
        const { indexes } = await openView(counting, known, numbers);
        const stored = joinIndexes(indexes.filter((each) => each !== null));
        const there = await find(stored, ['w3x', 'w40x', 'w700x'], asked);
        const bytes = costs.reduce((sum, cost) => sum + cost.bytes, 0);
        expect(costs.length).toBeLessThanOrEqual(MOST_STATEMENTS);
        if (more.all === undefined) expect(bytes).toBeLessThan(MOST_BYTES);
        const own = await find(joinIndexes(here), ['w3x', 'w40x', 'w700x'], asked);
        expect(there.candidates.map(({ citationId }) => citationId).sort()).toEqual(
          own.candidates.map(({ citationId }) => citationId).sort(),
        );
        expect(there.lexical).toEqual(own.lexical);
        expect(there.within).toBe(own.within);
        expect(there.candidates.length).toBeGreaterThan(20);
      }
    });

    it('names the collection in every statement', () => {
      const statements = server.statements(new URL(url).pathname.slice(1));
      const asked = statements.filter((text) =>
        /\b(?:passages|vectors|terms|postings|article_terms|staged_passages)\b/.test(text),
      );
      const here = asked.filter((text) => !/^(?:create|alter)\b/i.test(text));
      expect(here.length).toBeGreaterThan(100);
      expect(here.filter((text) => !/\bcollection\b/.test(text))).toEqual([]);
    });
  });

  describe('a change', () => {
    it('is seen by a process that asked before, whatever came and went', async () => {
      const texts = [
        'The Collective Security Treaty Organization (CSTO) met.',
        'The Central Station Tower Office (CSTO) burned.',
      ];
      const [one, other] = entriesByWords(texts) as [IndexEntry, IndexEntry];
      const { index, known, collection } = await holding([one]);
      const ask = async (reader: StoredCollections) => {
        const { indexes } = await openView(pool, reader, [collection]);
        const asked = { root: '', variants: [], synonyms: [] };
        const found = await indexes[0]?.lookUp(
          [
            { ...asked, term: 'treati' },
            { ...asked, term: 'burn' },
          ],
          [{ terms: ['csto'], words: [], wordings: [] }],
        );
        return {
          passages: found?.passages,
          frequencies: found?.terms.map(({ known: term }) => term?.frequency ?? 0),
          long: found?.phrases[0]?.wordings.map((each) => each[0]?.term),
        };
      };
      expect(await ask(known)).toEqual({ passages: 1, frequencies: [1, 0], long: ['collect'] });
      await index.upsert([other]);
      expect(await ask(known)).toMatchObject({ passages: 1 });
      await index.publish({ added: [other.slot], removed: [], moved: [] });
      const both = { passages: 2, frequencies: [1, 1], long: ['central', 'collect'] };
      expect(await ask(known)).toEqual(both);
      expect(await ask(new StoredCollections(evidenceKind(2)))).toEqual(both);
      await index.publish({ added: [], removed: [one.slot], moved: [] });
      const after = { passages: 1, frequencies: [0, 1], long: ['central'] };
      expect(await ask(known)).toEqual(after);
      expect(await ask(new StoredCollections(evidenceKind(2)))).toEqual(after);
    });

    it('between two statements lets the question start over, and not for ever', async () => {
      const entries = entriesByWords(['A lighthouse burned.', 'A tower stands.']);
      const { index, known, collection } = await holding(entries);
      const view = await openView(pool, known, [collection]);
      await index.publish({ added: [], removed: [0], moved: [] });
      const [before] = view.indexes;
      await expect(before?.search({ ...QUERY, byWords: 1 })).rejects.toThrow(RevisionChanged);
      let tries = 0;
      const found = await withView(pool, known, [collection], async ({ indexes: [each] }) => {
        tries++;
        await index.publish({ added: [], removed: [99], moved: [] });
        return each?.search(QUERY);
      });
      expect(tries).toBe(4);
      expect(found?.candidates.map(({ slot }) => slot)).toEqual([1]);
    });

    it('is published or not as a whole', async () => {
      const entries = entriesByWords(['A lighthouse burned.', 'A tower stands.']);
      const { index } = await holding(entries.slice(0, 1));
      await index.upsert(entries.slice(1));
      const failing = pool.transaction(async (connection) => {
        await index.publishIn(connection, { added: [1], removed: [0], moved: [] }, 99);
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      expect((await index.search(QUERY)).candidates.map(({ slot }) => slot)).toEqual([0]);
      await index.publish({ added: [1], removed: [0], moved: [] });
      expect((await index.search(QUERY)).candidates.map(({ slot }) => slot)).toEqual([1]);
    });

    it('is not mixed with what a writer before had prepared', async () => {
      const entries = entriesByWords(['A lighthouse burned.', 'A tower stands.']);
      const { index, collection } = await holding([]);
      await index.upsert(entries);
      const next = await PostgresIndex.open(pool, collection, evidenceKind(2));
      expect(next.staging.nextSlot).toBe(0);
      await next.publish({ added: [0, 1], removed: [], moved: [] });
      expect(await next.statistics()).toMatchObject({ passages: 0 });
    });

    it('numbers on where the writer before ended', async () => {
      const entries = entriesByWords(['A lighthouse burned.', 'A tower stands.']);
      const { index, collection } = await holding(entries);
      await index.remove([0]);
      const kind = evidenceKind(index.dimensions);
      const next = await PostgresIndex.open(pool, collection, kind);
      expect(next.staging.nextSlot).toBe(2);
      const again = entriesByWords(['A lighthouse stands.']).map((each) => ({ ...each, slot: 2 }));
      await indexOf(index.dimensions, again, next);
      const terms = await find(next, ['lighthous', 'stand', 'tower', 'burn'], {});
      expect(terms.candidates.map(({ slot }) => slot).sort()).toEqual([1, 2]);
      expect(terms.lexical).toHaveLength(2);
    });
  });

  describe('evidence of another kind', () => {
    it('is filled beside, and read by whom it fits', async () => {
      const entries = entriesByWords(['A lighthouse burned.', 'A tower stands.']);
      const { index, known, collection } = await holding(entries);
      const kind = { ...evidenceKind(2), format: 'another stemmer' };
      const other = new StoredCollections(kind);
      await expect(openView(pool, other, [collection])).rejects.toThrow(UnreadableCollection);
      const next = await PostgresIndex.open(pool, collection, kind);
      expect(next.staging).toMatchObject({ isReady: false, generation: 2, nextSlot: 2 });
      // Of the same model: nothing is embedded again.
      expect(await next.vectorsOf(entries.map(({ embedding }) => embedding))).not.toContain(null);
      const again = entries.map((each) => ({ ...each, slot: each.slot + 2 }));
      await indexOf(2, again.slice(0, 1), next);
      await expect(openView(pool, other, [collection])).rejects.toThrow(UnreadableCollection);
      await pool.transaction((connection) => makeReady(connection, next.staging));
      const slots = async (reader: StoredCollections) => {
        const { indexes } = await openView(pool, reader, [collection]);
        return (await indexes[0]?.search(QUERY))?.candidates.map(({ slot }) => slot).sort();
      };
      expect([await slots(known), await slots(other)]).toEqual([[0, 1], [2]]);
      await dropGeneration(pool, index.staging);
      await expect(openView(pool, known, [collection])).rejects.toThrow(UnreadableCollection);
      expect(await slots(other)).toEqual([2]);
    });

    it('is no matter where nothing was published, nor where there is no collection', async () => {
      const collection = await makeCollection(pool);
      const known = new StoredCollections(evidenceKind(2));
      const { indexes } = await openView(pool, known, [collection, 999_999]);
      expect(indexes[1]).toBeNull();
      expect(await indexes[0]?.search(QUERY)).toMatchObject({ passages: 0, candidates: [] });
      expect((await openView(pool, known, [])).indexes).toEqual([]);
    });
  });

  describe('what is tended', () => {
    async function sweep(index: PostgresIndex, from?: Sweep) {
      for (let at: Sweep | null = from ?? (await beginSweep(pool, index.staging)); at !== null; ) {
        const step: Sweep = at;
        at = await pool.transaction((connection) => sweepStep(connection, index.staging, step));
      }
    }
    const listsOf = async ({ staging: { collection } }: PostgresIndex): Promise<number> => {
      const [row] = await pool.query<{ most: number }>(
        `select max(n)::int as most from
           (select count(*) as n from postings where collection = $1::int4 group by term) t`,
        [collection],
      );
      return row?.most ?? 0;
    };
    const entries = [...madeEntries(60, { dimensions: 2, vocabulary: 50, inArticle: 5 })];
    const words = ['w1x', 'w2x', 'w7x', 'w30x'];
    const few = { all: 0, byWords: 10, vector: Float32Array.of(1, 0), byVector: 5 };

    it('is found as before: small lists are merged, the removed taken out of them', async () => {
      const { index } = await holding([]);
      for (let at = 0; at < entries.length; at += 4) {
        await indexOf(2, entries.slice(at, at + 4), index);
      }
      expect(await listsOf(index)).toBe(15);
      const removed = [1, 2, 30, 59];
      await index.remove(removed);
      const before = await find(index, words, few);
      await sweep(index);
      expect(await listsOf(index)).toBeLessThanOrEqual(8);
      expect(await find(index, words, few)).toEqual(before);
      const dead = async () =>
        (
          await pool.query('select slot from removed_slots where collection = $1::int4', [
            index.staging.collection,
          ])
        ).length;
      expect(await dead()).toBe(removed.length);
      await sweep(index, { after: 0, removedUntil: Number.MAX_SAFE_INTEGER });
      expect(await dead()).toBe(0);
      const again = new StoredCollections(evidenceKind(2));
      const { indexes } = await openView(pool, again, [index.staging.collection]);
      expect(indexes[0] && (await find(indexes[0], words, few))).toEqual(before);
    });

    it('keeps removed passages for questions under way, and deletes them later', async () => {
      const { index } = await holding(entries);
      await index.remove([3, 4]);
      const vector = Float32Array.of(1, 0);
      expect(await index.similarities(3, vector)).toHaveLength(5);
      const purge = (keptMinutes?: number) =>
        purgeDead(pool, index.staging, (work) => pool.transaction(work), {
          signal: new AbortController().signal,
          ...(keptMinutes !== undefined && { keptMinutes }),
        });
      await purge();
      expect(await index.similarities(3, vector)).toHaveLength(5);
      await purge(0);
      expect(await index.similarities(3, vector)).toHaveLength(0);
      expect(await index.similarities(5, vector)).toHaveLength(5);
    });
  });
});

const QUERY: PassageQuery = { terms: [], vector: null, byWords: 5, byVector: 0, all: 80 };
