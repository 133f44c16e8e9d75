/** Finds the quotations in a message or a draft: quoted lines, and text in quotation marks. */
import type { Span } from '../model.ts';
import { withHidingMarks } from './hidden-words.ts';
import { fenced, stripMarkdown, withoutReference, withoutSmallPrint } from './markdown.ts';
import { outermostPairs } from './quotation-marks.ts';
import { tokenize } from './tokens.ts';

/** A quotation as it is to be verified, and where it was found. Offsets into the message. */
export interface Quotation extends Span {
  /** Without quotation marks around it, `>` and Markdown decoration. */
  readonly text: string;
  /** Counts the message's lines from 1. */
  readonly line: number;
}

/** What counts as a quotation. */
export interface ExtractOptions {
  /** Text in quotation marks of fewer words is a title or a phrase. Quoted lines always count. */
  readonly minWords?: number;
  /** Whether a message without any quotation is one itself. */
  readonly wholeIfNone?: boolean;
  /** Whether the code of one without any quotation is; as `wholeIfNone` where it is left out. */
  readonly codeIfNone?: boolean;
}

/** What was found in a text. */
export interface Found {
  readonly quotations: readonly Quotation[];
  /** What stands in quotation marks and has fewer words than a quotation, in order. */
  readonly skipped: readonly Quotation[];
}

