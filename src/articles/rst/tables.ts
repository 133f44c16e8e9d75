/** Tables drawn in reStructuredText: grids, and columns under lines of equals signs. */
import type { FoundTable } from '../block-builder.ts';
import type { DraftCell } from '../draft.ts';

const GRID_BORDER = /^\+(?:[-=]+\+)+\s*$/;
const HEAD_BORDER = /^\+(?:=+\+)+\s*$/;

/** More columns than anybody draws. */
const MAX_COLUMNS = 60;

/** Whether a line begins a grid. */
export function isGridBorder(line: string): boolean {
  return GRID_BORDER.test(line) && !HEAD_BORDER.test(line);
}

/** Whether a line begins columns: at least two runs. */
export function isColumnBorder(line: string): boolean {
  return /^=+(?:[ \t]+=+)+\s*$/.test(line);
}

/** @param lines from border to border; null where they are no grid after all. */
export function readGrid(
  lines: readonly string[],
  inline: (text: string) => string,
): FoundTable | null {
  const borders = new Set<number>();
  for (const line of lines) {
    if (!GRID_BORDER.test(line)) continue;
    for (let at = line.indexOf('+'); at !== -1; at = line.indexOf('+', at + 1)) borders.add(at);
  }
  const edges = [...borders].sort((a, b) => a - b);
  if (edges.length < 2 || edges.length > MAX_COLUMNS) return null;
  const rows: DraftCell[][] = [];
  let headerRows = 0;
  let open: { texts: string[]; columns: number }[] = [];
  const flush = () => {
    if (open.length === 0) return;
    rows.push(
      open.map(({ texts, columns }) => ({
        text: inline(texts.join('\n')),
        ...(columns > 1 && { columns }),
      })),
    );
    open = [];
  };
  for (const line of lines) {
    if (GRID_BORDER.test(line)) {
      flush();
      if (HEAD_BORDER.test(line)) headerRows = rows.length;
      continue;
    }
    let cell = 0;
    let from = edges[0] ?? 0;
    let columns = 1;
    for (const edge of edges.slice(1)) {
      // Where no border is drawn, the cell goes on.
      if (line[edge] !== '|' && line[edge] !== '+') {
        columns += 1;
        continue;
      }
      const text = line.slice(from + 1, edge).trim();
      const into = open[cell] ?? { texts: [], columns };
      if (!/^[-=]+$/.test(text)) into.texts.push(text);
      open[cell] = into;
      cell += 1;
      from = edge;
      columns = 1;
    }
  }
  flush();
  return { headerRows, rows };
}

/** @param lines from the first line of equals signs to the last. */
export function readColumns(
  lines: readonly string[],
  inline: (text: string) => string,
): FoundTable | null {
  const [first = ''] = lines;
  const spans = [...first.matchAll(/=+/g)].map(({ index, 0: run }) => ({
    start: index,
    end: index + run.length,
  }));
  if (spans.length > MAX_COLUMNS) return null;
  const rows: string[][][] = [];
  let headerRows = 0;
  for (const [i, line] of lines.entries()) {
    if (isColumnBorder(line)) {
      if (i > 0 && i < lines.length - 1 && headerRows === 0) headerRows = rows.length;
      continue;
    }
    // Underlined in parts: those columns are spanned.
    if (line.trim() === '' || /^[-\s]+$/.test(line)) continue;
    const cells = spans.map(({ start }, column) =>
      line.slice(start, spans[column + 1]?.start).trim(),
    );
    const last = rows.at(-1);
    if (cells[0] === '' && last !== undefined && rows.length > headerRows) {
      for (const [column, text] of cells.entries()) if (text !== '') last[column]?.push(text);
    } else rows.push(cells.map((text) => [text]));
  }
  return {
    headerRows,
    rows: rows.map((row) =>
      row.map((texts) => ({ text: inline(texts.join('\n').replace(/^\\$/, '')) })),
    ),
  };
}
