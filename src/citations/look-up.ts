/** From pointers and places back to excerpts and quotes, each checked again against its article. */
import type { Article, Excerpt, ExcerptRef, Span } from '../model.ts';
import { isRefusal } from '../refusals.ts';
import { type Quote, type QuoteRef, SENTENCE_ONLY } from './quote.ts';
import { widen } from './widen.ts';

/** What excerpts are looked up in. */
export interface ExcerptSource {
  /**
   * The passage with a citation id, one of its sentences highlighted; null when there is none now.
   * @throws Refusal `notVerbatim` when the text at its place is not the one that was cited.
   */
  excerpt(citationId: string, sentence?: number): Excerpt | null;
  /** An article by its id; null when there is none now. */
  article(articleId: string): Article | null;
}

/** A place in an article, and the passage that it begins in. Offsets into the article's text. */
export interface CitedSpan extends Span {
  readonly citationId: string;
}

/** The excerpt a pointer leads to, or null when its source has changed since. */
export function excerptOf(source: ExcerptSource, { id, sentence }: ExcerptRef): Excerpt | null {
  try {
    return source.excerpt(id, sentence);
  } catch (error) {
    if (isRefusal(error, 'notVerbatim')) return null;
    throw error;
  }
}

/** The quote a pointer leads to, or null when its source has changed since. */
export function quoteOf(source: ExcerptSource, { ref, steps }: QuoteRef): Quote | null {
  const excerpt = excerptOf(source, ref);
  const article = excerpt && source.article(excerpt.articleId);
  return article && widen(article, excerpt, steps);
}

/** The passage at a place, the place highlighted; null when the source has changed since. */
export function excerptAt(
  source: ExcerptSource,
  { citationId, start, end }: CitedSpan,
): Excerpt | null {
  const excerpt = excerptOf(source, { id: citationId, sentence: 0 });
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
export function quoteAt(source: ExcerptSource, place: CitedSpan): Quote | null {
  const excerpt = excerptAt(source, place);
  const article = excerpt && source.article(excerpt.articleId);
  if (!article) return null;
  const sentence = excerpt.sentences?.[excerpt.sentence];
  if (!sentence || place.start < sentence.start || place.end > sentence.end) {
    return widen(article, excerpt, 0);
  }
  const whole = excerptOf(source, { id: place.citationId, sentence: excerpt.sentence });
  return whole && widen(article, whole, SENTENCE_ONLY);
}
