/** A question for several things gets the whole list of which one item was found. */
import { listAround } from '../articles/list-around.ts';
import type { RankedPassage } from '../search/rank.ts';
import type { Catalog, Placed } from './catalog.ts';

/** A ranked passage with its place. */
export interface Found {
  readonly place: Placed;
  readonly ranked: RankedPassage;
}

/**
 * The first passage, then the rest of its list, what leads in first, then the others; as they are where
 * the first one is in no list. What the list brings has the first one's score: it stands for the answer.
 * @param found best first.
 */
export function withList(found: readonly Found[], { entries }: Catalog): readonly Found[] {
  const [best, ...others] = found;
  if (best === undefined) return found;
  const { article, passage } = best.place;
  const list = listAround(article, passage.paragraph);
  if (list === null) return found;
  const order = [...(list.leadIn === null ? [] : [list.leadIn]), ...list.items];
  const wanted = new Set(order.map(({ number }) => number));
  const siblings: Found[] = [];
  for (const { slot, places } of entries.values()) {
    if (slot === best.ranked.slot) continue;
    const place = places.find((each) => each.article.id === article.id);
    if (place === undefined || !wanted.has(place.passage.paragraph)) continue;
    siblings.push({ place, ranked: { slot, sentence: 0, score: best.ranked.score } });
  }
  siblings.sort((a, b) => a.place.passage.start - b.place.passage.start);
  const slots = new Set(siblings.map(({ ranked }) => ranked.slot));
  return [best, ...siblings, ...others.filter(({ ranked }) => !slots.has(ranked.slot))];
}
