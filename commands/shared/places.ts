/** From places where quotes stand back to excerpts, checked again against their articles. */
import type { Quote } from '../../src/discord/widen.ts';
import { SENTENCE_ONLY, widen } from '../../src/discord/widen.ts';
import type { Library } from '../../src/library/library.ts';
import type { Excerpt } from '../../src/model.ts';
import type { QuotePart } from '../../src/quotes/verdict.ts';
import { lookUp } from './excerpts.ts';

/** The passage at a place, the place highlighted; null when the source has changed since. */
export function excerptAt(library: Library, { citationId, start, end }: QuotePart): Excerpt | null {
  const excerpt = lookUp(library, { id: citationId, sentence: 0 });
  if (!excerpt) return null;
  const sentence = excerpt.sentences?.findIndex((span) => start < span.end) ?? 0;
  const isInside = start >= excerpt.start && end <= excerpt.end && start < end;
  return {
    ...excerpt,
    sentence: Math.max(0, sentence),
    ...(isInside && { highlight: { start, end } }),
  };
}

/** What is quoted of a place: its sentence, or all of the passage where it spans several. */
export function quoteAt(library: Library, place: QuotePart): Quote | null {
  const excerpt = excerptAt(library, place);
  const article = excerpt && library.article(excerpt.articleId);
  if (!excerpt || !article) return null;
  const sentence = excerpt.sentences?.[excerpt.sentence];
  if (!sentence || place.start < sentence.start || place.end > sentence.end) {
    return widen(article, excerpt, 0);
  }
  return widen(article, { ...excerpt, highlight: sentence }, SENTENCE_ONLY);
}
