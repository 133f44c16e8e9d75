/**
 * The outline of a waiting article as a file: a line of JSON for its head and one for each row, so that
 * a page of it is found without parsing the rest, however long the article is.
 */
import type { ArticleMetadata, FileReading } from '../model.ts';
import type { OutlineRow } from './outline.ts';

/** Raised when the layout changes. */
const VERSION = 1;

/** What an article says of itself where it was fetched from elsewhere. */
export interface Origin {
  /** The address that it was fetched from, after redirects; null for a file. */
  readonly fetched: string | null;
  /** The address that it names itself, where that is another one. */
  readonly claimedUrl: string | null;
  /** The publisher that it names and that is not believed. */
  readonly claimedPublisher: string | null;
}

/** An article that waits, beside its rows. */
export interface OutlineHead {
  /** The articles of the file: most hold one. */
  readonly articles: readonly ArticleFacts[];
  readonly rows: number;
  /** Lines that the reader left out. */
  readonly dropped: number;
  readonly origin: Origin;
  readonly warnings: FileReading['warnings'];
}

/** What is known of an article, and how long it is. */
export interface ArticleFacts extends ArticleMetadata {
  /** Without headings. */
  readonly paragraphs: number;
  /** Its first words. */
  readonly opening: string;
}

/** Articles of one file that are told of, and UTF-16 units of first words: more than is ever shown. */
const MOST_ARTICLES = 1_000;
const OPENING_MAX = 300;

/** An outline with its head. */
export function outlineOf(
  { articles, warnings }: FileReading,
  rows: readonly OutlineRow[],
  origin: Origin,
): { head: OutlineHead; rows: readonly OutlineRow[] } {
  const facts = articles.slice(0, MOST_ARTICLES).map((article): ArticleFacts => {
    const { title, author, publisher, published, url, language, text, blocks } = article;
    const { start, end } = blocks[0] ?? { start: 0, end: 0 };
    const opening = text.slice(start, Math.min(end, start + OPENING_MAX));
    const known = { title, author, publisher, published, url, language };
    return { ...known, paragraphs: blocks.length, opening };
  });
  const dropped = rows.filter(({ reason }) => reason !== null).length;
  return { head: { articles: facts, rows: rows.length, dropped, origin, warnings }, rows };
}

const LINE_END = 10;
/** Each row begins so, and then with `null` where the reader took it for the article. */
const ROW_START = '{"reason":';
const FIRST_OF_NULL = 'n'.charCodeAt(0);

/** The file of an outline. */
export function writeOutline(head: OutlineHead, rows: readonly OutlineRow[]): Buffer {
  const lines = rows.map(({ reason, ...rest }) => JSON.stringify({ reason, ...rest }));
  return Buffer.from([JSON.stringify({ version: VERSION, ...head }), ...lines, ''].join('\n'));
}

/** An outline of which rows are parsed as they are wanted. */
export interface OpenOutline {
  readonly head: OutlineHead;
  /** The row of a number, from 1; null where there is none. */
  row(number: number): OutlineRow | null;
  /** Whether the reader took a row for the article. Costs next to nothing. */
  isRead(number: number): boolean;
}

/** Opens the file of an outline; null where it is none, or another version's. */
export function openOutline(file: Uint8Array): OpenOutline | null {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const ends: number[] = [];
  for (let at = bytes.indexOf(LINE_END); at !== -1; at = bytes.indexOf(LINE_END, at + 1)) {
    ends.push(at);
  }
  const startOf = (index: number) => (ends[index - 1] ?? -1) + 1;
  const line = (index: number) => bytes.subarray(startOf(index), ends[index]);
  if (ends.length === 0) return null;
  const { version, ...head } = JSON.parse(line(0).toString()) as OutlineHead & { version: number };
  if (version !== VERSION || ends.length !== head.rows + 1) return null;
  const isThere = (number: number) => number >= 1 && number <= head.rows;
  return {
    head,
    row: (number) => (isThere(number) ? (JSON.parse(line(number).toString()) as OutlineRow) : null),
    isRead: (number) =>
      isThere(number) && bytes[startOf(number) + ROW_START.length] === FIRST_OF_NULL,
  };
}

/** All rows of an outline. Takes as long as it is; meant for the reading process. */
export function allRows(outline: OpenOutline): OutlineRow[] {
  return Array.from({ length: outline.head.rows }, (_, i) => outline.row(i + 1) as OutlineRow);
}
