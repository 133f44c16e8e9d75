/** Draws a card: glyphs looked for, the largest size of type taken that fits, and then the picture. */
import type { MeasuredNode, Node, Renderer } from '@takumi-rs/core';
import { Refusal } from '../refusals.ts';
import type { CardContent, CardLook } from './card.ts';
import type { CardNode } from './card-nodes.ts';
import {
  CARD_HEIGHT_MAX,
  CARD_WIDTH,
  HEIGHT_WANTED,
  PIXEL_RATIO,
  QUOTE_WIDTH,
  SIZES,
  TIGHT_SIZES,
} from './card-style.ts';
import { cardTree, textsOf } from './card-tree.ts';
import { type FontFile, STACKS } from './fonts.ts';
import { type Glyphs, glyphsOf } from './glyphs.ts';
import { quoteTree } from './quote-tree.ts';

/** What cards are drawn with. */
export interface DrawingBoard {
  readonly renderer: Renderer;
  readonly glyphs: Glyphs;
}

/** Of these fonts. @param renderer without fonts. */
export async function setUpBoard(
  renderer: Renderer,
  fonts: readonly FontFile[],
): Promise<DrawingBoard> {
  for (const { family, data, characters } of fonts) {
    await renderer.registerFont({ name: family, data, unicodeRange: rangesOf(characters) });
  }
  return { renderer, glyphs: glyphsOf(fonts) };
}

/**
 * The card as a PNG.
 * @throws Refusal as `layOutCard`.
 */
export async function drawCard(
  board: DrawingBoard,
  content: CardContent,
  look: CardLook,
): Promise<Buffer> {
  const { tree, options } = await layOutCard(board, content, look);
  return board.renderer.render(asNode(tree), { ...options, format: 'png' });
}

/** A card that fits. */
export interface LaidOutCard {
  readonly tree: CardNode;
  /** For the renderer. */
  readonly options: typeof OPTIONS & { readonly width: number };
}

/**
 * What is drawn, at the size of type at which it fits.
 * @throws Refusal `cardGlyphs` where no font has a character, `cardTooLong` where something does not fit.
 */
export async function layOutCard(
  { renderer, glyphs }: DrawingBoard,
  content: CardContent,
  look: CardLook,
): Promise<LaidOutCard> {
  const missing = textsOf(content).flatMap(({ face, text }) => glyphs.missing(face, text));
  if (missing.length > 0) throw new Refusal('cardGlyphs', { characters: [...new Set(missing)] });
  const size = await fittingSize(renderer, content, look);
  const options = { ...OPTIONS, width: CARD_WIDTH * PIXEL_RATIO };
  const tree = cardTree(content, look, size);
  const { height } = await renderer.measure(asNode(tree), options);
  if (height > CARD_HEIGHT_MAX * PIXEL_RATIO) throw new Refusal('cardTooLong');
  return { tree, options };
}

const OPTIONS = {
  devicePixelRatio: PIXEL_RATIO,
  fontFamilies: [...new Set(Object.values(STACKS).flat())],
};

/**
 * The largest size at which the quote stays low, or the smallest.
 * @throws Refusal `cardTooLong` where a word, a cell or a line of code is wider than the card even then.
 */
async function fittingSize(
  renderer: Renderer,
  content: CardContent,
  look: CardLook,
): Promise<number> {
  const width = QUOTE_WIDTH * PIXEL_RATIO;
  const measure = async (size: number) => {
    const tree = asNode(quoteTree(content, look, size));
    const measured = await renderer.measure(tree, { ...OPTIONS, width });
    const isIn = !overflows(measured, width);
    return { isIn, isLow: isIn && measured.height <= HEIGHT_WANTED * PIXEL_RATIO };
  };
  // Smaller type is never higher or wider, so the largest that fits is found by halves.
  let [from, to] = [0, SIZES.length - 1];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((await measure(SIZES[middle] as number)).isLow) to = middle;
    else from = middle + 1;
  }
  for (const size of [SIZES[from] as number, ...TIGHT_SIZES]) {
    if ((await measure(size)).isIn) return size;
  }
  throw new Refusal('cardTooLong');
}

/** What a space at the end of a line may stand out, in device pixels. */
const HANGING_PX = 24;
/** Rounding of glyphs and lines. */
const SLACK_PX = 2;

/** Whether some words stand out of their box, or of the quote. */
function overflows(quote: MeasuredNode, width: number): boolean {
  const nodes = [quote];
  for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
    const left = node.transform[4];
    for (const { text, x, width: drawn } of node.runs) {
      const slack = /\s$/u.test(text) ? HANGING_PX : SLACK_PX;
      if (x < -slack || x + drawn > node.width + slack) return true;
      if (left + x < -slack || left + x + drawn > width + slack) return true;
    }
    nodes.push(...node.children);
  }
  return false;
}

/** The renderer's own type takes styles from packages that are not there. */
function asNode(node: CardNode): Node {
  return node as Node;
}

/** Code points as inclusive ranges, in order. */
function rangesOf(characters: ReadonlySet<number>): [number, number][] {
  const ranges: [number, number][] = [];
  for (const code of [...characters].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && last[1] === code - 1) last[1] = code;
    else ranges.push([code, code]);
  }
  return ranges;
}
