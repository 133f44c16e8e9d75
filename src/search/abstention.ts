/** Whether the articles answer a question at all: a calibrated judgement over several signals. */

/** More rare words than this add nothing to the information that is found. */
export const MOST_INFORMATION = 3;

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
  /** Weight of the heaviest term that the passage lacks; an unknown word's is 1. */
  readonly missing: number;
  /** Sum of the weights of the terms that the passage holds; an unknown word's would be 1. */
  readonly information: number;
  /** 1 where the passage is also among the three nearest by vector. */
  readonly agreement: number;
}

/** Fitted by `src/eval/fit.ts`: see there for the cases. */
export const ABSTENTION_WEIGHTS = {
  bias: -3.15,
  coverage: 1.68,
  sentenceCoverage: 2.33,
  pairs: 1.8,
  vector: 3.15,
  sentenceVector: 3.77,
  missing: -3.17,
  information: 1.27,
  agreement: 0.9,
} as const;

/**
 * From this probability on the question is answered: low, since a wrong refusal costs a reader more
 * than an excerpt that is plainly about something else. On articles left out of the fit, 99 % of
 * the questions are answered here.
 */
export const ANSWER_FROM = 0.22;

/** How signals are weighed, and from which probability on a question is answered. */
export interface Judgement {
  readonly weights: Readonly<Record<keyof typeof ABSTENTION_WEIGHTS, number>>;
  readonly answerFrom: number;
}

/** Of questions that are asked with their vector. */
export const JUDGEMENT: Judgement = { weights: ABSTENTION_WEIGHTS, answerFrom: ANSWER_FROM };

/**
 * Where there are no vectors, and their signals are 0: fitted alike. Words alone tell less well what
 * a passage is about, so more is asked of them: on articles left out of the fit, 96 % of the
 * questions are answered here, and fewer than with vectors where the articles have no answer.
 */
export const JUDGEMENT_BY_WORDS: Judgement = {
  weights: {
    bias: -3.16,
    coverage: 2.35,
    sentenceCoverage: 3.29,
    pairs: 2.5,
    vector: 0,
    sentenceVector: 0,
    missing: -2.78,
    information: 2.08,
    agreement: 0,
  },
  answerFrom: 0.4,
};

/**
 * A question of everyday words ("how are you today") finds them somewhere, and that says nothing.
 * Below both of these it is refused, whatever else speaks for the passage: no fit could learn it,
 * since people who make questions for a test do not chat. Of 1,278 questions it refuses two.
 */
const LEAST_INFORMATION = 0.6;
const LEAST_SIMILARITY = 0.2;

function saysTooLittle({ information, vector, sentenceVector }: AbstentionSignals): boolean {
  return information < LEAST_INFORMATION && Math.max(vector, sentenceVector) < LEAST_SIMILARITY;
}

/** The probability that the first passage answers the question. */
export function confidenceOf(signals: AbstentionSignals, judgement: Judgement): number {
  const probability = fittedProbability(signals, judgement);
  return saysTooLittle(signals) ? Math.min(probability, judgement.answerFrom / 2) : probability;
}

function fittedProbability(signals: AbstentionSignals, { weights: w }: Judgement): number {
  const sum =
    w.bias +
    w.coverage * signals.coverage +
    w.sentenceCoverage * signals.sentenceCoverage +
    w.pairs * signals.pairs +
    w.vector * signals.vector +
    w.sentenceVector * signals.sentenceVector +
    w.missing * signals.missing +
    w.information * signals.information +
    w.agreement * signals.agreement;
  return 1 / (1 + Math.exp(-sum));
}
