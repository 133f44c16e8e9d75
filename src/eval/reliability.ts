/** Whether probabilities are what they say: how often what was said to be likely came true. */

/** What was said of something, and what came of it. */
export interface Forecast {
  /** Between 0 and 1. */
  readonly probability: number;
  readonly came: boolean;
}

/** Forecasts of about the same probability. */
export interface ReliabilityBin {
  readonly count: number;
  /** The lowest and the highest probability, and their mean. */
  readonly from: number;
  readonly to: number;
  readonly said: number;
  /** The share that came true. */
  readonly came: number;
}

/** A reliability table. */
export interface Reliability {
  /** By rising probability. */
  readonly bins: readonly ReliabilityBin[];
  /** Expected calibration error: the mean of |said - came| over the bins, each by its count. */
  readonly error: number;
}

/** With fewer in a bin, chance alone moves a share by more than .05. */
export const LEAST_IN_BIN = 50;
const MOST_BINS = 10;
/** From here on there are as many bins as there can be, and the error says more than chance does. */
export const ENOUGH_FORECASTS = MOST_BINS * LEAST_IN_BIN;

/**
 * The reliability table in bins of equal count (Naeini et al. 2015): ten, or fewer where one would
 * hold less than `LEAST_IN_BIN`. Equal probabilities are never parted.
 * @returns null for too few forecasts to fill one bin.
 */
export function reliabilityOf(forecasts: readonly Forecast[]): Reliability | null {
  if (forecasts.length < LEAST_IN_BIN) return null;
  const sorted = [...forecasts].sort((a, b) => a.probability - b.probability);
  const count = Math.min(MOST_BINS, Math.floor(sorted.length / LEAST_IN_BIN));
  const bins: ReliabilityBin[] = [];
  for (let from = 0; from < sorted.length; ) {
    const even = Math.ceil((sorted.length - from) / (count - bins.length));
    let end = endOfEqual(sorted, from + Math.max(even, LEAST_IN_BIN));
    if (sorted.length - end < LEAST_IN_BIN) end = sorted.length;
    bins.push(binOf(sorted.slice(from, end)));
    from = end;
  }
  const sum = bins.reduce(
    (total, { said, came, count: of }) => total + of * Math.abs(said - came),
    0,
  );
  return { bins, error: sum / sorted.length };
}

/** From `end` on, the first place where another probability begins. */
function endOfEqual(sorted: readonly Forecast[], end: number): number {
  let at = Math.min(end, sorted.length);
  while (at < sorted.length && sorted[at]?.probability === sorted[at - 1]?.probability) at++;
  return at;
}

/** @param forecasts at least one, by rising probability. */
function binOf(forecasts: readonly Forecast[]): ReliabilityBin {
  const count = forecasts.length;
  const said = forecasts.reduce((sum, { probability }) => sum + probability, 0) / count;
  const came = forecasts.filter((each) => each.came).length / count;
  const [first, last] = [forecasts[0], forecasts[count - 1]];
  return { count, from: first?.probability ?? 0, to: last?.probability ?? 0, said, came };
}
