/** Passages in, rankings out: what is found, what is refused. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Embedder } from '../../embeddings/embedder.ts';
import { EmbeddedIndex } from '../../src/index/embedded/embedded-index.ts';
import type { IndexEntry, PassageIndex } from '../../src/index/passage-index.ts';
import { type Ranking, rankPassages } from '../../src/search/rank.ts';
import { bundledEmbedder, entriesOf, indexOf, PARAGRAPHS } from './indexed.ts';

let embedder: Embedder;
let entries: IndexEntry[];
let index: PassageIndex;

beforeAll(async () => {
  embedder = await bundledEmbedder();
  entries = await entriesOf(embedder, PARAGRAPHS);
  index = await indexOf(embedder.dimensions, entries);
});

afterAll(async () => {
  await index.close();
  await embedder.close();
});

async function rank(
  question: string,
  {
    of = index,
    count = 3,
    articleIds,
    byWordsAlone = false,
  }: {
    of?: PassageIndex;
    count?: number;
    articleIds?: string[];
    byWordsAlone?: boolean;
  } = {},
): Promise<Pick<Ranking, 'answered' | 'evidence' | 'passages'>> {
  const vector = byWordsAlone ? null : await embedder.embedQuery(question);
  const ranking = await rankPassages(of, question, vector, {
    count,
    ...(articleIds && { articleIds }),
  });
  const { answered, evidence, passages } = ranking;
  return { answered, evidence, passages };
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
    const other = await indexOf(embedder.dimensions, [...entries].reverse());
    for (const question of QUESTIONS) {
      expect(await rank(question, { of: other })).toEqual(await rank(question));
    }
    await other.close();
  });

  it('filters before it ranks', async () => {
    const alone = await indexOf(embedder.dimensions, entries.slice(5));
    for (const question of QUESTIONS) {
      const { passages } = await rank(question, { articleIds: ['bees'] });
      expect(passages.map(({ slot }) => slot).sort()).toEqual([5, 6, 7]);
      const only = await rank(question, { of: alone });
      expect(passages[0]?.slot).toBe(only.passages[0]?.slot);
    }
    await alone.close();
    expect((await rank('bees', { articleIds: [] })).passages).toEqual([]);
  });

  it.each([
    ['Who built the lighthouse of Norrvik?', 0, 0],
    ['how many keepers served', 2, 0],
    ['who is lindqvst', 0, 0],
    ['Frisch', 5, 1],
    ['HOW MANY WORKERS ARE IN A HIVE', 6, 0],
  ])('answers "%s" by words alone', async (question, slot, sentence) => {
    const { answered, passages, evidence } = await rank(question, { byWordsAlone: true });
    expect(answered).toBe(true);
    expect(passages[0]).toMatchObject({ slot, sentence });
    expect(evidence.signals).toMatchObject({ vector: 0, sentenceVector: 0, agreement: 0 });
  });

  it.each([
    'Who painted the Mona Lisa?',
    'What is the recipe for apple pie?',
    'When was the Eiffel tower built?',
    'how are you today',
    '?!',
  ])('refuses "%s" by words alone', async (question) => {
    expect((await rank(question, { byWordsAlone: true })).answered).toBe(false);
  });

  it('answers nothing from nothing', async () => {
    const empty = new EmbeddedIndex(embedder.dimensions);
    for (const byWordsAlone of [false, true]) {
      const ranking = await rank('Who?', { of: empty, byWordsAlone });
      expect(ranking).toMatchObject({ answered: false, passages: [] });
    }
    await empty.close();
  });
});
