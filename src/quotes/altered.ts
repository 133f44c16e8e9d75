/** Finds the passage that a quote was altered from, and judges whether it was at all. */
import { type Aligned, type Alignment, align } from './align.ts';
import { UNKNOWN } from './corpus.ts';
import type { Run } from './reader.ts';
import type { TokenCorpus } from './token-corpus.ts';
import type { Token } from './tokens.ts';
import { findWindows } from './windows.ts';

/** Candidates that are aligned. The right one shares most words, so it is nearly always the first. */
const CANDIDATES = 6;
/** A candidate that holds so much of the quote is the one: no other is aligned. */
const SURELY = 0.8;
/** Cells of one alignment at most: 2,000 characters against five times as many, in some 10 ms. */
const MOST_CELLS = 1_000_000;
/** And of all together. */
const MOST_CELLS_IN_ALL = 2_500_000;
/** Tokens on either side of a stretch of shown forms. */
const SHOWN_MARGIN = 4;
/** A quote of fewer words is like many things: it stands somewhere, or it is not found. */
const LEAST_WORDS = 3;
/** Weight of punctuation, where a word that says much has 6. */
const MARK_WEIGHT = 0.3;
const LEAST_WEIGHT = 0.5;
const MOST_WEIGHT = 6;
/** Words that are more than one in e² of all say nothing at all. */
const COMMON = 2;

/** Where a quote may come from, and how it differs. */
export interface Likeness {
  readonly source: Run;
  readonly alignment: Alignment;
  /** Share of the weight of the quote's words that matched, from 0 to 1. */
  readonly coverage: number;
  /** Weight that quote and source share, doubled, in what both have together, from 0 to 1. */
  readonly similarity: number;
  /** The longest run of words that stand alike in both. */
  readonly longestRun: number;
  /** Share of the quote's neighbouring words that are neighbours in the source, from 0 to 1. */
  readonly neighbours: number;
}

/** What a match is worth in an alignment beside what the word says: half of two gaps. */
const MATCH_WORTH = 1.1;

/** How much a word says: rare ones up to 6, the commonest 0.5; the logarithm of its rarity. */
function weigh(corpus: TokenCorpus, token: Token): number {
  if (token.kind !== 'word' && token.kind !== 'symbol') return MARK_WEIGHT;
  const count = corpus.countOf(corpus.idOf(token.key));
  const information = Math.log(corpus.tokens / (count + 1)) - COMMON;
  return Math.min(MOST_WEIGHT, Math.max(LEAST_WEIGHT, information));
}

/**
 * What each token says. A word that no article has says as much as the others on average: it may be
 * a slip of the pen, and must not outweigh all the words around it.
 */
function weightsOf(corpus: TokenCorpus, tokens: readonly Token[]): number[] {
  const weights = tokens.map((token) => weigh(corpus, token));
  const unknown = tokens.map(({ key }) => corpus.idOf(key) === UNKNOWN);
  const known = weights.filter((_, i) => !unknown[i] && tokens[i]?.kind === 'word');
  const mean = known.reduce((sum, weight) => sum + weight, 0) / (known.length || 1);
  return weights.map((weight, i) => (unknown[i] ? Math.min(weight, mean) : weight));
}

/** The likeliest source of a quote, however unlikely; null when nothing is alike at all. */
export function nearestSource(corpus: TokenCorpus, tokens: readonly Token[]): Likeness | null {
  const words = tokens.filter(({ kind }) => kind === 'word');
  if (words.length < LEAST_WORDS) return null;
  const weights = weightsOf(corpus, tokens);
  const quote = tokens.map((token, i): Aligned => {
    const weight = MATCH_WORTH + (weights[i] ?? 0) / 4;
    if (token.kind === 'ellipsis') return { id: UNKNOWN, weight: 0, wildcard: true };
    return { id: corpus.idOf(token.key), weight: token.kind === 'word' ? weight : MARK_WEIGHT };
  });
  const known = tokens.flatMap((token, i) => {
    const id = corpus.idOf(token.key);
    return token.kind === 'word' && id !== UNKNOWN ? [{ id, weight: weights[i] ?? 0 }] : [];
  });
  const length = Math.ceil(tokens.length * 1.25) + 4;
  let best: Likeness | null = null;
  let cells = 0;
  for (const window of findWindows(corpus, known, length, CANDIDATES)) {
    const source = surroundings(window, tokens, corpus.shown === corpus);
    const ids = source.stream.ids.subarray(source.from, source.to);
    corpus.expectTokens(ids);
    const alignment = align(quote, ids);
    const likeness = measure(corpus, tokens, weights, source, alignment);
    cells += tokens.length * ids.length;
    if (!best || likeness.coverage + likeness.similarity > best.coverage + best.similarity) {
      best = likeness;
    }
    if (best.coverage + best.similarity > 2 * SURELY || cells > MOST_CELLS_IN_ALL) break;
  }
  return best;
}

/** A window with what is around it: all of the article where there are ellipses, if it can be. */
function surroundings({ stream, from, to }: Run, tokens: readonly Token[], isShown: boolean): Run {
  const affordable = Math.floor(MOST_CELLS / tokens.length);
  const elliptic = tokens.some(({ kind }) => kind === 'ellipsis');
  if (elliptic && stream.ids.length <= affordable)
    return { stream, from: 0, to: stream.ids.length };
  // What stands around a shown form is another form, of the same words perhaps.
  const wanted = isShown ? SHOWN_MARGIN : Math.max(60, tokens.length);
  const margin = Math.min(wanted, Math.floor((affordable - (to - from)) / 2));
  return {
    stream,
    from: Math.max(0, from - Math.max(0, margin)),
    to: Math.min(stream.ids.length, to + Math.max(0, margin)),
  };
}

function measure(
  corpus: TokenCorpus,
  tokens: readonly Token[],
  weights: readonly number[],
  source: Run,
  alignment: Alignment,
): Likeness {
  const { ids } = source.stream;
  let [matched, changed, quoted] = [0, 0, 0];
  let [run, longestRun, pairs] = [0, 0, 0];
  let i = 0;
  let j = source.from + alignment.from;
  for (const step of alignment.steps) {
    const token = tokens[i];
    const isWord = token?.kind === 'word';
    const weight = weights[i] ?? 0;
    if (step === 'match') {
      matched += weight;
      if (isWord) {
        quoted += weight;
        run += 1;
        if (run > 1) pairs += 1;
        longestRun = Math.max(longestRun, run);
      }
    } else if (step === 'put-in') {
      changed += weight;
      if (isWord) quoted += weight;
      if (isWord) run = 0;
    } else if (step === 'left-out') {
      const id = ids[j] ?? 0;
      const kind = corpus.isWord(id) ? 'word' : 'mark';
      changed += weigh(corpus, { kind, key: corpus.keyOf(id), start: 0, end: 0 });
      if (kind === 'word') run = 0;
    } else run = 0;
    if (step !== 'left-out' && step !== 'skip') i += 1;
    if (step === 'match' || step === 'left-out' || step === 'skip') j += 1;
  }
  const words = tokens.filter(({ kind }) => kind === 'word').length;
  const marks = tokens.reduce((sum, { kind }, at) => {
    return kind === 'word' || kind === 'ellipsis' ? sum : sum + (weights[at] ?? 0);
  }, 0);
  return {
    source,
    alignment,
    coverage: Math.min(1, matched / (quoted + marks || 1)),
    similarity: (2 * matched) / (2 * matched + changed || 1),
    longestRun,
    neighbours: words > 1 ? pairs / (words - 1) : 0,
  };
}
