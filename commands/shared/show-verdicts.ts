/** Verifies quotations and answers with the verdicts, each with where its quotation stands. */
import type { RepliableInteraction } from 'discord.js';
import { excerptAt } from '../../src/citations/look-up.ts';
import type { Turn } from '../../src/discord/command.ts';
import { showingOf } from '../../src/discord/showing.ts';
import {
  QUOTATIONS_MAX,
  renderVerdict,
  renderVerdicts,
  type ShowPlace,
  shownPlaces,
} from '../../src/discord/verdict.ts';
import type { Say } from '../../src/languages/say.ts';
import type { Excerpt } from '../../src/model.ts';
import { type QuotePart, type Verdict, verbatimAt } from '../../src/quotes/verdict.ts';
import type { Quotation, Quotations } from './quotations.ts';
import { quotesOf } from './services.ts';

/**
 * Answers privately: one verdict in full, several in short.
 * @param notes what else is to be said, a line each, escaped.
 */
export async function showVerdicts(
  interaction: RepliableInteraction,
  turn: Turn,
  { found, count }: Quotations,
  notes: (say: Say) => readonly string[] = () => [],
): Promise<void> {
  const quotes = quotesOf(turn);
  const checked: (Quotation & { readonly verdict: Verdict })[] = [];
  for (const one of found.slice(0, QUOTATIONS_MAX)) {
    const verdict = await quotes.verify(one.text);
    const isKnown = one.known && verdict.kind !== 'verbatim';
    checked.push({ ...one, verdict: isKnown ? verbatimAt(one.known) : verdict });
  }
  const show = await placesIn(
    turn,
    checked.map(({ verdict }) => verdict),
  );
  const showing = showingOf(interaction, 'privately', turn);
  await turn.reply.privately((say) => {
    const said = [
      ...(count > QUOTATIONS_MAX ? [say('verifyMany', { n: QUOTATIONS_MAX })] : []),
      ...notes(say),
    ];
    const [only] = checked;
    if (only && checked.length === 1) {
      const lines = [...(only.place === null ? [] : [only.place(say)]), ...said];
      return renderVerdict(say, only.verdict, show, showing, lines);
    }
    const shown = checked.map(({ place, ...one }) => ({ ...one, place: place?.(say) ?? null }));
    return renderVerdicts(say, shown, show, said, showing);
  });
}

/** The places that verdicts name, looked up once. */
export async function placesIn(
  { library }: Pick<Turn, 'library'>,
  verdicts: readonly Verdict[],
): Promise<ShowPlace> {
  const known = new Map<QuotePart, Excerpt | null>();
  for (const place of verdicts.flatMap(shownPlaces)) {
    known.set(place, await excerptAt(library, place));
  }
  return (place) => known.get(place) ?? null;
}
