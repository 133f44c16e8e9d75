/** Carries out a plan: embeds what is new, adds it to the index, frees what is gone. */
import type { Embedder } from '../../embeddings/embedder.ts';
import type {
  IndexEntry,
  PassageVectors,
  Publication,
  WritableIndex,
} from '../index/passage-index.ts';
import { passageTerms } from '../search/passage-terms.ts';
import { timeSlice } from '../time-slices.ts';
import { type Catalog, type Entry, makeCatalog } from './catalog.ts';
import { articlesOf, type FileRecords } from './files.ts';
import { indexedText, passageTextOf } from './place.ts';
import { articleIdsOf, type Plan, planIndex } from './plan.ts';
import type { JournalEntry } from './vector-journal.ts';

/** Passages embedded per message to the model: large enough to pay for it, small enough to stop. */
const BATCH = 32;

/** What is updated, and by what. */
export interface IndexUpdate {
  readonly index: Pick<WritableIndex, 'upsert' | 'publish' | 'remove'>;
  readonly embedder: Embedder;
  /** Asked for the vectors of a text before it is embedded, in this order. */
  readonly kept: readonly Pick<WritableIndex, 'vectorsOf'>[];
  /** Told of vectors that had to be made, before the index has them. */
  readonly onEmbedded?: (entries: readonly JournalEntry[]) => Promise<void>;
  /** What the index holds now, and the files that it is in step with. */
  readonly catalog: Catalog;
  readonly before: FileRecords;
  /** Gives out slots, none of them twice while the process lives. */
  readonly nextSlot: () => number;
  /** Ends the update between two batches; the index is then as it was. */
  readonly signal: AbortSignal;
}

/** What an update did. */
export interface Updated {
  readonly catalog: Catalog;
  readonly plan: Plan;
  readonly added: readonly Entry[];
  /** What the index was told of it. */
  readonly publication: Publication;
}

/**
 * Brings the index in step with the files. Searches see the former state until the end.
 * @param coming told of the new catalog just before the index changes over to it.
 * @param onProgress called with passages done and in all, and how many of them were embedded.
 */
export async function updateIndex(
  { index, catalog, before, nextSlot, signal, ...parts }: IndexUpdate,
  files: FileRecords,
  coming: (catalog: Catalog) => void,
  onProgress: (done: number, total: number, embedded: number) => void,
): Promise<Updated> {
  const plan = planIndex(catalog, before, files);
  const added: Entry[] = [];
  let embedded = 0;
  try {
    for await (const { batch, vectors, fresh } of embedBatches(plan, parts)) {
      signal.throwIfAborted();
      const entries: IndexEntry[] = [];
      const slice = timeSlice();
      for (const [position, group] of batch.entries()) {
        const slot = nextSlot();
        added.push({ slot, places: group });
        const [{ article, passage, keys }] = group;
        // Alone: where vectors are kept, they may stand beside another slot.
        const { vector, sentenceVectors } = vectors[position] as PassageVectors;
        entries.push({
          slot,
          articleIds: articleIdsOf(group),
          citationId: passage.id,
          embedding: keys.embedding,
          ...passageTerms(indexedText(article, passage)),
          ...{ vector, sentenceVectors },
        });
        if (slice.isOver()) await slice.next();
      }
      await index.upsert(entries);
      embedded += fresh;
      onProgress(added.length, plan.added.length, embedded);
    }
    const next = makeCatalog(articlesOf(files), [...plan.kept, ...added]);
    coming(next);
    const publication: Publication = {
      added: added.map(({ slot }) => slot),
      removed: plan.removed.map(({ slot }) => slot),
      moved: plan.moved.map(({ slot, places }) => ({
        slot,
        articleIds: articleIdsOf(places),
        citationId: places[0].passage.id,
      })),
    };
    await index.publish(publication);
    return { catalog: next, plan, added, publication };
  } catch (error) {
    await index.remove(added.map(({ slot }) => slot));
    throw error;
  }
}

/** What is needed for vectors. */
type VectorParts = Pick<IndexUpdate, 'kept' | 'embedder' | 'onEmbedded'>;

/** Vectors of some passages, in their order; so many had to be made. */
interface Embedded {
  readonly vectors: readonly PassageVectors[];
  readonly fresh: number;
}

/** Batch after batch with its vectors; the next one is with the model while this one is used. */
async function* embedBatches(
  { added }: Plan,
  parts: VectorParts,
): AsyncGenerator<Embedded & { readonly batch: readonly Entry['places'][] }> {
  const start = (from: number) => {
    const batch = added.slice(from, from + BATCH);
    const embedding = embedBatch(batch, parts);
    // Awaited one round later; a failure until then must not count as unhandled.
    embedding.catch(() => {});
    return { batch, embedding };
  };
  let next = start(0);
  for (let from = 0; from < added.length; from += BATCH) {
    const { batch, embedding } = next;
    if (from + BATCH < added.length) next = start(from + BATCH);
    yield { batch, ...(await embedding) };
  }
}

/** Vectors of a batch; those of texts that were embedded once are taken from where they are kept. */
async function embedBatch(
  batch: readonly Entry['places'][],
  { kept, embedder, onEmbedded }: VectorParts,
): Promise<Embedded> {
  const keys = batch.map(([{ keys }]) => keys.embedding);
  const known = await keptVectors(keys, kept);
  const missing = batch.filter((_, position) => known[position] === null);
  const fresh = await embedder.embedPassages(missing.map(([first]) => passageTextOf(first)));
  const made: JournalEntry[] = [];
  const vectors = known.map((there, position): PassageVectors => {
    if (there) return there;
    const vectors = fresh[made.length];
    if (!vectors) throw new Error('The embedder returned fewer vectors than passages.');
    made.push({ embedding: keys[position] as string, ...vectors });
    return vectors;
  });
  if (made.length > 0) await onEmbedded?.(made);
  return { vectors, fresh: made.length };
}

async function keptVectors(
  keys: readonly string[],
  kept: IndexUpdate['kept'],
): Promise<(PassageVectors | null)[]> {
  let found: (PassageVectors | null)[] = keys.map(() => null);
  for (const each of kept) {
    const more = await each.vectorsOf(keys);
    found = found.map((vectors, position) => vectors ?? more[position] ?? null);
  }
  return found;
}
