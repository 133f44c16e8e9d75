/** Passages in, rankings out: the lexical index and the vectors together, published in one step. */
import { join } from 'node:path';
import { SentenceVectors } from '../../embeddings/sentence-vectors.ts';
import { VectorIndex } from '../../embeddings/vector-index.ts';
import type { Evidence, Span } from '../model.ts';
import { type ArticleTerms, changeArticleTerms, createArticleTerms } from './article-terms.ts';
import {
  addRow,
  createLexicalIndex,
  enliven,
  isSparse,
  type LexicalIndex,
  removeRow,
  usualLength,
} from './lexical-index.ts';
import { readPassageFile, writePassageFile } from './passage-file.ts';
import { type IndexedPassage, indexPassage } from './passage-store.ts';
import { type RankedParts, rankPassages, type ScoredPassage, weighCandidates } from './rank.ts';
import { createVocabulary, internTerm, type Vocabulary } from './vocabulary.ts';

/** A passage to be indexed. */
export interface IndexEntry {
  /** An unsigned 32-bit integer: the passage's label in every index. */
  readonly slot: number;
  readonly text: string;
  /** Offsets into `text`. */
  readonly sentences: readonly Span[];
  readonly title: string;
  readonly section: string | null;
  readonly articleId: string;
  /** BCP 47 tag of the passage's language; null where that is not known. */
  readonly language: string | null;
  /** Unit vectors of what `embeddingTexts` gives, of the index's dimensions. */
  readonly vector: Float32Array;
  /** One for each sentence. */
  readonly sentenceVectors: readonly Float32Array[];
}

/** What is searched for, and how. */
export interface RankOptions {
  /** How many passages at most. */
  readonly count: number;
  /** Ranks these slots only, as if there were no others. */
  readonly allowed?: ReadonlySet<number>;
}

/** The passages that fit a question best. */
export interface Ranking {
  /** Whether the first passage is likely to answer the question. */
  readonly answered: boolean;
  readonly evidence: Evidence;
  /** Best first; none twice. */
  readonly passages: readonly {
    readonly slot: number;
    /** Index of the sentence that answers best. */
    readonly sentence: number;
    /** Between 0 and 1, falling. */
    readonly score: number;
  }[];
}

const VECTORS_FILE = 'passage-vectors.bin';
const SENTENCES_FILE = 'sentence-vectors.bin';

/**
 * All that is searched. Passages are added ahead of time and become searchable, and others cease
 * to be, in one synchronous `publish`.
 */
export class SearchIndex {
  readonly dimensions: number;
  readonly #vocabulary: Vocabulary = createVocabulary();
  readonly #articles: ArticleTerms = createArticleTerms();
  #lexical: LexicalIndex = createLexicalIndex();
  #vectors: VectorIndex;
  /** Of each passage: its own vector, then its sentences'. */
  #sentences: SentenceVectors;

  constructor(dimensions: number) {
    this.dimensions = dimensions;
    this.#vectors = new VectorIndex(dimensions);
    this.#sentences = new SentenceVectors(dimensions);
  }

  /** How many passages can be found. */
  get size(): number {
    return this.#lexical.liveRows;
  }

