/** From a button's pointer back to its quote, or a refusal that says why there is none. */
import { quoteOf } from '../../src/citations/look-up.ts';
import type { Quote, QuoteRef } from '../../src/citations/quote.ts';
import type { Turn } from '../../src/discord/command.ts';
import { changedAtOf } from '../../src/discord/freshness.ts';
import { refuseUnlessRead } from '../../src/discord/readiness.ts';
import type { Library } from '../../src/library/library.ts';
import { Refusal } from '../../src/refusals.ts';

/**
 * The excerpt with its context.
 * @throws Refusal where there is none any more, or not yet.
 */
export function lookUpQuote(turn: Pick<Turn, 'library' | 'sources'>, pointer: QuoteRef): Quote {
  const { library } = turn;
  const quote = quoteOf(library, pointer);
  if (quote) return quote;
  const changedAt = changedAtOf(turn, pointer.ref.id);
  if (changedAt === null) refuseMissing(library, pointer.ref.id);
  refuseUnlessRead(library);
  throw new Refusal('sourceChangedOn', { date: isoDate(changedAt) });
}

/** @param milliseconds since 1970. */
function isoDate(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
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
