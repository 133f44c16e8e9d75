/** Where a block may be cut: between sentences, items with what is nested in them, lines, rows. */
import type { Article, Block, CodeBlock, ListBlock, Span, TableBlock, TableRow } from '../model.ts';
import { splitSentences } from './sentences.ts';

/** What stays together, and its sentences. Offsets into the article's text. */
export interface Unit {
  readonly span: Span;
  readonly sentences: readonly Span[];
}

/** A block, or the row of a table, in units that passages are made of. */
export interface Cut {
  readonly block: Block;
  /** From the first unit to the last. */
  readonly span: Span;
  readonly units: readonly Unit[];
}

/** UTF-16 units of an item with all that is nested in it which still stays whole. */
const LONGEST_UNIT = 700;

/** And of a row that names the rows below it: what is longer says something. */
const LONGEST_GROUP = 120;

/** The cuts of a block: one, but for a table, of which each row is a passage by itself. */
export function cutBlock(article: Article, block: Block): Cut[] {
  const cut = (units: readonly Unit[]): Cut[] => {
    const start = units[0]?.span.start;
    const end = units.at(-1)?.span.end;
    return start === undefined || end === undefined ? [] : [{ block, span: { start, end }, units }];
  };
  switch (block.kind) {
    case 'table':
      return dataRows(block).flatMap(({ start, end }) => cut([whole({ start, end })]));
    case 'code':
      return cut(codeUnits(article, block));
    case 'list':
      return cut(listUnits(article, block));
    case 'quotation':
      return cut(
        withSpeaker(
          block.lines.flatMap((line) => sentenceUnits(article, line)),
          block.speaker,
        ),
      );
    case 'definition':
      return cut(definitionUnits(article, block.terms, block.lines));
    default:
      return cut(sentenceUnits(article, block));
  }
}

/**
 * The rows that say something: no header, and none that only names the rows below it. What stands
 * across the end of a table is a note.
 */
export function dataRows({ rows, headerRows }: TableBlock): TableBlock['rows'] {
  const own = rows.slice(headerRows);
  const notes = own.findLastIndex((row) => isWritten(row) && !isGroupRow(row)) + 1;
  return own.filter((row, i) => isWritten(row) && (i >= notes || !isGroupRow(row)));
}

function isWritten({ cells }: TableRow): boolean {
  return cells.some(({ start, end }) => end > start);
}

/** Whether a row is a few words across the table, and so heads the rows below. */
export function isGroupRow(row: TableRow | undefined): boolean {
  const [only, second] = row?.cells ?? [];
  if (only === undefined || second !== undefined) return false;
  if (only.columns === 1 || only.rows > 1) return false;
  return only.end > only.start && only.end - only.start <= LONGEST_GROUP;
}

function whole({ start, end }: Span): Unit {
  const span = { start, end };
  return { span, sentences: [span] };
}

/** The sentences of a line of the article. */
function sentencesOf({ text, language }: Article, line: Span): Span[] {
  return splitSentences(text.slice(line.start, line.end), language).map(({ start, end }) => ({
    start: line.start + start,
    end: line.start + end,
  }));
}

function sentenceUnits(article: Article, line: Span): Unit[] {
  return sentencesOf(article, line).map(whole);
}

/** A line, or its sentences where it is long. */
function lineUnits(article: Article, line: Span): Unit[] {
  if (line.end - line.start > LONGEST_UNIT) return sentenceUnits(article, line);
  return [{ span: line, sentences: sentencesOf(article, line) }];
}

/** An item of the first level with all that is nested in it, or line by line where that is long. */
function listUnits(article: Article, { leadIn, items }: ListBlock): Unit[] {
  const groups: Span[][] = [];
  for (const { start: from, end, depth, marker } of items) {
    const line = { start: from, end };
    if (depth > 0 || marker === '') groups.at(-1)?.push(line) ?? groups.push([line]);
    else groups.push([line]);
  }
  const units = groups.flatMap((lines): Unit[] => {
    const first = lines[0] as Span;
    const span = { start: first.start, end: (lines.at(-1) as Span).end };
    if (span.end - span.start > LONGEST_UNIT) {
      return lines.flatMap((line) => lineUnits(article, line));
    }
    return [{ span, sentences: lines.flatMap((line) => sentencesOf(article, line)) }];
  });
  if (leadIn === null) return units;
  const [first, ...others] = units;
  const led = { start: leadIn.start, end: leadIn.end };
  if (first === undefined) return [whole(led)];
  const span = { start: led.start, end: first.span.end };
  return [{ span, sentences: [led, ...first.sentences] }, ...others];
}

/** What has blank lines between it; line by line where that is long. */
function codeUnits({ text }: Article, { start, end }: CodeBlock): Unit[] {
  const units: Unit[] = [];
  let lines: Span[] = [];
  const close = () => {
    const first = lines[0];
    const last = lines.at(-1);
    if (first === undefined || last === undefined) return;
    const span = { start: first.start, end: last.end };
    if (span.end - span.start > LONGEST_UNIT) units.push(...lines.map(whole));
    else units.push(whole(span));
    lines = [];
  };
  let at = start;
  for (const line of text.slice(start, end).split('\n')) {
    if (line.trim() === '') close();
    else lines.push({ start: at, end: at + line.length });
    at += line.length + 1;
  }
  close();
  return units;
}

/** A name alone answers nothing: it stays with the last words, and is no sentence. */
function withSpeaker(units: readonly Unit[], speaker: Span | null): Unit[] {
  const last = units.at(-1);
  if (speaker === null) return [...units];
  if (last === undefined) return [whole(speaker)];
  const span = { start: last.span.start, end: speaker.end };
  return [...units.slice(0, -1), { span, sentences: last.sentences }];
}

/** The terms and the first sentence of what they mean are one: neither says anything alone. */
function definitionUnits(article: Article, terms: readonly Span[], lines: readonly Span[]): Unit[] {
  const [first, ...others] = lines.flatMap((line) => sentencesOf(article, line));
  const start = terms[0]?.start ?? first?.start;
  const end = first?.end ?? terms.at(-1)?.end;
  if (start === undefined || end === undefined) return [];
  return [whole({ start, end }), ...others.map(whole)];
}
