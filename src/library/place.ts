/** A passage gets its place: what the index is told of it, and the hashes of that. */
import { createHash } from 'node:crypto';
import type { PassageText } from '../../embeddings/passage-text.ts';
import { sentenceBefore } from '../articles/sentence-before.ts';
import { sliceOf } from '../citations/excerpt.ts';
import { detectLanguage } from '../languages/detect.ts';
import type { Article, Passage } from '../model.ts';
import type { IndexedText } from '../search/passage-terms.ts';
import { passageText } from '../search/passage-text.ts';
import type { Placed } from './catalog.ts';

/** 16 bytes: no two of a billion passages share a key by chance. */
const KEY_LENGTH = 22;

/** Places a passage of an article. */
export function place(article: Article, passage: Passage): Placed {
  const told = indexedText(article, passage);
  const cuts = told.sentences.map(({ start, end }) => `${start}-${end}`).join(' ');
  return {
    article,
    passage,
    keys: {
      words: key([told.text.toLowerCase().replace(/\s+/gu, ' ').trim()]),
      entry: key([
        told.articleId,
        told.title,
        told.section ?? '',
        told.before ?? '',
        told.text,
        cuts,
        told.language ?? '',
      ]),
      embedding: key([
        told.title,
        told.section ?? '',
        told.before ?? '',
        told.text,
        ...passageText(told).sentences,
      ]),
    },
  };
}

/** What the index is told of a passage. */
export function indexedText(article: Article, passage: Passage): IndexedText {
  const told = toldText(article, passage);
  return {
    ...told,
    articleId: article.id,
    language: article.language ?? detectLanguage(told.text) ?? detectLanguage(article.text),
  };
}

/** What models are told of a passage. */
export function passageTextOf({
  article,
  passage,
}: Pick<Placed, 'article' | 'passage'>): PassageText {
  return passageText(toldText(article, passage));
}

function toldText(article: Article, passage: Passage) {
  return {
    text: sliceOf(article, passage),
    sentences: passage.sentences.map(({ start, end }) => ({
      start: start - passage.start,
      end: end - passage.start,
    })),
    title: article.title,
    section: passage.section,
    before: sentenceBefore(article, passage),
  };
}

/** A hash over parts, none of which can run into the next. */
function key(parts: readonly string[]): string {
  const sha = createHash('sha256');
  for (const part of parts) sha.update(`${part.length}:`).update(part);
  return sha.digest('base64url').slice(0, KEY_LENGTH);
}
