/** The lines of a PDF to headings and paragraphs, by sizes, gaps, indents and short last lines. */

import type { DraftBlock } from '../draft.ts';
import { isHeadRow } from '../header-row.ts';
import { bodySize, HEADING_SIZE, mostCommon, type PdfLine } from './lines.ts';
import { pdfLists } from './lists.ts';
import { noteBlocks, partNotes } from './notes.ts';
import { tableAt } from './tables.ts';
import { typedText } from './typed.ts';
import { joinLines, knownWords } from './words.ts';

/** UTF-16 units of a line that stands free above the text it heads. */
const LONGEST_FREE = 70;

/** UTF-16 units that a paragraph beside a heading has at least. */
const SHORTEST_PROSE = 40;

/** Larger print that runs on is no heading. */
const MAX_HEADING = 200;

/** Lines of one paragraph are at most this much further apart than lines usually are. */
const PARAGRAPH_GAP = 1.35;

/** First lines are set in by this many sizes; more is another column. */
const INDENT_FROM = 0.7;
const INDENT_TO = 6;

/** A last line leaves this share of its column free. */
const SHORT_LINE = 0.12;

/** What leaves this share free is a line of its own, such as a heading in bold or a list's entry. */
const BROKEN_OFF = 0.4;

/** Lines that begin within so many sizes of each other are in one column. */
const COLUMN = 8;

