/** The positioned pieces of text on a page of a PDF, to lines. */
import { tidyLine } from '../tidy.ts';

/** A piece of text as pdf.js hands it over; lengths in points, y counts upwards. */
export interface TextPiece {
  readonly str: string;
  readonly width: number;
  /** `[a, b, c, d, x, y]`: scale and rotation, then the start of the baseline. */
  readonly transform: readonly number[];
  readonly hasEOL: boolean;
}

/** One line of text on a page. Lengths in points, y counts upwards from the foot of the page. */
export interface PdfLine {
  /** From 1. */
  readonly page: number;
  readonly text: string;
  readonly x: number;
  /** Where the line ends. */
  readonly right: number;
  /** Of the baseline. */
  readonly y: number;
  /** Of most of its letters. */
  readonly size: number;
  /** Stands on its side, as marks in a margin do. */
  readonly turned: boolean;
}

/** Larger than the body's letters by so much, a line is a heading. */
export const HEADING_SIZE = 1.12;

/** A note's number is raised by less than this share of the size; the next line is further. */
const SAME_LINE = 0.5;

/** Pieces that are further apart than this share of the size were two words. */
const WORD_SPACE = 0.2;

interface OpenLine {
  text: string;
  x: number;
  right: number;
  y: number;
  turned: boolean;
  /** Letters of each size. */
  readonly sizes: Map<number, number>;
}

/** Sizes to a tenth of a point, so that rounding makes no two of one. */
function roundSize(size: number): number {
  return Math.round(size * 10) / 10;
}

/** The key with the highest count, the first of equals; `otherwise` where there is none. */
export function mostCommon(counts: ReadonlyMap<number, number>, otherwise: number): number {
  let best = otherwise;
  let most = 0;
  for (const [value, count] of counts) {
    if (count > most) {
      best = value;
      most = count;
    }
  }
  return best;
}

/** The size of most letters of a document, in points; 0 where there are none. */
export function bodySize(lines: readonly PdfLine[]): number {
  const sizes = new Map<number, number>();
  for (const { size, text } of lines) sizes.set(size, (sizes.get(size) ?? 0) + text.length);
  return mostCommon(sizes, 0);
}

/** The lines of a page in the order in which the page draws them, which is that of its columns. */
export function pageLines(page: number, pieces: Iterable<TextPiece>): PdfLine[] {
  const lines: PdfLine[] = [];
  let open: OpenLine | null = null;

  const close = () => {
    if (open === null) return;
    const text = tidyLine(open.text);
    const { x, right, y, turned, sizes } = open;
    if (text !== '') lines.push({ page, text, x, right, y, turned, size: mostCommon(sizes, 0) });
    open = null;
  };

  for (const { str, width, transform, hasEOL } of pieces) {
    const [a = 0, b = 0, , d = 0, x = 0, y = 0] = transform;
    if (str.trim() !== '') {
      const turned = Math.abs(b) > Math.abs(a);
      const size = roundSize(Math.hypot(transform[2] ?? 0, d) || Math.hypot(a, b));
      if (open !== null) {
        const height = Math.max(mostCommon(open.sizes, size), size);
        const back = x < open.right - height * 2;
        if (turned !== open.turned || Math.abs(y - open.y) > height * SAME_LINE || back) close();
      }
      const letters = str.replace(/\s/g, '').length;
      if (open === null) {
        const sizes = new Map([[size, letters]]);
        open = { text: str, x, right: x + (turned ? 0 : width), y, turned, sizes };
      } else {
        const apart = x - open.right > size * WORD_SPACE && !/\s$/.test(open.text);
        open.text += apart ? ` ${str}` : str;
        open.right = Math.max(open.right, x + width);
        open.sizes.set(size, (open.sizes.get(size) ?? 0) + letters);
      }
    } else if (open !== null && str !== '') open.text += ' ';
    if (hasEOL) close();
  }
  close();
  return lines;
}
