/** How much all collections hold together, from memory: whether each is open just now or not. */
import type { LibraryStatus } from '../library/library.ts';
import type { CollectionId } from './collection.ts';

/** Of one collection, or of all. */
export type Counts = Pick<LibraryStatus, 'articles' | 'passages'>;

/** All that there is. */
export interface Holdings extends Counts {
  /** The default one, too. */
  readonly collections: number;
  /** How many of them are in memory. */
  readonly open: number;
}

/** What is asked. */
export interface HoldingsParts {
  /** Ids of all that there are. */
  readonly ids: () => readonly CollectionId[];
  /** Null for one that is not open. */
  readonly countsOf: (id: CollectionId) => Counts | null;
}

/** Adds up. */
export interface CountedHoldings {
  now(): Holdings;
  /** Remembers what one that is not open holds. */
  note(id: CollectionId, counts: Counts): void;
}

/** Nothing is known yet of what is not open. */
export function countHoldings({ ids, countsOf }: HoldingsParts): CountedHoldings {
  const closed = new Map<CollectionId, Counts>();
  return {
    now() {
      const all = new Set(ids());
      for (const id of closed.keys()) if (!all.has(id)) closed.delete(id);
      let [open, articles, passages] = [0, 0, 0];
      for (const id of all) {
        const now = countsOf(id);
        if (now !== null) open += 1;
        const counts = now ?? closed.get(id);
        articles += counts?.articles ?? 0;
        passages += counts?.passages ?? 0;
      }
      return { collections: all.size, open, articles, passages };
    },
    note: (id, { articles, passages }) => void closed.set(id, { articles, passages }),
  };
}
