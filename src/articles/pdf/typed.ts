/** Lines of code in a PDF, with the spaces and blank lines that their places tell of. */
import type { PdfLine } from './lines.ts';

/** Characters of code are so wide, in sizes; for lines of which nothing is known. */
const USUAL_WIDTH = 0.6;

/** More spaces or blank lines are another place of the page. */
const MAX_INDENT = 60;
const MAX_BLANK = 5;

/** The least of some numbers; there may be more than a call takes. */
function least(numbers: readonly number[]): number {
  return numbers.reduce((least, each) => Math.min(least, each), Number.POSITIVE_INFINITY);
}

/** The text of some lines; of one page. */
export function typedText(lines: readonly PdfLine[]): string {
  const left = least(lines.map(({ x }) => x));
  const gaps = lines.slice(1).map(({ y }, i) => (lines[i]?.y ?? y) - y);
  const leading = least(gaps.filter((gap) => gap > 0));
  return lines
    .map((line, i) => {
      const blank = Math.round((gaps[i - 1] ?? leading) / leading) - 1;
      const width = (line.right - line.x) / line.text.length || line.size * USUAL_WIDTH;
      const indent = Math.min(MAX_INDENT, Math.max(0, Math.round((line.x - left) / width)));
      const before = '\n'.repeat(blank > 0 && blank <= MAX_BLANK ? blank : 0);
      return `${before}${' '.repeat(indent)}${line.text}`;
    })
    .join('\n');
}
