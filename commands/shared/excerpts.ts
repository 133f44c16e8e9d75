/** From a button's pointer back to its quote, or a refusal that says why there is none. */
import type { StringSelectMenuInteraction } from 'discord.js';
import { quoteOf } from '../../src/citations/look-up.ts';
import type { Quote, QuoteRef } from '../../src/citations/quote.ts';
import { exactly } from '../../src/citations/refs.ts';
import type { Turn } from '../../src/discord/command.ts';
import { changedAtOf } from '../../src/discord/freshness.ts';
import { readRefs } from '../../src/discord/pointer-codec.ts';
import { refuseUnlessRead } from '../../src/discord/readiness.ts';
import type { Library } from '../../src/library/library.ts';
import type { ExcerptRef } from '../../src/model.ts';
import { Refusal } from '../../src/refusals.ts';

/**
 * What was chosen in a menu of passages.
 * @throws Refusal `oldButton` for what is none of our options.
 */
export function chosenRef({ values }: Pick<StringSelectMenuInteraction, 'values'>): ExcerptRef {
  const [ref, ...others] = readRefs(values[0] ?? '') ?? [];
  if (!ref || others.length > 0) throw new Refusal('oldButton');
  return ref;
}

/**
 * The excerpt with its context. A pointer without a collection is of the default one, as in a button.
 * @throws Refusal where there is none any more, or not yet.
 */
export async function lookUpQuote(
  turn: Pick<Turn, 'library' | 'histories'>,
  pointer: QuoteRef,
): Promise<Quote> {
  const { library } = turn;
  const ref = exactly(pointer.ref);
  const quote = await quoteOf(library, { ...pointer, ref });
  if (quote) return quote;
  const changedAt = await changedAtOf(turn, ref);
  if (changedAt === null) throw await whyMissing(library, ref);
  refuseUnlessRead(library);
  throw new Refusal('sourceChangedOn', { at: changedAt });
}

/**
 * Why a pointer leads nowhere: the source changed, or was taken out.
 * @throws Refusal where not everything is read yet.
 */
export async function whyMissing(library: Library, ref?: ExcerptRef): Promise<Refusal> {
  refuseUnlessRead(library);
  const isGone = ref !== undefined && (await library.trace(ref)).state === 'gone';
  return new Refusal(isGone ? 'articleGone' : 'sourceChanged');
}
