/** From a button's pointers back to excerpts, each checked again against its article. */
import { type Quote, type QuoteRef, widen } from '../../src/discord/widen.ts';
import { type Library, notReadyYet } from '../../src/library/library.ts';
import type { Excerpt, ExcerptRef } from '../../src/model.ts';
import { isRefusal, Refusal } from '../../src/refusals.ts';
import { refuseUnlessReadable } from './readiness.ts';

/** The excerpt a pointer leads to, or null when its source has changed since. */
export function lookUp(library: Library, { id, sentence }: ExcerptRef): Excerpt | null {
  try {
    return library.excerpt(id, sentence);
  } catch (error) {
    if (isRefusal(error, 'notVerbatim')) return null;
    throw error;
  }
}

/**
 * The excerpt with its context.
 * @throws Refusal where there is none any more.
 */
export function lookUpQuote(library: Library, { ref, steps }: QuoteRef): Quote {
  const excerpt = lookUp(library, ref);
  const article = excerpt && library.article(excerpt.articleId);
  if (!excerpt || !article) return refuseMissing(library);
  return widen(article, excerpt, steps);
}

/**
 * Says why a pointer leads nowhere: the source changed, or is not read yet.
 * @throws Refusal always.
 */
export function refuseMissing(library: Library): never {
  refuseUnlessReadable(library);
  const status = library.status();
  if (status.phase === 'ready') throw new Refusal('sourceChanged');
  throw notReadyYet(status);
}
