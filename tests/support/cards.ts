/** Quotes to draw, and the board that they are drawn on, in this process. */
import { Renderer } from '@takumi-rs/core';
import type { CardContent, CardLook } from '../../src/cards/card.ts';
import { contentOf } from '../../src/cards/card-content.ts';
import { type DrawingBoard, setUpBoard } from '../../src/cards/draw-card.ts';
import { readFonts } from '../../src/cards/fonts.ts';
import { piecesOf } from '../../src/citations/pieces.ts';
import type { Article, Block, Excerpt } from '../../src/model.ts';
import { type ArticleSource, makeArticle, makeExcerpt } from './memory-library.ts';

export const LOOK: CardLook = { theme: 'light', accent: 0x3b82f6 };

export function makeBoard(): Promise<DrawingBoard> {
  return setUpBoard(new Renderer({ cacheMaxBytes: 0 }), readFonts());
}

/** A paragraph of its own as it is quoted, with one of its sentences pointed out. */
export function quoteOfText(
  text: string,
  about: Partial<ArticleSource> = {},
  sentence = 0,
): Excerpt {
  const article = makeArticle({
    title: 'Nurek and Rogun: Damming the Vakhsh',
    publisher: 'Central Asia Review',
    published: '2024-05-17',
    ...about,
    body: [text],
  });
  return makeExcerpt(article, article.blocks[0] as Block, sentence);
}

/** A whole block as it is drawn, nothing of it pointed out. */
export function contentOfBlock(article: Article, block: Block): CardContent {
  const { start, end } = block;
  const text = article.text.slice(start, end);
  const quote = quoteOfText('A sentence.', { title: article.title });
  return {
    ...contentOf(quote),
    ...{ start, text, pieces: piecesOf(article, block), marked: null },
  };
}

/** Width and height of a PNG in pixels: the first two numbers of its first chunk. */
export function sizeOf(png: Uint8Array): { readonly width: number; readonly height: number } {
  const view = new DataView(png.buffer, png.byteOffset);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}
