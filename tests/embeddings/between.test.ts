import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadEncoder } from '../../embeddings/encoder-runtime.ts';
import { modelProfile } from '../../embeddings/models.ts';
import { projectRoot } from '../../src/project-root.ts';
import { bare, FIXTURE_MODEL } from '../support/embedding.ts';

it('lets others come between within one passage of many sentences, and makes the same of it', async () => {
  const encoder = await loadEncoder({
    modelsDir: join(projectRoot(), 'tests', 'fixtures', 'embeddings', 'models'),
    model: FIXTURE_MODEL,
    quantized: true,
    profile: modelProfile(FIXTURE_MODEL),
    reader: null,
  });
  const sentences = Array.from(
    { length: 40 },
    (_, i) => `Keeper ${i} of the lighthouse wrote ${i % 7} letters.`,
  );
  const passages = [bare(sentences.join(' '), sentences)];
  const alone = await encoder.embedPassages(passages);
  let came = 0;
  const together = await encoder.embedPassages(passages, async () => {
    came++;
    await encoder.embedQuery('Who came between?');
  });
  // 41 texts, at most eight at once, and the long one by itself.
  expect(came).toBeGreaterThanOrEqual(5);
  expect(together).toEqual(alone);
  expect(together).toHaveLength(41 * encoder.facts.dimensions);
});
