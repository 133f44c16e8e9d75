/** An article's tokens as they are stored: packed, its text apart from them, since few quotes need it. */
import type { Article, Passage } from '../../model.ts';
import type { ArticleStream, StreamContent, StreamTokens } from '../../quotes/article-stream.ts';
import { shownForms } from '../../quotes/shown-forms.ts';
import { type Form, SHOWN } from './quote-forms.ts';
import { VarintReader, VarintWriter } from './varints.ts';

/** An article with its passages in reading order. */
export interface StoredArticle {
  readonly article: Article;
  readonly passages: readonly Passage[];
}

/** Packs a stream. @param idOf the stored id of one of its tokens. */
export function packStream(stream: ArticleStream, idOf: (id: number) => number): Buffer {
  const writer = new VarintWriter();
  writer.writeAll(stream.ids.map(idOf));
  writer.writeAscending(stream.passageStarts);
  writer.writeAscending(stream.sentenceStarts);
  writer.writeAscending(stream.sentencePassages);
  return writer.done();
}

/** What `packStream` packed. @throws RangeError where it is damaged. */
export function unpackStream(packed: Uint8Array): StreamTokens {
  const reader = new VarintReader(packed);
  return {
    ids: reader.readAll(),
    passageStarts: reader.readAscending(),
    sentenceStarts: reader.readAscending(),
    sentencePassages: reader.readAscending(),
  };
}

/** What a stream is of; null for the shown forms of an article that is all prose and code. */
export function contentOf({ article, passages }: StoredArticle, form: Form): StreamContent | null {
  if (form === SHOWN) return shownForms(article, passages);
  return { article, passages, placeOf: (_, span) => span };
}
