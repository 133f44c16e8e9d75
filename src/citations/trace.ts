/** What has become of a citation: there, moved, edited, gone, or never known. */
import type { ArticleSummary, Excerpt } from '../model.ts';
import { parseCitationId, splitHalves } from './citation-id.ts';
import { makeExcerpt, type PlacedPassage } from './excerpt.ts';
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

/** A passage, and which of its sentences was cited, from 0; the first where none is named. */
export type Found = PlacedPassage & { readonly sentence?: number };

/** Where a trace is looked for. */
export interface TraceSource {
  /** The passage that a citation id leads to now. */
  current(id: string): Found | null;
  /** The first passage whose citation id has this second half, whichever article it is in. */
  byWords(words: string): Found | null;
  /** The article with an id. */
  article(id: string): ArticleSummary | null;
  /** The passage that had a citation id once; without its words where it was taken out. */
  former(id: string): FormerPassage | TakenOut | null;
}

/**
 * Traces a citation id as people give it: case, spaces and brackets do not matter.
 * @throws Refusal `notVerbatim` when the text at its place is not the one that was indexed.
 */
export function traceCitation(typed: string, source: TraceSource): Trace {
  const id = parseCitationId(typed);
  const halves = id === null ? null : splitHalves(id);
  if (id === null || halves === null) return { state: 'unknown' };
  const current = source.current(id);
  if (current) return { state: 'current', excerpt: makeExcerpt(current, current.sentence ?? 0, 1) };

  // The second half hashes the words alone: they may stand in a renamed file now.
  const moved = source.byWords(halves.words);
  if (moved) return { state: 'moved', excerpt: makeExcerpt(moved, moved.sentence ?? 0, 1) };
  const former = source.former(id);
  const article = source.article(halves.article);
  if (article) {
    return { state: 'changed', article, former: former && hasWords(former) ? former : null };
  }
  return { state: former ? 'gone' : 'unknown' };
}
