/** Whether the articles answer a question at all: a calibrated probability over several signals. */
import type { Judgement } from '../model.ts';

/**
 * What the judgement weighs; all are about the first passage unless they say otherwise. What it weighs
 * of them depends on whether the passage was read, and whether there was a vector.
 */
export interface JudgementSignals {
  /** The reader's word that the passage answers, in nats; 0 where it was not read. */
  readonly reading: number;
  /** The highest of its words on all passages that were read. */
  readonly bestReading: number;
  /** How far the second best passage is behind, in nats of the ranking's score, up to 5. */
  readonly margin: number;
  /** Share of the question's weight that the passage holds; unknown words count fully. */
  readonly coverage: number;
  /** The same for the highlighted sentence alone. */
  readonly sentenceCoverage: number;
  /** Share of the question's neighbouring terms that stand together in the passage. */
  readonly pairs: number;
  /** Share of the question's weight that its article holds. */
  readonly article: number;
  /** Sum of the weights of the terms that the passage holds; an unknown word's would be 1. */
  readonly information: number;
  /** Closeness in meaning of question and passage, or highlighted sentence: see `CosineScale`. */
  readonly closeness: number;
  /**
   * Cosine of the question and the sentence nearest to it once what both say of the article's title
   * is taken out of them: whether what is asked for is there, not only what it is about. 0 where it
   * was read instead.
   */
  readonly beyondTitle: number;
  /**
   * How much is said of what the question asks of its subject, and whether a word of the asked kind
   * stands by the subject's name: `predicate` times `asked`, see `PassageEvidence`.
   */
  readonly askedOfSubject: number;
}

/** More rare words than this add nothing to the information that is found. */
export const MOST_INFORMATION = 3;

/** How signals are weighed: the sum is the logit of the probability. */
export interface JudgementRule {
  readonly bias: number;
  /** Signals without a weight say nothing here. */
  readonly weights: Readonly<Partial<Record<keyof JudgementSignals, number>>>;
  /** From this probability on the passage may answer, and is shown. */
  readonly mayAnswerFrom: number;
  /** From this one on it answers. */
  readonly answersFrom: number;
}

/** The probability that the first passage answers the question. */
export function confidenceOf(
  signals: JudgementSignals,
  { bias, weights }: Pick<JudgementRule, 'bias' | 'weights'>,
): number {
  let sum = bias;
  for (const [key, weight] of Object.entries(weights)) {
    sum += weight * signals[key as keyof JudgementSignals];
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
