/** The vectors of articles' titles, which the judgement takes out of what is compared. */
import { LRUCache } from 'lru-cache';
import type { Embedder } from '../../embeddings/embedder.ts';

/** Titles whose vectors are kept: those of the articles that are asked about. */
const KEPT = 1_000;

/** Gives the unit vector of a title; null where the model has none. */
export type TitleVectors = (title: string) => Promise<Float32Array | null>;

/** Vectors of titles, made when they are first asked for. @param max how many are kept. */
export function titleVectors(embedder: Pick<Embedder, 'embedQuery'>, max = KEPT): TitleVectors {
  const known = new LRUCache<string, { readonly vector: Float32Array | null }>({ max });
  return async (title) => {
    const kept = known.get(title);
    if (kept !== undefined) return kept.vector;
    const vector = await embedder.embedQuery(title);
    known.set(title, { vector });
    return vector;
  };
}
