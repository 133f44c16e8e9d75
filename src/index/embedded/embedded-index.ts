/** The engine in this process: posting lists, vector index and sentence vectors, published in one step. */
import type { ScannedRows } from '../../../embeddings/vector-index.ts';
import { timeSlice } from '../../time-slices.ts';
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
  PhraseRequest,
  Publication,
  TermRequest,
} from '../passage-index.ts';
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
import { derivedTerms, findPhrase, knownTerm, nearTerms } from './vocabulary.ts';

/** Where there is nothing to compare with. */
const NO_SIMILARITIES = new Float32Array(0);

/** All that is searched, in memory. What it hands out are its own arrays: nothing is copied. */
export class EmbeddedIndex implements PassageIndex {
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
    const vocabulary = this.state.vocabulary;
    return {
      ...this.#statistics(),
      termCount: vocabulary.terms.length,
      phrases: phrases.map((phrase) => findPhrase(vocabulary, phrase)),
      terms: terms.map(({ term, root, ...others }): FoundTerm => {
        const known = knownTerm(vocabulary, term);
        const knownOf = (each: readonly string[]) =>
          each.flatMap((one) => knownTerm(vocabulary, one) ?? []);
        const variants = knownOf(others.variants);
        const derived = derivedTerms(vocabulary, term, root);
        const isFound = known !== null || variants.length > 0 || derived.length > 0;
        const spelt = isFound ? [] : nearTerms(vocabulary, term);
        return { known, variants, derived, spelt, synonyms: knownOf(others.synonyms) };
      }),
    };
  }

  async search(query: PassageQuery): Promise<FoundPassages> {
    const { terms, vector, byWords, byVector, all, filter } = query;
    // All after it is one turn of the event loop, which sees one publication.
    const scanned = vector === null ? null : await this.state.vectors.scan(vector);
    const lexical = this.state.lexical;
    const allowed = filter && slotsOf(this.state.articles, filter.articleIds);
    const nearest = vector === null ? [] : this.#nearest(vector, byVector, allowed, scanned);
    const pool = allowed ?? lexical.rowOf.keys();
    const slots =
      (allowed?.size ?? lexical.liveRows) <= all
        ? [...pool].filter((slot) => isLive(lexical, slot))
        : new Set([...lexicalNeighbours(lexical, terms, byWords, allowed), ...nearest]);
    return { ...this.#statistics(), candidates: this.#candidates(slots, vector, terms), nearest };
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

  /** Passages that wait for their publication are in the vector index already, and are left out. */
  #nearest(
    vector: Float32Array,
    count: number,
    allowed: ReadonlySet<number> | undefined,
    scanned: ScannedRows | null,
  ): number[] {
    const { lexical, vectors } = this.state;
    const waiting = lexical.rowOf.size - lexical.liveRows;
    return vectors
      .search(vector, count + Math.min(waiting, count), allowed, scanned)
      .map(({ slot }) => slot)
      .filter((slot) => isLive(lexical, slot))
      .slice(0, count);
  }

  #candidates(
    slots: Iterable<number>,
    vector: Float32Array | null,
    terms: PassageQuery['terms'],
  ): Candidate[] {
    const held = new Map<string, readonly number[]>();
    return Array.from(slots, (slot): Candidate => {
      const passage = passageOf(this.state.lexical, slot) as IndexedPassage;
      const { tokens, shapes, sentenceEnds, context, language } = passage;
      const articleId = passage.articleIds[0];
      const articleTerms = held.get(articleId) ?? heldTerms(this.state.articles, articleId, terms);
      held.set(articleId, articleTerms);
      const similarities = vector ? this.state.sentences.scores(slot, vector) : NO_SIMILARITIES;
      return {
        ...{ slot, articleId, tokens, shapes, sentenceEnds, context, language },
        similarities,
        articleTerms,
      };
    });
  }
}
