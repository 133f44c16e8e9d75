/** Carries out a plan: embeds what is new in the worker, adds it to the index, frees what is gone. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Embedder } from '../../embeddings/embedder.ts';
import { embeddingTexts } from '../search/embedding-texts.ts';
import type { SearchIndex } from '../search/search-index.ts';
import { type Catalog, type Entry, makeCatalog } from './catalog.ts';
import { articlesOf, type FileRecords } from './files.ts';
import { indexedText } from './place.ts';
import { type Plan, planIndex } from './plan.ts';

/** Passages embedded per message to the worker: large enough to pay for it, small enough to stop. */
const BATCH = 32;
/** The event loop gets its turn after this many milliseconds of adding to the index. */
const SLICE_MS = 4;

/** A passage's vectors, each a `Float32Array` of `dimensions`. */
interface Vectors {
  readonly vector: Float32Array;
  readonly sentenceVectors: readonly Float32Array[];
}

/** What is updated, and by what. */
export interface IndexUpdate {
  readonly index: SearchIndex;
  readonly embedder: Embedder;
  /** What the index holds now. */
  readonly catalog: Catalog;
  /** Ends the update between two batches; the index is then as it was. */
  readonly signal: AbortSignal;
}

/**
 * Brings the index in step with the files. Searches see the former state until the end, when the
 * index and `swap` change over in one turn of the event loop.
 * @param swap puts the new catalog in force.
 * @param onProgress called with passages done and in all.
 */
export async function updateIndex(
  { index, embedder, catalog, signal }: IndexUpdate,
  files: FileRecords,
  swap: (catalog: Catalog) => void,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const places = [...files.values()].flatMap((record) => record.places);
  const plan = planIndex(catalog, places);
  const slots = freeSlots(catalog);
  const added: Entry[] = [];
  try {
    for await (const [batch, vectors] of embedBatches(plan, catalog, { index, embedder })) {
      signal.throwIfAborted();
      let sliceStart = performance.now();
      for (const [position, group] of batch.entries()) {
        const slot = slots.next().value;
        index.add({
          slot,
          ...indexedText(group[0].article, group[0].passage),
          ...(vectors[position] as Vectors),
        });
        added.push({ slot, places: group });
        if (performance.now() - sliceStart > SLICE_MS) {
          await nextTurn();
          sliceStart = performance.now();
        }
      }
      onProgress(added.length, plan.added.length);
    }
  } catch (error) {
    index.publish({ added: [], removed: added.map(({ slot }) => slot) });
    throw error;
  }
  index.publish({
    added: added.map(({ slot }) => slot),
    removed: plan.removed.map(({ slot }) => slot),
  });
  swap(makeCatalog(articlesOf(files), [...plan.kept, ...added]));
}

/** Batch after batch with its vectors; the next one is in the worker while this one is used. */
async function* embedBatches(
  { added }: Plan,
  catalog: Catalog,
  parts: { index: SearchIndex; embedder: Embedder },
): AsyncGenerator<[readonly Entry['places'][], readonly Vectors[]]> {
  const known = new Map(
    [...catalog.entries.values()].map(({ slot, places }) => [places[0].keys.embedding, slot]),
  );
  const start = (from: number) => {
    const batch = added.slice(from, from + BATCH);
    const vectors = embedBatch(batch, known, parts);
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

/** Vectors of a batch, those of texts that are indexed already (in a renamed file) taken from there. */
async function embedBatch(
  batch: readonly Entry['places'][],
  known: ReadonlyMap<string, number>,
  { index, embedder }: { index: SearchIndex; embedder: Embedder },
): Promise<Vectors[]> {
  const texts = batch.map(([{ article, passage, keys }]) => {
    const slot = known.get(keys.embedding);
    if (slot !== undefined) return { slot, texts: [] };
    const { passage: whole, sentences } = embeddingTexts(indexedText(article, passage));
    return { slot: null, texts: [whole, ...sentences] };
  });
  const fresh = await embedder.embedPassages(texts.flatMap((each) => each.texts));
  let from = 0;
  return texts.map((each): Vectors => {
    if (each.slot !== null) return index.vectorsOf(each.slot);
    const [vector, ...sentenceVectors] = fresh.slice(from, from + each.texts.length);
    from += each.texts.length;
    if (!vector) throw new Error('The embedder returned fewer vectors than texts.');
    return { vector, sentenceVectors };
  });
}

function* freeSlots(catalog: Catalog): Generator<number, never> {
  for (let slot = 0; ; slot++) if (!catalog.entries.has(slot)) yield slot;
}
