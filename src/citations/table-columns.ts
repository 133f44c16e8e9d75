/** The cells of a row by their columns: where a cell above or beside reaches, a row has none of its own. */
import type { LaidOutCell } from './quote-layout.ts';

/**
 * What is written of each column up to the last cell's; `''` where no cell begins.
 * @param write what is written of a cell.
 */
export function byColumn(
  cells: readonly LaidOutCell[],
  write: (cell: LaidOutCell) => string,
): string[] {
  const columns: string[] = [];
  for (const cell of cells) {
    while (columns.length < cell.column) columns.push('');
    columns.push(write(cell));
  }
  return columns;
}
