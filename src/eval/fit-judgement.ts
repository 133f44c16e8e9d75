/** Fits the judgement: which signals tell that a question is answered, and how sure that makes. */
import type { JudgementRule, JudgementSignals } from '../search/judgement.ts';
import type { Collected } from './collect.ts';
import { equalShares } from './equal-shares.ts';
import { rounded } from './fit-fusion.ts';
import { type Case, dot, fitLogistic } from './softmax-fit.ts';

/** A rule without its thresholds. */
export type Weighed = Pick<JudgementRule, 'bias' | 'weights'>;

/** What is weighed in each case: what carried no weight on articles left out is not there. */
export const SIGNALS = {
  read: ['reading', 'bestReading', 'closeness', 'article', 'coverage', 'margin'],
  vectors: ['closeness', 'beyondTitle', 'askedOfSubject', 'article', 'margin'],
  words: ['coverage', 'sentenceCoverage', 'askedOfSubject', 'article', 'information', 'pairs'],
} as const satisfies Readonly<Record<string, readonly (keyof JudgementSignals)[]>>;

/**
 * Fits in two steps. What is weighed is fitted to tell questions with an answer from those without,
 * each half of each set counting the same. The sum is then stretched and shifted (Platt scaling) so
 * that its sigmoid is how often the first passage answers, each set counting the same.
 */
export function fitJudgement(
  collected: readonly Collected[],
  signals: readonly (keyof JudgementSignals)[],
): Weighed {
  const usable = collected.filter(isJudged);
  const rowOf = (each: Collected): number[] => [1, ...signals.map((key) => signalOf(each, key))];
  const ofHalf = equalShares(usable, (each) => `${each.set} ${each.isAnswerable}`);
  const weights = fitLogistic(
    usable.map((each): Case => {
      return { row: rowOf(each), label: each.isAnswerable, weight: ofHalf(each) };
    }),
    1 + signals.length,
  );
  const ofSet = equalShares(usable, ({ set }) => set);
  const [shift = 0, stretch = 1] = fitLogistic(
    usable.map((each): Case => {
      const row = [1, dot(rowOf(each), weights)];
      return { row, label: isAnswered(each), weight: ofSet(each) };
    }),
    2,
  );
  const [bias = 0, ...others] = weights;
  return {
    bias: rounded(shift + stretch * bias),
    weights: Object.fromEntries(
      signals.map((key, i) => [key, rounded(stretch * (others[i] as number))]),
    ),
  };
}

/** Whether there was something to be judged: what is no question, or finds nothing, is refused. */
export function isJudged({ candidates, ranking }: Collected): boolean {
  return candidates.length > 0 && !ranking.isIdle;
}

/** Whether the first passage answers. */
function isAnswered({ candidates }: Collected): boolean {
  return candidates[0]?.isRight ?? false;
}

/** A signal of a question's first passage. */
function signalOf({ ranking }: Collected, key: keyof JudgementSignals): number {
  return ranking.evidence.signals[key] ?? 0;
}

/** Of each set, so many questions with an answer are to be answered. */
const ANSWERED = 0.91;
/** Of each set, so many questions at most may be answered with "may". */
const MAY_ANSWER = 1 / 9;

/**
 * The thresholds by probabilities that were found on articles left out: the first is as high as
 * every set's answers allow, the second as high as "may" is not said too often of any set.
 * @param judged by set: each question's probability, and whether it has an answer.
 */
export function thresholdsOf(
  judged: ReadonlyMap<string, readonly { readonly isAnswerable: boolean; readonly p: number }[]>,
): Pick<JudgementRule, 'mayAnswerFrom' | 'answersFrom'> {
  let mayAnswerFrom = 1;
  for (const each of judged.values()) {
    const answerable = each.filter(({ isAnswerable }) => isAnswerable).map(({ p }) => p);
    if (answerable.length === 0) continue;
    answerable.sort((a, b) => a - b);
    const lowest = answerable[Math.floor((1 - ANSWERED) * answerable.length)] ?? 1;
    mayAnswerFrom = Math.min(mayAnswerFrom, lowest);
  }
  let answersFrom = 1;
  for (const each of judged.values()) {
    const shown = each.map(({ p }) => p).filter((p) => p >= mayAnswerFrom);
    shown.sort((a, b) => a - b);
    answersFrom = Math.min(answersFrom, shown[Math.floor(MAY_ANSWER * each.length)] ?? 1);
  }
  const down = (p: number): number => Math.floor(100 * p) / 100;
  return { mayAnswerFrom: down(mayAnswerFrom), answersFrom: down(answersFrom) };
}
