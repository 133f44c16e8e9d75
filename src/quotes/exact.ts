/** Finds where the words of a quote stand one after the other, and chains what ellipses part. */
import { UNKNOWN } from './corpus.ts';
import { type Fitted, fitEdges, type Part } from './edges.ts';
import type { Reader, Run } from './reader.ts';
import type { TokenCorpus, TokenStream } from './token-corpus.ts';
import { ELLIPSIS_KEY, type Token } from './tokens.ts';

/** A quote that stands in more places is counted no further. */
export const MOST_PLACES = 100;

/**
 * A part this long may stand in another passage than the part before it. A word or two are
 * everywhere: they count only where the ellipsis stays within the passage.
 */
const INDEPENDENT_WORDS = 3;

/** A quote with more ellipses is none: each of its parts is everywhere. */
const MOST_PARTS = 24;
/**
 * Places whose surroundings are looked at. Only quotes of a few of the commonest words stand in more,
 * and they are given up.
 */
const MOST_TRIED = 3000;

/** Every place where some tokens stand in a row. */
export function* occurrences(
  corpus: TokenCorpus,
  keys: readonly Token[],
  among?: TokenStream,
): Generator<Run> {
  const ids = keys.map(({ key }) => corpus.idOf(key));
  const rarest = rarestOf(corpus, ids);
  const wanted = ids[rarest];
  if (wanted === undefined || ids.includes(UNKNOWN)) return;
  for (const stream of among ? [among] : streamsWith(corpus, ids, rarest)) {
    const { ids: own } = stream;
    for (let at = own.indexOf(wanted); at !== -1; at = own.indexOf(wanted, at + 1)) {
      const from = at - rarest;
      if (from >= 0 && ids.every((id, i) => own[from + i] === id)) {
        yield { stream, from, to: from + ids.length };
      }
    }
  }
}

function* streamsWith(
  corpus: TokenCorpus,
  ids: readonly number[],
  rarest: number,
): Generator<TokenStream> {
  const numbers = corpus.articlesWithAll(ids, rarest);
  corpus.expect(numbers);
  for (const number of numbers) {
    const stream = corpus.streamAt(number);
    if (stream) yield stream;
  }
}

/** Index of the token that the corpus has least of. */
function rarestOf(corpus: TokenCorpus, ids: readonly number[]): number {
  let rarest = 0;
  for (const [index, id] of ids.entries()) {
    if (corpus.countOf(id) < corpus.countOf(ids[rarest] ?? 0)) rarest = index;
  }
  return rarest;
}

/** The places where a part stands, its ends included. */
export function* fittingPlaces(
  corpus: TokenCorpus,
  part: Part,
  quote: string,
  reader: Reader,
  among?: TokenStream,
): Generator<Fitted> {
  let tried = 0;
  for (const run of occurrences(corpus, part.core, among)) {
    tried += 1;
    if (tried > MOST_TRIED) return;
    const fitted = fitEdges(part, run, quote, reader);
    if (fitted) yield fitted;
  }
}

/**
 * The tightest place where all parts of a quote stand in order in one article.
 * @returns null when there is none.
 */
export function chain(
  corpus: TokenCorpus,
  parts: readonly Part[],
  quote: string,
  reader: Reader,
): Fitted[] | null {
  if (parts.length > MOST_PARTS) return null;
  const rarest = rarestPart(corpus, parts);
  let tries = 0;
  let best: Fitted[] | null = null;
  const tried = new Set<TokenStream>();
  for (const { stream } of occurrences(corpus, parts[rarest]?.core ?? [])) {
    if (tried.has(stream)) continue;
    if (tries > MOST_TRIED) break;
    tried.add(stream);
    const places = parts.map((part) => [...fittingPlaces(corpus, part, quote, reader, stream)]);
    tries += places.reduce((sum, { length }) => sum + length, 0);
    for (const first of places[0] ?? []) {
      const found = follow(first, parts, places);
      if (found && (!best || length(found) < length(best))) best = found;
    }
  }
  return best;
}

function length(chained: readonly Fitted[]): number {
  return (chained.at(-1)?.to ?? 0) - (chained[0]?.from ?? 0);
}

/** Each part at the first place that is allowed after the one before it. */
function follow(
  first: Fitted,
  parts: readonly Part[],
  places: readonly (readonly Fitted[])[],
): Fitted[] | null {
  const chained = [first];
  for (let index = 1; index < parts.length; index += 1) {
    const before = chained.at(-1) ?? first;
    const independent = isIndependent(parts[index - 1]) && isIndependent(parts[index]);
    const next = places[index]?.find(
      (place) => place.from >= before.to && (independent || samePassage(before, place)),
    );
    if (!next) return null;
    chained.push(next);
  }
  return chained;
}

function isIndependent(part: Part | undefined): boolean {
  return (part?.core.filter(({ kind }) => kind === 'word').length ?? 0) >= INDEPENDENT_WORDS;
}

function samePassage(before: Run, after: Run): boolean {
  const { stream } = before;
  return stream.passageAt(before.to - 1) === stream.passageAt(after.from);
}

/** Index of the part that stands in the fewest places, by its rarest token. */
function rarestPart(corpus: TokenCorpus, parts: readonly Part[]): number {
  const counts = parts.map(({ core }) =>
    Math.min(...core.map(({ key }) => corpus.countOf(corpus.idOf(key)))),
  );
  return counts.indexOf(Math.min(...counts));
}

/** Whether between two places nothing stands but what the quote's ellipsis says itself. */
export function leavesNothingOut(before: Run, after: Run, reader: Reader): boolean {
  for (let index = before.to; index < after.from; index += 1) {
    if (reader.token(before.stream, index)?.key !== ELLIPSIS_KEY) return false;
  }
  return true;
}
