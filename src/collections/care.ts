/** What managers do to a collection as a whole. */
import type { CollectionId } from './collection.ts';

/** Whoever asks has judged who may. */
export interface CollectionCare {
  /**
   * Decides whether its servers see the default collection, too. Known to all when it resolves.
   * @throws Refusal where that cannot be kept.
   */
  setSeesDefault(id: CollectionId, seesDefault: boolean): Promise<void>;
  /**
   * Deletes a collection with all that is kept of it, for good: from its first moment on nobody sees anything
   * of it, and when it resolves all is gone.
   */
  delete(id: CollectionId): Promise<void>;
}