const MIN_WORDS = 5;
const QUOTED_LINE = /^[ \t]{0,3}>(?!>?\S*@)/;
const QUOTE_SIGN = /^[ \t]{0,3}> ?/;
/** Discord's `>>> ` quotes all that follows. */
const QUOTED_TO_THE_END = /^>>> /;
/** `— The author`, below what is quoted. */
const ATTRIBUTION = /^[ \t]*(?:[—–―]|--)[ \t]*\S/;
const FENCE = /^[ \t]{0,3}(```|~~~)/;
/** What code in a line is made of. */
const CODE_PARTS = /`+|[^`\n]+|\n/g;
const FRONT_MATTER = /^---\r?\n[\s\S]*?\r?\n---(?:\r?\n|$)/;

interface Line extends Span {
  readonly text: string;
  readonly number: number;
}

/** The quotations of a text, in order. */
export function extractQuotations(message: string, options: ExtractOptions = {}): Quotation[] {
  return [...readQuotations(message, options).quotations];
}

/** The quotations of a text, and what is too short to be one. */
export function readQuotations(
  message: string,
  { minWords = MIN_WORDS, wholeIfNone = true, codeIfNone = wholeIfNone }: ExtractOptions = {},
): Found {
  const found: Quotation[] = [];
  const skipped: Quotation[] = [];
  let paragraph: Line[] = [];
  let block: Line[] = [];
  const flush = () => {
    const marked = inMarks(message, paragraph);
    const isLong = ({ words }: Marked) => words >= minWords;
    found.push(...quotedBlock(block), ...marked.filter(isLong).map(({ quotation }) => quotation));
    skipped.push(...marked.filter((each) => !isLong(each)).map(({ quotation }) => quotation));
    block = [];
    paragraph = [];
  };
  let toTheEnd = false;
  let fence: string | null = null;
  let code: Line[] = [];
  const fences: Quotation[] = [];
  for (const line of linesOf(message)) {
    const fenceHere = FENCE.exec(line.text)?.[1] ?? null;
    if (fence !== null || fenceHere !== null) {
      flush();
      const isOpening: boolean = fence === null;
      fence = isOpening ? fenceHere : fenceHere === fence ? null : fence;
      if (fence !== null && !isOpening) code.push(line);
      else if (fence === null) {
        fences.push(...codeBlock(code));
        code = [];
      }
      continue;
    }
    toTheEnd ||= QUOTED_TO_THE_END.test(line.text);
    if (toTheEnd || QUOTED_LINE.test(line.text)) {
      if (paragraph.length > 0) flush();
      block.push(line);
    } else {
      if (block.length > 0 || line.text.trim() === '') flush();
      if (line.text.trim() !== '') paragraph.push(line);
    }
  }
  flush();
  if (found.length > 0) return { quotations: found, skipped };
  if (codeIfNone && fences.length > 0) return { quotations: fences, skipped };
  return { quotations: wholeIfNone ? wholeMessage(message) : [], skipped };
}

/** The lines between two fences. In a draft they are no quotation; in a message they may be all of it. */
function codeBlock(lines: readonly Line[]): Quotation[] {
  const [first, last] = [lines[0], lines.at(-1)];
  const text = lines.map((line) => line.text).join('\n');
  if (!first || !last || text.trim() === '') return [];
  return [{ text, start: first.start, end: last.end, line: first.number }];
}

function wholeMessage(message: string): Quotation[] {
  const text = stripMarkdown(withoutReference(message)).trim();
  if (text === '') return [];
  const start = message.length - message.trimStart().length;
  return [{ text, start, end: message.trimEnd().length, line: lineAt(message, start) }];
}

/** Front matter is about the text, not of it. */
function linesOf(message: string): Line[] {
  const lines: Line[] = [];
  const bodyStart = FRONT_MATTER.exec(message)?.[0].length ?? 0;
  let start = 0;
  for (const [index, raw] of message.split('\n').entries()) {
    const text = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    const line = { text, start, end: start + text.length, number: index + 1 };
    if (start >= bodyStart) lines.push(line);
    start += raw.length + 1;
  }
  return lines;
}

/** All lines of a block of `>` are one quotation, but for the line that says whose it is. */
function quotedBlock(block: readonly Line[]): Quotation[] {
  const lines = withoutSmallPrint(block.map((line) => line.text).join('\n')).split('\n');
  const stripped = block.map((line, i) => ({ line, text: stripMarkdown(lines[i] ?? '') }));
  const said = stripped.filter(({ text }) => text.trim() !== '');
  if (said.length > 1 && ATTRIBUTION.test(said.at(-1)?.text ?? '')) said.pop();
  const [first, last] = [said[0], said.at(-1)];
  if (!first || !last) return [];
  // Decoration may begin in one line and end in another; in a fence there is none.
  const raw = said.map((each) => each.line.text.replace(QUOTE_SIGN, '')).join('\n');
  const [code] = fenced(raw);
  const text = code ?? stripMarkdown(said.map((each) => each.text).join('\n')).trim();
  if (!tokenize(text).some(({ kind }) => kind === 'word')) return [];
  return [{ text, start: first.line.start, end: last.line.end, line: first.line.number }];
}

/** What stands in quotation marks. */
interface Marked {
  readonly quotation: Quotation;
  /** How many. */
  readonly words: number;
}

/** Text in quotation marks inside of a paragraph, of one word at least; of nested ones the outer. */
function inMarks(message: string, paragraph: readonly Line[]): Marked[] {
  const [first, last] = [paragraph[0], paragraph.at(-1)];
  if (!first || !last) return [];
  const text = hideCode(message.slice(first.start, last.end));
  const found: Marked[] = [];
  let line = first.number;
  let counted = 0;
  for (const { start, end } of outermostPairs(text)) {
    line += linesBetween(text, counted, start);
    counted = start;
    const slice = withHidingMarks(text, { start: start + 1, end: end - 1 });
    const inner = stripMarkdown(slice).trim();
    const words = tokenize(inner).filter(({ kind }) => kind === 'word').length;
    if (words === 0) continue;
    const place = { start: first.start + start, end: first.start + end, line };
    found.push({ quotation: { text: inner, ...place }, words });
  }
  return found;
}

/**
 * As long as before, without what stands in code: between as many backticks before it as behind it,
 * within a line.
 */
function hideCode(text: string): string {
  if (!text.includes('`')) return text;
  const parts = text.match(CODE_PARTS) ?? [];
  const marks = parts.map((part) => (part.startsWith('`') ? part.length : 0));
  for (let i = 1; i + 1 < parts.length; i += 1) {
    const paired = Math.min(marks[i - 1] ?? 0, marks[i + 1] ?? 0);
    if (paired === 0 || parts[i] === '\n') continue;
    // Of a longer run those next to the code are its own; what is left behind it may open another.
    parts[i - 1] = hideEnd(parts[i - 1] ?? '', paired);
    parts[i] = ' '.repeat(parts[i]?.length ?? 0);
    parts[i + 1] = hideStart(parts[i + 1] ?? '', paired);
    marks[i + 1] = (marks[i + 1] ?? 0) - paired;
  }
  return parts.join('');
}

function hideEnd(part: string, count: number): string {
  return part.slice(0, part.length - count) + ' '.repeat(count);
}

function hideStart(part: string, count: number): string {
  return ' '.repeat(count) + part.slice(count);
}

function lineAt(text: string, offset: number): number {
  return 1 + linesBetween(text, 0, offset);
}

function linesBetween(text: string, from: number, to: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) {
    lines += 1;
  }
  return lines;
}
