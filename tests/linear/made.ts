/** Articles, excerpts and quotes made of any text, unread, for what is driven with them. */

import { buildArticle } from '../../src/articles/build-article.ts';
import { contextOf } from '../../src/articles/context.ts';
import { noMetadata } from '../../src/articles/draft.ts';
import type { Judged } from '../../src/articles/dump-lines.ts';
import type { Line } from '../../src/articles/lines.ts';
import { splitSentences } from '../../src/articles/sentences.ts';
import { citationId } from '../../src/citations/make-citation-id.ts';
import { piecesOf } from '../../src/citations/pieces.ts';
import { sayIn } from '../../src/languages/say.ts';
import type { Article, Excerpt, Passage, Span } from '../../src/model.ts';
import { QuoteCorpus } from '../../src/quotes/corpus.ts';
import { Reader } from '../../src/quotes/reader.ts';
import { tokenize } from '../../src/quotes/tokens.ts';

export const say = sayIn('en');

/** UTF-16 units between two cuts, where a text is to be many pieces. */
const PIECE = 40;

/** The whole of a text. */
export function all(text: string): Span {
  return { start: 0, end: text.length };
}

/** A text in pieces of a sentence's length. */
export function pieces(text: string): string[] {
  const found: string[] = [];
  for (let at = 0; at < text.length; at += PIECE) found.push(text.slice(at, at + PIECE));
  return found;
}

/** The same as spans. */
export function spans(text: string): Span[] {
  return pieces(text).map((piece, i) => ({ start: i * PIECE, end: i * PIECE + piece.length }));
}

/** An article of paragraphs. Its title and names are ordinary. */
export function articleOf(paragraphs: readonly string[]): Article {
  const blocks = paragraphs.map((text) => ({ kind: 'paragraph', text, line: 1 }) as const);
  const metadata = { ...noMetadata(), title: 'A title', url: 'https://example.org/a' };
  return buildArticle({ metadata, blocks }, 'a.md', 1);
}

/** An article whose title, names and sections are the text. */
export function titled(text: string): Article {
  const plain = articleOf(['One.', 'Two.']);
  return {
    ...plain,
    ...{ title: text, author: text, publisher: text },
    blocks: plain.blocks.map((block) => ({ ...block, section: text })),
  };
}

/** A passage a paragraph, with its sentences, or with those that are given. */
export function passagesOf(
  article: Article,
  sentencesOf = (text: string) => splitSentences(text, 'en'),
): Passage[] {
  return article.blocks.map(({ start, end, number, section }) => {
    const text = article.text.slice(start, end);
    const shift = ({ start: from, end: to }: Span) => ({ start: start + from, end: start + to });
    const sentences = sentencesOf(text).map(shift);
    return { id: citationId(article.id, text), paragraph: number, section, start, end, sentences };
  });
}

/** The excerpt of an article's first paragraph, all of it highlighted, or a piece in the middle. */
export function excerptOf(article: Article, sentences: readonly Span[] | null = null): Excerpt {
  const { text, id: articleId, file, title, author, publisher, published, url } = article;
  const { start = 0, end = 0, section = null } = article.blocks[0] ?? {};
  const middle = sentences?.[sentences.length >> 1];
  return {
    ...{ start, end, text: text.slice(start, end), articleId, score: 1, sentence: 0 },
    ...(sentences && { sentences }),
    pieces: piecesOf(article, { start, end }),
    context: contextOf(article, 1, { start, end }),
    highlight: middle ?? { start, end },
    citation: {
      ...{ id: citationId(articleId, text.slice(start, end)), article: title, author, publisher },
      ...{ published, section, paragraph: 1, url, file },
    },
  };
}

/** A corpus of ordinary articles and of one made of the text, with no sentences of its own. */
export function corpusOf(text: string): QuoteCorpus {
  const corpus = new QuoteCorpus();
  const ordinary = articleOf(
    Array.from(
      { length: 20 },
      (_, n) => `The dam number ${n} is high, and some words here are in every one of them.`,
    ),
  );
  corpus.add({ ...ordinary, id: 'aaaaaa' }, passagesOf(ordinary));
  if (text !== '') {
    const article = articleOf([text]);
    corpus.add(
      article,
      passagesOf(article, (whole) => [all(whole)]),
    );
  }
  return corpus;
}

/** What stands where in the article that `corpusOf` made of a text. */
export function runOf(text: string) {
  const corpus = corpusOf(text);
  const stream = [...corpus.streams()].at(-1);
  if (!stream) throw new RangeError('A corpus without an article');
  const tokens = tokenize(text);
  return {
    ...{ corpus, tokens, reader: new Reader() },
    run: { stream, from: 0, to: stream.ids.length },
  };
}

/** Lines of a plain text, none of which was judged yet. */
export function linesOf(text: string): Line[] {
  return text.split('\n').map((line, i) => ({
    ...{ text: line.trim(), line: i + 1, gap: i % 3, bullet: false, heading: false },
  }));
}

/** Lines that are all text. */
export function judged(text: string): Judged[] {
  return linesOf(text).map((line) => ({
    ...line,
    ...{ fate: 'text', reason: null, credit: null, glued: null, headline: false, announced: false },
  }));
}

/** A message in which all that may be text is the text, and all that may be many is many. */
export const messageOf = (given: string) => {
  const parts = pieces(given);
  const row = { type: 1, components: parts.map((part) => ({ type: 2, label: part })) };
  const display = { type: 10, content: given };
  const container = { type: 17, components: [row, display] };
  const fields = parts.map((part) => ({ name: part, value: part }));
  const embed = { title: given, description: given, fields };
  const poll = { question: { text: given }, answers: [{ poll_media: { text: given } }] };
  return {
    ...{ id: '1', channel_id: '1', type: 0, author: { id: '1' }, content: given, poll },
    ...{ components: [row, container, container], embeds: [embed, embed] },
    message_snapshots: [{ message: { content: given, embeds: [embed] } }],
  };
};
