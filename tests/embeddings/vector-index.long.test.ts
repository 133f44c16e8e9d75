/** The graph over as many vectors as a large collection has: nearly all of what is nearest is found. */
import { expect, it } from 'vitest';
import { VectorIndex } from '../../embeddings/vector-index.ts';
import { clusteredVectors, nearest } from '../fixtures/embeddings/vectors.ts';

it('finds at 10,000 × 512 what an exact scan finds', { timeout: 120_000 }, () => {
  const many = clusteredVectors(10_000, 512, 1);
  const index = new VectorIndex(512);
  for (const [slot, vector] of many.entries()) index.add(slot, vector);
  const entries = many.map((vector, slot) => [slot, vector] as const);
  const asked = clusteredVectors(50, 512, 2);
  let found = 0;
  for (const query of asked) {
    const best = new Set(nearest(entries, query, 10).map(({ slot }) => slot));
    found += index.search(query, 10).filter(({ slot }) => best.has(slot)).length;
  }
  expect(found / (asked.length * 10)).toBeGreaterThanOrEqual(0.97);
  index.close();
});
