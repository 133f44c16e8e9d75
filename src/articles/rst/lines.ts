/** Lines of reStructuredText, which mean what they mean by how far they are set in. */

/** A line with its number in the file. */
export interface RstLine {
  readonly text: string;
  /** From 1. */
  readonly line: number;
}

const TAB_WIDTH = 8;

/** The lines of a text, tabs written out as docutils does. */
export function toRstLines(text: string): RstLine[] {
  return text.split('\n').map((line, i) => ({ text: expandTabs(line).trimEnd(), line: i + 1 }));
}

function expandTabs(line: string): string {
  if (!line.includes('\t')) return line;
  let out = '';
  for (const [i, piece] of line.split('\t').entries()) {
    if (i > 0) out += ' '.repeat(TAB_WIDTH - (out.length % TAB_WIDTH));
    out += piece;
  }
  return out;
}

/** How many spaces a line begins with. */
export function indentOf({ text }: RstLine): number {
  const first = text.search(/\S/);
  return first === -1 ? Number.POSITIVE_INFINITY : first;
}

export function isBlank(line: RstLine | undefined): boolean {
  return line === undefined || line.text === '';
}

/** Index after the last line from `start` on that is set in by `indent` at least, blank ones between included. */
export function endOfIndented(lines: readonly RstLine[], start: number, indent: number): number {
  let end = start;
  for (let i = start; i < lines.length; i += 1) {
    const line = lines[i] as RstLine;
    if (isBlank(line)) continue;
    if (indentOf(line) < indent) break;
    end = i + 1;
  }
  return end;
}

/** The lines without what all of them are set in by. */
export function dedent(lines: readonly RstLine[]): RstLine[] {
  let indent = Number.POSITIVE_INFINITY;
  for (const line of lines) indent = Math.min(indent, indentOf(line));
  return Number.isFinite(indent)
    ? lines.map(({ text, line }) => ({ text: text.slice(indent), line }))
    : [...lines];
}
