/** How quickly questions are asked of each collection, whether it is open or not. */
import type { CollectionId } from './collection.ts';
import { type QuestionRate, questionRate } from './quota-use.ts';

/** Rates by collection. */
export interface QuestionRates {
  of(id: CollectionId): QuestionRate;
}

/** Collections whose questions are counted at the same time. */
const MOST_RATES = 10_000;

/** None was asked yet. */
export function questionRates(): QuestionRates {
  const rates = new Map<CollectionId, QuestionRate>();
  return {
    of(id) {
      const known = rates.get(id);
      if (known !== undefined) return known;
      if (rates.size >= MOST_RATES) {
        for (const [old, rate] of rates) if (rate.count() === 0) rates.delete(old);
      }
      const rate = questionRate();
      rates.set(id, rate);
      return rate;
    },
  };
}
