/** A large saved index is read in slices: interactions are acknowledged meanwhile. */
import { expect, it } from 'vitest';
import { decodePassages, encodePassages } from '../../src/index/embedded/passage-codec.ts';
import { countTerms } from '../../src/index/term-counts.ts';

it('lets the event loop have its turns while passages are read', async () => {
  const tokens = Uint32Array.from({ length: 120 }, (_, at) => 1 + (at % 50));
  const passages = Array.from({ length: 10_000 }, (_, slot) => ({
    slot,
    articleIds: [`article${slot % 100}`] as [string],
    citationId: `article${slot % 100}-${slot}`,
    embedding: `hash${slot}`,
    tokens,
    ...countTerms(tokens, new Uint32Array(0)),
    sentenceEnds: Uint32Array.of(120),
    context: new Uint32Array(0),
    shapes: new Uint8Array(120),
    language: 'en',
  }));
  const terms = Array.from({ length: 50 }, (_, at) => `term${at}`);
  const encoded = encodePassages({ firstTerm: 1, terms, passages });
  const embeddings = new Map(passages.map(({ slot, embedding }) => [slot, embedding]));
  let turns = 0;
  let isReading = true;
  const turn = (): void => {
    turns++;
    if (isReading) setImmediate(turn);
  };
  setImmediate(turn);
  const decoded = await decodePassages(encoded, 1, embeddings);
  isReading = false;
  expect(decoded.passages).toHaveLength(passages.length);
  expect(decoded.passages.at(-1)).toEqual(passages.at(-1));
  // In one piece there would be none.
  expect(turns).toBeGreaterThan(2);
});
