/** Which terms a passage holds, its headings included, and how often: what postings are made of. */
import { MOST_OCCURRENCES } from './bm25.ts';

/** The distinct terms of a passage. */
export interface TermCounts {
  /** Their numbers, without 0, in the order of first use. */
  readonly terms: Uint32Array;
  /** How often each occurs, `MOST_OCCURRENCES` at most. */
  readonly counts: Uint8Array;
}

/** By term number: 1 + its place in `terms` while one passage is counted, otherwise 0. */
let places = new Uint32Array(1024);

/**
 * The `terms` and `counts` of a passage. A subject is often named in the heading alone: its words
 * find the passage, too.
 */
export function countTerms(tokens: Uint32Array, context: Uint32Array): TermCounts {
  const terms = new Uint32Array(tokens.length + context.length);
  const counts = new Uint8Array(terms.length);
  let distinct = 0;
  for (const part of [tokens, context]) {
    for (const term of part) {
      if (term === 0) continue;
      if (term >= places.length) {
        const grown = new Uint32Array(2 * term);
        grown.set(places);
        places = grown;
      }
      const place = places[term] as number;
      if (place === 0) {
        terms[distinct] = term;
        counts[distinct] = 1;
        places[term] = ++distinct;
      } else if ((counts[place - 1] as number) < MOST_OCCURRENCES) {
        counts[place - 1] = (counts[place - 1] as number) + 1;
      }
    }
  }
  for (let place = 0; place < distinct; place++) places[terms[place] as number] = 0;
  return { terms: terms.slice(0, distinct), counts: counts.slice(0, distinct) };
}
