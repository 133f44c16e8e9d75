/** Where the library looks for what has become of a citation: its catalog, and what it remembers. */
import { splitHalves } from '../citations/citation-id.ts';
import type { FormerPassages } from '../citations/former-passages.ts';
import type { Found, TraceSource } from '../citations/trace.ts';
import { type Catalog, locate } from './catalog.ts';
import { summarise } from './summaries.ts';

type ByWords = ReadonlyMap<string, Found>;

const indexes = new WeakMap<Catalog, ByWords>();

/** What a trace needs of a catalog. */
export function traceSource(catalog: Catalog, former: FormerPassages): TraceSource {
  return {
    current(id) {
      const found = locate(catalog, id);
      return found && { ...found.place, sentence: found.sentence };
    },
    byWords: (words) => byWords(catalog).get(words) ?? null,
    article: (id) => summarise(catalog).find((article) => article.id === id) ?? null,
    former: (id) => former.get(id),
  };
}

/** Second halves of citation ids to their first place. Made once a catalog, when one is missed. */
function byWords(catalog: Catalog): ByWords {
  const known = indexes.get(catalog);
  if (known) return known;
  const made = new Map<string, Found>();
  for (const [id, place] of catalog.citations) {
    const words = splitHalves(id)?.words;
    if (words !== undefined && !made.has(words)) made.set(words, place);
  }
  for (const [id, { place, sentence }] of catalog.formerly) {
    const words = splitHalves(id)?.words;
    if (words !== undefined && !made.has(words)) made.set(words, { ...place, sentence });
  }
  indexes.set(catalog, made);
  return made;
}
