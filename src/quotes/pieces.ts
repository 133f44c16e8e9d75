/** Recognises a quote that was put together of verbatim pieces from several places. */
import { occurrences } from './exact.ts';
import type { Reader, Run } from './reader.ts';
import type { TokenCorpus } from './token-corpus.ts';
import type { Token } from './tokens.ts';
import type { QuotePart } from './verdict.ts';

/** Shorter runs stand somewhere by chance. */
const MIN_WORDS = 3;
/** On average a piece has as many words: otherwise it is a collage of commonplaces, not a quote. */
const MEAN_WORDS = 5;
const MOST_PIECES = 8;
/** Places looked at for one beginning: those of `it was the` are many, and one is enough. */
const MOST_TRIED = 400;

/**
 * The fewest verbatim pieces that all words of a quote fall into, in its order.
 * @returns none when words are left over, or when there is one piece only.
 */
export function cutIntoPieces(
  corpus: TokenCorpus,
  tokens: readonly Token[],
  reader: Reader,
): QuotePart[] {
  const words = tokens.filter(({ kind }) => kind === 'word').length;
  const pieces: Run[] = [];
  let at = 0;
  while (at < tokens.length) {
    const token = tokens[at];
    if (token?.kind !== 'word' && token?.kind !== 'symbol') {
      at += 1;
      continue;
    }
    const piece = longestFrom(corpus, tokens, at);
    if (!piece || pieces.length === MOST_PIECES) return [];
    pieces.push(piece);
    at += piece.to - piece.from;
  }
  if (pieces.length < 2 || words < MEAN_WORDS * pieces.length) return [];
  return pieces.flatMap((piece) => reader.parts(piece));
}

/** The longest run of the corpus that the tokens from `start` on go along with. */
function longestFrom(corpus: TokenCorpus, tokens: readonly Token[], start: number): Run | null {
  let end = start;
  for (let words = 0; end < tokens.length && words < MIN_WORDS; end += 1) {
    if (tokens[end]?.kind === 'word') words += 1;
    if (tokens[end]?.kind === 'ellipsis') return null;
    if (end === tokens.length - 1 && words < MIN_WORDS) return null;
  }
  let longest: Run | null = null;
  let tried = 0;
  for (const { stream, from, to } of occurrences(corpus, tokens.slice(start, end))) {
    let length = to - from;
    for (;;) {
      const next = tokens[start + length];
      if (!next || stream.ids[from + length] !== corpus.idOf(next.key)) break;
      length += 1;
    }
    if (!longest || length > longest.to - longest.from) {
      longest = { stream, from, to: from + length };
    }
    tried += 1;
    if (tried === MOST_TRIED) break;
  }
  return longest;
}
