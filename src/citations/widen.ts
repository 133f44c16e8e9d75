/** A quote with more of its article on either side, still one slice of the text. */
import { contextOf } from '../articles/context.ts';
import { splitSentences } from '../articles/sentences.ts';
import { firstFrom } from '../articles/spans.ts';
import type { Article, Block, Excerpt, Span } from '../model.ts';
import { Refusal } from '../refusals.ts';
import { piecesOf } from './pieces.ts';
import { type Quote, SENTENCE_ONLY } from './quote.ts';

/** Rows or items of a table or list that is shown whole at the first step. */
const SHORT = 12;
/** Of a longer one, so many more on either side at each step. */
const UNITS_A_STEP = 5;

/**
 * An excerpt with context. The first step fills the paragraph up where the passage is a part of it, of
 * a long table or list some rows or items around it; every other one adds a paragraph on either side,
 * with the headings between them.
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
  const own = blocks[home];
  const filled = own === undefined ? null : fillUp(own, excerpt, steps);
  const around = filled?.stepsLeft ?? 0;
  const firstIndex = Math.max(0, home - around);
  const lastIndex = Math.min(blocks.length - 1, home + around);
  const first = blocks[firstIndex];
  const last = blocks[lastIndex];
  const hasMore = filled?.hasMore || firstIndex > 0 || lastIndex < blocks.length - 1;
  if (filled === null || steps === 0 || !first || !last) {
    return { ...excerpt, steps: 0, paragraphs: { first: number, last: number }, hasMore };
  }
  const start = Math.min(filled.span.start, first.start);
  const end = Math.max(filled.span.end, last.end);
  const span = around === 0 ? filled.span : { start, end };
  return {
    ...excerpt,
    ...span,
    text: article.text.slice(span.start, span.end),
    sentences: [
      ...sentencesOf(article, blocks.slice(firstIndex, home + 1), span.start, excerpt.start),
      ...(excerpt.sentences ?? [excerpt.highlight]),
      ...sentencesOf(article, blocks.slice(home, lastIndex + 1), excerpt.end, span.end),
    ],
    pieces: piecesOf(article, span),
    context: around === 0 ? contextOf(article, number, span) : [],
    steps,
    paragraphs: { first: first.number, last: last.number },
    hasMore,
  };
}

/** How far steps fill the excerpt's own block up, and how many are left for those around it. */
function fillUp(
  block: Block,
  { start, end }: Span,
  steps: number,
): { readonly span: Span; readonly stepsLeft: number; readonly hasMore: boolean } {
  const whole = { start: block.start, end: block.end };
  if (start <= block.start && end >= block.end) {
    return { span: { start, end }, stepsLeft: Math.max(0, steps), hasMore: false };
  }
  if (steps === 0) return { span: { start, end }, stepsLeft: 0, hasMore: true };
  const units = unitsOf(block);
  if (units.length <= SHORT) return { span: whole, stepsLeft: steps - 1, hasMore: false };
  const first = firstFrom(units, start);
  const last = firstFrom(units, end) - 1;
  const needed = Math.ceil(Math.max(first, units.length - 1 - last) / UNITS_A_STEP);
  if (steps >= needed) return { span: whole, stepsLeft: steps - needed, hasMore: false };
  const from = units[first - steps * UNITS_A_STEP]?.start ?? block.start;
  const to = units[last + steps * UNITS_A_STEP]?.end ?? block.end;
  return { span: { start: from, end: to }, stepsLeft: 0, hasMore: true };
}

/** What a long block is filled up by; nothing where it is filled up at once. */
function unitsOf(block: Block): readonly Span[] {
  if (block.kind === 'table') return block.rows;
  return block.kind === 'list' ? block.items : [];
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
