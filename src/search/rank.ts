/** From a question to a ranking: candidates from both indexes, evidence, scores, judgement. */
import type { SentenceVectors } from '../../embeddings/sentence-vectors.ts';
import type { VectorIndex } from '../../embeddings/vector-index.ts';
import {
  type AbstentionSignals,
  ANSWER_FROM,
  confidenceOf,
  MOST_INFORMATION,
} from './abstention.ts';
import { type ArticleTerms, articleCoverage } from './article-terms.ts';
import { demoteDuplicates } from './duplicates.ts';
import { findEvidence, type PassageEvidence } from './features.ts';
import { scorePassage, scoreSentence, vectorNeed } from './fusion.ts';
import { type LexicalIndex, lexicalNeighbours, usualLength } from './lexical-index.ts';
import type { IndexedPassage } from './passage-store.ts';
import { type PreparedQuestion, prepareQuestion } from './prepared-question.ts';
import { parseQuestion } from './question.ts';
import type { Ranking, RankOptions } from './search-index.ts';
import { searchedLanguages } from './searched-languages.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The parts that a ranking draws on. */
export interface RankedParts {
  readonly vocabulary: Vocabulary;
  readonly lexical: LexicalIndex;
  readonly articles: ArticleTerms;
  readonly vectors: VectorIndex;
  readonly sentences: SentenceVectors;
}

/** Candidates by BM25 and by vector: the right passage is among them for 99 % of the questions. */
const LEXICAL_CANDIDATES = 30;
const VECTOR_CANDIDATES = 20;
/** Up to here every passage is a candidate: as quick, and nothing is missed. */
const ALL_CANDIDATES = 80;

/** A candidate with its score. */
export interface ScoredPassage {
  readonly passage: IndexedPassage;
  readonly evidence: PassageEvidence;
  /** Share of the question's weight that its article holds. */
  readonly article: number;
  /** Index of its best sentence. */
  readonly sentence: number;
  /** In nats, comparable within one question. */
  readonly score: number;
}

/** Ranks the published passages for a question; see `SearchIndex.rank`. */
export function rankPassages(
  parts: RankedParts,
  text: string,
  vector: Float32Array,
  { count, allowed }: RankOptions,
): Ranking {
  const { question, nearest, scored } = weighCandidates(parts, text, vector, allowed);
  const first = scored[0];
  const signals = first === undefined ? null : signalsOf(question, first, nearest);
  // Without a single term nothing was asked, however near a passage's punctuation may be.
  const isQuestion = question.weights.length > 0;
  const confidence = signals !== null && isQuestion ? confidenceOf(signals) : 0;
  let lowest = 1;
  const top = demoteDuplicates(scored.slice(0, 2 * count), count);
  return {
    answered: confidence >= ANSWER_FROM,
    evidence: { confidence, signals: { ...signals } },
    passages: top.map(({ passage, sentence, score }) => {
      // Demoted duplicates stand behind lower scores, and take theirs.
      lowest = Math.min(lowest, confidence * Math.exp(score - (first?.score ?? 0)));
      return { slot: passage.slot, sentence, score: lowest };
    }),
  };
}

/** Every candidate with its evidence, best first: what `rankPassages` chooses from. */
export function weighCandidates(
  parts: RankedParts,
  text: string,
  vector: Float32Array,
  allowed?: ReadonlySet<number>,
): { question: PreparedQuestion; nearest: number[]; scored: ScoredPassage[] } {
  const { vocabulary } = parts;
  const question = prepareQuestion(vocabulary, parseQuestion(text, searchedLanguages(vocabulary)));
  const { slots, nearest } = candidates(parts, question, vector, allowed);
  return { question, nearest, scored: scoreCandidates(parts, question, vector, slots) };
}

/** The slots worth a closer look, and the nearest by vector among them. */
function candidates(
  { lexical, vectors }: RankedParts,
  question: PreparedQuestion,
  vector: Float32Array,
  allowed: ReadonlySet<number> | undefined,
): { slots: Iterable<number>; nearest: number[] } {
  const isLive = (slot: number): boolean => lexical.live[lexical.rowOf.get(slot) ?? -1] === 1;
  // Passages that wait for their publication are in the vector index already.
  const waiting = lexical.rowOf.size - lexical.liveRows;
  const wanted = VECTOR_CANDIDATES + Math.min(waiting, VECTOR_CANDIDATES);
  const nearest = vectors
    .search(vector, wanted, allowed)
    .map(({ label }) => label)
    .filter(isLive);
  const pool = allowed ?? lexical.rowOf.keys();
  if ((allowed?.size ?? lexical.rowOf.size) <= ALL_CANDIDATES) {
    return { slots: [...pool].filter(isLive), nearest };
  }
  const found = lexicalNeighbours(lexical, question, LEXICAL_CANDIDATES, allowed);
  return { slots: new Set([...found, ...nearest]), nearest };
}

/** Best first; equal scores by slot, so that the order never depends on the way of finding. */
function scoreCandidates(
  { lexical, articles, sentences }: RankedParts,
  question: PreparedQuestion,
  vector: Float32Array,
  slots: Iterable<number>,
): ScoredPassage[] {
  const mean = usualLength(lexical);
  const found = Array.from(slots, (slot) =>
    findEvidence(
      lexical.rows[lexical.rowOf.get(slot) as number] as IndexedPassage,
      question,
      sentences.scores(slot, vector),
      mean,
    ),
  );
  const need = vectorNeed(Math.max(0, ...found.map(({ coverage }) => coverage)));
  const coverages = new Map<string, number>();
  return found
    .map((evidence): ScoredPassage => {
      const { passage } = evidence;
      const article =
        coverages.get(passage.articleId) ?? articleCoverage(articles, passage.articleId, question);
      coverages.set(passage.articleId, article);
      const { sentence, score } = bestSentence(evidence, need);
      return {
        passage,
        evidence,
        article,
        sentence,
        score: scorePassage(evidence, { sentence: score, article, need, usualLength: mean }),
      };
    })
    .sort((a, b) => b.score - a.score || a.passage.slot - b.passage.slot);
}

/** The sentence to highlight: the first of the best. */
function bestSentence(
  { sentences }: PassageEvidence,
  need: number,
): { sentence: number; score: number } {
  let best = { sentence: 0, score: Number.NEGATIVE_INFINITY };
  for (const [sentence, evidence] of sentences.entries()) {
    const score = scoreSentence(evidence, need);
    if (score > best.score) best = { sentence, score };
  }
  return best;
}

/** Among how many nearest by vector a passage counts as found by both rankings. */
const AGREEMENT_RANK = 3;

function signalsOf(
  question: PreparedQuestion,
  { evidence, sentence, passage }: ScoredPassage,
  nearest: readonly number[],
): AbstentionSignals {
  const highlight = evidence.sentences[sentence];
  let missing = 0;
  for (const [term, weight] of question.weights.entries()) {
    missing = Math.max(missing, weight * (1 - (evidence.closest[term] as number)));
  }
  return {
    coverage: evidence.coverage,
    sentenceCoverage: highlight?.coverage ?? 0,
    pairs: evidence.pairs,
    vector: evidence.vector,
    sentenceVector: highlight?.vector ?? 0,
    missing: missing / question.unknownWeight,
    information: Math.min(
      MOST_INFORMATION,
      (evidence.coverage * question.total) / question.unknownWeight,
    ),
    agreement: nearest.slice(0, AGREEMENT_RANK).includes(passage.slot) ? 1 : 0,
  };
}
