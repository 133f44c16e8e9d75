/** The embedded index on disk: as files in a folder, and as the bytes of a change. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceContent } from '../../../embeddings/replace-file.ts';
import { SentenceVectors } from '../../../embeddings/sentence-vectors.ts';
import { VectorIndex } from '../../../embeddings/vector-index.ts';
import { Refusal } from '../../refusals.ts';
import { timeSlice } from '../../time-slices.ts';
import type { PassageVectors, Publication, WritableIndex } from '../passage-index.ts';
import { internTerm } from '../vocabulary.ts';
import { EmbeddedIndex } from './embedded-index.ts';
import { createState, type EmbeddedState, enter, vectorsOf } from './embedded-state.ts';
import { passageOf } from './lexical-index.ts';
import { type DecodedPassages, decodePassages, encodePassages } from './passage-codec.ts';
import {
  decodeVectors,
  encodeVectors,
  readEmbeddings,
  type SlotVectors,
  writeEmbeddings,
} from './vector-codec.ts';

/** Passages between two looks at the clock. */
const ENTERED_AT_ONCE = 32;

const PASSAGES_FILE = 'passages.bin';
const VECTORS_FILE = 'passage-vectors.bin';
const SENTENCES_FILE = 'sentence-vectors.bin';
const EMBEDDINGS_FILE = 'embeddings.json';

/** The files that are of use as long as the model is the same, whatever else has changed. */
export const VECTOR_FILES: readonly string[] = [VECTORS_FILE, SENTENCES_FILE, EMBEDDINGS_FILE];

/** Term numbers up to now are below this. */
export function termCountOf({ state }: EmbeddedIndex): number {
  return state.vocabulary.terms.length;
}

/** Gives up the room of removed vectors where that is worth it; to be done before an index is saved. */
export function tidyIndex({ state }: EmbeddedIndex): Promise<void> {
  return state.vectors.tidy();
}

/**
 * Writes all published passages into an existing folder: as they are at the moment of the call,
 * whatever changes while they are written.
 * @throws Refusal `fileNotWritten`.
 */
export async function saveIndex({ state }: EmbeddedIndex, folder: string): Promise<void> {
  const { rows, live } = state.lexical;
  const passages = rows.filter((_, row) => live[row] === 1);
  const terms = state.vocabulary.terms.slice(1);
  const file = join(folder, PASSAGES_FILE);
  await Promise.all([
    state.vectors.save(join(folder, VECTORS_FILE)),
    state.sentences.save(join(folder, SENTENCES_FILE)),
    writeEmbeddings(join(folder, EMBEDDINGS_FILE), passages),
    replaceContent(file, encodePassages({ firstTerm: 1, terms, passages })),
  ]);
}

/**
 * Reads what `saveIndex` wrote. Compare checksums first: flipped bits may go unnoticed here.
 * @throws Refusal `savedFileUnusable` when a file is missing or not as it was written.
 */
export async function loadIndex(folder: string, dimensions: number): Promise<EmbeddedIndex> {
  try {
    // The vectors are read beside the event loop, which counts the passages' words meanwhile.
    const loading = loadVectors(folder, dimensions);
    loading.catch(() => {});
    const embeddings = await readEmbeddings(join(folder, EMBEDDINGS_FILE));
    const passages = await readFile(join(folder, PASSAGES_FILE));
    const words = createState(dimensions);
    await enterDecoded(words, await decodePassages(passages, 1, embeddings));
    const state = { ...words, ...(await loading) };
    dropStaged(state);
    // What was saved where there is no hnswlib; until it is linked, an exact search finds it.
    state.vectors.link().catch(() => {});
    return new EmbeddedIndex(dimensions, state);
  } catch (cause) {
    throw new Refusal('savedFileUnusable', { file: PASSAGES_FILE }, { cause });
  }
}

async function loadVectors(
  folder: string,
  dimensions: number,
): Promise<Pick<EmbeddedState, 'vectors' | 'sentences'>> {
  const [vectors, sentences] = await Promise.all([
    VectorIndex.load(join(folder, VECTORS_FILE), { dimensions }),
    SentenceVectors.load(join(folder, SENTENCES_FILE), { dimensions }),
  ]);
  return { vectors, sentences };
}

