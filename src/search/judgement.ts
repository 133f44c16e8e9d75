/** Whether the articles answer a question at all: a calibrated probability over several signals. */
import type { Judgement } from '../model.ts';

/** What the judgement weighs; all are about the first passage unless they say otherwise. */
export interface JudgementSignals {
  /** The reader's word that the passage answers, in nats; 0 where it was not read. */
  readonly reading: number;
  /** How far the second best passage is behind, in nats of the ranking's score. */
  readonly margin: number;
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
  /** Weight of the heaviest term that the passage lacks; an unknown word's is 1. */
  readonly missing: number;
  /** Sum of the weights of the terms that the passage holds; an unknown word's would be 1. */
  readonly information: number;
}

/** More rare words than this add nothing to the information that is found. */
export const MOST_INFORMATION = 3;

/** How signals are weighed: the sum is the logit of the probability. */
export interface JudgementRule {
  readonly bias: number;
  readonly weights: Readonly<Record<keyof JudgementSignals, number>>;
  /** From this probability on the passage may answer, and is shown. */
  readonly mayAnswerFrom: number;
  /** From this one on it answers. */
  readonly answersFrom: number;
}

/** Of questions whose first passage was read. */
export const JUDGEMENT_READ: JudgementRule = {
  bias: 0,
  weights: {
    reading: 0.5,
    margin: 0.1,
    coverage: 1,
    sentenceCoverage: 0,
    pairs: 0,
    vector: 0,
    sentenceVector: 0,
    missing: -1,
    information: 0,
  },
  mayAnswerFrom: 0.3,
  answersFrom: 0.5,
};

/** Of those that were asked with their vector and not read. */
export const JUDGEMENT_BY_VECTORS: JudgementRule = {
  bias: -3.15,
  weights: {
    reading: 0,
    margin: 0,
    coverage: 1.68,
    sentenceCoverage: 2.33,
    pairs: 1.8,
    vector: 3.15,
    sentenceVector: 3.77,
    missing: -3.17,
    information: 1.27,
  },
  mayAnswerFrom: 0.3,
  answersFrom: 0.5,
};

/** Where there is no vector either. */
export const JUDGEMENT_BY_WORDS: JudgementRule = {
  bias: -3.16,
  weights: {
    reading: 0,
    margin: 0,
    coverage: 2.35,
    sentenceCoverage: 3.29,
    pairs: 2.5,
    vector: 0,
    sentenceVector: 0,
    missing: -2.78,
    information: 2.08,
  },
  mayAnswerFrom: 0.3,
  answersFrom: 0.4,
};

/** The probability that the first passage answers the question. */
export function confidenceOf(signals: JudgementSignals, { bias, weights }: JudgementRule): number {
  let sum = bias;
  for (const key of Object.keys(weights) as (keyof JudgementSignals)[]) {
    sum += weights[key] * signals[key];
  }
  return 1 / (1 + Math.exp(-sum));
}

/** What a probability comes to. */
export function judge(
  confidence: number,
  { mayAnswerFrom, answersFrom }: Pick<JudgementRule, 'mayAnswerFrom' | 'answersFrom'>,
): Judgement {
  if (confidence >= answersFrom) return 'answers';
  return confidence >= mayAnswerFrom ? 'may-answer' : 'no-answer';
}
