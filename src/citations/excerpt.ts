/** A passage becomes an excerpt here, and only if it still is what its citation id says. */

import { contextOf } from '../articles/context.ts';
import type { Article, Citation, Excerpt, Passage, Span } from '../model.ts';
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

/**
 * The excerpt of a whole passage.
 * @param sentence which sentence to highlight, from 0; out of range takes the first.
 * @param score between 0 and 1.
 * @throws Refusal `notVerbatim` when the text at the passage's place is not the cited one.
 */
export function makeExcerpt(
  { article, passage }: PlacedPassage,
  sentence: number,
  score: number,
): Excerpt {
  const text = sliceOf(article, passage);
  if (citationId(article.id, text) !== passage.id) {
    throw new Refusal('notVerbatim', { id: passage.id, file: article.file });
  }
  const index = passage.sentences[sentence] ? sentence : 0;
  return {
    start: passage.start,
    end: passage.end,
    text,
    sentence: index,
    sentences: passage.sentences,
    highlight: highlightOf(article, passage, index),
    score,
    articleId: article.id,
    pieces: piecesOf(article, passage),
    context: contextOf(article, passage.paragraph, passage),
    citation: makeCitation(article, passage),
  };
}

/** The sentence; all of the passage where the sentence leads in a list, which is what it announces. */
function highlightOf({ blocks }: Article, passage: Passage, index: number): Span {
  const { start, end } = passage;
  const sentence = passage.sentences[index];
  const block = blocks[passage.paragraph - 1];
  const leads = block?.kind === 'list' && block.leadIn?.start === sentence?.start;
  return sentence === undefined || leads ? { start, end } : sentence;
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
