/** What the engine in this process holds, and how that changes. */
import { SentenceVectors } from '../../../embeddings/sentence-vectors.ts';
import { VectorIndex } from '../../../embeddings/vector-index.ts';
import type { IndexEntry, PassageVectors, Publication } from '../passage-index.ts';
import { createVocabulary, type Vocabulary } from '../vocabulary.ts';
import { type ArticleTerms, changeArticleTerms, createArticleTerms } from './article-terms.ts';
import {
  addRow,
  createLexicalIndex,
  enliven,
  isLive,
  isSparse,
  type LexicalIndex,
  passageOf,
  removeRow,
  replaceRow,
  withoutDeadRows,
} from './lexical-index.ts';
import { type IndexedPassage, indexPassage } from './passage-store.ts';

/** The parts of an index; all but the lexical one know staged passages as well as searchable ones. */
export interface EmbeddedState {
  readonly vocabulary: Vocabulary;
  readonly articles: ArticleTerms;
  /** `IndexEntry.embedding` to a slot that has these vectors. */
  readonly slotOf: Map<string, number>;
  lexical: LexicalIndex;
  readonly vectors: VectorIndex;
  /** Of each passage: its own vector, then its sentences'. */
  readonly sentences: SentenceVectors;
}

/** Without passages. @param vectors an empty index. */
export function createState(
  dimensions: number,
  vectors = new VectorIndex(dimensions),
): EmbeddedState {
  return {
    vocabulary: createVocabulary(),
    articles: createArticleTerms(),
    slotOf: new Map(),
    lexical: createLexicalIndex(),
    vectors,
    sentences: new SentenceVectors(dimensions),
  };
}

/** See `WritableIndex.upsert`. */
export function stage(state: EmbeddedState, entry: IndexEntry): void {
  const { slot, vector, sentenceVectors, embedding } = entry;
  if (isLive(state.lexical, slot)) throw new RangeError(`slot ${slot} is in use`);
  forget(state, slot);
  state.sentences.set(slot, [vector, ...sentenceVectors]);
  state.vectors.add(slot, vector);
  addRow(state.lexical, indexPassage(state.vocabulary, entry));
  if (!state.slotOf.has(embedding)) state.slotOf.set(embedding, slot);
}

/** See `WritableIndex.publish`; in one turn of the event loop. */
export function publish(state: EmbeddedState, { added, removed, moved }: Publication): void {
  const { lexical, articles, vocabulary } = state;
  const passages = (slots: readonly number[], live: boolean): IndexedPassage[] =>
    slots.flatMap((slot) =>
      isLive(lexical, slot) === live ? (passageOf(lexical, slot) ?? []) : [],
    );
  for (const { slot, articleIds, citationId } of moved) {
    const passage = passageOf(lexical, slot);
    if (passage === undefined) continue;
    const after = { ...passage, articleIds, citationId };
    if (isLive(lexical, slot)) changeArticleTerms(articles, [after], [passage]);
    replaceRow(lexical, after);
  }
  changeArticleTerms(articles, passages(added, false), passages(removed, true));
  for (const slot of added) {
    enliven(lexical, vocabulary, slot);
    const passage = passageOf(lexical, slot);
    if (passage) state.slotOf.set(passage.embedding, slot);
  }
  for (const slot of removed) forget(state, slot);
  if (isSparse(lexical)) state.lexical = withoutDeadRows(lexical);
}

/** Takes in passages whose vectors are there already, and lets them be found. */
export function enter(state: EmbeddedState, passages: readonly IndexedPassage[]): void {
  for (const passage of passages) {
    addRow(state.lexical, passage);
    enliven(state.lexical, state.vocabulary, passage.slot);
    state.slotOf.set(passage.embedding, passage.slot);
  }
  changeArticleTerms(state.articles, passages, []);
}

/** The vectors of a slot, give or take rounding. */
export function vectorsOf(
  { vectors, sentences }: Pick<EmbeddedState, 'vectors' | 'sentences'>,
  slot: number,
): PassageVectors | null {
  const vector = vectors.vector(slot);
  return vector && { vector, sentenceVectors: sentences.vectors(slot).slice(1) };
}

function forget(state: EmbeddedState, slot: number): void {
  const passage = passageOf(state.lexical, slot);
  if (passage === undefined) return;
  removeRow(state.lexical, state.vocabulary, slot);
  state.vectors.remove(slot);
  state.sentences.remove(slot);
  if (state.slotOf.get(passage.embedding) === slot) state.slotOf.delete(passage.embedding);
}
