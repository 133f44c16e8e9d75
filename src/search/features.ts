/** What speaks for a passage and for each of its sentences: one pass over its terms. */
import { LENGTH_SHARE, SATURATION } from '../index/bm25.ts';
import type { Candidate } from '../index/passage-index.ts';
import type { PreparedQuestion } from './prepared-question.ts';
import { namedIn, predicateShare, subjectShare } from './subject.ts';

/** What was seen in a passage. All shares are of the question's weight. */
export interface PassageEvidence {
  readonly passage: Candidate;
  /** BM25 of the whole passage, divided by the question's weight: between 0 and 2.2. */
  readonly lexical: number;
  /** Share of the question's weight that the passage holds, between 0 and 1. */
  readonly coverage: number;
  /** Share of the question's pairs of neighbouring terms that stand together in a sentence. */
  readonly pairs: number;
  /** Closeness in meaning of the passage and the question: 0 is unrelated, 1 an answer. */
  readonly vector: number;
  /** Share of the weight of what is asked of the subject that the passage holds; 1 for nothing. */
  readonly predicate: number;
  /**
   * The largest share of the subject's weight in a sentence that has a word of the expected shape,
   * or in the one before it; 0 without such a word, `ANY_SHAPE` where any will do.
   */
  readonly asked: number;
  readonly sentences: readonly SentenceEvidence[];
}

/** What was seen in one sentence. */
export interface SentenceEvidence {
  readonly coverage: number;
  readonly pairs: number;
  /** The same of the sentence and the question. */
  readonly vector: number;
  /** 1 where a word has the shape of the answer that the question asks for. */
  readonly shape: number;
  /** Share of the question's weight that the sentence before holds and this one lacks. */
  readonly previous: number;
}

/** A word of the title or the section speaks for a passage by this much of one of its own. */
const CONTEXT_SHARE = 0.6;
/**
 * A passage counts as no shorter than this share of a usual one: a fragment of two words would gain
 * more by its shortness than by what it says.
 */
const LEAST_LENGTH = 0.6;
/** Said of `asked` where a question expects no shape: neither found nor missing. */
const ANY_SHAPE = 0.5;
/** The sentence before may name the subject: half as good as the sentence itself. */
const BEFORE_SHARE = 0.5;
/** Terms this many words apart, stop words included, stand together. */
const TOGETHER = 3;

/**
 * Looks for the question in a passage.
 * @param usualLength mean words of a passage in this collection.
 */
export function findEvidence(
  passage: Candidate,
  question: PreparedQuestion,
  usualLength: number,
): PassageEvidence {
  const { weights, pairs, total } = question;
  const { similarities } = passage;
  const counts = new Float32Array(weights.length);
  const best = new Float32Array(weights.length);
  const together = new Uint8Array(pairs.length);
  const sentences: SentenceEvidence[] = [];
  const named = namedIn(passage, question);
  let asked = question.expects === 0 ? ANY_SHAPE : 0;
  let before: Float32Array | null = null;
  let start = 0;
  for (const [index, end] of passage.sentenceEnds.entries()) {
    const seen = scanSentence(passage, question, start, end);
    let previous = 0;
    for (let term = 0; term < weights.length; term++) {
      const close = seen.closest[term] as number;
      counts[term] = (counts[term] as number) + (seen.counts[term] as number);
      best[term] = Math.max(best[term] as number, close);
      const lacking = (before?.[term] ?? 0) - close;
      if (lacking > 0) previous += (weights[term] as number) * lacking;
    }
    for (let pair = 0; pair < pairs.length; pair++)
      together[pair] ||= seen.together[pair] as number;
    if (seen.shape > 0) {
      const subject = subjectShare(question, named, seen.closest);
      const above = before === null ? 0 : BEFORE_SHARE * subjectShare(question, named, before);
      asked = Math.max(asked, subject, above);
    }
    sentences.push({
      coverage: weightOf(question, seen.closest),
      pairs: pairWeight(question, seen.together),
      vector: similarities[index + 1] ?? similarities[0] ?? 0,
      shape: seen.shape,
      previous: previous / total,
    });
    before = seen.closest;
    start = end;
  }
  for (const id of passage.context) {
    const term = (question.termOf[id] ?? 0) - 1;
    if (term < 0) continue;
    const close = CONTEXT_SHARE * (question.closeness[id] as number);
    for (const each of [term, ...(question.alsoOf.get(id) ?? [])]) {
      counts[each] = (counts[each] as number) + close;
      best[each] = Math.max(best[each] as number, close);
    }
  }
  const length = Math.max(LEAST_LENGTH, passage.tokens.length / usualLength);
  return {
    passage,
    lexical: bm25(question, counts, length),
    coverage: weightOf(question, best),
    pairs: pairWeight(question, together),
    vector: similarities[0] ?? 0,
    predicate: predicateShare(question, named, best),
    asked,
    sentences,
  };
}

