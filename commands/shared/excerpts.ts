/** From a button's pointer back to its quote, or a refusal that says why there is none. */
import { quoteOf } from '../../src/citations/look-up.ts';
import type { Quote, QuoteRef } from '../../src/citations/quote.ts';
import { type Library, notReadyYet } from '../../src/library/library.ts';
import { Refusal } from '../../src/refusals.ts';
import { refuseUnlessReadable } from './readiness.ts';

/**
 * The excerpt with its context.
 * @throws Refusal where there is none any more.
 */
export function lookUpQuote(library: Library, pointer: QuoteRef): Quote {
  return quoteOf(library, pointer) ?? refuseMissing(library);
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
