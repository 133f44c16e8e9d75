/** What a question is about, and what it asks of that, as far as its words and headings tell. */
import type { Candidate } from '../index/passage-index.ts';
import type { PreparedQuestion } from './prepared-question.ts';

/** By term of the question: 1 where the title or the section names it. */
export function namedIn({ context }: Candidate, { termOf, weights }: PreparedQuestion): Uint8Array {
  const named = new Uint8Array(weights.length);
  for (const id of context) {
    const term = (termOf[id] ?? 0) - 1;
    if (term >= 0) named[term] = 1;
  }
  return named;
}

/** What is asked of the subject is what no heading names and may be a predicate. */
export function predicateShare(
  question: PreparedQuestion,
  named: Uint8Array,
  closest: Float32Array,
): number {
  return heldShare(question, named, closest, true);
}

/** The subject is what a heading names, or no predicate; without one, nothing is missing. */
export function subjectShare(
  question: PreparedQuestion,
  named: Uint8Array,
  closest: Float32Array,
): number {
  return heldShare(question, named, closest, false);
}

/** The share that is held of the weight of either what is asked or what it is asked of. */
function heldShare(
  { weights, predicates }: PreparedQuestion,
  named: Uint8Array,
  closest: Float32Array,
  ofPredicate: boolean,
): number {
  let all = 0;
  let held = 0;
  for (let term = 0; term < weights.length; term++) {
    const isPredicate = predicates[term] === 1 && named[term] === 0;
    if (isPredicate !== ofPredicate) continue;
    all += weights[term] as number;
    held += (weights[term] as number) * (closest[term] as number);
  }
  return all === 0 ? 1 : held / all;
}
