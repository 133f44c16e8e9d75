/** Keeps what quotes are found in and verified against in step with the library. */
import { type QuotableArticle, QuoteCorpus } from '../quotes/corpus.ts';
import { type Quotes, quotesOf } from '../quotes/quotes.ts';
import { Refusal } from '../refusals.ts';
import type { FileRecords } from './files.ts';

/** The library's quotes. Before `ready`, nothing is found and nothing is judged. */
export type LibraryQuotes = Quotes;

/**
 * Quotes of the files that a library holds, from the first call of `ready` on.
 * @param files what the library holds at the moment.
 * @returns `filesChanged` is to be called when that has changed.
 */
export function keepQuotes(files: () => FileRecords): {
  readonly quotes: LibraryQuotes;
  filesChanged(): void;
} {
  const corpus = new QuoteCorpus();
  const quotes = quotesOf(corpus);
  let known: FileRecords | null = null;
  let updating: Promise<void> | null = null;

  async function update(): Promise<void> {
    const now = files();
    try {
      await corpus.update(quotable(now));
      known = now;
    } finally {
      updating = null;
    }
  }

  async function ready(): Promise<void> {
    while (known !== files()) {
      updating ??= update();
      await updating;
    }
  }

  /** A verdict on half of the articles would be a wrong one. */
  async function judge<T>(verdict: () => Promise<T>): Promise<T> {
    if (known !== null) return verdict();
    throw new Refusal('quotesReading');
  }

  return {
    quotes: {
      isReady: () => known !== null,
      ready,
      find: async (typed, options) => (known === null ? [] : quotes.find(typed, options)),
      findExact: (text) => judge(() => quotes.findExact(text)),
      verify: (quote) => judge(() => quotes.verify(quote)),
      extract: (message, options) => quotes.extract(message, options),
    },
    filesChanged() {
      if (known !== null) void ready();
    },
  };
}

/** Every article with its passages, in reading order. */
export function* quotable(files: FileRecords): Generator<QuotableArticle> {
  for (const { reading, places } of files.values()) {
    for (const article of reading.articles) {
      const own = places.filter((place) => place.article.id === article.id);
      yield { article, passages: own.map(({ passage }) => passage) };
    }
  }
}
