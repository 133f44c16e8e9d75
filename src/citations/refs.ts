/** Pointers to articles and passages with the collection that they are in: ids are unique in one only. */
import type { ArticleRef, Excerpt } from '../model.ts';

/** What may be in a collection that is named by its key; in the default one where it is absent. */
export interface InCollection {
  readonly collection?: string;
}

/** The part of a pointer that names the collection; nothing for the default one. */
export function inCollection({ collection }: InCollection): InCollection {
  return collection === undefined ? {} : { collection };
}

/**
 * A pointer for a look-up in its own collection, and in no other: '' names the default one there. By a pointer
 * that names none, such as somebody typed, every collection that is seen is looked through in turn.
 */
export function exactly<T extends InCollection>(pointer: T): T & Required<InCollection> {
  return { ...pointer, collection: pointer.collection ?? '' };
}

/** The article that an excerpt, or a place of a quote, is from; for a look-up. */
export function articleRefOf(one: InCollection & { readonly articleId: string }): ArticleRef {
  return exactly({ id: one.articleId, ...inCollection(one) });
}

/** Whether two pointers lead into the same collection. */
export function isSameCollection(one: InCollection, other: InCollection): boolean {
  return (one.collection ?? '') === (other.collection ?? '');
}

/** Whether two excerpts are of the same passage. */
export function isSamePassage(one: Excerpt, other: Excerpt): boolean {
  return one.citation.id === other.citation.id && isSameCollection(one, other);
}
