/**
 * Pointers to passages and articles as they stand in a custom id: without their collection's key where that is
 * the default one, as in the first buttons there were. Reading is total.
 */
import {
  HALF_LENGTH,
  isArticleId,
  isCitationId,
  joinHalves,
  splitHalves,
} from '../citations/citation-id.ts';
import type { InCollection } from '../citations/refs.ts';
import { type CollectionKey, isCollectionKey, KEY_LENGTH } from '../collections/collection.ts';
import type { ExcerptRef } from '../model.ts';

/** An article, by its id in its collection. */
export interface OfArticle extends InCollection {
  readonly articleId: string;
}

/** Behind a key that all that follows is in; behind the keys of pointers that each name theirs. */
const IN_ONE = '~';
const IN_SEVERAL = '*';

/** In front of a pointer into another collection than the default one. */
export function writeKey({ collection }: InCollection): string {
  return isElsewhere(collection) ? `${collection}${IN_ONE}` : '';
}

/** Reads what `writeKey` wrote; what has no key is as it is. */
export function readKey(body: string): { readonly where: InCollection; readonly rest: string } {
  const collection = body.slice(0, KEY_LENGTH);
  if (body.charAt(KEY_LENGTH) !== IN_ONE || !isCollectionKey(collection)) {
    return { where: {}, rest: body };
  }
  return { where: { collection }, rest: body.slice(KEY_LENGTH + IN_ONE.length) };
}

/** '' is the default collection, as is none. */
function isElsewhere(collection: CollectionKey | undefined): collection is CollectionKey {
  return collection !== undefined && collection !== '';
}

/** Writes an article's id behind its key. */
export function writeArticle(article: OfArticle): string {
  return `${writeKey(article)}${article.articleId}`;
}

/** Reads what `writeArticle` wrote; null for anything else. */
export function readArticle(body: string): OfArticle | null {
  const { where, rest } = readKey(body);
  return isArticleId(rest) ? { articleId: rest, ...where } : null;
}

/** Both halves of the citation id, without the dash, and the sentence. */
const REF_LENGTH = 2 * HALF_LENGTH + 1;
/** One character for a sentence's index. A passage beyond that many sentences loses its highlight only. */
const SENTENCES = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Without its collection. */
function writeRef({ id, sentence }: ExcerptRef): string {
  const halves = splitHalves(id);
  if (!halves) throw new RangeError('Not a citation id');
  return `${halves.article}${halves.words}${SENTENCES[sentence] ?? SENTENCES[0]}`;
}

function readRef(text: string): ExcerptRef | null {
  const id = joinHalves({
    article: text.slice(0, HALF_LENGTH),
    words: text.slice(HALF_LENGTH, 2 * HALF_LENGTH),
  });
  const sentence = SENTENCES.indexOf(text.charAt(REF_LENGTH - 1));
  return text.length === REF_LENGTH && isCitationId(id) && sentence >= 0 ? { id, sentence } : null;
}

/** Pieces of so many characters; null where they do not come out even, or there is none. */
function cut(text: string, length: number): string[] | null {
  if (text.length === 0 || text.length % length !== 0) return null;
  return Array.from({ length: text.length / length }, (_, i) =>
    text.slice(i * length, (i + 1) * length),
  );
}

function all<T>(read: readonly (T | null)[]): T[] | null {
  const found = read.filter((one) => one !== null);
  return found.length === read.length ? found : null;
}

/**
 * Pointers of one collection have its key in front, those of the default one none. Where there are
 * several, their keys stand in front, and before each pointer the number of its own among them; 0 is the
 * default one.
 */
export function writeRefs(refs: readonly ExcerptRef[]): string {
  const [first = '', ...others] = new Set(refs.map(({ collection = '' }) => collection));
  if (others.length === 0) return writeKey({ collection: first }) + refs.map(writeRef).join('');
  const keys = [first, ...others].filter(isElsewhere);
  const numbered = refs.map((ref) => `${keys.indexOf(ref.collection ?? '') + 1}${writeRef(ref)}`);
  return `${keys.join('')}${IN_SEVERAL}${numbered.join('')}`;
}

/** Reads what `writeRefs` wrote; null for anything else. */
export function readRefs(body: string): ExcerptRef[] | null {
  const at = body.indexOf(IN_SEVERAL);
  if (at >= 0) return readRefsOfSeveral(body.slice(0, at), body.slice(at + IN_SEVERAL.length));
  const { where, rest } = readKey(body);
  const refs = all((cut(rest, REF_LENGTH) ?? ['']).map(readRef));
  return refs?.map((ref) => ({ ...ref, ...where })) ?? null;
}

function readRefsOfSeveral(head: string, body: string): ExcerptRef[] | null {
  const keys = cut(head, KEY_LENGTH);
  const pieces = cut(body, 1 + REF_LENGTH);
  if (keys === null || pieces === null || !keys.every(isCollectionKey)) return null;
  const refs = all(
    pieces.map((piece) => {
      const number = Number(piece.charAt(0));
      const ref = /^\d/.test(piece) && number <= keys.length ? readRef(piece.slice(1)) : null;
      const collection = keys[number - 1];
      return ref && { ...ref, ...(collection !== undefined && { collection }) };
    }),
  );
  // Only as it would be written: each key once, in the order of its first use, and no more than that.
  return refs && writeRefs(refs) === `${head}${IN_SEVERAL}${body}` ? refs : null;
}
