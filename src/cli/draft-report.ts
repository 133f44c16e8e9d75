/** What was found out about drafts, for all forms in which it is told. */
import type { Citation, Span } from '../model.ts';
import type { Quotation } from '../quotes/extract.ts';
import type { Verdict } from '../quotes/verdict.ts';
import type { Refusal } from '../refusals.ts';
import type { Checked } from './print-verdict.ts';

/** The name of standard input among drafts. */
export const STANDARD_INPUT = '-';

/** A draft that was read, with what is to be said of each of its quotations. */
export interface CheckedDraft {
  /** As it was named; `STANDARD_INPUT` for that. */
  readonly file: string;
  readonly text: string;
  readonly checked: readonly Checked[];
  /** What is too short to be verified, in order. */
  readonly skipped: readonly Quotation[];
}

/** All that was asked for. */
export interface DraftReport {
  readonly drafts: readonly CheckedDraft[];
  /** Drafts that could not be read, and why. */
  readonly unread: readonly { readonly file: string; readonly why: Refusal }[];
  /** A citation that a verdict names. */
  citation(id: string): Citation;
  /** The text of an article that a verdict names. */
  textOf(articleId: string): string;
  /** Footnote's. */
  readonly version: string;
}

/** Whether a verdict speaks against a quotation. */
export function isProblem({ verdict }: Checked): boolean {
  return verdict.kind === 'altered' || verdict.kind === 'not-found';
}

/** How many quotations are what. */
export interface Counts {
  readonly all: number;
  readonly verbatim: number;
  readonly altered: number;
  readonly missing: number;
  readonly skipped: number;
}

/** Counts over some drafts. */
export function countsOf(drafts: readonly CheckedDraft[]): Counts {
  const checked = drafts.flatMap((draft) => draft.checked);
  const count = (kind: Verdict['kind']) =>
    checked.filter(({ verdict }) => verdict.kind === kind).length;
  return {
    all: checked.length,
    verbatim: count('verbatim'),
    altered: count('altered'),
    missing: count('not-found'),
    skipped: drafts.reduce((sum, { skipped }) => sum + skipped.length, 0),
  };
}

/** A place as editors count: lines and columns from 1, columns in UTF-16 units; the end is excluded. */
export interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Finds the regions of spans of a text. Lines end with `\n`, whatever stands before it. */
export function regionsIn(text: string): (span: Span) => Region {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const place = (offset: number): readonly [number, number] => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return [low + 1, offset - (starts[low] ?? 0) + 1];
  };
  return ({ start, end }) => {
    const [startLine, startColumn] = place(start);
    const [endLine, endColumn] = place(end);
    return { startLine, startColumn, endLine, endColumn };
  };
}
