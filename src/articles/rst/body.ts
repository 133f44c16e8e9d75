/** The body of a reStructuredText document to blocks, piece by piece as its lines are set in. */
import type { DroppedLine } from '../../model.ts';
import { statement } from '../../refusals.ts';
import { blockBuilder } from '../block-builder.ts';
import type { DraftBlock } from '../draft.ts';
import { tidyLine } from '../tidy.ts';
import { readDirective } from './directives.ts';
import { inlineText } from './inline.ts';
import { dedent, endOfIndented, indentOf, isBlank, type RstLine, toRstLines } from './lines.ts';
import type { RstReading } from './reading.ts';
import { isColumnBorder, isGridBorder, readColumns, readGrid } from './tables.ts';

/** Lists and quotations in one another beyond this are read as they stand. */
const MAX_NESTING = 20;

const ADORNMENT = /^([!-/:-@[-`{-~])\1{2,}$/;
const BULLET = /^[-*+•‣⁃](?:\s+|$)/;
const NUMBERED =
  /^(?:\(?(?:\d{1,9}|[a-zA-Z]|[ivxlcIVXLC]{1,9}|#)\)|(?:\d{1,9}|[a-zA-Z]|[ivxlcIVXLC]{1,9}|#)\.)(?:\s+|$)/;
const FIELD = /^:(?![: ])((?:[^:\\]|\\.|:(?!\s|$)){1,100}):(?:\s+|$)/;
const OPTION = /^(?:--?|\/)[\w?][\w-]{0,40}(?:(?: |=|, )[<\w>-]{1,40}){0,8}(?: {2,}|$)/;
const EXPLICIT = /^\.\.(?:\s+|$)/;
const ANONYMOUS = /^__(?:\s|$)/;
const LINE_BLOCK = /^\|(?:\s|$)/;
const ATTRIBUTION = /^(?:---?|—)\s*(?=\S)/;

/** `.. [1] text` and its like, without the dots. */
const NOTE = /^\[(#[\w-]{0,60}|\*|\d{1,4}|[A-Za-z][\w.-]{0,60})\](?:\s+(.*))?$/;

/** A field of a list of them, at the top of the document. */
export interface RstField {
  readonly name: string;
  readonly value: string;
}

/** What a document holds. */
export interface RstBody {
  readonly blocks: readonly DraftBlock[];
  /** Of the list at the top. */
  readonly fields: readonly RstField[];
  readonly dropped: readonly DroppedLine[];
}

/** Reads a document. */
export function readBody(text: string): RstBody {
  const lines = toRstLines(text);
  const substitutions = new Map<string, string>();
  for (const { text: line } of lines) {
    const found = /^\.\. \|([^|]{1,100})\| replace::\s+(\S.*)$/.exec(line);
    if (found) substitutions.set(found[1] ?? '', found[2] ?? '');
  }
  const dropped: DroppedLine[] = [];
  const fields: RstField[] = [];
  const levels: string[] = [];
  const body = blockBuilder();
  const defined = definedNotes(lines, substitutions);
  /** Puts a note behind the block that refers to it, the first time. */
  const tellNote = (label: string): void => {
    const texts = defined.get(label);
    // Those without a name are told in their order.
    for (const text of texts?.splice(0, /^(?:#|\*)$/.test(label) ? 1 : texts.length) ?? [])
      body.note(text);
  };
  const reading: RstReading = {
    body,
    inline: (source) => inlineText(source, substitutions, tellNote),
    drop: ({ text: left, line }, reason) => {
      const tidy = tidyLine(left);
      if (tidy !== '') dropped.push({ line, text: tidy, reason });
    },
    flow: (inner, depth) => readFlow(inner, depth),
  };

  /** How deep a kind of title is, by the order in which the kinds come. */
  function levelOf(adornment: string): number {
    if (!levels.includes(adornment)) levels.push(adornment);
    return levels.indexOf(adornment) + 1;
  }

  function readFlow(given: readonly RstLine[], depth: number): void {
    const own = depth > 0 ? dedent(given) : given;
    for (let i = 0; i < own.length; ) i = readPiece(own, i, depth);
  }

  /** Reads what begins at a line. @returns the index of the line after it */
  function readPiece(own: readonly RstLine[], i: number, depth: number): number {
    const line = own[i] as RstLine;
    if (isBlank(line)) return i + 1;
    if (depth === 0) {
      const after = readTitle(own, i);
      if (after !== null) return after;
    }
    if (indentOf(line) > 0) return readIndented(own, i, depth);
    if (EXPLICIT.test(line.text)) return readExplicit(own, i, depth);
    // The address of a link without a name.
    if (ANONYMOUS.test(line.text)) return i + 1;
    const table = readTable(own, i);
    if (table !== null) return table;
    if (depth < MAX_NESTING) {
      const listed = readListed(own, i, depth);
      if (listed !== null) return listed;
    }
    return readParagraph(own, i);
  }

  function readTitle(own: readonly RstLine[], i: number): number | null {
    const [line, next, third] = [own[i], own[i + 1], own[i + 2]];
    if (line === undefined) return null;
    const over = ADORNMENT.exec(line.text)?.[1];
    if (over !== undefined && next && !isBlank(next) && third && third.text === line.text) {
      body.heading(reading.inline(next.text), levelOf(`${over}${over}`), next.line);
      return i + 3;
    }
    if (over !== undefined && isBlank(own[i - 1]) && isBlank(next)) return i + 1;
    const under = ADORNMENT.exec(next?.text ?? '')?.[1];
    if (under === undefined || over !== undefined || indentOf(line) > 0) return null;
    // A line shorter than its title is a slip; one far shorter is something else.
    if ((next?.text.length ?? 0) < Math.min(4, line.text.length)) return null;
    if (!isBlank(own[i - 1]) && i > 0) return null;
    body.heading(reading.inline(line.text), levelOf(under), line.line);
    return i + 2;
  }

  /** A quotation, or something else that is set in. */
  function readIndented(own: readonly RstLine[], i: number, depth: number): number {
    const end = endOfIndented(own, i, 1);
    const inner = dedent(own.slice(i, end));
    const paragraphs = paragraphsOf(inner);
    const isProse = paragraphs.every(
      ([first]) => first && indentOf(first) === 0 && isProseLine(first.text),
    );
    if (isProse || depth >= MAX_NESTING) {
      const last = paragraphs.at(-1) ?? [];
      const attribution = ATTRIBUTION.exec(last[0]?.text ?? '');
      const lines = attribution && paragraphs.length > 1 ? paragraphs.slice(0, -1) : paragraphs;
      body.part();
      for (const each of lines) body.quotation(reading.inline(joined(each)), each[0]?.line);
      if (lines !== paragraphs) body.speaker(reading.inline(joined(last).replace(ATTRIBUTION, '')));
    } else readFlow(inner, depth + 1);
    return end;
  }

  function readExplicit(own: readonly RstLine[], i: number, depth: number): number {
    const line = own[i] as RstLine;
    const rest = line.text.replace(EXPLICIT, '');
    // Two dots alone only part one thing from another.
    if (rest === '' && isBlank(own[i + 1])) {
      body.part();
      return i + 1;
    }
    const end = Math.max(i + 1, endOfIndented(own, i + 1, 1));
    const directive = /^(?:\|[^|]{1,100}\|\s+)?([\w:+.-]{1,60})::(?:\s+(.*))?$/.exec(rest);
    const note = NOTE.exec(rest);
    const content = own.slice(i + 1, end);
    if (directive) {
      const lines = dedent(content);
      readDirective(reading, {
        name: directive[1] ?? '',
        argument: directive[2] ?? '',
        line,
        lines,
        depth,
      });
    } else if (note) {
      // It was told where it is referred to; else it stands here.
      for (const text of defined.get(note[1] ?? '')?.splice(0) ?? []) {
        body.note(text);
        body.part();
      }
    } else if (!/^_/.test(rest)) {
      for (const each of [{ text: rest, line: line.line }, ...content])
        reading.drop(each, statement('sourceComment'));
    }
    return end;
  }

  function readTable(own: readonly RstLine[], i: number): number | null {
    const { text: first = '', line } = own[i] ?? {};
    if (isGridBorder(first)) {
      let end = i + 1;
      while (/^[+|]/.test(own[end]?.text ?? '')) end += 1;
      const table = readGrid(
        own.slice(i, end).map(({ text: each }) => each),
        reading.inline,
      );
      if (table === null) return null;
      body.table(table, line);
      return end;
    }
    if (!isColumnBorder(first)) return null;
    let end = i + 1;
    let borders = 0;
    for (; end < own.length; end += 1) {
      if (!isColumnBorder(own[end]?.text ?? '')) continue;
      borders += 1;
      // After its header, or at its end: the end has nothing below.
      if (borders > 1 || isBlank(own[end + 1])) break;
    }
    if (end >= own.length) return null;
    const table = readColumns(
      own.slice(i, end + 1).map(({ text: each }) => each),
      reading.inline,
    );
    if (table === null) return null;
    body.table(table, line);
    return end + 1;
  }

  /** Items, fields, options and definitions: a line, and what is set in below it. */
  function readListed(own: readonly RstLine[], i: number, depth: number): number | null {
    const line = own[i] as RstLine;
    const item = BULLET.exec(line.text) ?? NUMBERED.exec(line.text);
    if (item) {
      const isList = !NUMBERED.test(line.text) || isItemNext(own, i, item[0].length);
      return isList ? readItems(own, i, 0, depth) : null;
    }
    if (LINE_BLOCK.test(line.text)) {
      let end = i;
      const texts: string[] = [];
      for (; /^\||^\s+\S/.test(own[end]?.text ?? ''); end += 1) {
        texts.push((own[end]?.text ?? '').replace(/^\|/, '').trim());
      }
      body.paragraph(reading.inline(texts.join('\n')), line.line);
      return end;
    }
    const field = FIELD.exec(line.text);
    const option = field ? null : OPTION.exec(line.text);
    const mark = field ?? option;
    if (mark) {
      const end = endOfIndented(own, i + 1, 1);
      const texts = [
        { text: line.text.slice(mark[0].length), line: line.line },
        ...dedent(own.slice(i + 1, end)),
      ];
      const paragraphs = paragraphsOf(texts).map((each) => reading.inline(joined(each)));
      const name = field ? reading.inline(field[1] ?? '') : mark[0].trim();
      // Only at the top do fields tell of the document.
      if (field && depth === 0 && !body.hasBody()) {
        fields.push({ name, value: paragraphs.join(' ') });
        reading.drop(line, statement('label'));
      } else {
        body.part();
        body.term(name, line.line);
        for (const each of paragraphs) body.definition(each);
      }
      return end;
    }
    const next = own[i + 1];
    if (next === undefined || isBlank(next) || indentOf(next) === 0 || line.text.endsWith('::'))
      return null;
    const end = endOfIndented(own, i + 1, 1);
    const inner = dedent(own.slice(i + 1, end));
    const [term = '', ...kinds] = line.text.split(/ : /);
    body.part();
    body.term(reading.inline(kinds.length > 0 ? line.text : term), line.line);
    const paragraphs = paragraphsOf(inner);
    const isProse = paragraphs.every(
      ([first]) => first && indentOf(first) === 0 && isProseLine(first.text),
    );
    if (isProse) for (const each of paragraphs) body.definition(reading.inline(joined(each)));
    else readFlow(inner, depth + 1);
    return end;
  }

  /** The items from a line on, those of nested lists after their own. */
  function readItems(own: readonly RstLine[], from: number, level: number, depth: number): number {
    if (level === 0) body.part();
    let i = from;
    let number = 0;
    for (; i < own.length; ) {
      const line = own[i] as RstLine;
      if (isBlank(line)) {
        i += 1;
        continue;
      }
      const mark =
        indentOf(line) === 0 ? (BULLET.exec(line.text) ?? NUMBERED.exec(line.text)) : null;
      if (mark === null) break;
      const isNumbered = !BULLET.test(line.text);
      number += 1;
      const marker = isNumbered
        ? mark[0]
            .trim()
            .replace(/^\(|\)$/g, '')
            .replace(/\.?$/, '.')
            .replace(/^#/, String(number))
        : null;
      const end = Math.max(i + 1, endOfIndented(own, i + 1, 1));
      const inner = [
        { text: line.text.slice(mark[0].length), line: line.line },
        ...dedent(own.slice(i + 1, end)),
      ];
      readItem(inner, { level, marker, depth });
      i = end;
    }
    if (level === 0) body.part();
    return i;
  }

  function readItem(
    inner: readonly RstLine[],
    { level, marker, depth }: { level: number; marker: string | null; depth: number },
  ): void {
    let own: string | null = marker;
    for (let i = 0; i < inner.length; ) {
      const line = inner[i] as RstLine;
      if (isBlank(line)) {
        i += 1;
        continue;
      }
      const isList =
        i > 0 && indentOf(line) === 0 && (BULLET.test(line.text) || NUMBERED.test(line.text));
      if (isList && depth + level < MAX_NESTING) {
        i = readItems(inner, i, level + 1, depth);
        continue;
      }
      const isOther =
        i > 0 && (EXPLICIT.test(line.text) || isGridBorder(line.text) || isColumnBorder(line.text));
      if (isOther && depth + level < MAX_NESTING) {
        i = readPiece(inner, i, depth + 1);
        continue;
      }
      let end = i;
      while (end < inner.length && !isBlank(inner[end])) end += 1;
      const text = joined(inner.slice(i, end));
      const { text: said, isLiteral } = withoutLiteralMark(text);
      body.item({ text: reading.inline(said), depth: level, marker: own }, line.line);
      own = '';
      i = end;
      if (isLiteral) i = readLiteral(inner, i);
    }
  }

  function readParagraph(own: readonly RstLine[], i: number): number {
    const line = own[i] as RstLine;
    let end = i;
    while (end < own.length && !isBlank(own[end])) end += 1;
    const lines = own.slice(i, end);
    if (line.text.startsWith('>>> ')) {
      body.code(lines.map(({ text: each }) => each).join('\n'), 'python', line.line);
      body.part();
      return end;
    }
    const { text: said, isLiteral } = withoutLiteralMark(joined(lines));
    body.paragraph(reading.inline(said), line.line);
    return isLiteral ? readLiteral(own, end) : end;
  }

  /** What is set in below `::`, or quoted line by line. */
  function readLiteral(own: readonly RstLine[], from: number): number {
    let start = from;
    while (start < own.length && isBlank(own[start])) start += 1;
    const first = own[start];
    if (first === undefined) return from;
    const end = indentOf(first) > 0 ? endOfIndented(own, start, 1) : start;
    if (end === start) return from;
    body.part();
    body.code(
      dedent(own.slice(start, end))
        .map(({ text: each }) => each)
        .join('\n'),
      null,
      first.line,
    );
    body.part();
    return end;
  }

  readFlow(lines, 0);
  return { blocks: body.done(), fields, dropped };
}

/** The paragraphs of each note, by its label. */
function definedNotes(
  lines: readonly RstLine[],
  substitutions: ReadonlyMap<string, string>,
): Map<string, string[]> {
  const notes = new Map<string, string[]>();
  for (const [i, line] of lines.entries()) {
    const found = line.text.startsWith('.. [') ? NOTE.exec(line.text.slice(3)) : null;
    if (found === null) continue;
    const end = endOfIndented(lines, i + 1, 1);
    const texts = [{ text: found[2] ?? '', line: line.line }, ...dedent(lines.slice(i + 1, end))];
    const own = notes.get(found[1] ?? '') ?? [];
    for (const each of paragraphsOf(texts)) own.push(inlineText(joined(each), substitutions));
    notes.set(found[1] ?? '', own);
  }
  return notes;
}

/** A numbered line is an item where the next line is blank, set in, or an item too (docutils). */
function isItemNext(own: readonly RstLine[], i: number, width: number): boolean {
  const next = own[i + 1];
  return (
    next === undefined ||
    isBlank(next) ||
    indentOf(next) >= Math.min(width, 2) ||
    NUMBERED.test(next.text)
  );
}

function withoutLiteralMark(text: string): { text: string; isLiteral: boolean } {
  if (!text.endsWith('::')) return { text, isLiteral: false };
  const said = /\s::$/.test(text) || text === '::' ? text.slice(0, -2) : text.slice(0, -1);
  return { text: said.trim(), isLiteral: true };
}

/** Whether a line begins a paragraph and nothing else. */
function isProseLine(line: string): boolean {
  return !(
    BULLET.test(line) ||
    NUMBERED.test(line) ||
    EXPLICIT.test(line) ||
    FIELD.test(line) ||
    LINE_BLOCK.test(line) ||
    isGridBorder(line) ||
    isColumnBorder(line)
  );
}

/** Lines parted at blank ones. */
export function paragraphsOf(lines: readonly RstLine[]): RstLine[][] {
  const paragraphs: RstLine[][] = [];
  let open: RstLine[] | null = null;
  for (const line of lines) {
    if (isBlank(line)) open = null;
    else if (open === null) {
      open = [line];
      paragraphs.push(open);
    } else open.push(line);
  }
  return paragraphs;
}

function joined(lines: readonly RstLine[]): string {
  return lines.map(({ text }) => text.trim()).join('\n');
}
