/** Carries out a plan: embeds what is new, adds it to the index, frees what is gone. */
import type { Embedder } from '../../embeddings/embedder.ts';
import type {
  IndexEntry,
  PassageIndex,
  PassageVectors,
  Publication,
} from '../index/passage-index.ts';
import { passageTerms } from '../search/passage-terms.ts';
import { passageText } from '../search/passage-text.ts';
import { timeSlice } from '../time-slices.ts';
import { type Catalog, type Entry, makeCatalog } from './catalog.ts';
import { articlesOf, type FileRecords } from './files.ts';
import { indexedText } from './place.ts';
import { articleIdsOf, type Plan, planIndex } from './plan.ts';

/** Passages embedded per message to the model: large enough to pay for it, small enough to stop. */
const BATCH = 32;

/** What is updated, and by what. */
export interface IndexUpdate {
  readonly index: PassageIndex;
  readonly embedder: Embedder;
  /** Asked for the vectors of a text before it is embedded, in this order. */
  readonly kept: readonly Pick<PassageIndex, 'vectorsOf'>[];
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
 * @param onProgress called with passages done and in all.
 */
export async function updateIndex(
  { index, embedder, kept, catalog, before, nextSlot, signal }: IndexUpdate,
  files: FileRecords,
  coming: (catalog: Catalog) => void,
  onProgress: (done: number, total: number) => void,
): Promise<Updated> {
  const plan = planIndex(catalog, before, files);
  const added: Entry[] = [];
  try {
    for await (const [batch, vectors] of embedBatches(plan, { kept, embedder })) {
      signal.throwIfAborted();
      const entries: IndexEntry[] = [];
      const slice = timeSlice();
      for (const [position, group] of batch.entries()) {
        const slot = nextSlot();
        added.push({ slot, places: group });
        const [{ article, passage, keys }] = group;
        entries.push({
          slot,
          articleIds: articleIdsOf(group),
          embedding: keys.embedding,
          ...passageTerms(indexedText(article, passage)),
          ...(vectors[position] as PassageVectors),
        });
        if (slice.isOver()) await slice.next();
      }
      await index.upsert(entries);
      onProgress(added.length, plan.added.length);
    }
    const next = makeCatalog(articlesOf(files), [...plan.kept, ...added]);
    coming(next);
    const publication: Publication = {
      added: added.map(({ slot }) => slot),
      removed: plan.removed.map(({ slot }) => slot),
      moved: plan.moved.map(({ slot, places }) => ({ slot, articleIds: articleIdsOf(places) })),
    };
    await index.publish(publication);
    return { catalog: next, plan, added, publication };
  } catch (error) {
    await index.remove(added.map(({ slot }) => slot));
    throw error;
  }
}

/** Batch after batch with its vectors; the next one is with the model while this one is used. */
async function* embedBatches(
  { added }: Plan,
  parts: Pick<IndexUpdate, 'kept' | 'embedder'>,
): AsyncGenerator<[readonly Entry['places'][], readonly PassageVectors[]]> {
  const start = (from: number) => {
    const batch = added.slice(from, from + BATCH);
    const vectors = embedBatch(batch, parts);
    // Awaited one round later; a failure until then must not count as unhandled.
    vectors.catch(() => {});
    return { batch, vectors };
  };
  let next = start(0);
  for (let from = 0; from < added.length; from += BATCH) {
    const { batch, vectors } = next;
    if (from + BATCH < added.length) next = start(from + BATCH);
    yield [batch, await vectors];
  }
}

/** Vectors of a batch; those of texts that were embedded once are taken from where they are kept. */
async function embedBatch(
  batch: readonly Entry['places'][],
  { kept, embedder }: Pick<IndexUpdate, 'kept' | 'embedder'>,
): Promise<PassageVectors[]> {
  const known = await keptVectors(
    batch.map(([{ keys }]) => keys.embedding),
    kept,
  );
  const missing = batch.filter((_, position) => known[position] === null);
  const fresh = await embedder.embedPassages(
    missing.map(([{ article, passage }]) => passageText(indexedText(article, passage))),
  );
  let next = 0;
  return known.map((there): PassageVectors => {
    const vectors = there ?? fresh[next++];
    if (!vectors) throw new Error('The embedder returned fewer vectors than passages.');
    return vectors;
  });
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
