import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Embedder, openEmbedder } from '../../embeddings/embedder.ts';
import type { PassageText } from '../../embeddings/passage-text.ts';
import { projectRoot } from '../../src/project-root.ts';

let embedder: Embedder;
beforeAll(async () => {
  embedder = await openEmbedder({
    model: 'footnote-encoder-v1',
    reader: 'footnote-reader-v1',
    bundledDir: join(projectRoot(), 'embeddings/models'),
    cacheDir: join(projectRoot(), 'data'),
  });
});
afterAll(() => embedder.close());

function passage(before: string | null): PassageText {
  const text = 'It is 107 metres high.';
  return { title: 'Kaprun', section: null, context: before, text, sentences: [text] };
}

function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);
}

const NAMING = 'The Mooser dam closes the valley.';
const QUESTION = 'How high is the Mooser dam?';

it('tells the encoder what the passage calls “it”', async () => {
  const question = await embedder.embedQuery(QUESTION);
  const [alone, told] = await embedder.embedPassages([passage(null), passage(NAMING)]);
  if (!question || !alone || !told) throw new Error('no vectors');
  const [one, other] = [alone.sentenceVectors[0], told.sentenceVectors[0]];
  if (!one || !other) throw new Error('no sentences');
  expect(told.sentenceVectors).toHaveLength(1);
  expect(cosine(other, question)).toBeGreaterThan(cosine(one, question));
  // It is attended to, and not averaged over: the vector is that of the passage, in its context.
  expect(cosine(one, other)).toBeGreaterThan(0.8);
});

it('tells the reader, too', async () => {
  const [alone, told] = await embedder.read(QUESTION, [passage(null), passage(NAMING)]);
  expect(told?.sentences).toHaveLength(1);
  expect(told?.logit ?? 0).toBeGreaterThan(alone?.logit ?? 0);
});
