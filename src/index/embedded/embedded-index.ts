/** The engine in this process: posting lists, hnswlib and sentence vectors, published in one step. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { replaceFile } from '../../../embeddings/replace-file.ts';
import { SentenceVectors } from '../../../embeddings/sentence-vectors.ts';
import { VectorIndex } from '../../../embeddings/vector-index.ts';
import { FootnoteError } from '../../errors.ts';
import type {
  Candidate,
  CollectionStatistics,
  FoundPassages,
  FoundTerm,
  IndexEntry,
  LookUp,
  PassageIndex,
  PassageQuery,
  PassageVectors,
  Publication,
  TermRequest,
} from '../passage-index.ts';
import {
  type ArticleTerms,
  changeArticleTerms,
  createArticleTerms,
  heldTerms,
  slotsOf,
} from './article-terms.ts';
import {
  addRow,
  createLexicalIndex,
  enliven,
  isLive,
  isSparse,
  type LexicalIndex,
  lexicalNeighbours,
  passageOf,
  removeRow,
  replaceRow,
  usualLength,
  withoutDeadRows,
} from './lexical-index.ts';
import { decodePassages, type EncodedPassages, encodePassages } from './passage-codec.ts';
import { type IndexedPassage, indexPassage } from './passage-store.ts';
import {
  decodeVectors,
  encodeVectors,
  readEmbeddings,
  type SlotVectors,
  writeEmbeddings,
} from './vector-codec.ts';
import {
  createVocabulary,
  derivedTerms,
  internTerm,
  knownTerm,
  nearTerms,
  type Vocabulary,
} from './vocabulary.ts';

/** The files of a saved index: see `docs/DESIGN.md`. */
const PASSAGES_FILE = 'passages.bin';
export const VECTORS_FILE = 'passage-vectors.bin';
export const SENTENCES_FILE = 'sentence-vectors.bin';
export const EMBEDDINGS_FILE = 'embeddings.json';

/** What some passages need to be indexed again without their texts. */
export interface IndexDelta {
  /** Their words, and the terms that came with them. */
  readonly passages: Uint8Array;
  /** Their vectors, of use even where the words are to be cut and counted anew. */
  readonly vectors: Uint8Array;
}

/** The event loop gets its turn after this many milliseconds of adding passages. */
const SLICE_MS = 4;

/** All that is searched, in memory. What it hands out are its own arrays: nothing is copied. */
export class EmbeddedIndex implements PassageIndex {
  readonly dimensions: number;
  readonly #vocabulary: Vocabulary = createVocabulary();
  readonly #articles: ArticleTerms = createArticleTerms();
  /** `IndexEntry.embedding` to a slot that has these vectors. */
  readonly #slotOf = new Map<string, number>();
  #lexical: LexicalIndex = createLexicalIndex();
  #vectors: VectorIndex;
  /** Of each passage: its own vector, then its sentences'. */
  #sentences: SentenceVectors;

  constructor(dimensions: number) {
    this.dimensions = dimensions;
    this.#vectors = new VectorIndex(dimensions);
    this.#sentences = new SentenceVectors(dimensions);
  }

  async lookUp(terms: readonly TermRequest[]): Promise<LookUp> {
    const vocabulary = this.#vocabulary;
    return {
      ...this.#statistics(),
      termCount: vocabulary.terms.length,
      terms: terms.map(({ term, synonyms }): FoundTerm => {
        const known = knownTerm(vocabulary, term);
        const derived = derivedTerms(vocabulary, term);
        return {
          known,
          derived,
          spelt: known === null && derived.length === 0 ? nearTerms(vocabulary, term) : [],
          synonyms: synonyms.flatMap((synonym) => knownTerm(vocabulary, synonym) ?? []),
        };
      }),
    };
  }

