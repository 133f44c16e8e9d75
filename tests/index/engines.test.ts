/** All engines keep the contract, and ranking cannot tell them apart. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Embedder } from '../../embeddings/embedder.ts';
import { VectorIndex } from '../../embeddings/vector-index.ts';
import { EmbeddedIndex } from '../../src/index/embedded/embedded-index.ts';
import { createState } from '../../src/index/embedded/embedded-state.ts';
import type { IndexEntry, WritableIndex } from '../../src/index/passage-index.ts';
import { type Ranking, rankPassages } from '../../src/search/rank.ts';
import { fixtureEmbedder, indexOf } from '../search/indexed.ts';
import { sampleEntries } from '../search/sample-entries.ts';
import { openExactIndex, throughClones } from '../support/exact-index.ts';
import { describePassageIndex } from './passage-index.contract.ts';

describePassageIndex('the embedded engine', (dimensions) => new EmbeddedIndex(dimensions));
describePassageIndex('the embedded engine without hnswlib', withoutGraph);
describePassageIndex('an exact scan through clones', openExactIndex);
describePassageIndex('the embedded engine through clones', (dimensions) =>
  throughClones(new EmbeddedIndex(dimensions)),
);

function withoutGraph(dimensions: number): WritableIndex {
  const vectors = new VectorIndex(dimensions, { exact: true });
  return new EmbeddedIndex(dimensions, createState(dimensions, vectors));
}

describe('the embedded engine', () => {
  it('copies nothing: what it hands out are its own arrays', async () => {
    const vector = Float32Array.of(1, 0);
    const index = await indexOf(2, [
      {
        slot: 0,
        articleIds: ['a'],
        citationId: 'a-one',
        embedding: 'one',
        terms: ['word'],
        shapes: Uint8Array.of(0),
        sentenceEnds: Uint32Array.of(1),
        context: [],
        language: null,
        vector,
        sentenceVectors: [vector],
      },
    ]);
    const query = { terms: [], vector, byWords: 1, byVector: 1, all: 1 };
    const [one] = (await index.search(query)).candidates;
    const [again] = (await index.search(query)).candidates;
    expect(again?.tokens).toBe(one?.tokens);
    expect(again?.shapes).toBe(one?.shapes);
    expect(again?.sentenceEnds).toBe(one?.sentenceEnds);
    await index.close();
  });
});

const QUESTIONS = [
  'How high is the Nurek dam?',
  'Who was Ulugh Beg?',
  'Why is the Aral Sea shrinking?',
  'what happend in the wakhan coridor',
  'Which inventions changed farming?',
  'When did the observatory open?',
];

/** In nats; all engines reckon with the same bytes. */
const ROUNDING = 1e-6;

describe('the sample articles in all engines', () => {
  let embedder: Embedder;
  let entries: IndexEntry[];
  let engines: readonly WritableIndex[];

  beforeAll(async () => {
    embedder = await fixtureEmbedder();
    entries = await sampleEntries(embedder);
    const { dimensions } = embedder;
    engines = [
      await indexOf(dimensions, entries),
      await indexOf(dimensions, entries, openExactIndex(dimensions)),
      await indexOf(dimensions, entries, withoutGraph(dimensions)),
    ];
  });
  afterAll(async () => {
    for (const engine of engines) await engine.close();
    await embedder.close();
  });

  it.each(QUESTIONS)('give the same candidates and the same ranking for "%s"', async (question) => {
    expect(entries.length).toBeGreaterThan(80);
    const vector = await embedder.embedQuery(question);
    const [one, ...others] = await Promise.all(
      engines.map((engine) => rankPassages(engine, question, vector, { count: 10 })),
    );
    if (!one || others.length !== 2) throw new Error('no ranking');
    const slots = ({ scored }: Ranking) => scored.map(({ passage }) => passage.slot).sort();
    for (const other of others) {
      expect(slots(one)).toEqual(slots(other));
      expect(one.passages[0]).toMatchObject({
        slot: other.passages[0]?.slot,
        sentence: other.passages[0]?.sentence,
      });
      expect(one.scored.map(({ passage }) => passage.slot)).toEqual(
        other.scored.map(({ passage }) => passage.slot),
      );
      const scores = new Map(other.scored.map(({ passage, score }) => [passage.slot, score]));
      let lowest = Number.POSITIVE_INFINITY;
      for (const { passage, score } of one.scored) {
        const there = scores.get(passage.slot) ?? Number.NaN;
        expect(Math.abs(there - score)).toBeLessThan(ROUNDING);
        expect(there).toBeLessThan(lowest + 2 * ROUNDING);
        lowest = Math.min(lowest, there);
      }
      expect(one.judgement).toBe(other.judgement);
      expect(one.evidence.confidence).toBeCloseTo(other.evidence.confidence, 6);
    }
  });
});
