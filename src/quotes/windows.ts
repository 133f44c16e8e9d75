/** Finds the stretches of the corpus that share most words with a quote: where it may come from. */
import type { Run } from './reader.ts';
import type { TokenCorpus } from './token-corpus.ts';

/** The words of the quote, by token id: 0 for all that it does not have. */
interface Wanted {
  /** How much a word says. */
  readonly weight: Float32Array;
  /** How often the quote has it. */
  readonly need: Uint16Array;
  /** How often the stretch that is looked at has it; all 0 between two articles. */
  readonly have: Int32Array;
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
  corpus: TokenCorpus,
  words: readonly { readonly id: number; readonly weight: number }[],
  length: number,
  limit: number,
): Window[] {
  const wanted: Wanted = {
    weight: new Float32Array(corpus.vocabulary),
    need: new Uint16Array(corpus.vocabulary),
    have: new Int32Array(corpus.vocabulary),
  };
  const bounds = new Float64Array(corpus.numbers);
  let total = 0;
  corpus.expectArticlesWith(words.map(({ id }) => id));
  for (const { id, weight } of words) {
    total += weight;
    wanted.weight[id] = weight;
    wanted.need[id] = (wanted.need[id] ?? 0) + 1;
    for (const number of corpus.articlesWith(id)) bounds[number] = (bounds[number] ?? 0) + weight;
  }
  const least = total * LEAST_SHARE;
  const likely = [...bounds.keys()]
    .filter((number) => (bounds[number] ?? 0) >= least && corpus.isThere(number))
    .sort((a, b) => (bounds[b] ?? 0) - (bounds[a] ?? 0));
  corpus.expect(likely);
  const best: Window[] = [];
  let looked = 0;
  for (const number of likely) {
    const worst = best[limit - 1]?.score ?? least;
    if ((bounds[number] ?? 0) <= worst || looked > MOST_TOKENS) break;
    const stream = corpus.streamAt(number);
    if (!stream) break;
    looked += stream.ids.length;
    for (const window of windowsOf(stream, wanted, length)) {
      if (window.score > worst) best.push(window);
    }
    best.sort((a, b) => b.score - a.score);
    best.length = Math.min(best.length, limit);
  }
  return best;
}

/** The best windows of an article, in order, each the peak of its surroundings. */
function windowsOf(stream: Run['stream'], wanted: Wanted, length: number): Window[] {
  const { ids } = stream;
  const { weight, need, have } = wanted;
  const found: Window[] = [];
  let score = 0;
  let peak = 0;
  let peakEnd = 0;
  const keep = () => {
    if (peak > 0)
      found.push({ stream, from: Math.max(0, peakEnd - length), to: peakEnd, score: peak });
    peak = 0;
  };
  for (let index = 0; index < ids.length; index += 1) {
    const entering = ids[index] ?? 0;
    const gain = weight[entering] ?? 0;
    if (gain > 0) {
      const had = have[entering] ?? 0;
      have[entering] = had + 1;
      if (had < (need[entering] ?? 0)) score += gain;
    }
    const leaving = index >= length ? (ids[index - length] ?? 0) : 0;
    const loss = weight[leaving] ?? 0;
    if (loss > 0) {
      const left = (have[leaving] ?? 0) - 1;
      have[leaving] = left;
      if (left < (need[leaving] ?? 0)) score -= loss;
    }
    if (gain > 0 && score > peak) {
      peak = score;
      peakEnd = index + 1;
    } else if (peak > 0 && index >= peakEnd + length) keep();
  }
  keep();
  for (let index = Math.max(0, ids.length - length); index < ids.length; index += 1) {
    have[ids[index] ?? 0] = 0;
  }
  return found;
}
