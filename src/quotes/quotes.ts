/** The door through which commands reach quotes: find sentences, verify quotes, read messages. */
import type { QuoteCorpus } from './corpus.ts';
import { type ExtractOptions, extractQuotations, type Quotation } from './extract.ts';
import { type FindOptions, type FoundSentence, SentenceFinder } from './sentence-finder.ts';
import type { QuotePart, Verdict } from './verdict.ts';
import { findExact, verifyQuote } from './verify.ts';

/** All of it answers from memory. */
export interface Quotes {
  /** Whether all that is held can be quoted and judged. */
  isReady(): boolean;
  /** Resolves when it can; the first call starts that. */
  ready(): Promise<void>;
  /** Sentences for what was typed so far, best first. */
  find(typed: string, options: FindOptions): readonly FoundSentence[];
  /** Where a text stands word for word in one passage, or null. */
  findExact(text: string): QuotePart | null;
  /** Whether a quote is in the articles. */
  verify(quote: string): Verdict;
  /** The quotations in a message; the whole of it where there is none and nothing else is asked for. */
  extract(message: string, options?: ExtractOptions): readonly Quotation[];
}

/** Quotes of a corpus, always as it is at the moment. */
export function quotesOf(corpus: QuoteCorpus): Quotes {
  const finder = new SentenceFinder(corpus);
  return {
    isReady: () => true,
    ready: async () => {},
    find: (typed, options) => finder.find(typed, options),
    findExact: (text) => findExact(text, corpus),
    verify: (quote) => verifyQuote(quote, corpus),
    extract: extractQuotations,
  };
}
