/** A quote with more of its article on either side, still one slice of the text. */
import type { Article, Excerpt, ExcerptRef, Paragraph, Span } from '../model.ts';
import { Refusal } from '../refusals.ts';

/** Steps that a button can carry in two digits; Discord's limits end it long before. */
export const STEPS_MAX = 99;

/** In place of steps: the highlighted sentence alone. */
export const SENTENCE_ONLY = -1;

/** An excerpt as a button names it: with `steps` of context around it, or `SENTENCE_ONLY`. */
export interface QuoteRef {
  readonly ref: ExcerptRef;
  readonly steps: number;
}

/** An excerpt, perhaps with context or its sentence alone: `text` is still `article.text.slice(start, end)`. */
export interface Quote extends Excerpt {
  readonly steps: number;
  /** Numbers of the first and the last paragraph in it. */
  readonly paragraphs: { readonly first: number; readonly last: number };
  /** Whether the article has more to either side. */
  readonly hasMore: boolean;
}

/**
 * An excerpt with context. The first step fills the paragraph up where the passage is a part of it;
 * every other one adds a paragraph on either side, with the headings between them.
 * @throws Refusal `notVerbatim` when the excerpt is not in the article as it says.
 */
export function widen(article: Article, excerpt: Excerpt, steps: number): Quote {
  if (article.text.slice(excerpt.start, excerpt.end) !== excerpt.text) {
    throw new Refusal('notVerbatim', { id: excerpt.citation.id, file: article.file });
  }
  if (steps < 0) return sentenceOf(article, excerpt);
  const { paragraphs } = article;
  const { paragraph: number } = excerpt.citation;
  const home = paragraphs.findIndex((paragraph) => paragraph.number === number);
  const own: Span = paragraphs[home] ?? excerpt;
  const isPart = excerpt.start > own.start || excerpt.end < own.end;
  const around = Math.max(0, isPart ? steps - 1 : steps);
  const firstIndex = Math.max(0, home - around);
  const lastIndex = Math.min(paragraphs.length - 1, home + around);
  const first = paragraphs[firstIndex];
  const last = paragraphs[lastIndex];
  const hasMore = (isPart && steps === 0) || firstIndex > 0 || lastIndex < paragraphs.length - 1;
  if (home < 0 || steps === 0 || !first || !last) {
    return { ...excerpt, steps: 0, paragraphs: { first: number, last: number }, hasMore };
  }
  return {
    ...excerpt,
    start: first.start,
    end: last.end,
    text: article.text.slice(first.start, last.end),
    sentences: [
      ...sentencesOf(article, paragraphs.slice(firstIndex, home + 1), 0, excerpt.start),
      ...(excerpt.sentences ?? [excerpt.highlight]),
      ...sentencesOf(article, paragraphs.slice(home, lastIndex + 1), excerpt.end, Infinity),
    ],
    steps,
    paragraphs: { first: first.number, last: last.number },
    hasMore,
  };
}

function sentenceOf({ text }: Article, excerpt: Excerpt): Quote {
  const { start, end } = excerpt.highlight;
  const { paragraph } = excerpt.citation;
  return {
    ...excerpt,
    ...{ start, end, text: text.slice(start, end), sentences: [excerpt.highlight] },
    steps: SENTENCE_ONLY,
    paragraphs: { first: paragraph, last: paragraph },
    hasMore: true,
  };
}

/**
 * Sentences of paragraphs within a range of the article. They only say where a quote that is too
 * long is cut, so the plain rules of Unicode do.
 */
function sentencesOf(
  { text, language }: Article,
  paragraphs: readonly Paragraph[],
  from: number,
  to: number,
): Span[] {
  const segmenter = segmenterFor(language);
  return paragraphs.flatMap((paragraph) => {
    const start = Math.max(paragraph.start, from);
    const end = Math.min(paragraph.end, to);
    if (start >= end) return [];
    return Array.from(segmenter.segment(text.slice(start, end)), ({ index, segment }) => ({
      start: start + index,
      end: start + index + segment.trimEnd().length,
    })).filter((span) => span.start < span.end);
  });
}

/** A language tag comes from the article's file and may be anything. */
function segmenterFor(language: string | null): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language ?? undefined, { granularity: 'sentence' });
  } catch {
    return new Intl.Segmenter(undefined, { granularity: 'sentence' });
  }
}
