/** How the command line sets out quotes: wrapped to be read, indented under what they stand under. */
import type pc from 'picocolors';

/** Functions that colour text, or leave it. */
export type Colors = ReturnType<typeof pc.createColors>;

const INDENT = '   ';
/** Lines longer than this are hard to read, however wide the terminal. */
const WIDEST = 88;

/** Columns for text. @param width columns of the terminal. */
export function textColumns(width: number): number {
  return Math.min(width, WIDEST) - INDENT.length;
}

/** Lines as one text, with a line end; all but the first are indented. */
export function indented(lines: readonly string[]): string {
  return `${lines.join('\n').replaceAll('\n', `\n${INDENT}`)}\n`;
}
