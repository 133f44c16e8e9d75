/** How much is done at once: batches as long as the machine and the model make them short. */

/**
 * What a batch should take, in milliseconds: well under the second after which it would look as if
 * the model hung on a machine that is busy with other things, too. A question waits for one batch.
 */
const BATCH_MS = 100;
/** More texts at once are no quicker: 8 paragraphs take 5 ms bundled, 45 ms with a MiniLM. */
const MOST_TEXTS = 8;
/** UTF-16 units of a token, about; what this misses, the measured speed makes good. */
const UNITS_PER_TOKEN = 4;
/** Reading a text into tokens costs what so many units of it cost the model as one token. */
const UNITS_READ_PER_TOKEN = 32;
/** How quickly a better speed than before is believed; a worse one is at once. */
const TRUST = 0.25;

/** Measures how long batches take, and says how many texts the next one may have. */
export interface Pace {
  /**
   * How many of the next texts to take, from 1 on.
   * @param lengths their UTF-16 lengths, rising: shorter ones are padded to the longest.
   */
  take(lengths: readonly number[]): number;
  /** Notes that texts of these lengths took `ms` milliseconds together. */
  took(lengths: readonly number[], ms: number): void;
}

/**
 * A pace that knows nothing yet but how long one full text takes.
 * @param window tokens that are read of a text at most.
 * @param longest UTF-16 units that are looked at of a text at most.
 * @param longestMs what a text of `window` tokens took.
 */
export function makePace(window: number, longest: number, longestMs: number): Pace {
  const costOf = (length: number): number =>
    Math.min(window, Math.ceil(length / UNITS_PER_TOKEN) + 1) +
    Math.min(length, longest) / UNITS_READ_PER_TOKEN;
  const costTogether = (lengths: readonly number[]): number =>
    lengths.length * Math.max(0, ...lengths.map(costOf));
  let msPerCost = longestMs / costOf(window * UNITS_PER_TOKEN);
  return {
    take(lengths) {
      const most = Math.min(MOST_TEXTS, lengths.length);
      for (let count = most; count > 1; count--) {
        if (costTogether(lengths.slice(0, count)) * msPerCost <= BATCH_MS) return count;
      }
      return Math.min(1, most);
    },
    took(lengths, ms) {
      const cost = costTogether(lengths);
      if (cost === 0) return;
      const seen = ms / cost;
      msPerCost = seen > msPerCost ? seen : msPerCost + TRUST * (seen - msPerCost);
    },
  };
}
