/** `/verify` and the message command `Verify quotes`: is this in the articles, word for word? */
import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord.js';
import { defineCommand, defineMessageCommand } from '../src/discord/command.ts';
import { renderLine } from '../src/discord/message.ts';
import { untilReadable } from '../src/discord/readiness.ts';
import { showingOf } from '../src/discord/showing.ts';
import { targetOf } from '../src/discord/target-message.ts';
import { tell } from '../src/discord/tell.ts';
import { renderUnquoted } from '../src/discord/unquoted.ts';
import { renderVerdict } from '../src/discord/verdict.ts';
import { hearing } from '../src/discord/visible.ts';
import { statement } from '../src/refusals.ts';
import { quotationsOf, unquotedOf } from './shared/quotations.ts';
import { QUOTE_MAX, readQuote } from './shared/quote-text.ts';
import { quotesOf } from './shared/services.ts';
import { placesIn, showVerdicts } from './shared/show-verdicts.ts';
import { readTargetFiles } from './shared/target-files.ts';

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
    const target = targetOf(interaction);
    const { read, notes } = await readTargetFiles(turn, target.files, interaction.user.id);
    const quotations = await quotationsOf({ ...turn, quotes }, target, read);
    if (quotations.found.length > 0) return showVerdicts(interaction, turn, quotations, notes);
    await reply.privately((say) => {
      const unquoted = unquotedOf(say, target, read);
      const unread = notes(say);
      if (unquoted.length > 0) return renderUnquoted(say, unquoted, unread);
      return renderLine([tell(say, statement('verifyNothing')), ...unread].join('\n'));
    });
  },
});
