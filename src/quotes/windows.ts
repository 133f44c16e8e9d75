/** Finds the stretches of the corpus that share most words with a quote: where it may come from. */
import type { QuoteCorpus } from './corpus.ts';
import type { Run } from './reader.ts';

/** A word of the quote: how much it says, and how often the quote has it. */
interface Wanted {
  readonly weight: number;
  need: number;
  have: number;
}

/** A stretch, with the weight of the quote's words in it. */
export interface Window extends Run {
  readonly score: number;
}

/** Tokens looked at in all, those of the likeliest articles first: some 30 ms. */
const MOST_TOKENS = 4_000_000;
/** A stretch that holds less of the quote's weight is no candidate. */
const LEAST_SHARE = 0.2;

/**
 * The `limit` stretches of `length` tokens with the highest weight of shared words, best first; they
 * do not overlap.
 */
export function findWindows(
  corpus: QuoteCorpus,
  words: readonly { readonly id: number; readonly weight: number }[],
  length: number,
  limit: number,
): Window[] {
  const wanted: (Wanted | undefined)[] = new Array(corpus.vocabulary);
  const bounds = new Float64Array(corpus.numbers);
  let total = 0;
  for (const { id, weight } of words) {
    total += weight;
    const known = wanted[id];
    if (known) known.need += 1;
    else wanted[id] = { weight, need: 1, have: 0 };
    for (const number of corpus.articlesWith(id)) bounds[number] = (bounds[number] ?? 0) + weight;
  }
  const least = total * LEAST_SHARE;
  const likely = [...bounds.keys()]
    .filter((number) => (bounds[number] ?? 0) >= least && corpus.streamAt(number))
    .sort((a, b) => (bounds[b] ?? 0) - (bounds[a] ?? 0));
  const best: Window[] = [];
  let looked = 0;
  for (const number of likely) {
    const stream = corpus.streamAt(number);
    const worst = best[limit - 1]?.score ?? least;
    if (!stream || (bounds[number] ?? 0) <= worst || looked > MOST_TOKENS) break;
    looked += stream.ids.length;
    for (const window of windowsOf({ stream, from: 0, to: stream.ids.length }, wanted, length)) {
      if (window.score < least) continue;
      best.push(window);
    }
    best.sort((a, b) => b.score - a.score);
    best.length = Math.min(best.length, limit);
  }
  return best;
}

/** The best windows of an article, in order, each the peak of its surroundings. */
function windowsOf({ stream }: Run, wanted: (Wanted | undefined)[], length: number): Window[] {
  const { ids } = stream;
  const found: Window[] = [];
  const touched = new Set<Wanted>();
  let score = 0;
  let peak: Window | null = null;
  for (let index = 0; index < ids.length; index += 1) {
    const entering = wanted[ids[index] ?? 0];
    if (entering) {
      touched.add(entering);
      if (entering.have < entering.need) score += entering.weight;
      entering.have += 1;
    }
    const leaving = index >= length ? wanted[ids[index - length] ?? 0] : undefined;
    if (leaving) {
      leaving.have -= 1;
      if (leaving.have < leaving.need) score -= leaving.weight;
    }
    if (entering && (peak === null || score > peak.score)) {
      peak = { stream, from: Math.max(0, index + 1 - length), to: index + 1, score };
    }
    if (peak && index >= peak.to + length) {
      found.push(peak);
      peak = null;
    }
  }
  if (peak) found.push(peak);
  for (const word of touched) word.have = 0;
  return found;
}
