/** Whether a passage still has the words that a pin keeps of it, and which of its sentences they are. */
import type { Span } from '../model.ts';

/** A passage's text with its sentences; offsets into the article that it stands in. */
export interface WordedPassage {
  readonly text: string;
  readonly start: number;
  readonly sentences: readonly Span[];
}

/** How an editor wraps lines by hand tells nothing. */
function plain(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/**
 * The sentence that a pin's words begin with, from 0; null where the passage has not these words: all of
 * it, or some of its sentences in a row.
 */
export function sentenceOfWords(passage: WordedPassage, words: string): number | null {
  const { text, start, sentences } = passage;
  const wanted = plain(words);
  if (plain(text) === wanted) return 0;
  const plainOf = ({ start: from, end }: Span) => plain(text.slice(from - start, end - start));
  const all = sentences.map(plainOf);
  for (let from = 0; from < all.length; from += 1) {
    if (!wanted.startsWith(all[from] as string)) continue;
    let run = '';
    for (const sentence of all.slice(from)) {
      run = run === '' ? sentence : `${run} ${sentence}`;
      if (run === wanted) return from;
      if (run.length >= wanted.length) break;
    }
  }
  return null;
}
