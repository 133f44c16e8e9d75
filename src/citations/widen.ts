/** A quote with more of its article on either side, still one slice of the text. */
import { contextOf } from '../articles/context.ts';
import { splitSentences } from '../articles/sentences.ts';
import type { Article, Block, Excerpt, Span } from '../model.ts';
import { Refusal } from '../refusals.ts';
import { piecesOf } from './pieces.ts';
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
  const { blocks } = article;
  const { paragraph: number } = excerpt.citation;
  const home = blocks.findIndex((block) => block.number === number);
  const own: Span = blocks[home] ?? excerpt;
  const isPart = excerpt.start > own.start || excerpt.end < own.end;
  const around = Math.max(0, isPart ? steps - 1 : steps);
  const firstIndex = Math.max(0, home - around);
  const lastIndex = Math.min(blocks.length - 1, home + around);
  const first = blocks[firstIndex];
  const last = blocks[lastIndex];
  const hasMore = (isPart && steps === 0) || firstIndex > 0 || lastIndex < blocks.length - 1;
  if (home < 0 || steps === 0 || !first || !last) {
    return { ...excerpt, steps: 0, paragraphs: { first: number, last: number }, hasMore };
  }
  return {
    ...excerpt,
    start: first.start,
    end: last.end,
    text: article.text.slice(first.start, last.end),
    sentences: [
      ...sentencesOf(article, blocks.slice(firstIndex, home + 1), 0, excerpt.start),
      ...(excerpt.sentences ?? [excerpt.highlight]),
      ...sentencesOf(article, blocks.slice(home, lastIndex + 1), excerpt.end, Infinity),
    ],
    pieces: piecesOf(article, { start: first.start, end: last.end }),
    context: [],
    steps,
    paragraphs: { first: first.number, last: last.number },
    hasMore,
  };
}

function sentenceOf(article: Article, excerpt: Excerpt): Quote {
  const { start, end } = excerpt.highlight;
  const { paragraph } = excerpt.citation;
  return {
    ...excerpt,
    ...{ start, end, text: article.text.slice(start, end) },
    sentences: [excerpt.highlight],
    pieces: piecesOf(article, excerpt.highlight),
    context: contextOf(article, paragraph, excerpt.highlight),
    steps: SENTENCE_ONLY,
    paragraphs: { first: paragraph, last: paragraph },
    hasMore: true,
  };
}

/** Sentences of paragraphs within a range of the article, for where a long quote is cut. */
function sentencesOf(
  { text, language }: Article,
  paragraphs: readonly Block[],
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
