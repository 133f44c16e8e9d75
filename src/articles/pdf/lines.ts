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

/** A piece of a line that is being put together. */
interface Part {
  readonly text: string;
  readonly x: number;
  readonly right: number;
  /** White space was drawn after it. */
  isSpaced: boolean;
}

interface OpenLine {
  readonly parts: Part[];
  readonly marks: string[];
  right: number;
  readonly y: number;
  readonly turned: boolean;
  isTyped: boolean;
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

function isNoteMark(
  { parts, sizes, y: own }: OpenLine,
  str: string,
  y: number,
  size: number,
): boolean {
  const height = mostCommon(sizes, size);
  return (
    NOTE_MARK.test(str.trim()) &&
    size <= height * SMALLER &&
    y - own >= height * RAISED &&
    MARKED.test((parts.at(-1)?.text ?? '').trimEnd())
  );
}

/** Whether two parts that stand so far apart are two words. */
function isApart(from: number, to: number, size: number): boolean {
  return to - from > size * WORD_SPACE;
}

/** Puts a part into a line after all, where it was left free: ligatures of another font are drawn later. */
function insertPart({ parts }: OpenLine, part: Part, size: number): boolean {
  const next = parts.findIndex(({ x }) => x > part.x);
  const [before, after] = [parts[next - 1], parts[next]];
  if (before === undefined || after === undefined) return false;
  const slack = size * WORD_SPACE;
  if (part.x < before.right - slack || part.right > after.x + slack) return false;
  before.isSpaced = isApart(before.right, part.x, size);
  parts.splice(next, 0, { ...part, isSpaced: isApart(part.right, after.x, size) });
  return true;
}

/** A finished line; null where it holds nothing but white space. */
function finishLine(page: number, open: OpenLine): PdfLine | null {
  const { parts, right, y, turned, marks, isTyped } = open;
  const size = mostCommon(open.sizes, 0);
  const cells: { text: string; x: number }[] = [];
  let text = '';
  for (const [i, part] of parts.entries()) {
    const before = parts[i - 1];
    const gap = before === undefined ? 0 : part.x - before.right;
    const isParted = before !== undefined && (before.isSpaced || gap > size * WORD_SPACE);
    const piece = isParted && !/\s$/.test(text) ? ` ${part.text}` : part.text;
    text += piece;
    const cell = cells.at(-1);
    if (cell === undefined || gap > size * CELL_SPACE) cells.push({ text: part.text, x: part.x });
    else cell.text += piece;
  }
  const tidy = tidyLine(text);
  if (tidy === '') return null;
  const own = cells
    .map((cell) => ({ ...cell, text: tidyLine(cell.text) }))
    .filter((cell) => cell.text !== '');
  const x = parts[0]?.x ?? 0;
  return { page, text: tidy, x, right, y, turned, size, marks, cells: own, isTyped };
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
  /** The line before, into which something may still have to go. */
  let closed: { line: OpenLine; at: number } | null = null;

  const close = () => {
    if (open === null) return;
    const line = finishLine(page, open);
    closed = line === null ? null : { line: open, at: lines.length };
    if (line !== null) lines.push(line);
    open = null;
  };

  for (const { str, width, transform, hasEOL, fontName } of pieces) {
    const isTyped = fontName !== undefined && typed.has(fontName);
    const [a = 0, b = 0, , d = 0, x = 0, y = 0] = transform;
    if (str.trim() !== '') {
      const turned = Math.abs(b) > Math.abs(a);
      const size = roundSize(Math.hypot(transform[2] ?? 0, d) || Math.hypot(a, b));
      const part: Part = { text: str, x, right: x + (turned ? 0 : width), isSpaced: false };
      if (open !== null) {
        const height = Math.max(mostCommon(open.sizes, size), size);
        const back = x < open.right - height * 2;
        if (turned !== open.turned || Math.abs(y - open.y) > height * SAME_LINE || back) close();
      }
      if (open === null && closed !== null && !turned) {
        const { line, at }: { line: OpenLine; at: number } = closed;
        if (Math.abs(y - line.y) < size * RAISED && !line.turned && insertPart(line, part, size)) {
          const again = finishLine(page, line);
          if (again !== null) lines[at] = again;
          continue;
        }
      }
      if (open !== null && isNoteMark(open, str, y, size)) {
        open.marks.push(str.trim());
        open.right = Math.max(open.right, part.right);
        if (hasEOL) close();
        continue;
      }
      const letters = str.replace(/\s/g, '').length;
      if (open === null) {
        const sizes = new Map([[size, letters]]);
        open = { parts: [part], right: part.right, y, turned, sizes, marks: [], isTyped };
      } else {
        open.isTyped &&= isTyped;
        open.parts.push(part);
        open.right = Math.max(open.right, x + width);
        open.sizes.set(size, (open.sizes.get(size) ?? 0) + letters);
      }
    } else if (open !== null && str !== '') {
      const last: Part | undefined = open.parts.at(-1);
      if (last !== undefined) last.isSpaced = true;
    }
    if (hasEOL) close();
  }
  close();
  return lines;
}
