/** A quote: an excerpt with more of its article around it, or its best sentence alone. */
import { spansAcross } from '../articles/spans.ts';
import type { Excerpt, ExcerptRef, Span } from '../model.ts';
import { inCollection } from './refs.ts';

/** Steps that a button can carry in two digits; Discord's limits end it long before. */
export const STEPS_MAX = 99;

/** In place of steps: the highlighted sentence alone. */
export const SENTENCE_ONLY = -1;

/** An excerpt as a button names it: with `steps` of context around it, or `SENTENCE_ONLY`. */
export interface QuoteRef {
  readonly ref: ExcerptRef;
  readonly steps: number;
}

/** Numbers of the first and the last paragraph of something, both inclusive, from 1. */
export interface ParagraphRange {
  readonly first: number;
  readonly last: number;
}

/** An excerpt, perhaps with context or its sentence alone: `text` is still `article.text.slice(start, end)`. */
export interface Quote extends Excerpt {
  readonly steps: number;
  readonly paragraphs: ParagraphRange;
  /** Whether the article has more to either side. */
  readonly hasMore: boolean;
}

/** An excerpt, with or without context around it. */
export type Quotable = Excerpt | Quote;

/** The pointer by which the excerpt is found again. */
export function refOf(excerpt: Excerpt): ExcerptRef {
  return { id: excerpt.citation.id, sentence: excerpt.sentence, ...inCollection(excerpt) };
}

/** Which paragraphs of the article it stands in. */
export function paragraphsOf(quotable: Quotable): ParagraphRange {
  if ('paragraphs' in quotable) return quotable.paragraphs;
  const { paragraph } = quotable.citation;
  return { first: paragraph, last: paragraph };
}

/** Whether it is its highlighted sentence and nothing else. */
function isSentenceOnly(quotable: Quotable): boolean {
  return 'steps' in quotable && quotable.steps === SENTENCE_ONLY;
}

/**
 * What of a quote is pointed out: its best sentence, or the part of it that answers where there is no other; null
 * where it needs none: a sentence alone, code, a term with what it means, and a list that answers as a whole,
 * which is what its lead-in says.
 */
export function markedIn(quotable: Quotable): Span | null {
  if (isSentenceOnly(quotable)) return null;
  const { highlight, pieces, answering } = quotable;
  const isWhole = spansAcross(pieces, highlight).some(
    ({ kind, end }) =>
      kind === 'code' || kind === 'term' || (kind === 'leadIn' && end < highlight.end),
  );
  return isWhole ? null : (answering ?? highlight);
}

/** A span of the article in offsets into the quotable's own text. */
export function inText({ start }: Span, span: Span): Span {
  return { start: span.start - start, end: span.end - start };
}

/** The words of the highlight. */
export function highlightText(excerpt: Excerpt): string {
  const { start, end } = inText(excerpt, excerpt.highlight);
  return excerpt.text.slice(start, end);
}
