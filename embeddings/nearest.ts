/** The nearest of many, kept while they are looked through. */

/** A found slot and the cosine of its vector and the query, between -1 and 1. */
export interface Neighbour {
  readonly slot: number;
  readonly similarity: number;
}

/** A list of the best ones so far. */
export interface Nearest {
  /** Takes one in where it is among the best. */
  offer(slot: number, similarity: number): void;
  /** Nearest first; of equally near ones, the lowest slot first. */
  readonly found: readonly Neighbour[];
}

/** An empty list of at most `k`. Looking through n costs little more than n comparisons. */
export function keepNearest(k: number): Nearest {
  const found: Neighbour[] = [];
  return {
    found,
    offer(slot, similarity) {
      const offered = { slot, similarity };
      if (found.length >= k && !isNearer(offered, found[k - 1])) return;
      let low = 0;
      for (let high = found.length; low < high; ) {
        const middle = (low + high) >>> 1;
        if (isNearer(offered, found[middle])) high = middle;
        else low = middle + 1;
      }
      found.splice(low, 0, offered);
      if (found.length > k) found.pop();
    },
  };
}

function isNearer(one: Neighbour, other: Neighbour | undefined): boolean {
  if (other === undefined) return true;
  if (one.similarity !== other.similarity) return one.similarity > other.similarity;
  return one.slot < other.slot;
}
