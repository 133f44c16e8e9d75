/** The positioned pieces of text on a page of a PDF, to lines. */
import { tidyLine } from '../tidy.ts';

/** A piece of text as pdf.js hands it over; lengths in points, y counts upwards. */
export interface TextPiece {
  readonly str: string;
  readonly width: number;
  /** `[a, b, c, d, x, y]`: scale and rotation, then the start of the baseline. */
  readonly transform: readonly number[];
  readonly hasEOL: boolean;
  readonly fontName?: string;
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
  /** All of it is in a font of one width, as code is. */
  readonly isTyped: boolean;
  /** What stands far apart in it, and where it begins; one for a line that is whole. */
  readonly cells: readonly LineCell[];
  /** Marks of notes that stood in it, raised and small; they are no part of its text. */
  readonly marks: readonly string[];
}

/** A part of a line with a wide gap around. */
export interface LineCell {
  readonly text: string;
  readonly x: number;
}

/** Larger than the body's letters by so much, a line is a heading. */
export const HEADING_SIZE = 1.12;

/** A note's number is raised by less than this share of the size; the next line is further. */
const SAME_LINE = 0.5;

/** Words of justified text are never so many sizes apart. */
const CELL_SPACE = 1.2;

/** Pieces that are further apart than this share of the size were two words. */
const WORD_SPACE = 0.2;

/** Numbers of notes are raised by this share of a line's size, and smaller than this share of it. */
const RAISED = 0.15;
const SMALLER = 0.85;
const NOTE_MARK = /^(?:\d{1,3}|[*†‡§])$/;

/** What a note's mark follows: a sentence, a clause, a word; after a unit it is a power. */
const MARKED = /(?:[.,;:!?…"”’»)]|\p{L}{4})$/u;

interface OpenLine {
  isTyped: boolean;
  readonly marks: string[];
  readonly cells: { text: string; x: number }[];
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

function addToCell({ cells }: OpenLine, text: string): void {
  const last = cells.at(-1);
  if (last !== undefined) last.text += text;
}

function cellsOf(cells: OpenLine['cells']): LineCell[] {
  return cells
    .map(({ text, x }) => ({ text: tidyLine(text), x }))
    .filter(({ text }) => text !== '');
}

function isNoteMark(line: OpenLine, str: string, y: number, size: number): boolean {
  const own = mostCommon(line.sizes, size);
  return (
    NOTE_MARK.test(str.trim()) &&
    size <= own * SMALLER &&
    y - line.y >= own * RAISED &&
    MARKED.test(line.text.trimEnd())
  );
}

/**
 * The lines of a page in the order in which the page draws them, which is that of its columns.
 * @param typed names of fonts of one width.
 */
export function pageLines(
  page: number,
  pieces: Iterable<TextPiece>,
  typed: ReadonlySet<string> = new Set(),
): PdfLine[] {
  const lines: PdfLine[] = [];
  let open: OpenLine | null = null;

  const close = () => {
    if (open === null) return;
    const text = tidyLine(open.text);
    const { x, right, y, turned, sizes, marks, cells, isTyped } = open;
    if (text !== '')
      lines.push({
        page,
        text,
        x,
        right,
        y,
        turned,
        size: mostCommon(sizes, 0),
        marks,
        cells: cellsOf(cells),
        isTyped,
      });
    open = null;
  };

  for (const { str, width, transform, hasEOL, fontName } of pieces) {
    const isTyped = fontName !== undefined && typed.has(fontName);
    const [a = 0, b = 0, , d = 0, x = 0, y = 0] = transform;
    if (str.trim() !== '') {
      const turned = Math.abs(b) > Math.abs(a);
      const size = roundSize(Math.hypot(transform[2] ?? 0, d) || Math.hypot(a, b));
      if (open !== null) {
        const height = Math.max(mostCommon(open.sizes, size), size);
        const back = x < open.right - height * 2;
        if (turned !== open.turned || Math.abs(y - open.y) > height * SAME_LINE || back) close();
      }
      if (open !== null && isNoteMark(open, str, y, size)) {
        open.marks.push(str.trim());
        open.right = Math.max(open.right, x + width);
        continue;
      }
      if (open !== null) open.isTyped &&= isTyped;
      const letters = str.replace(/\s/g, '').length;
      if (open === null) {
        const sizes = new Map([[size, letters]]);
        open = {
          text: str,
          x,
          right: x + (turned ? 0 : width),
          y,
          turned,
          sizes,
          marks: [],
          cells: [{ text: str, x }],
          isTyped,
        };
      } else {
        const apart = x - open.right > size * WORD_SPACE && !/\s$/.test(open.text);
        if (x - open.right > size * CELL_SPACE) open.cells.push({ text: str, x });
        else addToCell(open, apart ? ` ${str}` : str);
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
