/** The passages of a question out of catalogs in memory: records are made when they are asked for. */
import { type Catalog, locate, type Placed } from './catalog.ts';
import { type ArticleTest, filterOf } from './filter.ts';
import {
  MOST_PLACES,
  type PassageRecord,
  type PassageSource,
  passageRecord,
  type SlotRecord,
} from './passage-record.ts';

/**
 * @param catalogs what can be searched at this moment, newest first: more than one while a change is on
 *   its way through the index. Asked for after every wait.
 * @param isPartial whether the index has articles that the catalogs do not show: these are not to be
 *   ranked either.
 */
export function catalogPassages(
  catalogs: () => readonly [Catalog, ...Catalog[]],
  isPartial: boolean,
): PassageSource {
  const before = catalogs();
  return {
    async articlesThat(filter) {
      const fits = filterOf(filter) ?? (isPartial ? () => true : null);
      if (fits === null) return null;
      return [...before[0].articles.values()].filter(fits).map(({ id }) => id);
    },
    async places(slots, filter) {
      const fits = filterOf(filter);
      // A change may come while the index searches: whichever state it saw, its slots are known.
      const known = [...catalogs(), ...before];
      return slots.map((slot) => placesIn(known, slot, fits).map(passageRecord));
    },
    async cited({ id }, filter) {
      const fits = filterOf(filter);
      const found = locate(catalogs()[0], id);
      if (found === null || (fits && !fits(found.place.article))) return null;
      return passageRecord(found.place);
    },
    expect() {
      // All of it is here.
    },
    async listOf({ list, quotable: { articleId } }) {
      const [{ entries }] = catalogs();
      const found: { readonly slot: number; readonly place: Placed }[] = [];
      for (const { slot, places } of list === null ? [] : entries.values()) {
        const place = places.find((each) => each.article.id === articleId);
        if (place && isWithin(list, place)) found.push({ slot, place });
      }
      return found
        .sort((a, b) => a.place.passage.start - b.place.passage.start)
        .map(({ slot, place }): SlotRecord => ({ slot, record: passageRecord(place) }));
    },
  };
}

function isWithin(list: PassageRecord['list'], { passage: { paragraph } }: Placed): boolean {
  return list !== null && paragraph >= list.first && paragraph <= list.last;
}

/** Where the text of a slot stands, within the filter: as new as it is known. */
function placesIn(
  catalogs: readonly Catalog[],
  slot: number,
  fits: ArticleTest | null,
): readonly Placed[] {
  for (const { entries } of catalogs) {
    const places = entries.get(slot)?.places.filter(({ article }) => !fits || fits(article)) ?? [];
    if (places.length > 0) return firstOfEach(places);
  }
  return [];
}

function firstOfEach(places: readonly Placed[]): readonly Placed[] {
  const seen = new Set<string>();
  return places
    .filter(({ article }) => !seen.has(article.id) && seen.add(article.id))
    .slice(0, MOST_PLACES);
}
