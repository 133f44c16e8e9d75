/** A passage becomes an excerpt here, and only if it still is what its citation id says. */

import { contextOf } from '../articles/context.ts';
import type { Article, Citation, Context, Excerpt, Passage, Piece, Span } from '../model.ts';
import { Refusal } from '../refusals.ts';
import { citationId } from './make-citation-id.ts';
import { piecesOf } from './pieces.ts';

/** A passage in its article. */
export interface PlacedPassage {
  readonly article: Article;
  readonly passage: Passage;
}

/** The text of a span of an article, such as a passage: the only way a quote is ever made. */
export function sliceOf(article: Article, span: Span): string {
  return article.text.slice(span.start, span.end);
}

/** All that an excerpt of a passage is made of: data, which can be kept without its article. */
export interface QuotablePassage extends Span {
  readonly text: string;
  /** See `Passage.sentences`. */
  readonly sentences: readonly Span[];
  /** Where its list's lead-in begins, an offset into the article's text; null where there is none. */
  readonly leadIn: number | null;
  readonly pieces: readonly Piece[];
  readonly context: readonly Context[];
  readonly articleId: string;
  readonly citation: Citation;
}

/** What is quoted of a passage. */
export function quotable({ article, passage }: PlacedPassage): QuotablePassage {
  const block = article.blocks[passage.paragraph - 1];
  return {
    start: passage.start,
    end: passage.end,
    text: sliceOf(article, passage),
    sentences: passage.sentences,
    leadIn: block?.kind === 'list' ? (block.leadIn?.start ?? null) : null,
    articleId: article.id,
    pieces: piecesOf(article, passage),
    context: contextOf(article, passage.paragraph, passage),
    citation: makeCitation(article, passage),
  };
}

/**
 * The excerpt of a whole passage.
 * @param sentence which sentence to highlight, from 0; out of range takes the first.
 * @param score between 0 and 1.
 * @throws Refusal `notVerbatim` when the text is not the cited one.
 */
export function excerptFrom(passage: QuotablePassage, sentence: number, score: number): Excerpt {
  const { start, end, text, sentences, articleId, pieces, context, citation } = passage;
  if (citationId(articleId, text) !== citation.id) {
    throw new Refusal('notVerbatim', { id: citation.id, file: citation.file });
  }
  const index = sentences[sentence] ? sentence : 0;
  return {
    start,
    end,
    text,
    sentence: index,
    sentences,
    highlight: highlightOf(passage, index),
    score,
    articleId,
    pieces,
    context,
    citation,
  };
}

/** The excerpt of a passage in its article; see `excerptFrom`. */
export function makeExcerpt(place: PlacedPassage, sentence: number, score: number): Excerpt {
  return excerptFrom(quotable(place), sentence, score);
}

/** The sentence; all of the passage where the sentence leads in a list, which is what it announces. */
function highlightOf({ start, end, sentences, leadIn }: QuotablePassage, index: number): Span {
  const sentence = sentences[index];
  return sentence === undefined || leadIn === sentence.start ? { start, end } : sentence;
}

function makeCitation(article: Article, passage: Passage): Citation {
  return {
    id: passage.id,
    article: article.title,
    author: article.author,
    publisher: article.publisher,
    published: article.published,
    section: passage.section,
    paragraph: passage.paragraph,
    url: article.url,
    file: article.file,
  };
}
