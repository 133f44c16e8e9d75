/** Finds what was in bold again in an article, and parts a text at the edges of marks. */
import type { Span } from '../wire.ts';

/**
 * Where a highlight stands inside a passage.
 * @param shown what was in bold, a line for each run of bold.
 * @returns offsets into the article, null where it is not there as it was shown.
 */
export function findHighlight(text: string, passage: Span, shown: string | null): Span | null {
  const lines = (shown ?? '').split('\n').filter((line) => line.trim() !== '');
  const [first] = lines;
  const last = lines.at(-1);
  if (first === undefined || last === undefined) return null;
  const start = text.indexOf(first, passage.start);
  if (start < 0 || start >= passage.end) return null;
  const end = text.indexOf(last, start);
  if (end < 0 || end + last.length > passage.end) return { start, end: start + first.length };
  return { start, end: end + last.length };
}

/** A piece of a text that lies inside or outside of each span as a whole. */
interface Piece extends Span {
  readonly marked: boolean;
}

/** Cuts `[start, end)` where a span begins or ends. */
export function pieces({ start, end }: Span, mark: Span | null): Piece[] {
  if (mark === null || mark.end <= start || mark.start >= end)
    return [{ start, end, marked: false }];
  const from = Math.max(start, mark.start);
  const to = Math.min(end, mark.end);
  return [
    { start, end: from, marked: false },
    { start: from, end: to, marked: true },
    { start: to, end, marked: false },
  ].filter((piece) => piece.end > piece.start);
}
