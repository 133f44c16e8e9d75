/** Work of a reading process: the quotations in a text file that a message has. */
import { decodeExactly } from '../articles/decode.ts';
import { Unreadable } from '../articles/unreadable.ts';
import { statement } from '../refusals.ts';
import { extractQuotations } from './extract.ts';

/** A quotation of a file, and the line that it begins in, counted from 1. */
export interface FileQuotation {
  /** At most `QUOTATION_MAX` UTF-16 units. */
  readonly text: string;
  readonly line: number;
}

/** What is read of a text file. */
export interface TextFileRead {
  /** The first of them. */
  readonly quotations: readonly FileQuotation[];
  /** How many there are. */
  readonly count: number;
  /** What the file begins with; at most `BEGINNING_MAX` UTF-16 units. */
  readonly beginning: string;
  /** Whether that is all of it. */
  readonly isWhole: boolean;
}

/** More than is checked of one message. */
const QUOTATIONS_KEPT = 10;
/** A longer one is no quote (`verify.ts`); this is enough to say so of it. UTF-16 units. */
const QUOTATION_MAX = 12_000;
/** A screen of a phone. UTF-16 units. */
const BEGINNING_MAX = 1_000;

/** @throws Unreadable for what is binary or blank. */
export async function work(bytes: Uint8Array): Promise<TextFileRead> {
  // What cannot be seen may alter a quotation, such as controls of direction.
  const text = decodeExactly(bytes)
    .text.replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n');
  if (text.trim() === '') throw new Unreadable(statement('blank'));
  const found = extractQuotations(text, { wholeIfNone: false });
  return {
    quotations: found
      .slice(0, QUOTATIONS_KEPT)
      .map(({ text, line }) => ({ text: text.slice(0, QUOTATION_MAX), line })),
    count: found.length,
    ...beginningOf(text.trim()),
  };
}

/** Cut after a word, where there is white space between words. */
function beginningOf(text: string): Pick<TextFileRead, 'beginning' | 'isWhole'> {
  const isWhole = text.length <= BEGINNING_MAX;
  if (isWhole) return { beginning: text, isWhole };
  const cut = text.slice(0, BEGINNING_MAX);
  const end = /\s\S{0,100}$/u.exec(cut)?.index ?? cut.replace(/[\ud800-\udbff]$/, '').length;
  return { beginning: cut.slice(0, end).trimEnd(), isWhole };
}
