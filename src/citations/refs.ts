/** Pointers to articles and passages with the collection that they are in: ids are unique in one only. */
import type { ArticleRef } from '../model.ts';

/** What may be in a collection that is named by its key; in the default one where it is absent. */
export interface InCollection {
  readonly collection?: string;
}

/** The part of a pointer that names the collection; nothing for the default one. */
export function inCollection({ collection }: InCollection): InCollection {
  return collection === undefined ? {} : { collection };
}

/** The article that an excerpt, or a place of a quote, is from. */
export function articleRefOf(one: InCollection & { readonly articleId: string }): ArticleRef {
  return { id: one.articleId, ...inCollection(one) };
}