  /** Mean words of a passage that can be found. */
  get usualLength(): number {
    return usualLength(this.#lexical);
  }

  /**
   * Adds a passage under a slot that is free; it is found once it is published.
   * @throws RangeError for a slot in use, TypeError for vectors of other dimensions.
   */
  add(entry: IndexEntry): void {
    if (this.#lexical.rowOf.has(entry.slot)) throw new RangeError(`slot ${entry.slot} is in use`);
    this.#sentences.set(entry.slot, [entry.vector, ...entry.sentenceVectors]);
    this.#vectors.add(entry.slot, entry.vector);
    addRow(this.#lexical, indexPassage(this.#vocabulary, entry));
  }

  /** Lets added passages be found and forgets removed ones, searchable or not, in one step. */
  publish(change: {
    readonly added: readonly number[];
    readonly removed: readonly number[];
  }): void {
    const lexical = this.#lexical;
    const passagesOf = (slots: readonly number[], live: boolean): IndexedPassage[] =>
      slots.flatMap((slot) => {
        const row = lexical.rowOf.get(slot);
        if (row === undefined || lexical.live[row] !== (live ? 1 : 0)) return [];
        return [lexical.rows[row] as IndexedPassage];
      });
    changeArticleTerms(
      this.#articles,
      passagesOf(change.added, false),
      passagesOf(change.removed, true),
    );
    for (const slot of change.added) enliven(lexical, this.#vocabulary, slot);
    for (const slot of change.removed) {
      removeRow(lexical, this.#vocabulary, slot);
      this.#vectors.remove(slot);
      this.#sentences.remove(slot);
    }
    if (isSparse(lexical)) this.#lexical = this.#compacted();
  }

  /** The vectors of a passage as they were added, give or take rounding, to be added again. */
  vectorsOf(slot: number): { vector: Float32Array; sentenceVectors: Float32Array[] } {
    const [rounded, ...sentenceVectors] = this.#sentences.vectors(slot);
    const vector = this.#vectors.vector(slot) ?? rounded;
    if (vector === undefined) throw new RangeError(`slot ${slot} is not in use`);
    return { vector, sentenceVectors };
  }

  /**
   * Ranks the published passages.
   * @param queryVector unit vector of the question, of the index's dimensions.
   */
  rank(question: string, queryVector: Float32Array, options: RankOptions): Ranking {
    return rankPassages(this.#parts(), question, queryVector, options);
  }

  /** What `rank` weighs for a question, best first: for whoever wonders why, or fits the weights. */
  explain(
    question: string,
    queryVector: Float32Array,
    allowed?: ReadonlySet<number>,
  ): readonly ScoredPassage[] {
    return weighCandidates(this.#parts(), question, queryVector, allowed).scored;
  }

  #parts(): RankedParts {
    return {
      vocabulary: this.#vocabulary,
      lexical: this.#lexical,
      articles: this.#articles,
      vectors: this.#vectors,
      sentences: this.#sentences,
    };
  }

  /**
   * Writes all published passages into an existing folder.
   * @throws Refusal `fileNotWritten`.
   */
  async save(folder: string): Promise<void> {
    const { rows, live } = this.#lexical;
    const passages = rows.filter((_, row) => live[row] === 1);
    const { dimensions } = this;
    await Promise.all([
      this.#vectors.save(join(folder, VECTORS_FILE)),
      this.#sentences.save(join(folder, SENTENCES_FILE)),
      writePassageFile(folder, { dimensions, terms: this.#vocabulary.terms, passages }),
    ]);
  }

  /**
   * Reads what `save` wrote. Compare checksums first: flipped bits may go unnoticed here.
   * @throws Refusal `savedFileUnusable` when a file is missing or not as it was written.
   */
  static async load(folder: string): Promise<SearchIndex> {
    const { dimensions, terms, passages } = await readPassageFile(folder);
    const index = new SearchIndex(dimensions);
    const count = passages.length;
    // Both are read beside the event loop, which counts the passages' words meanwhile.
    const loading = Promise.all([
      VectorIndex.load(join(folder, VECTORS_FILE), { dimensions, count }),
      SentenceVectors.load(join(folder, SENTENCES_FILE), { dimensions }),
    ]);
    loading.catch(() => {});
    for (const term of terms.slice(1)) internTerm(index.#vocabulary, term);
    for (const passage of passages) addRow(index.#lexical, passage);
    for (const { slot } of passages) enliven(index.#lexical, index.#vocabulary, slot);
    changeArticleTerms(index.#articles, passages, []);
    [index.#vectors, index.#sentences] = await loading;
    return index;
  }

  /** Frees the vectors; the index is of no use afterwards. */
  close(): void {
    this.#vectors.close();
  }

  /** The lexical index without its dead rows. */
  #compacted(): LexicalIndex {
    const { rows, live, rowOf } = this.#lexical;
    const made = createLexicalIndex();
    for (const [row, passage] of rows.entries()) {
      if (rowOf.get(passage.slot) !== row) continue;
      addRow(made, passage);
      const last = made.rows.length - 1;
      made.live[last] = live[row] as number;
    }
    made.liveRows = this.#lexical.liveRows;
    made.liveWords = this.#lexical.liveWords;
    return made;
  }
}
