/** A quote with more of its article on either side, still one slice of the text. */
import { splitSentences } from '../articles/sentences.ts';
import type { Article, Excerpt, Paragraph, Span } from '../model.ts';
import { Refusal } from '../refusals.ts';
import { type Quote, SENTENCE_ONLY } from './quote.ts';

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

/** Sentences of paragraphs within a range of the article, for where a long quote is cut. */
function sentencesOf(
  { text, language }: Article,
  paragraphs: readonly Paragraph[],
  from: number,
  to: number,
): Span[] {
  return paragraphs.flatMap((paragraph) => {
    const start = Math.max(paragraph.start, from);
    const end = Math.min(paragraph.end, to);
    if (start >= end) return [];
    return splitSentences(text.slice(start, end), language).map((span) => ({
      start: start + span.start,
      end: start + span.end,
    }));
  });
}
