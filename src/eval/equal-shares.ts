/** What items weigh so that each group of them counts the same, however many it has. */

/** @returns the weight of one of the items: its share of its group. */
export function equalShares<Item>(
  items: readonly Item[],
  group: (item: Item) => string,
): (item: Item) => number {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(group(item), (counts.get(group(item)) ?? 0) + 1);
  return (item) => 1 / (counts.get(group(item)) ?? 1);
}
