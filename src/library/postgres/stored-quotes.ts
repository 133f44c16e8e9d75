/** Quotes of all that a place sees, out of the database: each collection is asked as if it were alone. */
import { extractQuotations } from '../../quotes/extract.ts';
import type { Quotes } from '../../quotes/quotes.ts';
import type { FoundSentence } from '../../quotes/sentence-finder.ts';
import type { QuotePart, Verdict } from '../../quotes/verdict.ts';
import { findStored, verifyStored } from './postgres-quotes.ts';
import type { Queries } from './queries.ts';
import type { QuoteCache } from './quote-cache.ts';
import type { SnapshotParts } from './quote-snapshot.ts';
import { keyed, pointedInto, type SeenCollection } from './seen.ts';

/** Who types waits no longer than that for articles that are to be looked through. */
const FIND_MS = 400;

/** Where quotes are looked for. */
export interface StoredQuotesOptions {
  /** In the order in which equals come. */
  readonly seen: readonly SeenCollection[];
  readonly cache: QuoteCache;
  /** Runs work that sees one moment of the database. */
  snapshot<T>(work: (queries: Queries) => Promise<T>): Promise<T>;
}

/** Quotes that answer at once: nothing has to be read first. */
export function storedQuotes({ seen, cache, snapshot }: StoredQuotesOptions): Quotes {
  function each<T>(work: (parts: SnapshotParts, collection: SeenCollection) => Promise<T>) {
    return snapshot(async (queries) => {
      const found: T[] = [];
      for (const collection of seen) {
        found.push(await work({ queries, collection: collection.no, cache }, collection));
      }
      return found;
    });
  }

  async function verify(quote: string): Promise<Verdict> {
    const verdicts = await each(async (parts, collection) =>
      inCollection(await verifyStored(parts, quote), collection),
    );
    return likeliest(verdicts);
  }

  return {
    isReady: () => true,
    ready: async () => {},
    async find(typed, { limit, among }) {
      const found = await each(async (parts, collection): Promise<readonly FoundSentence[]> => {
        const ids = among?.filter((ref) => pointedInto([collection], ref).length > 0);
        if (ids?.length === 0) return [];
        const options = { limit, among: ids?.map(({ id }) => id) ?? null, withinMs: FIND_MS };
        const sentences = await findStored(parts, typed, options);
        return sentences.map((sentence) => ({ ...sentence, ...keyed(collection) }));
      });
      return inTurns(found).slice(0, limit);
    },
    async findExact(text) {
      const verdict = await verify(text);
      return verdict.kind === 'verbatim' && verdict.parts.length === 1 ? verdict.parts[0] : null;
    },
    verify,
    extract: extractQuotations,
  };
}

function inCollection(verdict: Verdict, collection: SeenCollection): Verdict {
  const own = keyed(collection);
  const part = (each: QuotePart): QuotePart => ({ ...each, ...own });
  if (verdict.kind === 'not-found' || collection.key === '') return verdict;
  if (verdict.kind === 'altered') {
    return { ...verdict, nearest: part(verdict.nearest), pieces: verdict.pieces.map(part) };
  }
  const [first, ...others] = verdict.parts;
  return { ...verdict, parts: [part(first), ...others.map(part)] };
}

/** Verbatim with the least that differs, else altered from what is most alike; the first of equals. */
function likeliest(verdicts: readonly Verdict[]): Verdict {
  const worth = (verdict: Verdict): number => {
    if (verdict.kind === 'not-found') return 0;
    return verdict.kind === 'altered'
      ? verdict.similarity
      : 1 + 1 / (1 + verdict.differences.length);
  };
  return verdicts.reduce(
    (best, verdict) => (worth(verdict) > worth(best) ? verdict : best),
    verdicts[0] ?? { kind: 'not-found' },
  );
}

/** The best of each list, then the second ones, no sentence of the same words twice. */
function inTurns(lists: readonly (readonly FoundSentence[])[]): FoundSentence[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  const texts = new Set<string>();
  const found: FoundSentence[] = [];
  for (let rank = 0; rank < longest; rank += 1) {
    for (const list of lists) {
      const sentence = list[rank];
      if (sentence === undefined || (lists.length > 1 && texts.has(sentence.text))) continue;
      texts.add(sentence.text);
      found.push(sentence);
    }
  }
  return found;
}
