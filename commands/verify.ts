/** `/verify` and the message command `Verify quotes`: is this in the articles, word for word? */
import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord.js';
import { excerptAt } from '../src/citations/look-up.ts';
import { defineCommand, defineMessageCommand, type Turn } from '../src/discord/command.ts';
import { untilReadable } from '../src/discord/readiness.ts';
import { showingOf } from '../src/discord/showing.ts';
import { targetOf } from '../src/discord/target-message.ts';
import {
  QUOTATIONS_MAX,
  renderVerdict,
  renderVerdicts,
  type ShowPlace,
  shownPlaces,
} from '../src/discord/verdict.ts';
import { hearing } from '../src/discord/visible.ts';
import type { Excerpt } from '../src/model.ts';
import type { QuotePart, Verdict } from '../src/quotes/verdict.ts';
import { Refusal } from '../src/refusals.ts';
import { QUOTE_MAX, readQuote } from './shared/quote-text.ts';
import { quotesOf } from './shared/services.ts';

export const verify = defineCommand({
  data: {
    name: 'verify',
    description: 'Check a quote: is it in the articles, word for word?',
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'quote',
        description: 'The quote; … or […] stands for words left out',
        required: true,
        max_length: QUOTE_MAX,
      },
      {
        type: ApplicationCommandOptionType.Boolean,
        name: 'visible',
        description: 'Show the answer to everyone in the channel (only to you if left out)',
      },
    ],
  },

  async run(interaction, given) {
    const quote = readQuote(interaction.options.getString('quote', true));
    const quotes = quotesOf(given);
    const isVisible = interaction.options.getBoolean('visible') ?? false;
    const { audience, reply } = await hearing(interaction, given, isVisible);
    const turn = { ...given, reply };
    await untilReadable(turn, audience, quotes);
    await reply.acknowledge(audience);
    const verdict = await quotes.verify(quote);
    const show = await placesIn(turn, [verdict]);
    const showing = showingOf(interaction, audience, turn);
    await reply[audience]((say) => renderVerdict(say, verdict, show, showing));
  },
});

export const verifyQuotes = defineMessageCommand({
  data: { type: ApplicationCommandType.Message, name: 'Verify quotes' },

  async run(interaction, turn) {
    const { reply } = turn;
    const quotes = quotesOf(turn);
    await untilReadable(turn, 'privately', quotes);
    await reply.acknowledge('privately');
    const showing = showingOf(interaction, 'privately', turn);
    const { own, embedded } = targetOf(interaction);
    // Where a message quotes nothing itself, its embeds may: a bot's own, or a link's preview.
    const quoted = [own, embedded].map((text) =>
      quotes.extract(text, { wholeIfNone: false, codeIfNone: true }),
    );
    const whole = [own, embedded].map((text) => quotes.extract(text));
    const found = [...quoted, ...whole].find(isFilled) ?? [];
    const [only] = found;
    if (!only) throw new Refusal('verifyNothing');
    if (found.length === 1) {
      const verdict = await quotes.verify(only.text);
      const show = await placesIn(turn, [verdict]);
      await reply.privately((say) => renderVerdict(say, verdict, show, showing));
      return;
    }
    const checked: { readonly text: string; readonly verdict: Verdict }[] = [];
    for (const { text } of found.slice(0, QUOTATIONS_MAX)) {
      checked.push({ text, verdict: await quotes.verify(text) });
    }
    const show = await placesIn(
      turn,
      checked.map(({ verdict }) => verdict),
    );
    await reply.privately((say) => {
      const note = found.length > QUOTATIONS_MAX ? say('verifyMany', { n: QUOTATIONS_MAX }) : null;
      return renderVerdicts(say, checked, show, note, showing);
    });
  },
});

function isFilled({ length }: readonly unknown[]): boolean {
  return length > 0;
}

/** The places that verdicts name, looked up once. */
async function placesIn({ library }: Turn, verdicts: readonly Verdict[]): Promise<ShowPlace> {
  const known = new Map<QuotePart, Excerpt | null>();
  for (const place of verdicts.flatMap(shownPlaces)) {
    known.set(place, await excerptAt(library, place));
  }
  return (place) => known.get(place) ?? null;
}
