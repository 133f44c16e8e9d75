/** From a button's pointers back to excerpts, each checked again against its article. */

import { progress } from '../../src/discord/progress.ts';
import { type Quote, type QuoteRef, widen } from '../../src/discord/widen.ts';
import { FootnoteError } from '../../src/errors.ts';
import type { Say } from '../../src/languages/say.ts';
import type { Library } from '../../src/library/library.ts';
import type { Excerpt, ExcerptRef } from '../../src/model.ts';
import { refuseUnlessReadable } from './readiness.ts';

/** The excerpt a pointer leads to, or null when its source has changed since. */
export function lookUp(library: Library, { id, sentence }: ExcerptRef): Excerpt | null {
  try {
    return library.excerpt(id, sentence);
  } catch (error) {
    if (error instanceof FootnoteError && error.code === 'not-verbatim') return null;
    throw error;
  }
}

/**
 * The excerpt with its context.
 * @throws FootnoteError `not-found` or `not-ready` where there is none any more.
 */
export function lookUpQuote(library: Library, say: Say, { ref, steps }: QuoteRef): Quote {
  const excerpt = lookUp(library, ref);
  const article = excerpt && library.article(excerpt.articleId);
  if (!excerpt || !article) return refuseMissing(library, say);
  return widen(article, excerpt, steps);
}

/**
 * Says why a pointer leads nowhere: the source changed, or is not read yet.
 * @throws FootnoteError always.
 */
export function refuseMissing(library: Library, say: Say): never {
  refuseUnlessReadable(library, say);
  const status = library.status();
  if (status.phase === 'ready') throw new FootnoteError('not-found', say('sourceChanged'));
  throw new FootnoteError('not-ready', progress(status, say));
}