  async search(query: PassageQuery): Promise<FoundPassages> {
    const { terms, vector, byWords, byVector, all, filter } = query;
    const lexical = this.#lexical;
    const allowed = filter && slotsOf(this.#articles, filter.articleIds);
    // Passages that wait for their publication are in the vector index already.
    const waiting = lexical.rowOf.size - lexical.liveRows;
    const nearest = this.#vectors
      .search(vector, byVector + Math.min(waiting, byVector), allowed)
      .map(({ label }) => label)
      .filter((slot) => isLive(lexical, slot))
      .slice(0, byVector);
    const pool = allowed ?? lexical.rowOf.keys();
    const slots =
      (allowed?.size ?? lexical.liveRows) <= all
        ? [...pool].filter((slot) => isLive(lexical, slot))
        : new Set([...lexicalNeighbours(lexical, terms, byWords, allowed), ...nearest]);
    return { ...this.#statistics(), candidates: this.#candidates(slots, vector, terms), nearest };
  }

  async upsert(entries: readonly IndexEntry[]): Promise<void> {
    let sliceStart = performance.now();
    for (const entry of entries) {
      this.#stage(entry);
      if (performance.now() - sliceStart > SLICE_MS) {
        await nextTurn();
        sliceStart = performance.now();
      }
    }
  }

  async publish({ added, removed, moved }: Publication): Promise<void> {
    const lexical = this.#lexical;
    const passages = (slots: readonly number[], live: boolean): IndexedPassage[] =>
      slots.flatMap((slot) =>
        isLive(lexical, slot) === live ? (passageOf(lexical, slot) ?? []) : [],
      );
    for (const { slot, articleIds } of moved) {
      const passage = passageOf(lexical, slot);
      if (passage === undefined) continue;
      const [before, after] = [[passage], [{ ...passage, articleIds }]] as const;
      if (isLive(lexical, slot)) changeArticleTerms(this.#articles, after, before);
      replaceRow(lexical, after[0]);
    }
    changeArticleTerms(this.#articles, passages(added, false), passages(removed, true));
    for (const slot of added) {
      enliven(lexical, this.#vocabulary, slot);
      const passage = passageOf(lexical, slot);
      if (passage) this.#slotOf.set(passage.embedding, slot);
    }
    for (const slot of removed) this.#forget(slot);
    if (isSparse(lexical)) this.#lexical = withoutDeadRows(lexical);
  }

  async remove(slots: readonly number[]): Promise<void> {
    await this.publish({ added: [], removed: slots, moved: [] });
  }

  async vectorsOf(embeddings: readonly string[]): Promise<(PassageVectors | null)[]> {
    return embeddings.map((embedding) => {
      const slot = this.#slotOf.get(embedding);
      return slot === undefined ? null : this.#vectorsOf(slot);
    });
  }

  async statistics(): Promise<CollectionStatistics> {
    return this.#statistics();
  }

  async close(): Promise<void> {
    this.#vectors.close();
  }

  /** Term numbers up to now are below this. */
  get termCount(): number {
    return this.#vocabulary.terms.length;
  }

  /** Gives up the room of removed vectors where that is worth it; to be done before a `save`. */
  tidy(): Promise<void> {
    return this.#vectors.tidy();
  }

  /**
   * Writes all published passages into an existing folder: as they are at the moment of the call,
   * whatever changes while it is written. One save at a time.
   * @throws FootnoteError `bad-snapshot` when a file cannot be written.
   */
  async save(folder: string): Promise<void> {
    const { rows, live } = this.#lexical;
    const passages = rows.filter((_, row) => live[row] === 1);
    const terms = this.#vocabulary.terms.slice(1);
    await Promise.all([
      this.#vectors.save(join(folder, VECTORS_FILE)),
      this.#sentences.save(join(folder, SENTENCES_FILE)),
      writeEmbeddings(join(folder, EMBEDDINGS_FILE), passages),
      writeWhole(join(folder, PASSAGES_FILE), encodePassages({ firstTerm: 1, terms, passages })),
    ]);
  }

  /**
   * Reads what `save` wrote. Compare checksums first: flipped bits may go unnoticed here.
   * @throws FootnoteError `bad-snapshot` when a file is missing or not as it was written.
   */
  static async load(folder: string, dimensions: number): Promise<EmbeddedIndex> {
    const index = new EmbeddedIndex(dimensions);
    // Both are read beside the event loop, which counts the passages' words meanwhile.
    const loading = Promise.all([
      VectorIndex.load(join(folder, VECTORS_FILE), { dimensions }),
      SentenceVectors.load(join(folder, SENTENCES_FILE), { dimensions }),
    ]);
    loading.catch(() => {});
    try {
      const embeddings = await readEmbeddings(join(folder, EMBEDDINGS_FILE));
      const encoded = decodePassages(await readFile(join(folder, PASSAGES_FILE)), 1);
      index.#enter(encoded, embeddings);
      [index.#vectors, index.#sentences] = await loading;
      index.#dropStaged();
    } catch (cause) {
      throw new FootnoteError('bad-snapshot', 'The saved passages cannot be used.', { cause });
    }
    return index;
  }

  /**
   * What `apply` needs to bring an index that knows the terms below `firstTerm` in step with this one.
   * @param slots published passages.
   */
  delta(slots: readonly number[], firstTerm: number): IndexDelta {
    const passages = slots.flatMap((slot) => passageOf(this.#lexical, slot) ?? []);
    const vectors = passages.map(
      ({ slot, embedding }): SlotVectors => ({
        slot,
        embedding,
        ...(this.#vectorsOf(slot) as PassageVectors),
      }),
    );
    const terms = this.#vocabulary.terms.slice(firstTerm);
    return {
      passages: encodePassages({ firstTerm, terms, passages }),
      vectors: encodeVectors(vectors, this.dimensions),
    };
  }

  /**
   * Takes in what `delta` gave, then publishes it.
   * @throws Error when it is damaged or does not follow this index; it is then of no more use.
   */
  async apply(delta: IndexDelta, change: Omit<Publication, 'added'>): Promise<void> {
    const encoded = decodePassages(delta.passages, this.termCount);
    const vectors = decodeVectors(delta.vectors, this.dimensions);
    for (const { slot, vector, sentenceVectors } of vectors) {
      this.#sentences.set(slot, [vector, ...sentenceVectors]);
      this.#vectors.add(slot, vector);
    }
    this.#enter(encoded, new Map(vectors.map(({ slot, embedding }) => [slot, embedding])));
    await this.publish({ ...change, added: [] });
  }

  /** Takes in passages whose vectors are there, or will be, and lets them be found. */
  #enter({ firstTerm, terms, passages }: EncodedPassages, embeddings: ReadonlyMap<number, string>) {
    for (const [offset, term] of terms.entries()) {
      if (internTerm(this.#vocabulary, term) !== firstTerm + offset) throw new Error('other terms');
    }
    const entered = passages.map((passage): IndexedPassage => {
      const embedding = embeddings.get(passage.slot);
      if (embedding === undefined) throw new Error(`slot ${passage.slot} has no vectors`);
      return { ...passage, embedding };
    });
    for (const passage of entered) {
      addRow(this.#lexical, passage);
      enliven(this.#lexical, this.#vocabulary, passage.slot);
      this.#slotOf.set(passage.embedding, passage.slot);
    }
    changeArticleTerms(this.#articles, entered, []);
  }

  /** Vectors may have been saved of passages that were staged at that moment. */
  #dropStaged(): void {
    const { rowOf } = this.#lexical;
    for (const slot of rowOf.keys()) {
      if (!this.#vectors.has(slot)) throw new Error(`slot ${slot} has no vector`);
    }
    for (const store of [this.#vectors, this.#sentences]) {
      for (const label of [...store.labels()]) if (!rowOf.has(label)) store.remove(label);
    }
  }

  #statistics(): CollectionStatistics {
    return { passages: this.#lexical.liveRows, meanLength: usualLength(this.#lexical) };
  }

  #candidates(
    slots: Iterable<number>,
    vector: Float32Array,
    terms: PassageQuery['terms'],
  ): Candidate[] {
    const held = new Map<string, readonly number[]>();
    return Array.from(slots, (slot): Candidate => {
      const passage = passageOf(this.#lexical, slot) as IndexedPassage;
      const { tokens, shapes, sentenceEnds } = passage;
      const articleId = passage.articleIds[0];
      const articleTerms = held.get(articleId) ?? heldTerms(this.#articles, articleId, terms);
      held.set(articleId, articleTerms);
      const similarities = this.#sentences.scores(slot, vector);
      return { slot, articleId, tokens, shapes, sentenceEnds, similarities, articleTerms };
    });
  }

  #stage(entry: IndexEntry): void {
    const { slot, vector, sentenceVectors, embedding } = entry;
    if (isLive(this.#lexical, slot)) throw new RangeError(`slot ${slot} is in use`);
    this.#forget(slot);
    this.#sentences.set(slot, [vector, ...sentenceVectors]);
    this.#vectors.add(slot, vector);
    addRow(this.#lexical, indexPassage(this.#vocabulary, entry));
    if (!this.#slotOf.has(embedding)) this.#slotOf.set(embedding, slot);
  }

  #forget(slot: number): void {
    const passage = passageOf(this.#lexical, slot);
    if (passage === undefined) return;
    removeRow(this.#lexical, this.#vocabulary, slot);
    this.#vectors.remove(slot);
    this.#sentences.remove(slot);
    if (this.#slotOf.get(passage.embedding) === slot) this.#slotOf.delete(passage.embedding);
  }

  #vectorsOf(slot: number): PassageVectors | null {
    const [rounded, ...sentenceVectors] = this.#sentences.vectors(slot);
    const vector = this.#vectors.vector(slot) ?? rounded;
    return vector === undefined ? null : { vector, sentenceVectors };
  }
}

async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  await replaceFile(file, bytes.length, (temporary) => writeFile(temporary, bytes));
}
