/** An evaluation as tables. */
import { FIGURES, isAnswered, isFirst, type Row } from './figures.ts';
import type { EvaluatedSet } from './measure-sets.ts';
import type { Reliability } from './reliability.ts';
import type { EvalReport } from './run-eval.ts';
import type { Figure } from './targets.ts';

/**
 * The table of figures, their targets and whether they are reached, and the reliability table.
 * @param verbose lists every miss below them.
 */
export function formatEval(report: EvalReport, { verbose }: { verbose: boolean }): string {
  const { model, isRead, quick, sets, figures, reliability, wrongSlices, seconds } = report;
  const target = quick ? 'floor' : 'target';
  const rows = [
    ['', target, 'measured', 'of', ''],
    ...sets.flatMap((set) => [[headOf(set)], ...set.figures.map(rowOf)]),
    ['all'],
    ...figures.map(rowOf),
  ];
  const lines = [
    `Model: ${model}${isRead ? ', with its reader' : ', without a reader'}`,
    ...['', ...aligned(rows), ''],
    ...reliabilityLines(sets, reliability),
    `${seconds.toFixed(0)} seconds`,
  ];
  const misses = sets.flatMap((set) => missesOf(set)).concat(wrongSlices);
  if (verbose && misses.length > 0) lines.push('', ...misses);
  return `${lines.join('\n')}\n`;
}

/** One line for each question of a set that did not get what it should. */
export function missesOf({ name, rows }: EvaluatedSet): string[] {
  return rows.filter(isMiss).map((row) => {
    const { rank, answerable, judgement, score, kind, question, shown } = row;
    const wrong = !answerable ? 'not to be answered' : rank === 0 ? 'not found' : `at ${rank}`;
    return `${name}: ${wrong}, ${judgement} (${score.toFixed(2)}) [${kind}] ${question} → ${shown}`;
  });
}

function isMiss(row: Row): boolean {
  return row.answerable ? !isFirst(row) || !isAnswered(row) || !row.highlighted : isAnswered(row);
}

function headOf({ name, rows }: EvaluatedSet): string {
  const asked = rows.filter(({ answerable }) => answerable).length;
  return `${name}: ${asked} questions with an answer, ${rows.length - asked} without`;
}

function rowOf({ name, value, of, target, atMost, ok }: Figure): string[] {
  const promised = target === null ? '–' : `${atMost ? '≤' : '≥'} ${percent(target)}`;
  const verdict = target === null ? '' : ok ? 'ok' : 'MISSED';
  return [`  ${FIGURES[name]}`, promised, percent(value), String(of), verdict];
}

function reliabilityLines(
  sets: readonly EvaluatedSet[],
  reliability: Reliability | null,
): string[] {
  const errors = sets.flatMap((set) =>
    set.reliability ? [[`  ${set.name}`, percent(set.reliability.error)]] : [],
  );
  if (errors.length === 0) return [];
  const bins = reliability?.bins ?? [];
  const together = bins.map(({ from, to, count, said, came }) => [
    `  ${percent(from)} to ${percent(to)}`,
    ...[percent(said), percent(came), String(count)],
  ]);
  return [
    'How often the first excerpt answers, by its probability (English sets, no question twice)',
    ...aligned([['', 'said', 'came', 'of'], ...together]),
    ...['', 'Expected calibration error by set', ...aligned(errors), ''],
  ];
}

/** Columns under each other, the first to the left; a row of one cell is a heading. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => (row.length === 1 ? 0 : (row[column] ?? '').length))),
  );
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