const SENTENCE_END = /[.!?…:]["”’»)\]]*$/u;
const ITEM_START = /^(?:[•◦▪‣●○■□]|[-–—*](?=\s)|\(?\d{1,3}[.)]\s|\(?[a-z][.)]\s)/u;

/** The text of a PDF in reading order. */
export interface PdfBlocks {
  /** The largest lines of the first page that has any, where they stand out; not among the blocks. */
  readonly title: string | null;
  readonly blocks: readonly DraftBlock[];
}

/** What the lines of a document have in common. */
interface Measures {
  /** The size of most letters. */
  readonly size: number;
  /** The usual distance of baselines, in sizes. */
  readonly leading: number;
}

function measure(lines: readonly PdfLine[]): Measures {
  const gaps = new Map<number, number>();
  lines.forEach((line, i) => {
    const next = lines[i + 1];
    if (next?.page !== line.page || next.size !== line.size) return;
    const gap = (line.y - next.y) / (line.size || 1);
    const rounded = Math.round(gap * 20) / 20;
    if (gap > 0.5 && gap < 3) gaps.set(rounded, (gaps.get(rounded) ?? 0) + 1);
  });
  return { size: bodySize(lines), leading: mostCommon(gaps, 1.2) };
}

/** The right edge of the column that each line stands in. */
function columnEdges(lines: readonly PdfLine[]): number[] {
  const edges = new Map<string, number>();
  const keys = (line: PdfLine) => {
    const column = Math.round(line.x / (COLUMN * (line.size || 1)));
    return [column - 1, column, column + 1].map((each) => `${line.page} ${line.size} ${each}`);
  };
  for (const line of lines) {
    const key = keys(line)[1] as string;
    edges.set(key, Math.max(edges.get(key) ?? 0, line.right));
  }
  return lines.map((line) => Math.max(...keys(line).map((key) => edges.get(key) ?? 0)));
}

/** Whether `next` begins a new paragraph after `line`; both are of the body. */
function beginsParagraph(
  line: PdfLine,
  next: PdfLine,
  after: PdfLine | undefined,
  edge: number,
  { leading }: Measures,
): boolean {
  if (ITEM_START.test(next.text) && (SENTENCE_END.test(line.text) || ITEM_START.test(line.text))) {
    return true;
  }
  const ended = SENTENCE_END.test(line.text);
  const continues = /^\p{Ll}/u.test(next.text);
  const size = line.size || 1;
  const gap = (line.y - next.y) / size;
  if (next.page !== line.page || gap < 0) return ended && !continues;
  if (gap > leading * PARAGRAPH_GAP) return !continues || ended;
  if (line.size !== next.size && Math.abs(line.size - next.size) > 1) return true;
  const indent = (next.x - line.x) / size;
  const returns =
    after === undefined || after.page !== next.page || (next.x - after.x) / size > INDENT_FROM;
  // Set in by far more than a first line is, or back from there: centred, or at the other side.
  if (!continues && Math.abs(indent) > INDENT_TO) return true;
  if (indent > INDENT_FROM && indent < INDENT_TO && returns && !continues) return true;
  const free = edge - line.right;
  if (!continues && free > BROKEN_OFF * (edge - line.x)) return true;
  return ended && !continues && free > SHORT_LINE * (edge - line.x) && free > 2 * size;
}

/** Lines of a heading's size, short enough, and not a sentence of larger print. */
function isHeading(line: PdfLine, { size }: Measures): boolean {
  return (
    line.size >= size * HEADING_SIZE &&
    line.text.length <= MAX_HEADING &&
    /\p{L}/u.test(line.text) &&
    !/\p{L}\p{L}[.;,]$/u.test(line.text)
  );
}

/**
 * A document that is typed throughout is prose: then a font of one width says nothing.
 */
function withoutTyped(lines: readonly PdfLine[]): readonly PdfLine[] {
  const typed = lines.filter(({ isTyped }) => isTyped).length;
  return typed * 2 > lines.length ? lines.map((line) => ({ ...line, isTyped: false })) : lines;
}

/** Puts lines together; headings that run over several lines of one size are one. */
export function toBlocks(given: readonly PdfLine[]): PdfBlocks {
  const all = withoutTyped(given);
  const { body: lines, notes } = partNotes(all, bodySize(all));
  const measures = measure(lines);
  const words = knownWords(all.map((line) => line.text));
  const edges = columnEdges(lines);
  const titleLines = titleOf(lines, measures);
  const blocks: DraftBlock[] = [];
  let kind: 'heading' | 'paragraph' | null = null;
  let text = '';
  let first = 1;
  let last = 0;
  /** Indexes of paragraphs of one short line that stands free. */
  const free = new Set<number>();
  const lists = pdfLists(blocks);
  const flush = () => {
    const isItem =
      kind === 'paragraph' && lists.take(text, lines[first - 1]?.x ?? 0, measures.size, first);
    if (!isItem && kind !== null && text !== '') {
      if (kind === 'paragraph' && isFree(lines, first - 1, last, edges, measures)) {
        free.add(blocks.length);
      }
      blocks.push({ kind, text, line: first });
    }
    kind = null;
    text = '';
  };
  let readUntil = 0;
  lines.forEach((line, i) => {
    const before = lines[i - 1];
    if (i < readUntil) return;
    if (titleLines.has(line)) {
      flush();
      return;
    }
    if (line.isTyped) {
      let end = i + 1;
      while (lines[end]?.isTyped && lines[end]?.page === line.page) end += 1;
      flush();
      const text = typedText(lines.slice(i, end));
      blocks.push({ kind: 'code', text, language: null, line: i + 1 });
      readUntil = end;
      return;
    }
    const table = tableAt(lines, i);
    if (table !== null) {
      flush();
      const heads = Number(isHeadRow(table.rows.map((row) => row.map((cell) => cell.text))));
      blocks.push({
        kind: 'table',
        caption: null,
        headerRows: heads,
        rows: table.rows,
        line: i + 1,
      });
      readUntil = table.end;
      return;
    }
    const now = isHeading(line, measures) ? 'heading' : 'paragraph';
    const apart =
      before === undefined ||
      now !== kind ||
      (now === 'heading'
        ? before.size !== line.size ||
          before.page !== line.page ||
          before.y - line.y > line.size * 2 ||
          text.length + line.text.length > MAX_HEADING
        : beginsParagraph(before, line, lines[i + 1], edges[i - 1] ?? 0, measures));
    if (apart) {
      flush();
      first = i + 1;
    }
    text = text === '' ? line.text : joinLines(text, line.text, words);
    last = i;
    kind = now;
  });
  flush();
  const headed = withFreeHeadings(blocks, free);
  for (const note of noteBlocks(notes, words)) headed.push(note);
  const title = [...titleLines]
    .map((line) => line.text)
    .reduce((whole, line) => (whole === '' ? line : joinLines(whole, line, words)), '');
  return { title: title === '' ? null : title, blocks: headed };
}

/** Whether a paragraph is one short line with more space above it than lines have between them. */
function isFree(
  lines: readonly PdfLine[],
  from: number,
  to: number,
  edges: readonly number[],
  { leading }: Measures,
): boolean {
  const [line, before] = [lines[from], lines[from - 1]];
  if (from !== to || line === undefined || before === undefined) return false;
  if (line.text.length > LONGEST_FREE || !/^[\p{Lu}\d].*\p{L}{2}/u.test(line.text)) return false;
  if (/[.!?…:;,]["”’»)\]]*$/u.test(line.text)) return false;
  const edge = edges[from] ?? line.right;
  if (edge - line.right < SHORT_LINE * (edge - line.x)) return false;
  const gap = (before.y - line.y) / (line.size || 1);
  return before.page === line.page && gap > leading * PARAGRAPH_GAP;
}

/** Short lines that stand free between paragraphs of prose are headings: bold has the size of the text. */
function withFreeHeadings(blocks: readonly DraftBlock[], free: ReadonlySet<number>): DraftBlock[] {
  const isProse = (block: DraftBlock | undefined) =>
    block?.kind === 'paragraph' &&
    block.text.length > SHORTEST_PROSE &&
    SENTENCE_END.test(block.text);
  return blocks.map((block, i): DraftBlock => {
    const isHead =
      free.has(i) && block.kind === 'paragraph' && isProse(blocks[i - 1]) && isProse(blocks[i + 1]);
    return isHead ? { kind: 'heading', text: block.text, depth: 3, line: block.line } : block;
  });
}

/** The first run of the largest heading lines on the first page with text. */
function titleOf(lines: readonly PdfLine[], measures: Measures): Set<PdfLine> {
  const [first] = lines;
  const candidates = lines.filter((line) => line.page === first?.page && isHeading(line, measures));
  const largest = Math.max(0, ...candidates.map((line) => line.size));
  const title = new Set<PdfLine>();
  let last: PdfLine | null = null;
  for (const line of candidates) {
    if (line.size !== largest) continue;
    if (last !== null && (last.y - line.y > line.size * 2 || line.y > last.y)) break;
    title.add(line);
    last = line;
  }
  const length = [...title].reduce((sum, line) => sum + line.text.length, 0);
  return length > MAX_HEADING ? new Set() : title;
}
