/** What can be searched at one moment: articles, passages, and the slots they have in the index. */
import type { Article, Passage } from '../model.ts';

/** A passage in its article, with the hashes by which it is compared. */
export interface Placed {
  readonly article: Article;
  readonly passage: Passage;
  readonly keys: PlacedKeys;
}

/** Each 128 bits of a SHA-256 in base64url; see `src/library/place.ts`. */
export interface PlacedKeys {
  /** The same for passages of the same words, whatever their case and spaces. */
  readonly words: string;
  /** Over all that the index is told of the passage: what has the same need not be indexed again. */
  readonly entry: string;
  /** Over the texts that are embedded: what has the same has the same vectors. */
  readonly embedding: string;
}

/**
 * What stands in one slot of the index. Passages of the same words share it, whichever article they
 * are in: a thousand copies of a boilerplate paragraph would crowd the vector index's neighbourhoods.
 */
export interface Entry {
  /** The number of this entry in every index; uint32. */
  readonly slot: number;
  /** Where the text stands; the first place is the one that was indexed. Never empty. */
  readonly places: readonly [Placed, ...Placed[]];
}

/** Immutable; a refresh makes a new one and swaps it in whole. */
export interface Catalog {
  readonly articles: ReadonlyMap<string, Article>;
  readonly entries: ReadonlyMap<number, Entry>;
  /** Citation id to its place. */
  readonly citations: ReadonlyMap<string, Placed>;
  /** By an id of an earlier release, where its words stand now. */
  readonly formerly: ReadonlyMap<string, Located>;
}

/** A place and which of its sentences was cited. */
export interface Located {
  readonly place: Placed;
  /** From 0. */
  readonly sentence: number;
}

/** Where a citation id leads to, of this release or an earlier one; null where it leads nowhere. */
export function locate({ citations, formerly }: Catalog, id: string): Located | null {
  const place = citations.get(id);
  return place === undefined ? (formerly.get(id) ?? null) : { place, sentence: 0 };
}

/** Makes a catalog of entries; `articles` may hold some without passages. */
export function makeCatalog(articles: Iterable<Article>, entries: Iterable<Entry>): Catalog {
  const byId = new Map([...articles].map((article) => [article.id, article]));
  const bySlot = new Map<number, Entry>();
  const citations = new Map<string, Placed>();
  const formerly = new Map<string, Located>();
  for (const entry of entries) {
    bySlot.set(entry.slot, entry);
    for (const place of entry.places) {
      citations.set(place.passage.id, place);
      for (const { id, sentence } of place.passage.formerly ?? []) {
        if (!formerly.has(id)) formerly.set(id, { place, sentence });
      }
    }
  }
  return { articles: byId, entries: bySlot, citations, formerly };
}
