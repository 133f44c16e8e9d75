/** From a button's pointer back to its quote, or a refusal that says why there is none. */
import { quoteOf } from '../../src/citations/look-up.ts';
import type { Quote, QuoteRef } from '../../src/citations/quote.ts';
import { refuseUnlessRead } from '../../src/discord/readiness.ts';
import type { Library } from '../../src/library/library.ts';
import { Refusal } from '../../src/refusals.ts';

/**
 * The excerpt with its context.
 * @throws Refusal where there is none any more, or not yet.
 */
export function lookUpQuote(library: Library, pointer: QuoteRef): Quote {
  return quoteOf(library, pointer) ?? refuseMissing(library, pointer.ref.id);
}

/**
 * Says why a pointer leads nowhere: the source changed, was taken out, or is not read yet.
 * @throws Refusal always.
 */
export function refuseMissing(library: Library, id?: string): never {
  refuseUnlessRead(library);
  if (id !== undefined && library.trace(id).state === 'gone') throw new Refusal('articleGone');
  throw new Refusal('sourceChanged');
}
