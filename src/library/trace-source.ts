/** Where the library looks for what has become of a citation: its catalog, and what it remembers. */
import { splitHalves } from '../citations/citation-id.ts';
import { makeExcerpt } from '../citations/excerpt.ts';
import type { TraceSource } from '../citations/trace.ts';
import type { Excerpt } from '../model.ts';
import { type Catalog, type Located, locate } from './catalog.ts';
import { summarise } from './summaries.ts';

type ByWords = ReadonlyMap<string, Located>;

const indexes = new WeakMap<Catalog, ByWords>();

/** What a trace needs of a catalog. */
export function traceSource(
  catalog: Catalog,
  former: { get(id: string): ReturnType<TraceSource['former']> },
): TraceSource {
  return {
    current: (id) => excerptOf(locate(catalog, id)),
    byWords: (words) => excerptOf(byWords(catalog).get(words) ?? null),
    article: (id) => summarise(catalog).find((article) => article.id === id) ?? null,
    former: (id) => former.get(id),
  };
}

function excerptOf(found: Located | null): Excerpt | null {
  return found && makeExcerpt(found.place, found.sentence, 1);
}

/** Second halves of citation ids to their first place. Made once a catalog, when one is missed. */
function byWords(catalog: Catalog): ByWords {
  const known = indexes.get(catalog);
  if (known) return known;
  const made = new Map<string, Located>();
  for (const [id, place] of catalog.citations) {
    const words = splitHalves(id)?.words;
    if (words !== undefined && !made.has(words)) made.set(words, { place, sentence: 0 });
  }
  for (const [id, { place, sentence }] of catalog.formerly) {
    const words = splitHalves(id)?.words;
    if (words !== undefined && !made.has(words)) made.set(words, { place, sentence });
  }
  indexes.set(catalog, made);
  return made;
}
