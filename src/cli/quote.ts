/** `footnote quote`: the sentences of the articles that hold some words, each with its citation. */
import wrapAnsi from 'wrap-ansi';
import { Refusal } from '../refusals.ts';
import { print, printJson } from '../terminal.ts';
import { colors, openedConfig, type SharedFlags, terminalWidth } from './context.ts';
import { indented, textColumns } from './layout.ts';
import { citationLine } from './print.ts';
import { withQuotable } from './quote-corpus.ts';

/** The flags of `footnote quote`. */
export interface QuoteFlags extends SharedFlags {
  /** How many sentences, from 1. */
  readonly count: number;
  readonly json?: boolean;
}

/**
 * Prints sentences on standard output, those that fit best first.
 * @throws Refusal `noSentence` when no sentence has any of the words.
 */
export async function quote(text: string, flags: QuoteFlags): Promise<void> {
  const config = await openedConfig(flags);
  const key = config.access.changes?.key ?? '';
  const sentences = await withQuotable(config, async ({ quotes, know, citation }) => {
    const found = await quotes.find(text, { limit: flags.count });
    await know(
      found.map(({ citationId }) => citationId),
      [],
    );
    return found.map(({ citationId, ...rest }) => ({
      ...rest,
      citation: citation(citationId),
      ...(key !== '' && { collection: key }),
    }));
  });
  if (flags.json) {
    printJson({ text, sentences });
    return;
  }
  if (sentences.length === 0) {
    throw new Refusal('noSentence');
  }
  for (const [index, { text: sentence, citation: where }] of sentences.entries()) {
    const width = textColumns(terminalWidth());
    const lines = [
      `${colors.cyan(`${index + 1}.`)} ${colors.bold(colors.cyan(where.article))}`,
      wrapAnsi(sentence, width, { trim: true }),
      colors.dim(wrapAnsi(citationLine(where), width)),
      ...(where.url ? [colors.dim(where.url)] : []),
    ];
    print(`${indented(lines)}\n`);
  }
}
