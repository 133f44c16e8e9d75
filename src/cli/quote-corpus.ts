/** The articles as they are quoted, for the command line: as the bot has them, not embedded. */
import { makeExcerpt } from '../citations/excerpt.ts';
import { formerPassage } from '../citations/former-passages.ts';
import { type Trace, traceCitation } from '../citations/trace.ts';
import { dataFolders } from '../data-folders.ts';
import { type Catalog, makeCatalog } from '../library/catalog.ts';
import { articlesOf, type FileRecords } from '../library/files.ts';
import type { Library } from '../library/library.ts';
import { openRecords } from '../library/open-records.ts';
import { quotable } from '../library/quotes.ts';
import { traceSource } from '../library/trace-source.ts';
import { libraryOptions } from '../library-options.ts';
import type { Citation } from '../model.ts';
import { QuoteCorpus } from '../quotes/corpus.ts';
import { type Quotes, quotesOf } from '../quotes/quotes.ts';
import { terminalReporter } from '../reporter.ts';
import { diskState } from '../state/disk-state.ts';
import type { Workplace } from './context.ts';

/** Everything that can be quoted, and where it stands. */
export interface Quotable {
  readonly quotes: Quotes;
  /** Looks up what will be asked for below: citation ids, and the texts of articles. */
  know(citationIds: readonly string[], articleIds: readonly string[]): Promise<void>;
  /** The text of an article. */
  textOf(articleId: string): string;
  /**
   * The citation with an id.
   * @throws Refusal `notVerbatim` when the text at its place is not the one that was cited.
   */
  citation(id: string): Citation;
  /** What has become of a citation id, as people give it. */
  trace(typed: string): Promise<Trace>;
}

/**
 * Opens what can be quoted; see `openRecords` for what is read. The model decides where long
 * paragraphs are cut, and so their citation ids, but is not asked for vectors.
 * @throws Refusal without a folder, and without the model.
 */
export async function withQuotable<T>(
  config: Workplace,
  work: (quotable: Quotable) => Promise<T>,
): Promise<T> {
  if (config.database === null) return work(await openQuotable(config));
  const { withStoredLibrary } = await import('./stored.ts');
  return withStoredLibrary(config, (library) => work(quotableOf(library)));
}

function quotableOf(library: Library): Quotable {
  const citations = new Map<string, Citation>();
  const texts = new Map<string, string>();
  return {
    quotes: library.quotes,
    async know(citationIds, articleIds) {
      for (const id of citationIds) {
        const excerpt = await library.excerpt({ id });
        if (excerpt) citations.set(id, excerpt.citation);
      }
      for (const id of articleIds) texts.set(id, (await library.article({ id }))?.text ?? '');
    },
    textOf: (articleId) => texts.get(articleId) ?? '',
    citation(id) {
      const citation = citations.get(id);
      if (!citation) throw new RangeError(`There is no passage ${id}.`);
      return citation;
    },
    trace: (typed) => library.trace({ id: typed }),
  };
}

async function openQuotable(config: Workplace): Promise<Quotable> {
  const files = await openRecords(libraryOptions(config, terminalReporter(process.stderr)));
  const catalog = catalogOf(files);
  const state = diskState(dataFolders(config.dataDir, config.collection).state);
  const corpus = new QuoteCorpus();
  await corpus.update(quotable(files));
  return {
    quotes: quotesOf(corpus),
    // All of it is here.
    know: async () => {},
    textOf: (articleId) => corpus.stream(articleId)?.article.text ?? '',
    citation(id) {
      const place = catalog.citations.get(id);
      if (!place) throw new RangeError(`There is no passage ${id}.`);
      return makeExcerpt(place, 0, 1).citation;
    },
    trace: (typed) =>
      traceCitation(typed, traceSource(catalog, { get: (id) => formerPassage(state, id) })),
  };
}

/** By id and by words: no index is asked, so that each passage has an entry of its own. */
function catalogOf(files: FileRecords): Catalog {
  const places = [...files.values()].flatMap((file) => file.places);
  return makeCatalog(
    articlesOf(files),
    places.map((place, slot) => ({ slot, places: [place] })),
  );
}
