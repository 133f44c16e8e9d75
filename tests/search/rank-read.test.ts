/** What is read together with a question, and what a ranking makes of what the reader says. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Embedder } from '../../embeddings/embedder.ts';
import type { Reading } from '../../embeddings/reading.ts';
import type { PassageIndex } from '../../src/index/passage-index.ts';
import { type Ranking, READ, type ReadPassages, rankPassages } from '../../src/search/rank.ts';
import { WEIGHTS } from '../../src/search/weights.data.ts';
import { entriesOf, fixtureEmbedder, indexOf, type Paragraph } from './indexed.ts';

const QUESTION = 'Who built the lighthouse of Norrvik?';

/** More than are read, in two languages by turns; of the German ones every other quotes the question. */
const PARAGRAPHS: readonly Paragraph[] = Array.from({ length: 30 }, (_, i) => {
  const [year, ships] = [1800 + 3 * i, 40 + 7 * i];
  const asked = i % 6 === 0 ? 'Who built the lighthouse of Norrvik?' : 'Nichts';
  return i % 3 === 0
    ? {
        ...{ article: 'turm', title: 'Der Leuchtturm am Meer', language: 'de' },
        text: `Auf der Karte von ${year} steht „${asked}“ bei Feld ${ships}. Das weiß man nicht.`,
      }
    : {
        ...{ article: i % 6 === 2 ? 'log' : 'light', title: 'The lighthouse of Norrvik' },
        text: `In ${year} the lighthouse of Norrvik saw ${ships} ships. It burned whale oil.`,
      };
});
const isEnglish = (slot: number): boolean => PARAGRAPHS[slot]?.language !== 'de';

let embedder: Embedder;
let index: PassageIndex;
beforeAll(async () => {
  embedder = await fixtureEmbedder();
  index = await indexOf(embedder.dimensions, await entriesOf(embedder, PARAGRAPHS));
});
afterAll(async () => {
  await index.close();
  await embedder.close();
});

async function rank(
  read?: ReadPassages,
  { question = QUESTION, articleIds }: { question?: string; articleIds?: string[] } = {},
): Promise<Ranking> {
  const vector = await embedder.embedQuery(question);
  return rankPassages(index, question, vector, {
    count: 5,
    ...(articleIds && { articleIds }),
    ...(read && { read }),
  });
}

const slotsOf = ({ scored }: Ranking): number[] => scored.map(({ passage }) => passage.slot);
const says = (logit: number, sentences = [0, 0]): Reading => ({ logit, sentences });

/** A reader that says `of` of each, and remembers what it was given. */
function reader(of: (slot: number, place: number) => Reading | null) {
  const given: number[][] = [];
  const read: ReadPassages = async (slots) => {
    given.push([...slots]);
    return slots.map(of);
  };
  return { given, read };
}

describe('what is read', () => {
  it('are the best by fusion, best first, of those in English', async () => {
    const fused = slotsOf(await rank());
    expect(fused).toHaveLength(PARAGRAPHS.length);
    const best = fused.slice(0, READ);
    expect(best.some((slot) => !isEnglish(slot))).toBe(true);
    const { given, read } = reader(() => says(0));
    await rank(read);
    expect(given).toEqual([best.filter(isEnglish)]);
  });

  it('is nothing where all passages are in another language', async () => {
    const { given, read } = reader(() => says(9));
    const { evidence } = await rank(read, { articleIds: ['turm'] });
    expect(given.flat()).toEqual([]);
    expect(evidence.reading).toBeNull();
  });

  it('is nothing where the question is in another language', async () => {
    const { given, read } = reader(() => says(9));
    const { evidence, scored } = await rank(read, {
      question: 'Wer hat den Leuchtturm von Norrvik gebaut?',
    });
    expect(given).toEqual([]);
    expect(evidence.reading).toBeNull();
    expect(scored.every(({ reading }) => reading === null)).toBe(true);
  });
});

describe('what the reader says', () => {
  it('changes the order, and the judgement with it', async () => {
    const before = await rank();
    const fused = slotsOf(before).slice(0, READ).filter(isEnglish);
    const [last = -1] = fused.slice(-1);
    const { read } = reader((slot) => says(slot === last ? 30 : -6));
    const after = await rank(read);
    expect(after.passages[0]?.slot).toBe(last);
    expect(after.scored[0]).toMatchObject({ reading: { logit: 30 } });
    expect(after.evidence).toMatchObject({ reading: 'read', signals: { reading: 30 } });
    expect(after.judgement).toBe('answers');
    expect(after.thresholds).toMatchObject({ answersFrom: WEIGHTS.judgement.read.answersFrom });
    expect(slotsOf(after).sort()).toEqual(slotsOf(before).sort());
  });

  it('is believed where it says of all that they do not answer', async () => {
    const articleIds = ['log'];
    const { given, read } = reader(() => says(-30));
    const { judgement, scored } = await rank(read, { articleIds });
    expect(judgement).toBe('no-answer');
    expect(given[0]).toHaveLength(scored.length);
  });

  it('says where the answer is', async () => {
    for (const [sentence, sentences] of [
      [0, [20, -20]],
      [1, [-20, 20]],
      [1, [Number.NEGATIVE_INFINITY, 20]],
    ] as const) {
      const { read } = reader(() => says(30, [...sentences]));
      const { passages } = await rank(read);
      expect(passages[0]?.sentence).toBe(sentence);
    }
  });

  it('is as good as nothing where all was cut off or no number stands for it', async () => {
    const usual = await rank(reader(() => says(30)).read);
    const cut = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
    const { passages } = await rank(reader(() => says(30, cut)).read);
    expect(passages[0]?.slot).toBe(usual.passages[0]?.slot);
    expect(passages[0]?.sentence).toBe(0);
  });

  it('counts as far as it came: the evidence says that it was late', async () => {
    const { read } = reader((_, place) => (place < 1 ? says(30) : null));
    const { evidence, scored } = await rank(read);
    expect(evidence.reading).toBe('late');
    expect(scored.filter(({ reading }) => reading !== null)).toHaveLength(1);
    expect(scored[0]?.reading).not.toBeNull();
  });

  it('is done without where nothing was read in time', async () => {
    const without = await rank();
    const { evidence, passages, judgement, thresholds } = await rank(reader(() => null).read);
    expect(evidence).toEqual({ ...without.evidence, reading: 'late' });
    expect(judgement).toBe(without.judgement);
    expect(thresholds).toMatchObject({ answersFrom: WEIGHTS.judgement.vectors.answersFrom });
    expect(passages).toEqual(without.passages);
  });

  it('is all that there was to be read, whatever stands between in other languages', async () => {
    const { evidence } = await rank(reader(() => says(1)).read);
    expect(evidence.reading).toBe('read');
  });
});
