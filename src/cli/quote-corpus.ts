/** The articles as they are quoted, for the command line: as the bot has them, not embedded. */
import { makeExcerpt } from '../citations/excerpt.ts';
import type { Placed } from '../library/catalog.ts';
import { openRecords } from '../library/open-records.ts';
import { quotable } from '../library/quotes.ts';
import { libraryOptions } from '../library-options.ts';
import type { Citation } from '../model.ts';
import { QuoteCorpus } from '../quotes/corpus.ts';
import { terminalReporter } from '../reporter.ts';
import type { Workplace } from './context.ts';

/** Everything that can be quoted, and where it stands. */
export interface Quotable {
  readonly corpus: QuoteCorpus;
  /**
   * The citation with an id of the corpus.
   * @throws Refusal `notVerbatim` when the text at its place is not the one that was cited.
   */
  citation(id: string): Citation;
}

/**
 * Opens what can be quoted; see `openRecords` for what is read. The model decides where long
 * paragraphs are cut, and so their citation ids, but is not asked for vectors.
 * @throws Refusal without a folder, and without the model.
 */
export async function openQuotable(config: Workplace): Promise<Quotable> {
  const files = await openRecords(libraryOptions(config, terminalReporter(process.stderr)));
  const places = new Map<string, Placed>();
  for (const file of files.values()) {
    for (const place of file.places) places.set(place.passage.id, place);
  }
  const corpus = new QuoteCorpus();
  await corpus.update(quotable(files));
  return {
    corpus,
    citation(id) {
      const place = places.get(id);
      if (!place) throw new RangeError(`There is no passage ${id}.`);
      return makeExcerpt(place, 0, 1).citation;
    },
  };
}
