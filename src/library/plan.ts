/** From the articles as they are to what the index must add, keep and remove. */
import type { Catalog, Entry, Placed } from './catalog.ts';

/** The difference between what is indexed and what should be. */
export interface Plan {
  /** Entries that stay in the index as they are; their places may be new. */
  readonly kept: readonly Entry[];
  /** Texts to index, each with the places where it stands. */
  readonly added: readonly Entry['places'][];
  readonly removed: readonly Entry[];
}

/**
 * Compares an index with the articles.
 * @param places every passage of every article, in the order that decides which copy is indexed.
 */
export function planIndex(current: Catalog, places: Iterable<Placed>): Plan {
  const indexed = new Map(
    [...current.entries.values()].map((entry) => [entry.places[0].keys.entry, entry]),
  );
  const kept: Entry[] = [];
  const added: Entry['places'][] = [];
  for (const group of sameWords(places)) {
    const { entry: key } = group[0].keys;
    const entry = indexed.get(key);
    if (entry) {
      kept.push({ slot: entry.slot, places: group });
      indexed.delete(key);
    } else added.push(group);
  }
  return { kept, added, removed: [...indexed.values()] };
}

function sameWords(places: Iterable<Placed>): Entry['places'][] {
  const groups = new Map<string, [Placed, ...Placed[]]>();
  for (const place of places) {
    const group = groups.get(place.keys.words);
    if (group) group.push(place);
    else groups.set(place.keys.words, [place]);
  }
  return [...groups.values()];
}
