/** Whether the articles answer a question at all: a calibrated judgement over several signals. */

/** What the judgement weighs; all are about the first passage unless they say otherwise. */
export interface AbstentionSignals {
  /** Share of the question's weight that the passage holds; unknown words count fully. */
  readonly coverage: number;
  /** The same for the highlighted sentence alone. */
  readonly sentenceCoverage: number;
  /** Share of the question's neighbouring terms that stand together in the passage. */
  readonly pairs: number;
  /** Cosine of the passage and the question. */
  readonly vector: number;
  /** Cosine of the highlighted sentence and the question. */
  readonly sentenceVector: number;
  /** Share of the question's weight that the collection holds anywhere. */
  readonly known: number;
  /** Sum of the weights of the question's terms that the passage holds, in nats. */
  readonly information: number;
  /** 1 where the passage is also among the three nearest by vector. */
  readonly agreement: number;
}

/** Fitted by `src/eval/fit.ts`: see there for the cases. */
export const ABSTENTION_WEIGHTS = {
  bias: -5.5,
  coverage: 5,
  sentenceCoverage: 1.5,
  pairs: 1,
  vector: 3,
  sentenceVector: 3,
  known: 1,
  information: 0.05,
  agreement: 0.5,
} as const;

/** From this probability on the question is answered. */
export const ANSWER_FROM = 0.5;

/** The probability that the first passage answers the question. */
export function confidenceOf(signals: AbstentionSignals): number {
  const w = ABSTENTION_WEIGHTS;
  const sum =
    w.bias +
    w.coverage * signals.coverage +
    w.sentenceCoverage * signals.sentenceCoverage +
    w.pairs * signals.pairs +
    w.vector * signals.vector +
    w.sentenceVector * signals.sentenceVector +
    w.known * signals.known +
    w.information * Math.min(MOST_INFORMATION, signals.information) +
    w.agreement * signals.agreement;
  return 1 / (1 + Math.exp(-sum));
}
/** Some three rare words: more than that adds nothing. */
const MOST_INFORMATION = 20;
