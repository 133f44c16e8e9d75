/** How the evidence is weighed into one score for each sentence and each passage, in nats. */
import type { Reading } from '../../embeddings/reading.ts';
import type { PassageEvidence, SentenceEvidence } from './features.ts';

/** What a reading weighs. */
export interface ReadingWeights {
  /** Of the reader's logit, in the ranking of passages. */
  readonly logit: number;
  /** Of a sentence's share of the answer, in the choice of the sentence. */
  readonly span: number;
}

/** What is weighed of a sentence: see `SentenceEvidence`. */
export const SENTENCE_EVIDENCE = ['coverage', 'pairs', 'vector', 'shape', 'previous'] as const;
/** What is weighed of a passage: see `PassageEvidence`, its article's share, its best sentence's score. */
export const PASSAGE_EVIDENCE = ['coverage', 'lexical', 'vector', 'article', 'sentence'] as const;

/** What each kind of evidence weighs: a difference of 1 makes it e times as likely to be right. */
export interface FusionWeights {
  readonly sentence: Readonly<Record<(typeof SENTENCE_EVIDENCE)[number], number>>;
  readonly passage: Readonly<Record<(typeof PASSAGE_EVIDENCE)[number], number>>;
}

/** A sentence's score. */
export function scoreSentence(evidence: SentenceEvidence, { sentence: w }: FusionWeights): number {
  let sum = 0;
  for (const key of SENTENCE_EVIDENCE) sum += w[key] * evidence[key];
  return sum;
}

/**
 * A passage's score.
 * @param sentence the score of its best sentence.
 * @param article share of the question's weight that the whole article holds.
 */
export function scorePassage(
  { coverage, lexical, vector }: PassageEvidence,
  { sentence, article }: { readonly sentence: number; readonly article: number },
  { passage: w }: FusionWeights,
): number {
  return (
    w.coverage * coverage +
    w.lexical * lexical +
    w.vector * vector +
    w.article * article +
    w.sentence * sentence
  );
}

/** Taken for the reader's logit of what was not read: what it says of most passages. */
const UNREAD = -4;

/** What is taken for the logits of passages that were not read: no more than any that was. */
export function unreadLogit(readings: Iterable<Reading | null>): number {
  let lowest = UNREAD;
  for (const reading of readings) if (reading) lowest = Math.min(lowest, reading.logit);
  return lowest;
}

/**
 * What a reading adds to a passage's score.
 * @param unread see `unreadLogit`.
 */
export function readingScore(
  reading: Reading | null,
  unread: number,
  { logit }: ReadingWeights,
): number {
  return logit * (reading?.logit ?? unread);
}

/** A sentence that holds less of the answer than this, in nats, holds none. */
const LEAST_SHARE = -6;

/** By sentence of a reading: the logarithm of its share of the answer, from `LEAST_SHARE` to 0. */
export function answerShares({ sentences }: Reading): number[] {
  const best = Math.max(...sentences);
  const all = Math.log(sentences.reduce((sum, each) => sum + Math.exp(each - best), 0)) + best;
  return sentences.map((each) => Math.max(LEAST_SHARE, each - all));
}

/**
 * The sentence to highlight: the first of the best, and its score.
 * @param read what the reader said of the passage, and what that weighs.
 */
export function bestSentence(
  { sentences }: Pick<PassageEvidence, 'sentences'>,
  fusion: FusionWeights,
  read?: { readonly reading: Reading; readonly weights: ReadingWeights },
): { sentence: number; score: number } {
  const shares = read ? answerShares(read.reading) : [];
  let best = { sentence: 0, score: Number.NEGATIVE_INFINITY };
  for (const [sentence, evidence] of sentences.entries()) {
    const share = (read?.weights.span ?? 0) * (shares[sentence] ?? 0);
    const score = scoreSentence(evidence, fusion) + share;
    if (score > best.score) best = { sentence, score };
  }
  return best;
}
