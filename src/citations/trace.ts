/** What has become of a citation: there, moved, edited, gone, or never known. */
import type { ArticleSummary, Excerpt } from '../model.ts';
import { parseCitationId, splitHalves } from './citation-id.ts';
import { type FormerPassage, hasWords, type TakenOut } from './former-passages.ts';

/** What has become of a citation. */
export type Trace =
  | { readonly state: 'current'; readonly excerpt: Excerpt }
  /** The same words stand in another file or article now. */
  | { readonly state: 'moved'; readonly excerpt: Excerpt }
  /** The article is there, the passage is not: it was reworded, or (`former` null) taken out. */
  | {
      readonly state: 'changed';
      readonly article: ArticleSummary;
      readonly former: FormerPassage | null;
    }
  /** The article was taken out: what it said is shown to nobody. */
  | { readonly state: 'gone' }
  | { readonly state: 'unknown' };

/** What is there at once, or comes. */
type Soon<T> = T | null | Promise<T | null>;

/** Where a trace is looked for. */
export interface TraceSource {
  /** The passage that a citation id leads to now. @throws Refusal `notVerbatim` */
  current(id: string): Soon<Excerpt>;
  /** The first passage whose citation id has this second half, likewise, whichever article it is in. */
  byWords(words: string): Soon<Excerpt>;
  /** The article with an id. */
  article(id: string): Soon<ArticleSummary>;
  /** The passage that had a citation id once; without its words where it was taken out. */
  former(id: string): Soon<FormerPassage | TakenOut>;
}

/**
 * Traces a citation id as people give it: case, spaces and brackets do not matter.
 * @throws Refusal `notVerbatim` when the text at its place is not the one that was indexed.
 */
export async function traceCitation(typed: string, source: TraceSource): Promise<Trace> {
  const id = parseCitationId(typed);
  const halves = id === null ? null : splitHalves(id);
  if (id === null || halves === null) return { state: 'unknown' };
  const current = await source.current(id);
  if (current) return { state: 'current', excerpt: current };

  // The second half hashes the words alone: they may stand in a renamed file now.
  const moved = await source.byWords(halves.words);
  if (moved) return { state: 'moved', excerpt: moved };
  const former = await source.former(id);
  const article = await source.article(halves.article);
  if (article) {
    return { state: 'changed', article, former: former && hasWords(former) ? former : null };
  }
  return { state: former ? 'gone' : 'unknown' };
}
