/** An evaluation as a table. */
import type { EvalReport } from './run-eval.ts';

/**
 * The table of figures, their targets and whether they are reached.
 * @param verbose lists every miss below it.
 */
export function formatEval(report: EvalReport, { verbose }: { verbose: boolean }): string {
  const rows = report.figures.map(({ set, name, hits, of, target, ok }) => [
    `${set}: ${name}`,
    percent(target),
    percent(hits / of),
    `${hits} of ${of}`,
    ok ? 'ok' : 'MISSED',
  ]);
  const table = [['figure', 'at least', 'measured', 'hits', ''], ...rows];
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...table.map((row) => (row[column] as string).length)),
  );
  const lines = table.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] as number) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
  const misses = verbose && report.misses.length > 0 ? ['', ...report.misses] : [];
  return [`Model: ${report.model}`, '', ...lines, ...misses, ''].join('\n');
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
