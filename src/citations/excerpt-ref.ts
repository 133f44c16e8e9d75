/**
 * A pointer as one word: `k3m9ta-x7q2vd`, or `k3m9ta-x7q2vd#2` for another sentence; `k3m9ta` for an article.
 * The key of the collection stands in front where one is named: `p4r5s~k3m9ta`, `~k3m9ta` of the default one.
 */
import { type CollectionKey, isCollectionKey } from '../collections/collection.ts';
import type { ArticleRef, ExcerptRef } from '../model.ts';
import { isArticleId, isCitationId } from './citation-id.ts';
import type { InCollection } from './refs.ts';

/** Passages have fewer sentences by far. */
const SENTENCE = /^\d{1,4}$/;
/** Behind a collection's key. */
const IN = '~';

function keyed({ collection }: InCollection, rest: string): string {
  return collection === undefined ? rest : `${collection}${IN}${rest}`;
}

/** What stands in front of the rest; null for what is no key. */
function unkeyed(text: string): { readonly where: InCollection; readonly rest: string } | null {
  const at = text.indexOf(IN);
  if (at === -1) return { where: {}, rest: text };
  const collection: CollectionKey = text.slice(0, at);
  return collection === '' || isCollectionKey(collection)
    ? { where: { collection }, rest: text.slice(at + IN.length) }
    : null;
}

/** Writes a pointer; the first sentence goes without saying. */
export function formatExcerptRef(ref: ExcerptRef): string {
  const { id, sentence } = ref;
  return keyed(ref, sentence === 0 ? id : `${id}#${sentence}`);
}

/** Reads what `formatExcerptRef` wrote; null for anything else. */
export function parseExcerptRef(text: string): ExcerptRef | null {
  const read = unkeyed(text);
  const [id = '', sentence = '0', ...rest] = read?.rest.split('#', 3) ?? [];
  if (rest.length > 0 || !isCitationId(id) || !SENTENCE.test(sentence)) return null;
  return { id, sentence: Number(sentence), ...read?.where };
}

/** Writes a pointer to an article. */
export function formatArticleRef(ref: ArticleRef): string {
  return keyed(ref, ref.id);
}

/** Reads what `formatArticleRef` wrote; null for anything else. */
export function parseArticleRef(text: string): ArticleRef | null {
  const read = unkeyed(text);
  return read !== null && isArticleId(read.rest) ? { id: read.rest, ...read.where } : null;
}
