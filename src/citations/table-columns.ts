/** The cells of a row by their columns: where a cell above or beside reaches, a row has none of its own. */
import type { LaidOutCell, LaidOutRow } from './quote-layout.ts';

/**
 * What is written of each column up to the last cell's; `''` where no cell begins.
 * @param write what is written of a cell.
 * @param first the column to begin with: none of the cells may stand before it.
 */
export function byColumn(
  cells: readonly LaidOutCell[],
  write: (cell: LaidOutCell) => string,
  first = 0,
): string[] {
  const columns: string[] = [];
  for (const cell of cells) {
    while (columns.length < cell.column - first) columns.push('');
    columns.push(write(cell));
  }
  return columns;
}

/** The first column of which rows show a cell: a part of a wide row stands far from its left edge. */
export function firstColumn(rows: readonly LaidOutRow[]): number {
  return rows.reduce(
    (least, { cells }) => Math.min(least, cells[0]?.column ?? least),
    Number.POSITIVE_INFINITY,
  );
}
