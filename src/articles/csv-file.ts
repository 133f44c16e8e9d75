/** Tables in files of their own: values parted by commas, semicolons or tabs. */
import { parse } from 'csv-parse/sync';
import { statement } from '../refusals.ts';
import { decodeText } from './decode.ts';
import { type DraftBlock, type DraftCell, noMetadata, type ReadFormat } from './draft.ts';
import { mayHead } from './header-row.ts';
import { tidyLine } from './tidy.ts';
import { Unreadable } from './unreadable.ts';

/** A row is a passage; longer tables are databases. */
const MAX_ROWS = 20_000;
const MAX_CELLS = 400_000;

/** Enough to tell by what values are parted. */
const SAMPLE_LINES = 50;
const SAMPLE_CHARACTERS = 50_000;

const DELIMITERS = [',', ';', '\t'] as const;

/** Reads a table: one article of one block, named after its file. */
export const readCsvFile: ReadFormat = (bytes, file) => {
  const { text, warnings } = decodeText(bytes);
  const delimiter = /\.tsv$/i.test(file) ? '\t' : delimiterOf(text);
  const rows = parseRows(text, delimiter);
  if (rows.length > MAX_ROWS || rows.reduce((sum, row) => sum + row.length, 0) > MAX_CELLS) {
    throw new Unreadable(statement('tooManyRows', { max: MAX_ROWS }));
  }
  // Spreadsheets end their rows with empty columns, and begin with lines of their own.
  const width = Math.max(0, ...rows.map((row) => row.findLastIndex((cell) => cell !== '') + 1));
  const full = rows.map((row) => row.slice(0, width));
  const headerRows = full.length > 1 && mayHead(full[0] ?? [], width) ? 1 : 0;
  const table: DraftBlock = {
    kind: 'table',
    caption: null,
    headerRows,
    rows: full.map((row, i) =>
      row.map((cell): DraftCell => ({ text: cell, ...(i < headerRows && { isHeader: true }) })),
    ),
    line: 1,
  };
  return {
    drafts: [{ metadata: noMetadata(), blocks: full.length === 0 ? [] : [table] }],
    dropped: [],
    warnings,
  };
};

function parseRows(text: string, delimiter: string): string[][] {
  const records = parse(text, {
    delimiter,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    // One more than is read tells that there are too many.
    to: MAX_ROWS + 1,
  }) as string[][];
  return records.map((row) => row.map(tidyLine)).filter((row) => row.some((cell) => cell !== ''));
}

/** What parts the first lines into the same number of values, and into most of them. */
function delimiterOf(text: string): string {
  const lines = text
    .slice(0, SAMPLE_CHARACTERS)
    .split('\n')
    .slice(0, SAMPLE_LINES)
    .map((line) => line.replace(/"[^"]*"/g, ''))
    .filter((line) => line.trim() !== '');
  let best: string = ',';
  let most = 0;
  for (const delimiter of DELIMITERS) {
    const counts = lines.map((line) => line.split(delimiter).length - 1);
    const usual = counts[0] ?? 0;
    const agreeing = counts.filter((count) => count === usual).length / (counts.length || 1);
    const score = usual === 0 ? 0 : agreeing * agreeing * (1 + Math.log(usual));
    if (score > most) {
      most = score;
      best = delimiter;
    }
  }
  return best;
}
