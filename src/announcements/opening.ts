/** What of an article is announced: its first two sentences of prose, word for word. */
import { piecesOf } from '../citations/pieces.ts';
import { type Quote, SENTENCE_ONLY } from '../citations/quote.ts';
import type { Library } from '../library/library.ts';
import type { Article, Excerpt } from '../model.ts';

/** Passages that are looked at: prose that begins later opens nothing. */
const PASSAGES = 20;
const SENTENCES = 2;

/**
 * The opening of an article as one exact slice: two sentences of its first passage that has as many,
 * else of its first passage of prose, else how its first passage begins.
 * @returns null for an article without passages, and where it has changed this moment.
 */
export async function openingOf(
  article: Article,
  library: Pick<Library, 'passages' | 'excerpt'>,
): Promise<Quote | null> {
  const excerpts: Excerpt[] = [];
  const passages = await library.passages(article);
  for (const id of passages.slice(0, PASSAGES)) {
    const excerpt = await library.excerpt({ id });
    if (excerpt === null || excerpt.articleId !== article.id) continue;
    excerpts.push(excerpt);
    if (isProse(excerpt) && (excerpt.sentences?.length ?? 0) >= SENTENCES) {
      return cut(article, excerpt);
    }
  }
  const first = excerpts.find(isProse) ?? excerpts[0];
  return first === undefined ? null : cut(article, first);
}

function isProse({ pieces }: Excerpt): boolean {
  return pieces.every(({ kind }) => kind === 'paragraph');
}

function cut(article: Article, excerpt: Excerpt): Quote {
  const sentences = (excerpt.sentences ?? [excerpt.highlight]).slice(0, SENTENCES);
  const start = sentences[0]?.start ?? excerpt.start;
  const span = { start, end: sentences.at(-1)?.end ?? excerpt.end };
  const { paragraph } = excerpt.citation;
  return {
    ...excerpt,
    ...span,
    text: article.text.slice(span.start, span.end),
    highlight: span,
    sentences,
    pieces: piecesOf(article, span),
    steps: SENTENCE_ONLY,
    paragraphs: { first: paragraph, last: paragraph },
    hasMore: true,
  };
}