/** Vectors may have been saved of passages that were staged at that moment. */
function dropStaged({ lexical: { rowOf }, vectors, sentences }: EmbeddedState): void {
  for (const slot of rowOf.keys()) {
    if (!vectors.has(slot)) throw new Error(`slot ${slot} has no vector`);
  }
  for (const store of [vectors, sentences]) {
    for (const slot of [...store.slots()]) if (!rowOf.has(slot)) store.remove(slot);
  }
}

/** In slices of time: nobody looks into an index that is being loaded. */
async function enterDecoded(
  state: EmbeddedState,
  { firstTerm, terms, passages }: DecodedPassages,
): Promise<void> {
  const slice = timeSlice();
  for (const [offset, term] of terms.entries()) {
    if (slice.isOver()) await slice.next();
    if (internTerm(state.vocabulary, term) !== firstTerm + offset) throw new Error('other terms');
  }
  for (let from = 0; from < passages.length; from += ENTERED_AT_ONCE) {
    if (slice.isOver()) await slice.next();
    enter(state, passages.slice(from, from + ENTERED_AT_ONCE));
  }
}

/** What some passages need to be indexed again without their texts. */
export interface IndexDelta {
  /** Their words, and the terms that came with them. */
  readonly passages: Uint8Array;
  /** Their vectors, of use even where the words are to be cut and counted anew. */
  readonly vectors: Uint8Array;
}

/**
 * What `applyDelta` needs to bring an index that knows the terms below `firstTerm` in step with this
 * one.
 * @param slots published passages.
 */
export function deltaOf(
  { state, dimensions }: EmbeddedIndex,
  slots: readonly number[],
  firstTerm: number,
): IndexDelta {
  const passages = slots.flatMap((slot) => passageOf(state.lexical, slot) ?? []);
  const vectors = passages.map(
    ({ slot, embedding }): SlotVectors => ({
      slot,
      embedding,
      ...(vectorsOf(state, slot) as PassageVectors),
    }),
  );
  const terms = state.vocabulary.terms.slice(firstTerm);
  return {
    passages: encodePassages({ firstTerm, terms, passages }),
    vectors: encodeVectors(vectors, dimensions),
  };
}

/**
 * Takes in what `deltaOf` gave, then publishes the rest of the change.
 * @throws Error when it is damaged or does not follow this index, which is then of no more use.
 */
export async function applyDelta(
  index: EmbeddedIndex,
  delta: IndexDelta,
  change: Omit<Publication, 'added'>,
): Promise<void> {
  const { state, dimensions } = index;
  const vectors = decodeVectors(delta.vectors, dimensions);
  const embeddings = new Map(vectors.map(({ slot, embedding }) => [slot, embedding]));
  const decoded = await decodePassages(delta.passages, termCountOf(index), embeddings);
  for (const { slot, vector, sentenceVectors } of vectors) {
    state.sentences.set(slot, [vector, ...sentenceVectors]);
    state.vectors.add(slot, vector);
  }
  await enterDecoded(state, decoded);
  await index.publish({ ...change, added: [] });
}

/** Vectors that are kept somewhere. Close them. */
export type KeptVectors = Pick<WritableIndex, 'vectorsOf' | 'close'>;

/**
 * The vectors alone that `saveIndex` wrote and deltas after it brought, by what was embedded: of use
 * where all else is out of date. Compare checksums first.
 * @throws Error when a file is missing or not as it was written.
 */
export async function loadKeptVectors(
  folder: string,
  deltas: readonly IndexDelta[],
  dimensions: number,
): Promise<KeptVectors> {
  const [saved, embeddings] = await Promise.all([
    loadVectors(folder, dimensions),
    readEmbeddings(join(folder, EMBEDDINGS_FILE)),
  ]);
  const slotOf = new Map([...embeddings].map(([slot, embedding]) => [embedding, slot]));
  const later = new Map<string, PassageVectors>();
  for (const delta of deltas) {
    for (const { embedding, vector, sentenceVectors } of decodeVectors(delta.vectors, dimensions)) {
      later.set(embedding, { vector, sentenceVectors });
    }
  }
  return {
    async vectorsOf(wanted) {
      return wanted.map((embedding) => {
        const slot = slotOf.get(embedding);
        return slot === undefined ? (later.get(embedding) ?? null) : vectorsOf(saved, slot);
      });
    },
    async close() {
      saved.vectors.close();
    },
  };
}
