/**
 * Posting lists as bytes: which passages hold a term, how often, and how long each is. A long list is
 * stored in two parts, so that where it is the rarest one of a question it need not be read whole: its
 * champions, among which the best by BM25 are for certain, and the rest.
 */
import { VarintReader, VarintWriter } from './varints.ts';

/** A passage that holds a term. */
export interface Posting {
  readonly slot: number;
  /** How often, its headings included: see `MOST_OCCURRENCES`. */
  readonly occurrences: number;
  /** Terms of the passage, its headings not included. */
  readonly length: number;
}

/** Shorter lists are all champions. */
export const SHORT_LIST = 1024;

/**
 * Champions of each number of occurrences: as many as a question wants candidates by words, and some in
 * place of those that are removed.
 */
export const CHAMPIONS = 96;

/** A list as it is stored; of `rest` only where the list is long. */
export interface PackedPostings {
  readonly champions: Buffer;
  readonly rest: Buffer | null;
}

/**
 * Packs a list. Of passages that hold a term as often the shorter one is better, whatever the mean
 * length, so that the best `CHAMPIONS` are among the first so many of each number of occurrences.
 * @param postings by slot, rising.
 * @param citationOf what decides among equally good ones; asked for of long lists only.
 */
export function packPostings(
  postings: readonly Posting[],
  citationOf: (slot: number) => string,
): PackedPostings {
  if (postings.length <= SHORT_LIST) return { champions: pack(postings), rest: null };
  const classes = new Map<number, Posting[]>();
  for (const posting of postings) {
    const alike = classes.get(posting.occurrences);
    if (alike === undefined) classes.set(posting.occurrences, [posting]);
    else alike.push(posting);
  }
  const champions = new Set<Posting>();
  for (const alike of classes.values()) {
    const best = alike.length <= CHAMPIONS ? alike : firstOf(alike, citationOf);
    for (const posting of best) champions.add(posting);
  }
  return {
    champions: pack(postings.filter((posting) => champions.has(posting))),
    rest: pack(postings.filter((posting) => !champions.has(posting))),
  };
}

function firstOf(alike: readonly Posting[], citationOf: (slot: number) => string): Posting[] {
  const named = alike.map((posting) => ({ posting, citation: citationOf(posting.slot) }));
  return named
    .sort(
      (a, b) =>
        a.posting.length - b.posting.length ||
        (a.citation === b.citation
          ? a.posting.slot - b.posting.slot
          : a.citation < b.citation
            ? -1
            : 1),
    )
    .slice(0, CHAMPIONS)
    .map(({ posting }) => posting);
}

function pack(postings: readonly Posting[]): Buffer {
  const writer = new VarintWriter();
  let last = 0;
  for (const { slot, occurrences, length } of postings) {
    writer.write(slot - last);
    writer.write(occurrences);
    writer.write(length);
    last = slot;
  }
  return writer.take();
}

/** Calls `each` for every posting of a part, by slot; no object is made of any. */
export function eachPosting(
  bytes: Uint8Array,
  each: (slot: number, occurrences: number, length: number) => void,
): void {
  const reader = new VarintReader(bytes);
  let slot = 0;
  while (!reader.isAtEnd) {
    slot += reader.read();
    each(slot, reader.read(), reader.read());
  }
}

/** The postings of a part, by slot. */
export function unpackPostings(bytes: Uint8Array): Posting[] {
  const postings: Posting[] = [];
  eachPosting(bytes, (slot, occurrences, length) => postings.push({ slot, occurrences, length }));
  return postings;
}
