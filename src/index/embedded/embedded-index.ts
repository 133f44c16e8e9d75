/** The engine in this process: posting lists, vector index and sentence vectors, published in one step. */
import type { ScannedRows } from '../../../embeddings/vector-index.ts';
import { timeSlice } from '../../time-slices.ts';
import { byCitation } from '../bm25.ts';
import type {
  Candidate,
  CollectionStatistics,
  FoundPassages,
  IndexEntry,
  LookUp,
  PassageQuery,
  PassageVectors,
  PhraseRequest,
  Publication,
  TermRequest,
  WritableIndex,
} from '../passage-index.ts';
import { lookUpIn } from '../vocabulary.ts';
import { heldTerms, slotsOf } from './article-terms.ts';
import { createState, type EmbeddedState, publish, stage, vectorsOf } from './embedded-state.ts';
import {
  isLive,
  lexicalNeighbours,
  liveLanguages,
  passageOf,
  usualLength,
} from './lexical-index.ts';
import type { IndexedPassage } from './passage-store.ts';

/**
 * So many times the wanted neighbours are looked at: the graph's order is by other roundings than the
 * stored bytes', which differ by some thousandths at most.
 */
const MORE_NEAREST = 2;

/** Where there is nothing to compare with. */
const NO_SIMILARITIES = new Float32Array(0);

/** All that is searched, in memory. What it hands out are its own arrays: nothing is copied. */
export class EmbeddedIndex implements WritableIndex {
  readonly dimensions: number;
  /** For the files of this engine's folder, which save and load it. */
  readonly state: EmbeddedState;

  constructor(dimensions: number, state = createState(dimensions)) {
    this.dimensions = dimensions;
    this.state = state;
  }

  async lookUp(
    terms: readonly TermRequest[],
    phrases: readonly PhraseRequest[] = [],
  ): Promise<LookUp> {
    return { ...this.#statistics(), ...lookUpIn(this.state.vocabulary, terms, phrases) };
  }

  async search(query: PassageQuery): Promise<FoundPassages> {
    const { terms, vector, byWords, byVector, all, filter, meanLength } = query;
    // All after it is one turn of the event loop, which sees one publication.
    const scanned = vector === null ? null : await this.state.vectors.scan(vector);
    const { lexical: rows, vocabulary } = this.state;
    const allowed = filter && slotsOf(this.state.articles, filter.articleIds);
    const similarities = new Map<number, Float32Array>();
    const nearest =
      vector === null ? [] : this.#nearest(vector, byVector, allowed, scanned, similarities);
    const lexical = lexicalNeighbours(rows, vocabulary, {
      ...{ terms, count: byWords, meanLength, allowed },
    });
    const pool = allowed ?? rows.rowOf.keys();
    const within = allowed?.size ?? rows.liveRows;
    const slots =
      within <= all
        ? [...pool].filter((slot) => isLive(rows, slot))
        : new Set([...lexical.map(({ slot }) => slot), ...nearest]);
    const candidates = this.#candidates(slots, vector, terms, similarities);
    return { ...this.#statistics(), within, candidates, nearest, lexical };
  }

  async similarities(slot: number, vector: Float32Array): Promise<Float32Array> {
    return this.state.sentences.scores(slot, vector);
  }

  async upsert(entries: readonly IndexEntry[]): Promise<void> {
    const slice = timeSlice();
    for (const entry of entries) {
      stage(this.state, entry);
      if (slice.isOver()) await slice.next();
    }
  }

  async publish(change: Publication): Promise<void> {
    publish(this.state, change);
  }

  async remove(slots: readonly number[]): Promise<void> {
    await this.publish({ added: [], removed: slots, moved: [] });
  }

  async vectorsOf(embeddings: readonly string[]): Promise<(PassageVectors | null)[]> {
    return embeddings.map((embedding) => {
      const slot = this.state.slotOf.get(embedding);
      return slot === undefined ? null : vectorsOf(this.state, slot);
    });
  }

  async statistics(): Promise<CollectionStatistics> {
    return this.#statistics();
  }

  async termsOf(numbers: readonly number[]): Promise<readonly string[]> {
    return numbers.map((number) => this.state.vocabulary.terms[number] ?? '');
  }

  async close(): Promise<void> {
    this.state.vectors.close();
  }

  #statistics(): CollectionStatistics {
    const { lexical } = this.state;
    const languages = liveLanguages(lexical);
    const counts = languages.map((each) => lexical.liveLanguages.get(each));
    return {
      passages: lexical.liveRows,
      meanLength: usualLength(lexical),
      languages,
      passagesIn: counts.map((each) => each?.passages ?? 0),
      meanLengthIn: counts.map((each) => (each ? Math.max(1, each.words / each.passages) : 1)),
    };
  }

  /**
   * Passages that wait for their publication are in the vector index already, and are left out. More
   * than wanted are looked at: what decides are the cosines that every engine has.
   * @param similarities those of all that were looked at are put in.
   */
  #nearest(
    vector: Float32Array,
    count: number,
    allowed: ReadonlySet<number> | undefined,
    scanned: ScannedRows | null,
    similarities: Map<number, Float32Array>,
  ): number[] {
    const { lexical, vectors } = this.state;
    const waiting = lexical.rowOf.size - lexical.liveRows;
    const wanted = MORE_NEAREST * count;
    return vectors
      .search(vector, wanted + Math.min(waiting, count), allowed, scanned)
      .flatMap(({ slot }) => (isLive(lexical, slot) ? (passageOf(lexical, slot) ?? []) : []))
      .map(({ slot, citationId }) => {
        const own = this.state.sentences.scores(slot, vector);
        similarities.set(slot, own);
        return { slot, citationId, similarity: own[0] ?? 0 };
      })
      .sort((a, b) => b.similarity - a.similarity || byCitation(a, b))
      .slice(0, count)
      .map(({ slot }) => slot);
  }

  #candidates(
    slots: Iterable<number>,
    vector: Float32Array | null,
    terms: PassageQuery['terms'],
    known: ReadonlyMap<number, Float32Array>,
  ): Candidate[] {
    const held = new Map<string, readonly number[]>();
    return Array.from(slots, (slot): Candidate => {
      const passage = passageOf(this.state.lexical, slot) as IndexedPassage;
      const { citationId, tokens, shapes, sentenceEnds, context, language } = passage;
      const articleId = passage.articleIds[0];
      const articleTerms = held.get(articleId) ?? heldTerms(this.state.articles, articleId, terms);
      held.set(articleId, articleTerms);
      const similarities = vector
        ? (known.get(slot) ?? this.state.sentences.scores(slot, vector))
        : NO_SIMILARITIES;
      return {
        ...{ slot, articleId, citationId, tokens, shapes, sentenceEnds, context, language },
        similarities,
        articleTerms,
      };
    });
  }
}
