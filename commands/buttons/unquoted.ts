/** "Check all of it" and "Find sources" below what a message says that quotes nothing. */
import { defineButton } from '../../src/discord/command.ts';
import { untilReadable } from '../../src/discord/readiness.ts';
import { readUnquoted } from '../../src/discord/unquoted.ts';
import { Refusal } from '../../src/refusals.ts';
import { findPassages, wordsToFind } from '../shared/find-passages.ts';
import { saidAgain } from '../shared/quotations.ts';
import { quotesOf } from '../shared/services.ts';
import { showVerdicts } from '../shared/show-verdicts.ts';

/** Each text as one quotation, whatever is in it. */
export const checkAll = defineButton('checkAll', async (interaction, _action, turn) => {
  const quotes = quotesOf(turn);
  const shown = readUnquoted(interaction.message);
  await untilReadable(turn, 'privately', quotes);
  await turn.reply.acknowledge('privately');
  const found = shown.flatMap(({ text, place }) =>
    quotes.extract(text).map((one) => ({ text: one.text, place: saidAgain(place) })),
  );
  if (found.length === 0) throw new Refusal('oldButton');
  await showVerdicts(interaction, turn, { found, count: found.length });
});

export const findShown = defineButton('findSources', async (interaction, _action, turn) => {
  const shown = readUnquoted(interaction.message);
  if (shown.length === 0) throw new Refusal('oldButton');
  await findPassages(interaction, turn, wordsToFind(shown.map(({ text }) => text)));
});
