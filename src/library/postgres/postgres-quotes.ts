/** Quotes of one collection out of the database: the same verdicts as over a corpus in memory. */
import { readings, shownReadings } from '../../quotes/readings.ts';
import { type FoundSentence, SentenceFinder } from '../../quotes/sentence-finder.ts';
import { tokenize } from '../../quotes/tokens.ts';
import type { Verdict } from '../../quotes/verdict.ts';
import { verifyQuote } from '../../quotes/verify.ts';
import { fetching } from './absent.ts';
import { openCorpus, openFinder, type SnapshotParts } from './quote-snapshot.ts';

/** UTF-16 units of a quote whose tokens are fetched at once: more than are looked at. */
const LOOKED_AT = 10_000;

/** Whether a quote is in the articles; see `verifyQuote`. */
export async function verifyStored(parts: SnapshotParts, quote: string): Promise<Verdict> {
  const corpus = await openCorpus(parts, keysOf(quote.slice(0, LOOKED_AT)));
  return fetching(() => verifyQuote(quote, corpus));
}

/** The tokens of a quote, in all the ways it may be meant. */
function keysOf(quote: string): string[] {
  const texts = new Set([...readings(quote), ...shownReadings(quote)].map(({ text }) => text));
  return [...new Set([...texts].flatMap((text) => tokenize(text).map(({ key }) => key)))];
}

/** What a search for stored sentences may carry. */
export interface FindStored {
  readonly limit: number;
  /** Ids of the articles that may be quoted; null for all. */
  readonly among: readonly string[] | null;
  /** Milliseconds after which no more articles are fetched: what is there is looked through. */
  readonly withinMs?: number | undefined;
}

/** Sentences for what was typed so far, best first; see `SentenceFinder.find`. */
export async function findStored(
  parts: SnapshotParts,
  typed: string,
  { limit, among, withinMs = Number.POSITIVE_INFINITY }: FindStored,
): Promise<readonly FoundSentence[]> {
  const until = performance.now() + withinMs;
  const corpus = await openCorpus(parts, []);
  const finder = new SentenceFinder(await openFinder(parts, corpus, among, limit));
  const search = finder.search(typed);
  return fetching(() => {
    if (performance.now() > until) corpus.stopFetching();
    return search({ limit });
  });
}
