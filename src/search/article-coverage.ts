/** How much of a question an article holds anywhere: that speaks for each of its passages. */
import type { PreparedQuestion } from './prepared-question.ts';

/**
 * The share of the question's weight that an article holds, between 0 and 1.
 * @param articleTerms which of the question's term numbers stand in it.
 */
export function articleCoverage(
  articleTerms: readonly number[],
  { termOf, alsoOf, closeness, weights, total }: PreparedQuestion,
): number {
  const closest = new Float32Array(weights.length);
  for (const id of articleTerms) {
    for (const term of [(termOf[id] as number) - 1, ...(alsoOf.get(id) ?? [])]) {
      closest[term] = Math.max(closest[term] as number, closeness[id] as number);
    }
  }
  let sum = 0;
  for (let term = 0; term < weights.length; term++) {
    sum += (weights[term] as number) * (closest[term] as number);
  }
  return sum / total;
}
