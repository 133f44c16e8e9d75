/** From pointers and places back to excerpts and quotes, each checked again against its article. */
import type { Article, ArticleRef, Excerpt, ExcerptRef, Span } from '../model.ts';
import { isRefusal } from '../refusals.ts';
import { type Quote, type QuoteRef, SENTENCE_ONLY } from './quote.ts';
import { articleRefOf, exactly, type InCollection, inCollection } from './refs.ts';
import { widen } from './widen.ts';

/** What a passage is looked up by: `ExcerptRef`, whose sentence may be left out. */
export type PassageRef = Omit<ExcerptRef, 'sentence'> & Partial<Pick<ExcerptRef, 'sentence'>>;

/** What excerpts are looked up in. */
export interface ExcerptSource {
  /**
   * The passage with a citation id, one of its sentences highlighted; null when there is none now.
   * @throws Refusal `notVerbatim` when the text at its place is not the one that was cited.
   */
  excerpt(ref: PassageRef): Promise<Excerpt | null>;
  /** An article by its id; null when there is none now. */
  article(ref: ArticleRef): Promise<Article | null>;
}

/** A place in an article, and the passage that it begins in. Offsets into the article's text. */
export interface CitedSpan extends Span, InCollection {
  readonly citationId: string;
}

/**
 * The excerpt a pointer leads to, or null when its source has changed since: in its own collection where it
 * names one.
 */
export async function excerptOf(
  source: Pick<ExcerptSource, 'excerpt'>,
  ref: ExcerptRef,
): Promise<Excerpt | null> {
  try {
    return await source.excerpt(ref);
  } catch (error) {
    if (isRefusal(error, 'notVerbatim')) return null;
    throw error;
  }
}

/** The quote a pointer leads to, or null when its source has changed since. */
export async function quoteOf(
  source: ExcerptSource,
  { ref, steps }: QuoteRef,
): Promise<Quote | null> {
  const excerpt = await excerptOf(source, ref);
  const article = excerpt && (await source.article(articleRefOf(excerpt)));
  return article && widen(article, excerpt, steps);
}

/** The passage at a place, the place highlighted; null when the source has changed since. */
export async function excerptAt(
  source: Pick<ExcerptSource, 'excerpt'>,
  place: CitedSpan,
): Promise<Excerpt | null> {
  const { citationId: id, start, end } = place;
  const excerpt = await excerptOf(source, exactly({ id, sentence: 0, ...inCollection(place) }));
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
export async function quoteAt(source: ExcerptSource, place: CitedSpan): Promise<Quote | null> {
  const excerpt = await excerptAt(source, place);
  const article = excerpt && (await source.article(articleRefOf(excerpt)));
  if (!article) return null;
  const sentence = excerpt.sentences?.[excerpt.sentence];
  if (!sentence || place.start < sentence.start || place.end > sentence.end) {
    return widen(article, excerpt, 0);
  }
  const ref = { id: place.citationId, sentence: excerpt.sentence, ...inCollection(place) };
  const whole = await excerptOf(source, exactly(ref));
  return whole && widen(article, whole, SENTENCE_ONLY);
}
