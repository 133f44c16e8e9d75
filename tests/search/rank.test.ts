/** Passages in, rankings out: what is found, what is refused. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Embedder } from '../../embeddings/embedder.ts';
import { EmbeddedIndex } from '../../src/index/embedded/embedded-index.ts';
import type { IndexEntry, PassageIndex } from '../../src/index/passage-index.ts';
import {
  type RankedPassage,
  type Ranking,
  type ReadPassages,
  rankPassages,
} from '../../src/search/rank.ts';
import {
  bundledEmbedder,
  entriesOf,
  indexOf,
  PARAGRAPHS,
  type Paragraph,
  toldOf,
} from './indexed.ts';

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
    read,
  }: {
    of?: PassageIndex;
    count?: number;
    articleIds?: string[];
    byWordsAlone?: boolean;
    read?: ReadPassages;
  } = {},
): Promise<Pick<Ranking, 'judgement' | 'evidence' | 'passages'>> {
  const vector = byWordsAlone ? null : await embedder.embedQuery(question);
  const ranking = await rankPassages(of, question, vector, {
    ...{ count, cosines: embedder.cosines },
    titleVector: async (slot) => embedder.embedQuery(PARAGRAPHS[slot]?.title ?? ''),
    ...(articleIds && { articleIds }),
    ...(read && { read }),
  });
  const { judgement, evidence, passages } = ranking;
  return { judgement, evidence, passages };
}

/** Slot 4 says the same as slot 0 in nearly the same words: either may be the first of them. */
function original(passage: RankedPassage | undefined): RankedPassage | undefined {
  return passage?.slot === 4 ? { ...passage, slot: 0 } : passage;
}

/** The bundled reader, over the passages that are indexed. */
function reading(question: string): ReadPassages {
  return (slots) =>
    embedder.read(
      question,
      slots.map((slot) => toldOf(PARAGRAPHS[slot] as Paragraph)),
    );
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
    const { judgement, passages, evidence } = await rank(question);
    expect(judgement).not.toBe('no-answer');
    expect(original(passages[0])).toMatchObject({ slot, sentence });
    expect(evidence.confidence).toBeGreaterThan(0);
    expect(evidence.reading).toBeNull();
  });

  it.each([
    'Who painted the Mona Lisa?',
    'What is the recipe for apple pie?',
    'lorem ipsum dolor sit amet',
    'what?',
    '',
    '?!',
  ])('refuses "%s", and still names the nearest passages', async (question) => {
    const { judgement, passages } = await rank(question);
    expect(judgement).toBe('no-answer');
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
    expect(original(passages[0])?.slot).toBe(0);
    expect(passages.slice(1, 3).map((passage) => original(passage)?.slot)).not.toContain(0);
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
    const { judgement, passages, evidence } = await rank(question, { byWordsAlone: true });
    expect(judgement).not.toBe('no-answer');
    expect(passages[0]).toMatchObject({ slot, sentence });
    expect(evidence.signals).toMatchObject({ closeness: 0, beyondTitle: 0, reading: 0 });
  });

  it.each([
    'Who painted the Mona Lisa?',
    'What is the recipe for apple pie?',
    'When was the Brooklyn bridge built?',
    'how are you today',
    '?!',
  ])('refuses "%s" by words alone', async (question) => {
    expect((await rank(question, { byWordsAlone: true })).judgement).toBe('no-answer');
  });

  it('is far less sure by words alone where what is asked about is not there', async () => {
    const confidence = async (question: string) =>
      (await rank(question, { byWordsAlone: true })).evidence.confidence;
    const elsewhere = await confidence('When was the Eiffel tower built?');
    expect(elsewhere).toBeLessThan((await confidence('Who built the lighthouse?')) / 2);
  });

  it('answers nothing from nothing', async () => {
    const empty = new EmbeddedIndex(embedder.dimensions);
    for (const byWordsAlone of [false, true]) {
      const ranking = await rank('Who?', { of: empty, byWordsAlone });
      expect(ranking).toMatchObject({ judgement: 'no-answer', passages: [] });
    }
    await empty.close();
  });
});

describe('rank, with the bundled reader', () => {
  it.each([
    ['Who built the lighthouse of Norrvik?', 0, 0],
    ['When did the tower get electricity?', 1, 1],
    ['Why did Oskar Brandt retire?', 2, 1],
    ['How long did the repairs take?', 3, 1],
    ['HOW MANY WORKERS ARE IN A HIVE', 6, 0],
  ])('answers "%s"', async (question, slot, sentence) => {
    const { judgement, passages, evidence } = await rank(question, { read: reading(question) });
    expect(judgement).toBe('answers');
    expect(original(passages[0])).toMatchObject({ slot, sentence });
    expect(evidence.reading).toBe('read');
    expect(evidence.signals.reading).toBeGreaterThan(0);
  });

  it.each([
    'Who painted the Mona Lisa?',
    'What is the recipe for apple pie?',
    'Who was the mother of Agnes Lindqvist?',
    'lorem ipsum dolor sit amet',
    'what?',
    '?!',
  ])('refuses "%s"', async (question) => {
    const { judgement } = await rank(question, { read: reading(question) });
    expect(judgement).toBe('no-answer');
  });
});
