/** Choices that look like chance and are the same on every machine and in every order. */
import { createHash } from 'node:crypto';

/** A number from 0 up to and without 1 that belongs to `seed` and `key`. */
export function chanceOf(seed: string, key: string): number {
  return (
    createHash('sha256')
      .update(JSON.stringify([seed, key]))
      .digest()
      .readUInt32BE() /
    2 ** 32
  );
}

/** `count` of the items, or all, in their order; which ones depends on `seed` and their keys alone. */
export function sampleOf<Item>(
  items: readonly Item[],
  count: number,
  seed: string,
  keyOf: (item: Item) => string,
): Item[] {
  if (items.length <= count) return [...items];
  const drawn = items.map((item, index) => ({ item, index, chance: chanceOf(seed, keyOf(item)) }));
  return drawn
    .sort((a, b) => a.chance - b.chance)
    .slice(0, count)
    .sort((a, b) => a.index - b.index)
    .map(({ item }) => item);
}
