/** From a button's pointer back to its quote, or a refusal that says why there is none. */
import { quoteOf } from '../../src/citations/look-up.ts';
import type { Quote, QuoteRef } from '../../src/citations/quote.ts';
import { progress } from '../../src/discord/progress.ts';
import { FootnoteError } from '../../src/errors.ts';
import type { Say } from '../../src/languages/say.ts';
import type { Library } from '../../src/library/library.ts';
import { refuseUnlessReadable } from './readiness.ts';

/**
 * The excerpt with its context.
 * @throws FootnoteError `not-found` or `not-ready` where there is none any more.
 */
export function lookUpQuote(library: Library, say: Say, pointer: QuoteRef): Quote {
  return quoteOf(library, pointer) ?? refuseMissing(library, say);
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
