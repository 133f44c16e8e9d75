/** Tables in a PDF that does not say what its lines are: lines whose parts stand under each other. */
import type { DraftCell } from '../draft.ts';
import type { PdfLine } from './lines.ts';

/** Parts under each other begin, or end, within so many sizes. */
const ALIGNED = 0.8;

/** Fewer rows are chance; of two columns, more are. */
const FEWEST_ROWS = 3;

/** Rows are at most so many sizes apart. */
const ROW_GAP = 3.5;

/** Prose in columns side by side is no table. */
const LONGEST_CELL = 80;

/** A table among the lines of a document. */
export interface PdfTable {
  readonly rows: readonly (readonly DraftCell[])[];
  /** Index after its last line. */
  readonly end: number;
}

function isRow({ cells, turned }: PdfLine): boolean {
  return !turned && cells.length > 1 && cells.every(({ text }) => text.length <= LONGEST_CELL);
}

/** The column of the first row that a part stands under; null where it stands under none. */
function columnOf(x: number, head: PdfLine): number | null {
  const at = head.cells.findIndex((cell) => Math.abs(cell.x - x) <= ALIGNED * head.size);
  return at === -1 ? null : at;
}

/** The table that begins at a line; null where none does. */
export function tableAt(lines: readonly PdfLine[], start: number): PdfTable | null {
  const head = lines[start];
  if (head === undefined || !isRow(head)) return null;
  let end = start + 1;
  for (; end < lines.length; end += 1) {
    const line = lines[end] as PdfLine;
    const gap = (lines[end - 1]?.y ?? 0) - line.y;
    if (line.page !== head.page || gap <= 0 || gap > ROW_GAP * head.size) break;
    if (!isRow(line) || line.cells.length > head.cells.length) break;
    if (line.cells.some(({ x }) => columnOf(x, head) === null)) break;
  }
  if (end - start < FEWEST_ROWS) return null;
  const rows = lines.slice(start, end).map((line) => {
    const row = head.cells.map((): DraftCell => ({ text: '' }));
    for (const { text, x } of line.cells) {
      const column = columnOf(x, head);
      if (column !== null) row[column] = { text: `${row[column]?.text ?? ''} ${text}`.trim() };
    }
    return row;
  });
  return { rows, end };
}
