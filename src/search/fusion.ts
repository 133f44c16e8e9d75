/** How the evidence is weighed into one score for each sentence and each passage. */
import type { Reading } from '../../embeddings/reading.ts';
import type { PassageEvidence, SentenceEvidence } from './features.ts';

/** What each kind of evidence weighs. */
export interface FusionWeights {
  readonly sentence: Readonly<Record<(typeof SENTENCE_EVIDENCE)[number], number>>;
  readonly passage: Readonly<Record<(typeof PASSAGE_EVIDENCE)[number], number>>;
}

/** What is weighed of a sentence: see `SentenceEvidence`. */
export const SENTENCE_EVIDENCE = ['coverage', 'pairs', 'vector', 'shape', 'previous'] as const;
/** What is weighed of a passage: see `PassageEvidence`, its article's share, its best sentence's score. */
export const PASSAGE_EVIDENCE = ['coverage', 'vector', 'article', 'sentence'] as const;

/** Of questions that are asked with their vector. */
export const FUSION: FusionWeights = {
  sentence: { coverage: 2.71, pairs: 1.11, vector: 5.57, shape: 2.55, previous: 1.45 },
  passage: { coverage: 3.31, vector: 8.31, article: 1.73, sentence: 0.93 },
};

/** Where there are no vectors: words have to make up for them. */
export const FUSION_BY_WORDS: FusionWeights = {
  sentence: { coverage: 4.52, pairs: 1.17, vector: 0, shape: 1.53, previous: 3.34 },
  passage: { coverage: 4.87, vector: 0, article: 2.42, sentence: 1.15 },
};

/** A sentence's score, in nats: a difference of 1 makes it e times as likely to be the answer. */
export function scoreSentence(evidence: SentenceEvidence, { sentence: w }: FusionWeights): number {
  return SENTENCE_EVIDENCE.reduce((sum, key) => sum + w[key] * evidence[key], 0);
}

/**
 * A passage's score, in nats.
 * @param sentence the score of its best sentence.
 * @param article share of the question's weight that the whole article holds.
 */
export function scorePassage(
  evidence: PassageEvidence,
  { sentence, article }: { readonly sentence: number; readonly article: number },
  { passage: w }: FusionWeights,
): number {
  return (
    w.coverage * evidence.coverage +
    w.vector * evidence.vector +
    w.article * article +
    w.sentence * sentence
  );
}

/** What the reader's logit weighs beside the score. */
const READING = 0.5;
/** Taken for what was not read: what the reader says of most passages. */
const UNREAD = -4;

/** What a reading adds to a passage's score, in nats. */
export function readingScore(reading: Reading | null): number {
  return READING * (reading?.logit ?? UNREAD);
}

/** What the reader's span weighs beside a sentence's score. */
const SPAN = 0.6;
/** A sentence that holds less of the answer than this, in nats, holds none. */
const LEAST_SPAN = -6;

/** By sentence: the logarithm of its share of the answer, from `LEAST_SPAN` to 0. */
export function spanShares(sentences: readonly number[]): number[] {
  const best = Math.max(...sentences);
  const all = Math.log(sentences.reduce((sum, each) => sum + Math.exp(each - best), 0)) + best;
  return sentences.map((each) => Math.max(LEAST_SPAN, each - all));
}

/** What its share of the answer adds to a sentence's score, in nats. */
export function spanScore(share: number | undefined): number {
  return SPAN * (share ?? 0);
}
