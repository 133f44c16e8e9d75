/** A passage gets its place: what the index is told of it, and the hashes of that. */
import { createHash } from 'node:crypto';
import type { PassageText } from '../../embeddings/passage-text.ts';
import { captionsOf } from '../articles/captions.ts';
import { contextOf } from '../articles/context.ts';
import { rowInWords } from '../articles/row-in-words.ts';
import { sentenceBefore } from '../articles/sentence-before.ts';
import { sliceOf } from '../citations/excerpt.ts';
import { detectLanguage } from '../languages/detect.ts';
import type { Article, Context, Passage } from '../model.ts';
import type { IndexedText } from '../search/passage-terms.ts';
import type { Placed } from './catalog.ts';

/** 16 bytes: no two of a billion passages share a key by chance. */
const KEY_LENGTH = 22;

/** Places a passage of an article. */
export function place(article: Article, passage: Passage): Placed {
  const around = aroundOf(article, passage);
  const told = indexedText(article, passage, around);
  const read = passageTextOf({ article, passage }, around);
  const cuts = told.sentences.map(({ start, end }) => `${start}-${end}`).join(' ');
  return {
    article,
    passage,
    keys: {
      // A row of the same words under other headers says something else.
      words: key([read.text.toLowerCase().replace(/\s+/gu, ' ').trim()]),
      entry: key([
        told.articleId,
        told.title,
        told.section ?? '',
        told.context ?? '',
        told.text,
        cuts,
        told.language ?? '',
      ]),
      embedding: key([
        read.title,
        read.section ?? '',
        read.context ?? '',
        read.text,
        ...read.sentences,
      ]),
    },
  };
}

/** What the index is told of a passage. */
export function indexedText(
  article: Article,
  passage: Passage,
  around = aroundOf(article, passage),
): IndexedText {
  const text = sliceOf(article, passage);
  return {
    text,
    sentences: passage.sentences.map(({ start, end }) => ({
      start: start - passage.start,
      end: end - passage.start,
    })),
    title: article.title,
    section: passage.section,
    context: contextText(around),
    articleId: article.id,
    language: article.language ?? detectLanguage(text) ?? detectLanguage(article.text),
  };
}

/**
 * What models are told of a passage: it stands under its article's title and its section, since neither
 * it nor its sentences name their subject every time. A row is told with what heads each cell.
 */
export function passageTextOf(
  { article, passage }: Pick<Placed, 'article' | 'passage'>,
  around = aroundOf(article, passage),
): PassageText {
  const block = article.blocks[passage.paragraph - 1];
  const above = { title: article.title, section: passage.section };
  if (block?.kind === 'table') {
    const text = rowInWords(article, block, passage);
    const shown = around.shown.filter(({ role }) => role !== 'header');
    const context = contextText({ ...around, shown });
    return { ...above, context, text, sentences: [text] };
  }
  // Whose words they are is no sentence of them: it is told as what they stand under.
  const said = block?.kind === 'quotation' ? block.speaker : null;
  const isWithin = said !== null && said.end <= passage.end && said.start >= passage.start;
  const context = contextText(around);
  const told = [context, isWithin ? sliceOf(article, said) : null].filter((part) => part !== null);
  return {
    ...above,
    context: told.length === 0 ? null : told.join(' '),
    text: sliceOf(article, passage),
    sentences: passage.sentences.map((sentence) => sliceOf(article, sentence)),
  };
}

/** What a passage is searched with and never quoted as, looked for once for index and models. */
export interface Around {
  readonly before: string | null;
  readonly shown: readonly Context[];
  readonly captions: readonly string[];
}

/** What is around a passage. */
export function aroundOf(article: Article, passage: Passage): Around {
  return {
    before: sentenceBefore(article, passage),
    shown: contextOf(article, passage.paragraph, passage),
    captions: captionsOf(article, passage.paragraph),
  };
}

/** Slices that a passage is not understood without, one after the other; null where there are none. */
function contextText({ before, shown, captions }: Around): string | null {
  const told = [
    ...(before === null ? [] : [before]),
    ...shown.map(({ text }) => text),
    ...captions,
  ];
  return told.length === 0 ? null : told.join(' ');
}

/** A hash over parts, none of which can run into the next. */
function key(parts: readonly string[]): string {
  const sha = createHash('sha256');
  for (const part of parts) sha.update(`${part.length}:`).update(part);
  return sha.digest('base64url').slice(0, KEY_LENGTH);
}
