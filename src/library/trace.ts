/** What has become of a citation: there, moved, edited, gone, or never known. */
import { parseCitationId } from '../articles/citation-id.ts';
import type { Catalog } from './catalog.ts';
import { makeExcerpt } from './excerpt.ts';
import type { FormerPassages } from './former-passages.ts';
import type { Trace } from './library.ts';
import { summarise } from './summaries.ts';

/** Traces a citation id as people give it: case, spaces and brackets do not matter. */
export function traceCitation(typed: string, catalog: Catalog, former: FormerPassages): Trace {
  const id = parseCitationId(typed);
  if (id === null) return { state: 'unknown' };
  const place = catalog.citations.get(id);
  if (place) return { state: 'current', excerpt: makeExcerpt(place, 0, 1) };

  const [articleId, words] = id.split('-');
  for (const [other, moved] of catalog.citations) {
    // The second half hashes the words alone: they may stand in a renamed file now.
    if (other.endsWith(`-${words}`)) return { state: 'moved', excerpt: makeExcerpt(moved, 0, 1) };
  }
  const remembered = former.get(id);
  const article = summarise(catalog).find((each) => each.id === articleId);
  if (article) return { state: 'changed', article, former: remembered };
  return remembered ? { state: 'gone', former: remembered } : { state: 'unknown' };
}
