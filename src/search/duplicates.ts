/** Passages that say the same in nearly the same words, so that an answer does not repeat itself. */
import type { IndexedPassage } from './passage-store.ts';

/** From this share of common terms on, two passages are near-duplicates. */
const NEAR_DUPLICATE = 0.8;
/** From here on they differ in punctuation, case or stop words only: one is enough. */
const SAME = 0.999;

/**
 * Moves near-duplicates of better passages behind all others, in their former order, and leaves out
 * those that say word for word the same.
 * @param ranked best first.
 */
export function demoteDuplicates<T extends { readonly passage: IndexedPassage }>(
  ranked: readonly T[],
): T[] {
  const kept: T[] = [];
  const demoted: T[] = [];
  const seen: (readonly [T, ReadonlySet<number>])[] = [];
  for (const candidate of ranked) {
    const terms = new Set(candidate.passage.tokens);
    terms.delete(0);
    let likeness = 0;
    for (const [other, otherTerms] of seen) {
      const same = sameWords(candidate.passage, other.passage) ? 1 : 0;
      likeness = Math.max(likeness, same, Math.min(jaccard(terms, otherTerms), SAME - 0.001));
    }
    if (likeness >= SAME) continue;
    seen.push([candidate, terms]);
    (likeness >= NEAR_DUPLICATE ? demoted : kept).push(candidate);
  }
  return [...kept, ...demoted];
}

function sameWords({ tokens: a }: IndexedPassage, { tokens: b }: IndexedPassage): boolean {
  return a.length === b.length && a.every((term, index) => term === b[index]);
}

/** Common elements as a share of all: 1 for equal sets, also empty ones. */
function jaccard(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  const smaller = Math.min(a.size, b.size);
  const larger = Math.max(a.size, b.size);
  if (smaller < NEAR_DUPLICATE * larger) return 0;
  let common = 0;
  for (const term of a) if (b.has(term)) common++;
  return larger === 0 ? 1 : common / (a.size + b.size - common);
}