interface SentenceScan {
  /** By term of the question: how often it occurs, kindred terms by their closeness. */
  readonly counts: Float32Array;
  /** By term of the question: the closeness of the closest occurrence. */
  readonly closest: Float32Array;
  /** By pair: 1 where its terms stand together. */
  readonly together: Uint8Array;
  readonly shape: number;
}

function scanSentence(
  { tokens, shapes }: Candidate,
  { termOf, alsoOf, closeness, weights, pairs, expects }: PreparedQuestion,
  start: number,
  end: number,
): SentenceScan {
  const counts = new Float32Array(weights.length);
  const closest = new Float32Array(weights.length);
  const together = new Uint8Array(pairs.length);
  let shape = 0;
  let last = -1;
  let lastAt = Number.NEGATIVE_INFINITY;
  for (let at = start; at < end; at++) {
    const id = tokens[at] as number;
    const term = id === 0 ? -1 : (termOf[id] as number) - 1;
    if (term >= 0) {
      const close = closeness[id] as number;
      counts[term] = (counts[term] as number) + close;
      if (close > (closest[term] as number)) closest[term] = close;
      if (at - lastAt <= TOGETHER) markPairs(together, pairs, last, term);
      const also = alsoOf.get(id);
      for (const each of also ?? []) {
        counts[each] = (counts[each] as number) + close;
        if (close > (closest[each] as number)) closest[each] = close;
        // It says all that it stands for at once.
        for (const other of [term, ...(also ?? [])]) markPairs(together, pairs, each, other);
        if (at - lastAt <= TOGETHER) markPairs(together, pairs, last, each);
      }
      last = term;
      lastAt = at;
    } else if (((shapes[at] as number) & expects) !== 0) shape = 1;
  }
  return { counts, closest, together, shape };
}

/** In either order: "border of Tajikistan" answers "Tajikistan's border". */
function markPairs(
  together: Uint8Array,
  pairs: PreparedQuestion['pairs'],
  one: number,
  other: number,
): void {
  for (let index = 0; index < pairs.length; index++) {
    const [a, b] = pairs[index] as readonly [number, number];
    if ((a === one && b === other) || (a === other && b === one)) together[index] = 1;
  }
}

function bm25({ weights, total }: PreparedQuestion, counts: Float32Array, length: number): number {
  const norm = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * length);
  let sum = 0;
  for (let term = 0; term < weights.length; term++) {
    const count = counts[term] as number;
    if (count > 0) sum += ((weights[term] as number) * count * (SATURATION + 1)) / (count + norm);
  }
  return sum / total;
}

function weightOf({ weights, total }: PreparedQuestion, closest: Float32Array): number {
  let sum = 0;
  for (let term = 0; term < weights.length; term++) {
    sum += (weights[term] as number) * (closest[term] as number);
  }
  return sum / total;
}

function pairWeight({ weights, pairs, total }: PreparedQuestion, together: Uint8Array): number {
  let sum = 0;
  for (let index = 0; index < pairs.length; index++) {
    if (together[index] === 0) continue;
    const [a, b] = pairs[index] as readonly [number, number];
    sum += ((weights[a] as number) + (weights[b] as number)) / 2;
  }
  return sum / total;
}
