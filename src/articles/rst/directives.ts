/** Directives of reStructuredText (`.. name::`): what each holds for readers, of docutils and of Sphinx. */
import { parse } from 'csv-parse/sync';
import { statement } from '../../refusals.ts';
import type { DraftCell } from '../draft.ts';
import { dedent, indentOf, isBlank, type RstLine } from './lines.ts';
import type { RstReading } from './reading.ts';

/** A directive as it stands there. */
export interface Directive {
  readonly name: string;
  readonly argument: string;
  readonly line: RstLine;
  /** What is set in below it, options first. */
  readonly lines: readonly RstLine[];
  readonly depth: number;
}

const CODE = new Set([
  'code',
  'code-block',
  'sourcecode',
  'parsed-literal',
  'prompt',
  'math',
  'console',
]);
const BOXES = new Set(
  'note tip hint important warning caution danger error attention seealso admonition versionadded versionchanged deprecated todo'.split(
    ' ',
  ),
);
const QUOTES = new Set(['epigraph', 'pull-quote', 'highlights']);
const ELSEWHERE = new Set(
  'include literalinclude toctree automodule autoclass autofunction autosummary'.split(' '),
);
/** For the program that prints it. */
const SILENT = new Set(
  'contents sectnum index meta highlight role default-role class rst-class currentmodule module tabularcolumns target-notes only-end header footer title replace'.split(
    ' ',
  ),
);

const OPTION = /^:([\w-]{1,40}):(?=\s|$)(.*)$/;

/** Reads a directive into its document's blocks. */
export function readDirective(reading: RstReading, directive: Directive): void {
  const { body, inline } = reading;
  const { name, argument, line, depth } = directive;
  const { options, content } = partsOf(directive.lines);
  const kind = name.toLowerCase();
  const flow = () => reading.flow(content, depth + 1);
  if (SILENT.has(kind)) return;
  if (CODE.has(kind)) {
    const language =
      kind.startsWith('code') || kind === 'sourcecode' ? argument.trim() || null : null;
    body.part();
    body.code(content.map(({ text }) => text).join('\n'), language, line.line);
    body.part();
  } else if (kind === 'image' || kind === 'figure') {
    reading.drop({ text: options.get('alt') ?? argument, line: line.line }, statement('image'));
    const caption = content.filter((each) => !isBlank(each));
    if (kind === 'figure' && caption.length > 0) {
      body.part();
      body.caption(inline(caption.map(({ text }) => text).join('\n')), line.line);
      body.part();
    }
  } else if (ELSEWHERE.has(kind)) {
    reading.drop(
      { text: argument === '' ? name : argument, line: line.line },
      statement('includedFile'),
    );
    for (const each of content) reading.drop(each, statement('includedFile'));
  } else if (kind === 'raw') {
    for (const each of content) reading.drop(each, statement('pageCode'));
  } else if (kind === 'list-table') readListTable(reading, directive, options, content);
  else if (kind === 'csv-table') readCsvTable(reading, directive, options, content);
  else if (kind === 'table') {
    body.part();
    if (argument !== '') body.caption(inline(argument), line.line);
    flow();
  } else if (QUOTES.has(kind))
    reading.flow(
      content.map(({ text, line: at }) => ({ text: `  ${text}`, line: at })),
      0,
    );
  else if (kind === 'rubric') body.heading(inline(argument), 6, line.line);
  else if (BOXES.has(kind)) {
    // What stands on the directive's own line is text, but for the title of a box that has one.
    if (kind === 'admonition')
      reading.drop({ text: argument, line: line.line }, statement('noteLabel'));
    else {
      reading.drop({ text: name, line: line.line }, statement('noteLabel'));
      if (argument !== '') body.paragraph(inline(argument), line.line);
    }
    flow();
  } else if (
    kind.includes(':') ||
    /^(?:function|class|method|option|envvar|confval|describe|attribute)$/.test(kind)
  ) {
    // Something that is documented: its name, and what is said of it.
    body.part();
    body.code(argument, null, line.line);
    body.part();
    flow();
  } else {
    if (argument !== '') body.paragraph(inline(argument), line.line);
    flow();
  }
}

/** Options stand first, one a line. */
function partsOf(lines: readonly RstLine[]): { options: Map<string, string>; content: RstLine[] } {
  const options = new Map<string, string>();
  let i = 0;
  for (; i < lines.length; i += 1) {
    const found = OPTION.exec(lines[i]?.text ?? '');
    if (!found) break;
    options.set(found[1] ?? '', (found[2] ?? '').trim());
  }
  return { options, content: dedent(lines.slice(i)) };
}

/** Items of items: rows and their cells. */
function readListTable(
  { body, inline }: RstReading,
  { argument, line }: Directive,
  options: ReadonlyMap<string, string>,
  content: readonly RstLine[],
): void {
  const rows: DraftCell[][] = [];
  const rest = (text: string) => text.replace(/^[-*+]\s*/, '');
  for (const each of content) {
    if (isBlank(each)) continue;
    let text = each.text.trim();
    if (indentOf(each) === 0 && /^[-*+](?:\s|$)/.test(text)) {
      rows.push([]);
      text = rest(text);
    }
    const row = rows.at(-1);
    if (row === undefined) continue;
    if (/^[-*+](?:\s|$)/.test(text)) row.push({ text: inline(rest(text)) });
    else if (row.length > 0) {
      const last = row.length - 1;
      row[last] = { text: inline(`${row[last]?.text ?? ''}\n${text}`) };
    }
  }
  body.part();
  if (argument !== '') body.caption(inline(argument), line.line);
  body.table({ headerRows: Number(options.get('header-rows') ?? 0) || 0, rows }, line.line);
}

function readCsvTable(
  { body, inline, drop }: RstReading,
  { argument, line }: Directive,
  options: ReadonlyMap<string, string>,
  content: readonly RstLine[],
): void {
  const file = options.get('file') ?? options.get('url');
  if (file !== undefined) drop({ text: file, line: line.line }, statement('includedFile'));
  const header = options.get('header');
  const source = [
    ...(header === undefined ? [] : [header]),
    ...content.map(({ text }) => text),
  ].join('\n');
  const records = parse(source, {
    delimiter: options.get('delim')?.slice(0, 1) || ',',
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  }) as string[][];
  const heads = Number(options.get('header-rows') ?? 0) || 0;
  body.part();
  if (argument !== '') body.caption(inline(argument), line.line);
  body.table(
    {
      headerRows: heads + (header === undefined ? 0 : 1),
      rows: records.map((row) => row.map((cell) => ({ text: inline(cell) }))),
    },
    line.line,
  );
}
