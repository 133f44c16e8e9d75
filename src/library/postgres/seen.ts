/** A collection as somebody sees it whose library is in the database. */
import type { CollectionId, CollectionKey } from '../../collections/collection.ts';

/** One of the collections that a place sees. */
export interface SeenCollection {
  /** Its number in the database. */
  readonly no: number;
  readonly id: CollectionId;
  /** '' for the default one. */
  readonly key: CollectionKey;
}

/** What points into a collection carries its key, unless it is the default one. */
export function keyed({ key }: SeenCollection): { readonly collection?: CollectionKey } {
  return key === '' ? {} : { collection: key };
}

/** Those that a pointer may lead into: the one that it names, or each in turn where it names none. */
export function pointedInto(
  seen: readonly SeenCollection[],
  { collection }: { readonly collection?: CollectionKey | undefined },
): readonly SeenCollection[] {
  return collection === undefined ? seen : seen.filter(({ key }) => key === collection);
}
