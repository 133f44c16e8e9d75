/** The process in which cards are drawn, one after the other. It may be ended at any moment. */
import { asStatement, isRefusal } from '../refusals.ts';
import { serveParent } from '../supervision/child.ts';
import type { FromCards, ToCards } from './card.ts';
import { type DrawingBoard, drawCard, setUpBoard } from './draw-card.ts';
import { readFonts } from './fonts.ts';

const send = serveParent<ToCards, FromCards>((message) => {
  drawing = drawing.then(() => draw(message));
});

/** Letters of a size are drawn anew in less than a millisecond. */
const GLYPH_CACHE_BYTES = 2_000_000;

/** One at a time: several would hold as many pictures in memory. */
let drawing: Promise<unknown> = Promise.resolve();
const board = open();
const opened = board.then(
  () => send({ kind: 'ready' }),
  (error) => send({ kind: 'absent', message: String(error) }),
);
drawing = opened;

/** @throws where the renderer is not built for this machine, or a font is missing. */
async function open(): Promise<DrawingBoard> {
  const { Renderer, setGlyphCacheMaxBytes } = await import('@takumi-rs/core');
  setGlyphCacheMaxBytes(GLYPH_CACHE_BYTES);
  return setUpBoard(new Renderer({ cacheMaxBytes: 0 }), readFonts());
}

async function draw({ id, content, look }: ToCards): Promise<void> {
  try {
    const png = await drawCard(await board, content, look);
    await send({ kind: 'drawn', id, png });
  } catch (error) {
    if (isRefusal(error)) await send({ kind: 'refused', id, refusal: asStatement(error) });
    else await send({ kind: 'failed', id, message: String(error) });
  }
}
