/** The articles as they are quoted, for the command line: read and cut as the bot does, not embedded. */
import { openEmbedder } from '../../embeddings/embedder.ts';
import { makeExcerpt } from '../citations/excerpt.ts';
import type { Config } from '../config.ts';
import type { Placed } from '../library/catalog.ts';
import { lookAtFolder } from '../library/look.ts';
import { quotable } from '../library/quotes.ts';
import { libraryOptions } from '../library-options.ts';
import type { Citation } from '../model.ts';
import { QuoteCorpus } from '../quotes/corpus.ts';
import { statement } from '../refusals.ts';
import { terminalReporter } from '../reporter.ts';

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
 * Reads the articles folder. The model is asked for its window only, since where long paragraphs are
 * cut decides their citation ids.
 * @throws Refusal without a folder, and without the model.
 */
export async function openQuotable(config: Config): Promise<Quotable> {
  const reporter = terminalReporter(process.stderr);
  const embedder = await openEmbedder(libraryOptions(config, reporter).embedding);
  try {
    const { files } = await lookAtFolder(config.articlesDir, new Map(), embedder, {
      signal: new AbortController().signal,
      notice: (notice) => reporter.notice(notice),
      progress: (done, total) =>
        reporter.progress({ label: statement('readingFiles'), done, total }),
    });
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
  } finally {
    await embedder.close();
  }
}
