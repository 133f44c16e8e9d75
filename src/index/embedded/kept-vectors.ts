/** The vectors of a saved index by what was embedded, of use where all else in it is out of date. */
import { join } from 'node:path';
import { SentenceVectors } from '../../../embeddings/sentence-vectors.ts';
import { VectorIndex } from '../../../embeddings/vector-index.ts';
import type { PassageIndex, PassageVectors } from '../passage-index.ts';
import { EMBEDDINGS_FILE, SENTENCES_FILE, VECTORS_FILE } from './embedded-index.ts';
import { decodeVectors, readEmbeddings } from './vector-codec.ts';

/** Vectors that are kept somewhere. Close them. */
export type KeptVectors = Pick<PassageIndex, 'vectorsOf' | 'close'>;

/**
 * Reads the vectors that `EmbeddedIndex.save` wrote, and those of deltas after it. Compare checksums
 * first.
 * @throws Error when a file is missing or not as it was written.
 */
export async function loadKeptVectors(
  folder: string,
  deltas: readonly Uint8Array[],
  dimensions: number,
): Promise<KeptVectors> {
  const [vectors, sentences, embeddings] = await Promise.all([
    VectorIndex.load(join(folder, VECTORS_FILE), { dimensions }),
    SentenceVectors.load(join(folder, SENTENCES_FILE), { dimensions }),
    readEmbeddings(join(folder, EMBEDDINGS_FILE)),
  ]);
  const slotOf = new Map([...embeddings].map(([slot, embedding]) => [embedding, slot]));
  const later = new Map<string, PassageVectors>();
  for (const delta of deltas) {
    for (const { embedding, vector, sentenceVectors } of decodeVectors(delta, dimensions)) {
      later.set(embedding, { vector, sentenceVectors });
    }
  }
  return {
    async vectorsOf(wanted) {
      return wanted.map((embedding) => {
        const slot = slotOf.get(embedding);
        if (slot === undefined) return later.get(embedding) ?? null;
        const vector = vectors.vector(slot);
        return vector && { vector, sentenceVectors: sentences.vectors(slot).slice(1) };
      });
    },
    async close() {
      vectors.close();
    },
  };
}
