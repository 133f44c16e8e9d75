/** Quotes of several collections, found and verified as if they were one; each counts its own words alone. */
import type { ArticleRef } from '../model.ts';
import { MOST_PLACES } from './exact.ts';
import { extractQuotations } from './extract.ts';
import type { Quotes } from './quotes.ts';
import type { FoundSentence } from './sentence-finder.ts';
import { tokenize } from './tokens.ts';
import type { Altered, QuotePart, Verbatim, Verdict } from './verdict.ts';

/** The quotes of a collection. */
export interface QuotesPart {
  /** Its key, see `ExcerptRef.collection`; '' for the default one. */
  readonly key: string;
  readonly quotes: Quotes;
}

/**
 * All of them together: sentences by how well they fit; a verdict that a quote stands there word for
 * word before one that it does nearly so.
 * @param parts in the order in which equals come.
 */
export function joinQuotes(parts: readonly QuotesPart[]): Quotes {
  return {
    isReady: () => parts.every(({ quotes }) => quotes.isReady()),
    async ready() {
      await Promise.all(parts.map(({ quotes }) => quotes.ready()));
    },
    async find(typed, { limit, among }) {
      const found = await Promise.all(
        parts.map(async ({ key, quotes }) => {
          const own = among && ownOf(among, key);
          if (own?.length === 0) return [];
          const sentences = await quotes.find(typed, { limit, ...(own && { among: own }) });
          return sentences.map((each) => keyed(each, key));
        }),
      );
      return bestOf(found.flat(), limit);
    },
    async findExact(text) {
      const found = await Promise.all(parts.map(({ quotes }) => quotes.findExact(text)));
      const at = found.findIndex((place) => place !== null);
      const place = found[at];
      return place ? keyed(place, parts[at]?.key ?? '') : null;
    },
    async verify(quote) {
      const verdicts = await Promise.all(
        parts.map(async ({ key, quotes }) => inCollection(await quotes.verify(quote), key)),
      );
      return bestVerdict(verdicts);
    },
    extract: extractQuotations,
  };
}

function ownOf(among: readonly ArticleRef[], key: string): readonly ArticleRef[] {
  return among
    .filter(({ collection = '' }) => collection === key)
    .map(({ collection: _key, ...ref }) => ref);
}

/** With the key of its collection, which the default one goes without. */
function keyed<T extends object>(one: T, key: string): T {
  return key === '' ? one : { ...one, collection: key };
}

/** Best first, no two of the same words; of equal ones those that come first. */
function bestOf(found: readonly FoundSentence[], limit: number): readonly FoundSentence[] {
  const said = new Set<string>();
  return [...found]
    .sort((a, b) => b.score - a.score)
    .filter(({ text }) => {
      const words = tokenize(text)
        .map(({ key }) => key)
        .join(' ');
      return !said.has(words) && said.add(words);
    })
    .slice(0, limit);
}

function inCollection(verdict: Verdict, key: string): Verdict {
  const own = (part: QuotePart): QuotePart => keyed(part, key);
  switch (verdict.kind) {
    case 'verbatim': {
      const [first, ...others] = verdict.parts;
      return {
        ...verdict,
        parts: [own(first), ...others.map(own)],
        omissions: verdict.omissions.map((each) => keyed(each, key)),
      };
    }
    case 'altered':
      return { ...verdict, nearest: own(verdict.nearest), pieces: verdict.pieces.map(own) };
    default:
      return verdict;
  }
}

function bestVerdict(verdicts: readonly Verdict[]): Verdict {
  const verbatim = verdicts.filter((each): each is Verbatim => each.kind === 'verbatim');
  const [first, ...others] = verbatim;
  if (first) {
    const least = others.reduce(
      (best, each) => (each.differences.length < best.differences.length ? each : best),
      first,
    );
    const all = verbatim.reduce((sum, each) => sum + each.places, 0);
    const places = least.omissions.length > 0 ? least.places : all;
    return { ...least, places: Math.min(MOST_PLACES, places) };
  }
  const altered = verdicts.filter((each): each is Altered => each.kind === 'altered');
  const [nearest, ...further] = altered;
  if (!nearest) return { kind: 'not-found' };
  return further.reduce((best, each) => (each.similarity > best.similarity ? each : best), nearest);
}
