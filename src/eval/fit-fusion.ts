/** Fits what the evidence of passages and sentences weighs, and what a reading weighs beside it. */
import {
  answerShares,
  bestSentence,
  type FusionWeights,
  PASSAGE_EVIDENCE,
  type ReadingWeights,
  readingScore,
  SENTENCE_EVIDENCE,
  scorePassage,
  scoreSentence,
  unreadLogit,
} from '../search/fusion.ts';
import type { Collected, CollectedCandidate } from './collect.ts';
import { type Choice, fitSoftmax } from './softmax-fit.ts';

/** Rounded as they are written, so that what is measured is what is used. */
export function rounded(weight: number): number {
  return Number(weight.toFixed(2));
}

/**
 * Weights of the fusion: a softmax over the sentences of the right passage, then one over the
 * candidates of each question.
 * @param weigh how much a question counts.
 * @param isBlind whether there are no vectors: they weigh nothing then.
 */
export function fitFusion(
  collected: readonly Collected[],
  weigh: (each: Collected) => number,
  isBlind: boolean,
): FusionWeights {
  const isUsed = (key: string): boolean => !isBlind || key !== 'vector';
  const sentenceKeys = SENTENCE_EVIDENCE.filter(isUsed);
  const passageKeys = PASSAGE_EVIDENCE.filter(isUsed);
  const sentences = fitSoftmax(
    collected.flatMap((each): Choice[] => {
      const right = each.candidates.find(({ isRight }) => isRight);
      if (!right) return [];
      const rows = right.evidence.sentences.map((one) => sentenceKeys.map((key) => one[key]));
      return [{ rows, right: right.holds, weight: weigh(each) }];
    }),
    sentenceKeys.length,
  );
  const sentence = byKey(SENTENCE_EVIDENCE, sentenceKeys, sentences);
  const passages = fitSoftmax(
    collected.map((each): Choice => {
      const rows = each.candidates.map((candidate) => {
        const { evidence, article } = candidate;
        const { score } = bestSentence(evidence, { sentence, passage: NOTHING });
        const values = { ...evidence, article, sentence: score };
        return passageKeys.map((key) => values[key]);
      });
      const right = each.candidates.map(({ isRight }) => isRight);
      return { rows, right, weight: weigh(each) };
    }),
    passageKeys.length,
  );
  return { sentence, passage: byKey(PASSAGE_EVIDENCE, passageKeys, passages) };
}

/**
 * What a reading weighs, beside fused scores that are there already. The reader may be surer of
 * itself than the fusion is: both are stretched alike, so that only their relation counts.
 */
export function fitReading(
  collected: readonly Collected[],
  fusion: FusionWeights,
  weigh: (each: Collected) => number,
): ReadingWeights {
  const [score = 1, logit = 0] = fitSoftmax(
    collected.map((each) => ({
      rows: each.candidates.map((candidate) => [
        scoreOf(candidate, fusion),
        readingScore(candidate.reading, unreadIn(each), { logit: 1, span: 0 }),
      ]),
      right: each.candidates.map(({ isRight }) => isRight),
      weight: weigh(each),
    })),
    2,
  );
  const [sentence = 1, span = 0] = fitSoftmax(
    collected.flatMap((each): Choice[] => {
      const right = each.candidates.find(({ isRight, reading }) => isRight && reading !== null);
      if (!right?.reading) return [];
      const shares = answerShares(right.reading);
      const rows = right.evidence.sentences.map((one, i) => [
        scoreSentence(one, fusion),
        shares[i] ?? 0,
      ]);
      return [{ rows, right: right.holds, weight: weigh(each) }];
    }),
    2,
  );
  return { logit: rounded(logit / score), span: rounded(span / sentence) };
}

/** Candidates by these weights: best first. */
export function ranked(
  collected: Collected,
  fusion: FusionWeights,
  reading: ReadingWeights | null,
): CollectedCandidate[] {
  const { candidates } = collected;
  const unread = unreadIn(collected);
  const scores = new Map(
    candidates.map((candidate) => [
      candidate,
      scoreOf(candidate, fusion) + (reading ? readingScore(candidate.reading, unread, reading) : 0),
    ]),
  );
  const of = (candidate: CollectedCandidate): number => scores.get(candidate) ?? 0;
  return [...candidates].sort((a, b) => of(b) - of(a));
}

/** Index of a candidate's best sentence by these weights. */
export function highlighted(
  { evidence, reading }: CollectedCandidate,
  fusion: FusionWeights,
  weights: ReadingWeights | null,
): number {
  const read = reading && weights ? { reading, weights } : undefined;
  return bestSentence(evidence, fusion, read).sentence;
}

function unreadIn({ candidates }: Collected): number {
  return unreadLogit(candidates.map(({ reading }) => reading));
}

function scoreOf({ evidence, article }: CollectedCandidate, fusion: FusionWeights): number {
  const { score: sentence } = bestSentence(evidence, fusion);
  return scorePassage(evidence, { sentence, article }, fusion);
}

const NOTHING = byKey(PASSAGE_EVIDENCE, [], []);

function byKey<Key extends string>(
  all: readonly Key[],
  used: readonly Key[],
  weights: readonly number[],
): Record<Key, number> {
  const entries = all.map((key) => [key, rounded(weights[used.indexOf(key)] ?? 0)]);
  return Object.fromEntries(entries) as Record<Key, number>;
}
