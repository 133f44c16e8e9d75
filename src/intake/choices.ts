/** What managers chose about a waiting article, and what it then consists of. Knows no kinds of block. */
import type { DraftBlock } from '../articles/draft.ts';
import type { ArticleMetadata } from '../model.ts';
import { type DropReason, statement } from '../refusals.ts';
import type { Corrections } from './corrections.ts';
import type { OutlineRow } from './outline.ts';

/** Choices about the rows of an outline, which are numbered from 1, and about what is known of it. */
export interface Choices {
  /** Numbers of rows that the reader left out and that are taken in, ascending. */
  readonly taken: readonly number[];
  /** Numbers of rows that the reader took and that are left out, ascending. */
  readonly left: readonly number[];
  readonly corrections: Corrections;
  /** How often something was chosen: what somebody saw is what there is where this is the same. */
  readonly edition: number;
}

/** Nothing was chosen yet. */
export const NO_CHOICES: Choices = { taken: [], left: [], corrections: {}, edition: 0 };

/** A row with its number, and what becomes of it. */
export interface NumberedRow extends OutlineRow {
  readonly number: number;
  /** Why it is left out now; null where it is kept. */
  readonly leftOut: DropReason | null;
}

/** Numbers of the rows whose fate is not the reader's. */
export function turnedRows({ taken, left }: Choices): ReadonlySet<number> {
  return new Set([...taken, ...left]);
}

/** Says of a row what becomes of it. @param number of the row, from 1. */
export function rowOf(row: OutlineRow, number: number, turned: ReadonlySet<number>): NumberedRow {
  const isTurned = turned.has(number);
  const other = row.reason === null ? statement('leftOutByManager') : null;
  return { ...row, number, leftOut: isTurned ? other : row.reason };
}

/** All rows, with what becomes of each. */
export function numberedRows(rows: readonly OutlineRow[], choices: Choices): NumberedRow[] {
  const turned = turnedRows(choices);
  return rows.map((row, i) => rowOf(row, i + 1, turned));
}

/** Whether anything is to be otherwise than it was read. */
export function isChosen({ taken, left, corrections }: Choices): boolean {
  return taken.length > 0 || left.length > 0 || Object.keys(corrections).length > 0;
}

/** Of a choice: which rows it is about, and which of them are to be kept. */
export interface Turned {
  /** As they are in the outline. */
  readonly rows: readonly Pick<NumberedRow, 'number' | 'reason'>[];
  readonly kept: ReadonlySet<number>;
}

/** The choices with some rows kept or left out; the same object where nothing changes. */
export function withRows(choices: Choices, { rows, kept }: Turned): Choices {
  const taken = new Set(choices.taken);
  const left = new Set(choices.left);
  let changes = false;
  for (const { number, reason } of rows) {
    const turned = reason === null ? left : taken;
    const isTurned = kept.has(number) !== (reason === null);
    if (isTurned === turned.has(number)) continue;
    changes = true;
    if (isTurned) turned.add(number);
    else turned.delete(number);
  }
  if (!changes) return choices;
  const edition = choices.edition + 1;
  return { ...choices, taken: ascending(taken), left: ascending(left), edition };
}

function ascending(numbers: Iterable<number>): number[] {
  return [...numbers].sort((a, b) => a - b);
}

/** The choices with more of what is known put right; the same object where nothing changes. */
export function withCorrections(
  choices: Choices,
  corrections: Corrections,
  read: ArticleMetadata,
): Choices {
  const now = correctedMetadata(read, choices);
  const next = { ...choices.corrections, ...corrections };
  const after = correctedMetadata(read, { corrections: next });
  const changed = Object.keys(now) as (keyof ArticleMetadata)[];
  if (changed.every((field) => now[field] === after[field])) return choices;
  // What is as it was read again is no correction.
  const entries = Object.entries(next).filter(
    ([field, value]) => read[field as keyof ArticleMetadata] !== value,
  );
  return { ...choices, corrections: Object.fromEntries(entries), edition: choices.edition + 1 };
}

/** What is known of the article, as it would be kept. */
export function correctedMetadata(
  read: ArticleMetadata,
  { corrections }: Pick<Choices, 'corrections'>,
): ArticleMetadata {
  const { title, author, publisher, published, url, language } = read;
  return { title, author, publisher, published, url, language, ...corrections };
}

/** What an article consists of by these choices, in order. */
export function chosenBlocks(rows: readonly OutlineRow[], choices: Choices): DraftBlock[] {
  return numberedRows(rows, choices).flatMap(({ block, leftOut }) =>
    leftOut === null ? [block] : [],
  );
}
