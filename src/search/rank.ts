/** From a question to a ranking: candidates from an index, evidence, scores, judgement. */
import type { Candidate, FoundPassages, PassageIndex } from '../index/passage-index.ts';
import { languageCode } from '../languages/languages.ts';
import type { Evidence } from '../model.ts';
import {
  type AbstentionSignals,
  confidenceOf,
  JUDGEMENT,
  JUDGEMENT_BY_WORDS,
  MOST_INFORMATION,
} from './abstention.ts';
import { articleCoverage } from './article-coverage.ts';
import { demoteDuplicates } from './duplicates.ts';
import { findEvidence, type PassageEvidence } from './features.ts';
import {
  FUSION,
  FUSION_BY_WORDS,
  type FusionWeights,
  scorePassage,
  scoreSentence,
  vectorNeed,
} from './fusion.ts';
import {
  type PreparedQuestion,
  prepareQuestion,
  queryTerms,
  termRequests,
} from './prepared-question.ts';
import { parseQuestion } from './question.ts';

/** Candidates by BM25 and by vector: the right passage is among them for 99 % of the questions. */
const LEXICAL_CANDIDATES = 30;
const VECTOR_CANDIDATES = 20;
/** Up to here every passage is a candidate: as quick, and nothing is missed. */
const ALL_CANDIDATES = 80;

/** What is searched for, and how. */
export interface RankOptions {
  /** How many passages at most. */
  readonly count: number;
  /** Ranks passages of these articles only, as if there were no others. */
  readonly articleIds?: readonly string[];
}

/** The passages that fit a question best. */
export interface Ranking {
  /** Whether the first passage is likely to answer the question. */
  readonly answered: boolean;
  /** The confidence from which on it is. */
  readonly answerFrom: number;
  readonly evidence: Evidence;
  /** Best first; none twice. */
  readonly passages: readonly RankedPassage[];
  /** Every candidate with what was weighed, best first: what `passages` were chosen from. */
  readonly scored: readonly ScoredPassage[];
}

/** A passage of a ranking. */
export interface RankedPassage {
  readonly slot: number;
  /** Index of the sentence that answers best. */
  readonly sentence: number;
  /** Between 0 and 1, falling. */
  readonly score: number;
}

/** A candidate with its score. */
export interface ScoredPassage {
  readonly passage: Candidate;
  readonly evidence: PassageEvidence;
  /** Share of the question's weight that its article holds. */
  readonly article: number;
  /** Index of its best sentence. */
  readonly sentence: number;
  /** In nats, comparable within one question. */
  readonly score: number;
}

/**
 * Ranks the passages of an index for a question.
 * @param vector unit vector of the question, of the index's dimensions; null ranks by words alone.
 */
export async function rankPassages(
  index: PassageIndex,
  text: string,
  vector: Float32Array | null,
  { count, articleIds }: RankOptions,
): Promise<Ranking> {
  const { languages } = await index.statistics();
  const searched = languages.flatMap((language) => languageCode(language) ?? []);
  const parsed = parseQuestion(text, searched);
  const question = prepareQuestion(parsed, await index.lookUp(termRequests(parsed)));
  const found = await index.search({
    terms: queryTerms(question),
    vector,
    byWords: vector ? LEXICAL_CANDIDATES : LEXICAL_CANDIDATES + VECTOR_CANDIDATES,
    byVector: VECTOR_CANDIDATES,
    all: ALL_CANDIDATES,
    ...(articleIds && { filter: { articleIds } }),
  });
  const scored = scoreCandidates(question, found, vector ? FUSION : FUSION_BY_WORDS);
  const first = scored[0];
  const signals = first === undefined ? null : signalsOf(question, first, found.nearest);
  // Without a single term nothing was asked, however near a passage's punctuation may be.
  const isQuestion = question.weights.length > 0;
  const judgement = vector ? JUDGEMENT : JUDGEMENT_BY_WORDS;
  const confidence = signals !== null && isQuestion ? confidenceOf(signals, judgement) : 0;
  let lowest = 1;
  const top = demoteDuplicates(scored.slice(0, 2 * count), count);
  return {
    answered: confidence >= judgement.answerFrom,
    answerFrom: judgement.answerFrom,
    evidence: { confidence, signals: { ...signals } },
    passages: top.map(({ passage, sentence, score }) => {
      // Demoted duplicates stand behind lower scores, and take theirs.
      lowest = Math.min(lowest, confidence * Math.exp(score - (first?.score ?? 0)));
      return { slot: passage.slot, sentence, score: lowest };
    }),
    scored,
  };
}

/** Best first; equal scores by slot, so that the order never depends on the way of finding. */
function scoreCandidates(
  question: PreparedQuestion,
  { candidates, meanLength }: FoundPassages,
  weights: FusionWeights,
): ScoredPassage[] {
  const found = candidates.map((passage) => findEvidence(passage, question, meanLength));
  const need = vectorNeed(Math.max(0, ...found.map(({ coverage }) => coverage)));
  const coverages = new Map<string, number>();
  return found
    .map((evidence): ScoredPassage => {
      const { passage } = evidence;
      const article =
        coverages.get(passage.articleId) ?? articleCoverage(passage.articleTerms, question);
      coverages.set(passage.articleId, article);
      const { sentence, score } = bestSentence(evidence, need, weights);
      return {
        passage,
        evidence,
        article,
        sentence,
        score: scorePassage(
          evidence,
          { sentence: score, article, need, usualLength: meanLength },
          weights,
        ),
      };
    })
    .sort((a, b) => b.score - a.score || a.passage.slot - b.passage.slot);
}

/** The sentence to highlight: the first of the best. */
function bestSentence(
  { sentences }: PassageEvidence,
  need: number,
  weights: FusionWeights,
): { sentence: number; score: number } {
  let best = { sentence: 0, score: Number.NEGATIVE_INFINITY };
  for (const [sentence, evidence] of sentences.entries()) {
    const score = scoreSentence(evidence, need, weights);
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
