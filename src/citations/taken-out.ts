/** Tells wording that was bettered from words that were taken out, which nobody is to be shown again. */
import type { TimeSlice } from '../time-slices.ts';

/** Words, each letter of a script that puts no spaces between them, and what ends a sentence or line. */
const TOKEN =
  /[.!?…。！？\n]+|[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]|[\p{L}\p{M}\p{N}]+/gu;
const WORD = /[\p{L}\p{M}\p{N}]/u;
/** Stands for whatever ends a sentence. */
const END = '.';

/** Of the pairs of neighbouring words of a sentence, this share is there still where it was reworded. */
const REWORDED_SHARE = 0.5;

/** Pairs of neighbouring words, the ends of sentences being words too. */
export type WordPairs = ReadonlySet<string>;

function pair(left: string, right: string): string {
  return `${left} ${right}`;
}

function* tokensOf(text: string): Generator<string> {
  let last = END;
  yield last;
  for (const [token] of text.matchAll(TOKEN)) {
    const next = WORD.test(token) ? token.toLowerCase() : END;
    if (next !== END || last !== END) yield next;
    last = next;
  }
  if (last !== END) yield END;
}

/** The pairs of a whole article. Takes turns with whatever else is to be done. */
export async function wordPairs(text: string, slice: TimeSlice): Promise<WordPairs> {
  const pairs = new Set<string>();
  let last = END;
  for (const token of tokensOf(text)) {
    pairs.add(pair(last, token));
    last = token;
    if (slice.isOver()) await slice.next();
  }
  return pairs;
}

/**
 * Whether something of a former passage was taken out of its article, and not merely reworded: a
 * sentence of which the article has less than half, or words between two that are neighbours now.
 * What cannot be told counts as taken out.
 * @param now the pairs of the article as it is
 */
export function isTakenOut(former: string, now: WordPairs): boolean {
  const tokens = [...tokensOf(former)];
  /** Of the sentence that is being read. */
  let pairs = 0;
  let kept = 0;
  /** The last word before a gap, and the words in it. */
  let before: string | null = null;
  let inside = 0;
  for (const [index, right] of tokens.entries()) {
    const left = tokens[index - 1];
    if (left === undefined) continue;
    pairs += 1;
    if (now.has(pair(left, right))) {
      kept += 1;
      if (before !== null && inside > 0 && now.has(pair(before, left))) return true;
      before = null;
      inside = 0;
    } else if (before === null) before = left;
    else inside += 1;
    if (right !== END) continue;
    if (kept < pairs * REWORDED_SHARE) return true;
    pairs = 0;
    kept = 0;
  }
  return before !== null && inside > 0 && now.has(pair(before, END));
}
