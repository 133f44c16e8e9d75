/** How the evidence is weighed into one score for each sentence and each passage. */
import type { PassageEvidence, SentenceEvidence } from './features.ts';

/** What each kind of evidence weighs. */
export interface FusionWeights {
  readonly sentence: Readonly<Record<keyof typeof SENTENCE_WEIGHTS, number>>;
  readonly passage: Readonly<Record<keyof typeof PASSAGE_WEIGHTS, number>>;
}

/**
 * Fitted by `src/eval/fit.ts`: a softmax over the sentences of the right passage, then one over the
 * candidates of each question, on the eight SQuAD articles of the evaluation.
 */
export const SENTENCE_WEIGHTS = {
  lexical: 3.03,
  coverage: 4.25,
  pairs: 0.91,
  vector: 2.39,
  vectorUncovered: 0.75,
  shape: 1.56,
  shapeNear: 0.7,
  previous: 3.31,
} as const;

/** As `SENTENCE_WEIGHTS`; `sentence` weighs the score of the passage's best sentence. */
export const PASSAGE_WEIGHTS = {
  lexical: 1.92,
  coverage: 2.4,
  pairs: 1.34,
  vector: 3.63,
  vectorUncovered: 0.82,
  article: 1.67,
  length: -0.7,
  sentence: 1.24,
} as const;

/** Of questions that are asked with their vector. */
export const FUSION: FusionWeights = { sentence: SENTENCE_WEIGHTS, passage: PASSAGE_WEIGHTS };

/** Fitted alike where there are no vectors: words have to make up for them. */
export const FUSION_BY_WORDS: FusionWeights = {
  sentence: {
    lexical: 3.69,
    coverage: 4.52,
    pairs: 1.17,
    vector: 0,
    vectorUncovered: 0,
    shape: 1.53,
    shapeNear: 0.71,
    previous: 3.34,
  },
  passage: {
    lexical: 2.92,
    coverage: 2.87,
    pairs: 1.75,
    vector: 0,
    vectorUncovered: 0,
    article: 2.42,
    length: -0.8,
    sentence: 1.15,
  },
};

/**
 * How much the vectors are needed, between 0 and 1: not at all where the words of the question are
 * all found together somewhere.
 * @param coverage the largest share of the question's weight that one passage holds.
 */
export function vectorNeed(coverage: number): number {
  return (1 - Math.min(1, coverage)) ** 2;
}

/** A sentence's score, in nats: a difference of 1 makes it e times as likely to be the answer. */
export function scoreSentence(
  sentence: SentenceEvidence,
  need: number,
  { sentence: w }: FusionWeights,
): number {
  return (
    w.lexical * sentence.lexical +
    w.coverage * sentence.coverage +
    w.pairs * sentence.pairs +
    (w.vector + w.vectorUncovered * need) * sentence.vector +
    w.shape * sentence.shape +
    w.shapeNear * sentence.shapeNear +
    w.previous * sentence.previous
  );
}

/**
 * A passage's score, in nats.
 * @param sentence the score of its best sentence.
 * @param article share of the question's weight that the whole article holds.
 * @param usualLength mean words of a passage in this collection.
 */
export function scorePassage(
  evidence: PassageEvidence,
  context: { sentence: number; article: number; need: number; usualLength: number },
  { passage: w }: FusionWeights,
): number {
  return (
    w.lexical * evidence.lexical +
    w.coverage * evidence.coverage +
    w.pairs * evidence.pairs +
    (w.vector + w.vectorUncovered * context.need) * evidence.vector +
    w.article * context.article +
    w.length * Math.log(Math.max(1, evidence.passage.tokens.length) / context.usualLength) +
    w.sentence * context.sentence
  );
}
