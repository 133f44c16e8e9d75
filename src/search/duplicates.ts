/** Passages that say the same in nearly the same words, so that an answer does not repeat itself. */
import type { Candidate } from '../index/passage-index.ts';

/** From this share of common terms on, two passages are near-duplicates. */
const NEAR_DUPLICATE = 0.8;
/**
 * Moves near-duplicates of better passages behind all others, in their former order, and leaves out
 * those that say word for word the same.
 * @param ranked best first.
 * @param count how many are wanted: once so many stand on their own, the rest is not looked at.
 */
export function demoteDuplicates<T extends { readonly passage: Candidate }>(
  ranked: readonly T[],
  count: number,
): T[] {
  const kept: T[] = [];
  const demoted: T[] = [];
  const keptTerms: ReadonlySet<number>[] = [];
  for (const candidate of ranked) {
    if (kept.length === count) break;
    const { passage } = candidate;
    const isSame = (other: T): boolean => sameWords(passage, other.passage);
    if (kept.some(isSame) || demoted.some(isSame)) continue;
    const terms = new Set(passage.tokens);
    // The number of stop words.
    terms.delete(0);
    const isNear = keptTerms.some((others) => jaccard(terms, others) >= NEAR_DUPLICATE);
    if (isNear) demoted.push(candidate);
    else {
      kept.push(candidate);
      keptTerms.push(terms);
    }
  }
  return [...kept, ...demoted].slice(0, count);
}

/** Whether two passages are word for word the same, as far as they are searched. */
export function sameWords({ tokens: a }: Candidate, { tokens: b }: Candidate): boolean {
  return a.length === b.length && a.every((term, index) => term === b[index]);
}

/** Common elements as a share of all: 1 for equal ones, also empty ones. */
function jaccard(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  const larger = Math.max(a.size, b.size);
  if (Math.min(a.size, b.size) < NEAR_DUPLICATE * larger) return 0;
  let common = 0;
  for (const element of a) if (b.has(element)) common++;
  return larger === 0 ? 1 : common / (a.size + b.size - common);
}
