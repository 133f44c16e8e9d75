/** Passages without a meaning, of any number: words as unevenly common as words are, vectors in clusters. */
import type { IndexEntry } from '../index/passage-index.ts';
import { randomNumbers } from './corpus.ts';

/** What passages are made of. */
export interface MadeOptions {
  readonly dimensions: number;
  /** Sentences of a passage, and words of a sentence. */
  readonly sentences?: number;
  readonly words?: number;
  /** Passages of an article. */
  readonly inArticle?: number;
  /** Different words. */
  readonly vocabulary?: number;
  readonly clusters?: number;
}

/** Numbers between 0 and 1, the same at every run. */
export function seeded(seed: number): () => number {
  const random = randomNumbers(seed);
  return () => random(RESOLUTION) / RESOLUTION;
}
const RESOLUTION = 2 ** 30;

/** A unit vector of any direction. */
export function madeVector(random: () => number, dimensions: number): Float32Array {
  return unit(Float32Array.from({ length: dimensions }, () => gauss(random)));
}

/** A unit vector near another one; `spread` is how far, in its length. */
export function madeNear(random: () => number, centre: Float32Array, spread: number): Float32Array {
  const step = spread / Math.sqrt(centre.length);
  return unit(centre.map((value) => value + step * gauss(random)));
}

/** What vectors are made near to. */
export function madeCentres(clusters: number, dimensions: number): Float32Array[] {
  const random = seeded(4_711);
  return Array.from({ length: clusters }, () => madeVector(random, dimensions));
}

/** Makes passages one after the other, with slots from `first` on. */
export function* madeEntries(
  count: number,
  options: MadeOptions,
  first = 0,
): Generator<IndexEntry, void, undefined> {
  const { dimensions, sentences = 4, words = 20, inArticle = 25 } = options;
  const { vocabulary = 5_000, clusters = 200 } = options;
  const random = seeded(first + 1);
  const centres = madeCentres(clusters, dimensions);
  // Zipf: the n-th word is as frequent as 1/n.
  const word = () => `w${Math.floor(vocabulary ** random())}x`;
  for (let slot = first; slot < first + count; slot++) {
    const article = Math.floor(slot / inArticle);
    const vector = madeNear(random, centres[Math.floor(random() * clusters)] as Float32Array, 0.9);
    const terms = Array.from({ length: sentences * words }, () => (random() < 0.3 ? '' : word()));
    yield {
      slot,
      articleIds: [`article${article}`],
      citationId: `c${String((slot * 7_919) % 1_000_003).padStart(7, '0')}`,
      embedding: `made ${first} ${slot}`,
      terms,
      shapes: Uint8Array.from(terms, () => (random() < 0.05 ? 1 : 0)),
      sentenceEnds: Uint32Array.from({ length: sentences }, (_, i) => (i + 1) * words),
      context: [`title${article}`, word()],
      language: 'en',
      vector,
      sentenceVectors: Array.from({ length: sentences }, () => madeNear(random, vector, 0.7)),
    };
  }
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return vector.map((value) => value / length);
}

/** Box–Muller. */
function gauss(random: () => number): number {
  return Math.sqrt(-2 * Math.log(random() + 1e-12)) * Math.cos(2 * Math.PI * random());
}
