/** How quickly questions are asked of each collection, whether it is open or not. */
import type { CollectionId } from './collection.ts';
import { type QuestionRate, questionRate } from './quota-use.ts';

/** A question that is asked of a collection. */
export interface Charged {
  readonly id: CollectionId;
  /** How many a minute it answers; null where there is no bound. */
  readonly max: number | null;
}

/** Rates by collection. */
export interface QuestionRates {
  /** How many questions of the last minute. */
  count(id: CollectionId): number | Promise<number>;
}

/** Those of this process alone, from memory. */
export interface OwnRates extends QuestionRates {
  readonly kind: 'own';
  count(id: CollectionId): number;
  /** Counts a question. @throws Refusal `quotaQuestions` where one of the collections takes no more. */
  charge(asked: readonly Charged[]): void;
}

/** Those of all processes. */
export interface SharedRates extends QuestionRates {
  readonly kind: 'shared';
  /** Counts a question. @throws Refusal `quotaQuestions` where one of the collections takes no more. */
  charge(asked: readonly Charged[]): Promise<void>;
}

/** Collections whose questions are counted at the same time. */
const MOST_RATES = 10_000;

/** None was asked yet. */
export function questionRates(): OwnRates {
  const rates = new Map<CollectionId, QuestionRate>();

  function of(id: CollectionId): QuestionRate {
    const known = rates.get(id);
    if (known !== undefined) return known;
    if (rates.size >= MOST_RATES) {
      for (const [old, rate] of rates) if (rate.count() === 0) rates.delete(old);
    }
    const rate = questionRate();
    rates.set(id, rate);
    return rate;
  }

  return {
    kind: 'own',
    count: (id) => of(id).count(),
    charge(asked) {
      for (const { id, max } of asked) of(id).add(max);
    },
  };
}
