/** How the evidence is weighed into one score for each sentence and each passage. */
import type { PassageEvidence, SentenceEvidence } from './features.ts';

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

/**
 * How much the vectors are needed, between 0 and 1: not at all where the words of the question are
 * all found together somewhere.
 * @param coverage the largest share of the question's weight that one passage holds.
 */
export function vectorNeed(coverage: number): number {
  return (1 - Math.min(1, coverage)) ** 2;
}

/** A sentence's score, in nats: a difference of 1 makes it e times as likely to be the answer. */
export function scoreSentence(sentence: SentenceEvidence, need: number): number {
  const w = SENTENCE_WEIGHTS;
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
): number {
  const w = PASSAGE_WEIGHTS;
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
