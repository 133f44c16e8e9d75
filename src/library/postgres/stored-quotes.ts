/** The quotes of one collection in the database, as commands reach them. */
import { extractQuotations } from '../../quotes/extract.ts';
import type { Quotes } from '../../quotes/quotes.ts';
import type { Verdict } from '../../quotes/verdict.ts';
import { findStored, verifyStored } from './postgres-quotes.ts';
import type { Queries } from './queries.ts';
import type { QuoteCache } from './quote-cache.ts';
import type { SnapshotParts } from './quote-snapshot.ts';

/** Who types waits no longer than that for articles that are to be looked through. */
const FIND_MS = 400;

/** Where quotes are looked for. */
export interface StoredQuotesOptions {
  /** The collection's number. */
  readonly no: number;
  readonly cache: QuoteCache;
  /** Runs work that sees one moment of the database, perhaps again. */
  snapshot<T>(work: (queries: Queries) => Promise<T>): Promise<T>;
  /** The same where what was removed is known to be; `snapshot` where there is nothing else. */
  atPrimary?<T>(work: (queries: Queries) => Promise<T>): Promise<T>;
}

/** Quotes that answer at once: nothing has to be read first. */
export function storedQuotes(options: StoredQuotesOptions): Quotes {
  const { no, cache, snapshot, atPrimary = snapshot } = options;
  const partsOf = (queries: Queries): SnapshotParts => ({ queries, collection: no, cache });
  const verify = (quote: string): Promise<Verdict> =>
    atPrimary((queries) => verifyStored(partsOf(queries), quote));
  return {
    isReady: () => true,
    ready: async () => {},
    async find(typed, { limit, among }) {
      const own = among?.filter(({ collection = '' }) => collection === '');
      if (own?.length === 0) return [];
      const options = { limit, among: own?.map(({ id }) => id) ?? null, withinMs: FIND_MS };
      return snapshot((queries) => findStored(partsOf(queries), typed, options));
    },
    async findExact(text) {
      const verdict = await verify(text);
      return verdict.kind === 'verbatim' && verdict.parts.length === 1 ? verdict.parts[0] : null;
    },
    verify,
    extract: extractQuotations,
  };
}
