/** Finds what was in bold again in an article. */
import type { Span } from '../../../model.ts';

/**
 * Where a highlight stands inside a passage.
 * @param shown what was in bold, a line for each run of bold.
 * @returns offsets into the article, null where it is not there as it was shown.
 */
export function findHighlight(text: string, passage: Span, shown: string | null): Span | null {
  // Headings and names of columns are in bold, too; they stand outside of the passage.
  const isInside = (line: string) => {
    const at = text.indexOf(line, passage.start);
    return at !== -1 && at + line.length <= passage.end;
  };
  const lines = (shown ?? '').split('\n').filter((line) => line.trim() !== '' && isInside(line));
  const [first] = lines;
  const last = lines.at(-1);
  if (first === undefined || last === undefined) return null;
  const start = text.indexOf(first, passage.start);
  if (start < 0 || start >= passage.end) return null;
  const end = text.indexOf(last, start);
  if (end < 0 || end + last.length > passage.end) return { start, end: start + first.length };
  return { start, end: end + last.length };
}
