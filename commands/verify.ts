/** `/verify` and the message command `Verify quotes`: is this in the articles, word for word? */
import { ApplicationCommandOptionType, ApplicationCommandType, MessageFlags } from 'discord.js';
import { excerptAt } from '../src/citations/look-up.ts';
import { defineCommand, defineMessageCommand, type Turn } from '../src/discord/command.ts';
import {
  QUOTATIONS_MAX,
  renderVerdict,
  renderVerdicts,
  type ShowPlace,
} from '../src/discord/verdict.ts';
import { Refusal } from '../src/refusals.ts';
import { refuseUnlessReadable } from './shared/readiness.ts';
import { quotesOf } from './shared/services.ts';

/** UTF-16 units: what fits into a message. */
const QUOTE_MAX = 2_000;

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

  async run(interaction, turn) {
    const { library, say } = turn;
    refuseUnlessReadable(library);
    const quote = interaction.options.getString('quote', true).trim();
    if (quote.length > QUOTE_MAX) {
      throw new Refusal('quoteTooLong', { max: QUOTE_MAX, length: quote.length });
    }
    const quotes = quotesOf(turn);
    const visible = interaction.options.getBoolean('visible') ?? false;
    await interaction.deferReply(visible ? {} : { flags: MessageFlags.Ephemeral });
    await interaction.editReply(renderVerdict(say, quotes.verify(quote), placesIn(turn)));
  },
});

export const verifyQuotes = defineMessageCommand({
  data: { type: ApplicationCommandType.Message, name: 'Verify quotes' },

  async run(interaction, turn) {
    const { library, say } = turn;
    refuseUnlessReadable(library);
    const quotes = quotesOf(turn);
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const found = quotes.extract(interaction.targetMessage.content);
    const [only] = found;
    if (!only) throw new Refusal('verifyNothing');
    const show = placesIn(turn);
    if (found.length === 1) {
      await interaction.editReply(renderVerdict(say, quotes.verify(only.text), show));
      return;
    }
    const checked = found
      .slice(0, QUOTATIONS_MAX)
      .map(({ text }) => ({ text, verdict: quotes.verify(text) }));
    const note = found.length > QUOTATIONS_MAX ? say('verifyMany', { n: QUOTATIONS_MAX }) : null;
    await interaction.editReply(renderVerdicts(say, checked, show, note));
  },
});

function placesIn({ library }: Turn): ShowPlace {
  return (place) => excerptAt(library, place);
}
