/** What the reader page sees: one collection at a time, and only where that collection opted in. */
import { type Access, grantAccess } from '../collections/access.ts';
import type { Collection, CollectionKey, PageShows } from '../collections/collection.ts';

/** The collections that there are, from memory. */
export interface PagedCollections {
  readonly default: Collection;
  /** All but the default one. */
  all(): readonly Collection[];
}

/** A collection that opted in. */
export interface PagedCollection extends Collection {
  readonly page: PageShows;
}

function isPaged(collection: Collection): collection is PagedCollection {
  return collection.page !== null;
}

/** Those that opted in. */
export function pagedCollections(collections: PagedCollections): readonly PagedCollection[] {
  return [collections.default, ...collections.all()].filter(isPaged);
}

/** Those that opted in, by a key; mostly one, since of all collections two may share a key. */
export function pagedByKey(
  collections: PagedCollections,
  key: CollectionKey,
): readonly PagedCollection[] {
  return pagedCollections(collections).filter((each) => each.key === key);
}

/** What whoever has the address of a citation may see: the collection alone, and nothing to change. */
export function pageAccess(collection: PagedCollection): Access {
  return grantAccess({ sees: [collection], changes: null, server: null });
}
