/** Passages in, rankings out: what is found, what is refused, and when it changes. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Embedder } from '../../embeddings/embedder.ts';
import { type IndexEntry, type Ranking, SearchIndex } from '../../src/search/search-index.ts';
import { bundledEmbedder, entriesOf, indexOf, PARAGRAPHS } from './indexed.ts';

let embedder: Embedder;
let entries: IndexEntry[];
let index: SearchIndex;

beforeAll(async () => {
  embedder = await bundledEmbedder();
  entries = await entriesOf(embedder, PARAGRAPHS);
  index = indexOf(embedder.dimensions, entries);
});

afterAll(async () => {
  index.close();
  await embedder.close();
});

async function rank(
  question: string,
  {
    of = index,
    count = 3,
    allowed,
  }: { of?: SearchIndex; count?: number; allowed?: Set<number> } = {},
): Promise<Ranking> {
  const vector = await embedder.embedQuery(question);
  return of.rank(question, vector, { count, ...(allowed && { allowed }) });
}

const QUESTIONS = [
  'Who built the lighthouse?',
  'When did electricity reach the tower?',
  'Why did the last keeper retire?',
  'Who decoded the dance of the bees?',
];

describe('rank', () => {
  it.each([
    ['Who built the lighthouse of Norrvik?', 0, 0],
    ['When did the tower get electricity?', 1, 1],
    ['how many keepers served', 2, 0],
    ['Why did Oskar Brandt retire?', 2, 1],
    ['How long did the repairs take?', 3, 1],
    ['who is lindqvst', 0, 0],
    ['Frisch', 5, 1],
    ['HOW MANY WORKERS ARE IN A HIVE', 6, 0],
  ])('answers "%s"', async (question, slot, sentence) => {
    const { answered, passages, evidence } = await rank(question);
    expect(answered).toBe(true);
    expect(passages[0]).toMatchObject({ slot, sentence });
    expect(evidence.confidence).toBeGreaterThan(0);
  });

  it.each([
    'Who painted the Mona Lisa?',
    'What is the recipe for apple pie?',
    'lorem ipsum dolor sit amet',
    'what?',
    '',
    '?!',
  ])('refuses "%s", and still names the nearest passages', async (question) => {
    const { answered, passages } = await rank(question);
    expect(answered).toBe(false);
    expect(passages.length).toBe(3);
  });

  it('gives falling scores between 0 and 1, and no passage twice', async () => {
    for (const question of QUESTIONS) {
      const { passages } = await rank(question, { count: 20 });
      const scores = passages.map(({ score }) => score);
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
      expect(Math.max(...scores)).toBeLessThanOrEqual(1);
      expect(Math.min(...scores)).toBeGreaterThanOrEqual(0);
      expect(new Set(passages.map(({ slot }) => slot)).size).toBe(passages.length);
    }
  });

  it('puts what says nearly the same behind everything else', async () => {
    const { passages } = await rank('Who built the lighthouse of Norrvik?', { count: 8 });
    expect(passages[0]?.slot).toBe(0);
    expect(passages.findIndex(({ slot }) => slot === 4)).toBeGreaterThan(1);
  });

  it('does not depend on the order in which passages came', async () => {
    const other = indexOf(embedder.dimensions, [...entries].reverse());
    for (const question of QUESTIONS) {
      expect(await rank(question, { of: other })).toEqual(await rank(question));
    }
    other.close();
  });

  it('filters before it ranks', async () => {
    const bees = new Set([5, 6, 7]);
    const alone = indexOf(embedder.dimensions, entries.slice(5));
    for (const question of QUESTIONS) {
      const { passages } = await rank(question, { allowed: bees });
      expect(passages.map(({ slot }) => slot).sort()).toEqual([...bees]);
      const only = await rank(question, { of: alone });
      expect(passages[0]?.slot).toBe(only.passages[0]?.slot);
    }
    alone.close();
    expect((await rank('bees', { allowed: new Set() })).passages).toEqual([]);
  });

  it('answers nothing from nothing', async () => {
    const empty = new SearchIndex(embedder.dimensions);
    expect(await rank('Who?', { of: empty })).toMatchObject({ answered: false, passages: [] });
    empty.close();
  });
});

describe('publish', () => {
  it('lets passages be found at once and together, and forgets others in the same step', async () => {
    const live = indexOf(embedder.dimensions, entries.slice(0, 5));
    const question = 'Who decoded the dance of the bees?';
    const before = await rank(question, { of: live });
    for (const entry of entries.slice(5)) live.add(entry);
    expect(await rank(question, { of: live })).toEqual(before);
    expect(live.size).toBe(5);
    live.publish({ added: [5, 6, 7], removed: [0, 1, 2, 3, 4] });
    const alone = indexOf(embedder.dimensions, entries.slice(5));
    expect(await rank(question, { of: live })).toEqual(await rank(question, { of: alone }));
    expect(live.size).toBe(3);
    live.close();
    alone.close();
  });

  it('frees the slots of what it forgets, also of what was never published', async () => {
    const live = indexOf(embedder.dimensions, entries);
    const [first] = entries;
    if (first === undefined) throw new Error('no entries');
    expect(() => live.add(first)).toThrow(RangeError);
    for (let round = 0; round < 400; round++) {
      live.publish({ added: [], removed: [0] });
      live.add(first);
      if (round % 2 === 0) live.publish({ added: [0], removed: [] });
    }
    live.publish({ added: [0], removed: [] });
    for (const question of QUESTIONS) {
      expect(await rank(question, { of: live })).toEqual(await rank(question));
    }
    live.close();
  });

  it('gives vectors back, to be added again', () => {
    const { vector, sentenceVectors } = index.vectorsOf(0);
    expect(vector).toHaveLength(embedder.dimensions);
    expect(sentenceVectors).toHaveLength(entries[0]?.sentences.length ?? 0);
    expect(() => index.vectorsOf(99)).toThrow(RangeError);
  });
});

describe('save and load', () => {
  it('brings back the same rankings, and refuses what is damaged or missing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'footnote-search-'));
    try {
      await index.save(folder);
      const loaded = await SearchIndex.load(folder);
      expect(loaded.size).toBe(index.size);
      for (const question of QUESTIONS) {
        expect(await rank(question, { of: loaded })).toEqual(await rank(question));
      }
      loaded.close();
      await writeFile(join(folder, 'passages.bin'), 'short');
      await expect(SearchIndex.load(folder)).rejects.toMatchObject({ key: 'savedFileUnusable' });
      await rm(join(folder, 'passages.json'));
      await expect(SearchIndex.load(folder)).rejects.toMatchObject({ key: 'savedFileUnusable' });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
