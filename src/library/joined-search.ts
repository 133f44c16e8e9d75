/** What several collections hold, searched as one for one question. */
import { joinedArticle, joinedSlot, joinIndexes, ownSlot } from '../index/joined-index.ts';
import type { SearchFilter } from '../model.ts';
import type { PassageRecord, PassageSource } from './passage-record.ts';
import type { Searched } from './searched.ts';

/** A collection that is searched. */
export interface SearchedPart {
  /** Its key, see `ExcerptRef.collection`; '' for the default one. */
  readonly key: string;
  readonly searched: Searched;
}

/**
 * All of them as one: ranked as if their articles were in one folder, each passage with its
 * collection's key. They share their model; one alone is searched as it is.
 * @param parts in the order in which the same words are quoted from them; never empty.
 */
export function joinSearched(parts: readonly [SearchedPart, ...SearchedPart[]]): Searched {
  const [{ searched, key }] = parts;
  if (parts.length === 1) {
    return { ...searched, passages: withKey(key, searched.passages), ...editorialOf(parts) };
  }
  return {
    ...searched,
    index: joinIndexes(parts.map((part) => part.searched.index)),
    passages: joinPassages(
      parts.map((part) => ({ key: part.key, passages: part.searched.passages })),
    ),
    ...editorialOf(parts),
  };
}

/** What each collection's editors say, with its key. */
function editorialOf(parts: readonly SearchedPart[]): Pick<Searched, 'editorial'> {
  const editorial = parts.flatMap(({ key, searched }) =>
    (searched.editorial ?? []).map(({ view }) => ({ key, view })),
  );
  return { editorial };
}

/** The part of a filter that a collection understands by itself. */
function ownFilter({ collection: _key, ...filter }: SearchFilter): SearchFilter {
  return filter;
}

function keyed(record: PassageRecord, key: string, order: number): PassageRecord {
  return { ...record, ...(key !== '' && { collection: key }), order };
}

function withKey(key: string, passages: PassageSource): PassageSource {
  return {
    expect: (slots) => passages.expect(slots),
    articlesThat: (filter) => passages.articlesThat(ownFilter(filter)),
    async places(slots, filter) {
      const found = await passages.places(slots, ownFilter(filter));
      return found.map((records) => records.map((record) => keyed(record, key, 0)));
    },
    async cited({ collection = '', ...ref }, filter) {
      const wanted = filter.collection ?? key;
      if (collection !== key || wanted !== key) return null;
      const record = await passages.cited(ref, ownFilter(filter));
      return record && keyed(record, key, 0);
    },
    async listOf(record) {
      const list = await passages.listOf(record);
      return list.map((each) => ({ ...each, record: keyed(each.record, key, 0) }));
    },
  };
}

interface PassagesPart {
  readonly key: string;
  readonly passages: PassageSource;
}

/** The passages behind `joinIndexes`, of the same parts in the same order. */
function joinPassages(parts: readonly PassagesPart[]): PassageSource {
  /** By part: its own slots among joined ones, and where in those they stand. */
  const shareOut = (slots: readonly number[]) => {
    const shares = parts.map(() => ({ slots: [] as number[], places: [] as number[] }));
    for (const [place, joined] of slots.entries()) {
      const { part, slot } = ownSlot(joined, parts.length);
      shares[part]?.slots.push(slot);
      shares[part]?.places.push(place);
    }
    return shares;
  };
  const sources = parts.map(({ key, passages }) => ({ key, ...withKey(key, passages) }));
  const at = (key: string | undefined) => parts.findIndex((part) => part.key === (key ?? ''));

  return {
    expect(slots) {
      for (const [part, share] of shareOut(slots).entries()) {
        if (share.slots.length > 0) sources[part]?.expect(share.slots);
      }
    },
    async articlesThat(filter) {
      if (filter.articleId !== undefined) {
        const part = await partWith(filter.articleId, filter.collection);
        const ids = (await sources[part]?.articlesThat(filter)) ?? [];
        return ids.map((id) => joinedArticle(id, part));
      }
      const found = await Promise.all(sources.map((source) => source.articlesThat(filter)));
      if (found.every((each) => each === null)) return null;
      return found.flatMap((each, part) => (each ?? ['']).map((id) => joinedArticle(id, part)));
    },
    async places(slots, filter) {
      const shares = shareOut(slots);
      const found = await Promise.all(
        sources.map((source, part) => {
          const own = shares[part]?.slots ?? [];
          return own.length === 0 ? [] : source.places(own, filter);
        }),
      );
      const placed: (readonly PassageRecord[])[] = slots.map(() => []);
      for (const [part, { places }] of shares.entries()) {
        for (const [own, place] of places.entries()) {
          placed[place] = (found[part]?.[own] ?? []).map((record) => ({ ...record, order: part }));
        }
      }
      return placed;
    },
    async cited(ref, filter) {
      const part = at(ref.collection);
      const record = (await sources[part]?.cited(ref, filter)) ?? null;
      return record && { ...record, order: part };
    },
    async listOf(record) {
      const part = at(record.collection);
      const list = (await sources[part]?.listOf(record)) ?? [];
      return list.map((each) => ({
        slot: joinedSlot(each.slot, part, parts.length),
        record: { ...each.record, order: part },
      }));
    },
  };

  /** The part that an article is looked for in: without a key, the first that has it. */
  async function partWith(articleId: string, collection: string | undefined): Promise<number> {
    if (collection !== undefined) return at(collection);
    const found = await Promise.all(sources.map((source) => source.articlesThat({ articleId })));
    return found.findIndex((ids) => (ids?.length ?? 0) > 0);
  }
}
