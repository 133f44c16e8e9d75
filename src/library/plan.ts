/** From the articles as they are to what the index must add, keep and remove. */
import type { Catalog, Entry, Placed } from './catalog.ts';

/** The difference between what is indexed and what should be. */
export interface Plan {
  /** Entries that stay in the index as they are; their places may be new. */
  readonly kept: readonly Entry[];
  /** Those of `kept` whose places are new: their files were read again, or others hold the words. */
  readonly changed: readonly Entry[];
  /** Those of `changed` whose words stand in other articles than before. */
  readonly moved: readonly Entry[];
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
  const changed: Entry[] = [];
  const moved: Entry[] = [];
  const added: Entry['places'][] = [];
  for (const group of sameWords(places)) {
    const { entry: key } = group[0].keys;
    const entry = indexed.get(key);
    if (entry) {
      indexed.delete(key);
      if (isSame(entry.places, group)) {
        kept.push(entry);
        continue;
      }
      const now = { slot: entry.slot, places: group };
      kept.push(now);
      changed.push(now);
      if (`${articleIdsOf(entry.places)}` !== `${articleIdsOf(group)}`) moved.push(now);
    } else added.push(group);
  }
  return { kept, changed, moved, added, removed: [...indexed.values()] };
}

/** The articles in which some places are, each once, the first one's first. */
export function articleIdsOf([first, ...rest]: Entry['places']): [string, ...string[]] {
  const others = new Set(rest.map(({ article }) => article.id));
  others.delete(first.article.id);
  return [first.article.id, ...others];
}

function isSame(before: Entry['places'], now: Entry['places']): boolean {
  return before.length === now.length && before.every((place, index) => place === now[index]);
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
