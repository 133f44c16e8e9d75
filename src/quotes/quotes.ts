/** The door through which commands reach quotes: find sentences, verify quotes, read messages. */
import type { ArticleRef } from '../model.ts';
import type { QuoteCorpus } from './corpus.ts';
import { type ExtractOptions, extractQuotations, type Quotation } from './extract.ts';
import { type FoundSentence, SentenceFinder } from './sentence-finder.ts';
import type { QuotePart, Verdict } from './verdict.ts';
import { findExact, verifyQuote } from './verify.ts';

/** What a search for sentences may carry. */
export interface FindAmong {
  /** How many sentences at most, from 1. */
  readonly limit: number;
  /** The articles that may be quoted; all of them where there is none. */
  readonly among?: readonly ArticleRef[] | null;
}

/** What is found and judged: of one collection, or of all that a place sees. */
export interface Quotes {
  /** Whether all that is held can be quoted and judged. */
  isReady(): boolean;
  /** Resolves when it can; the first call starts that. */
  ready(): Promise<void>;
  /** Sentences for what was typed so far, best first. */
  find(typed: string, options: FindAmong): Promise<readonly FoundSentence[]>;
  /** Where a text stands word for word in one passage, or null. */
  findExact(text: string): Promise<QuotePart | null>;
  /** Whether a quote is in the articles. */
  verify(quote: string): Promise<Verdict>;
  /**
   * The quotations in a message; the whole of it where there is none and nothing else is asked for. No
   * article is looked at.
   */
  extract(message: string, options?: ExtractOptions): readonly Quotation[];
}

/** Quotes of a corpus, always as it is at the moment. */
export function quotesOf(corpus: QuoteCorpus): Quotes {
  const finder = new SentenceFinder(corpus);
  return {
    isReady: () => true,
    ready: async () => {},
    async find(typed, { limit, among }) {
      const ids = among && new Set(among.map(({ id }) => id));
      return finder.find(typed, { limit, ...(ids && { allowed: (id) => ids.has(id) }) });
    },
    findExact: async (text) => findExact(text, corpus),
    verify: async (quote) => verifyQuote(quote, corpus),
    extract: extractQuotations,
  };
}
