/** A quote in Markdown to be pasted elsewhere: tables as tables, code in a fence that it cannot end. */
import {
  type Drawable,
  type LaidOutCell,
  type LaidOutItem,
  type LaidOutRow,
  layOutQuote,
  type QuoteWriter,
  write,
} from '../citations/quote-layout.ts';
import { byColumn } from '../citations/table-columns.ts';
import { escapeLines, escapePart } from './escape.ts';

const RUN_OF_TICKS = /`+/g;
const SHORTEST_FENCE = 3;
/** What may stand behind a fence without being read as something else. */
const LANGUAGE = /^[\w+\-.#]{1,20}$/;

/** A block quote; each of its lines begins with `>`. */
export function copiedMarkdown(quote: Drawable): string {
  return layOutQuote(quote)
    .flatMap((part) => [...(part.opensBlock ? [''] : []), ...write(part, WRITER)])
    .map((line) => `> ${line}`)
    .join('\n');
}

const WRITER: QuoteWriter<string[]> = {
  text({ role, words: { text } }) {
    const all = role === 'term' || role === 'heading' ? { start: 0, end: text.length } : null;
    const lines = escapeLines(text, all);
    return role === 'speaker' ? lines.map((line) => `— ${line}`) : lines;
  },
  list: (items) => items.map(itemLine),
  table: tableLines,
  code: codeLines,
  leftOut: () => ['…'],
};

function itemLine({ words, depth, marker }: LaidOutItem): string {
  const sign = marker === null ? '-' : marker === '' ? ' ' : marker;
  return `${'  '.repeat(depth)}${sign} ${escapeLines(words.text, null).join(' ')}`;
}

/** GitHub's tables have a header in any case: where the quote has none, an empty one. */
function tableLines(rows: readonly LaidOutRow[]): string[] {
  const [top, ...others] = rows;
  const heads = top?.isHeader
    ? byColumn(top.cells, written)
    : byColumn(top?.cells ?? [], ({ headers }) => headers.map(escaped).join(' '));
  const body = (top?.isHeader ? others : rows).map(({ cells }) => byColumn(cells, written));
  const widest = body.reduce((most, { length }) => Math.max(most, length), heads.length || 1);
  while (heads.length < widest) heads.push('');
  // A row may have fewer cells than its header.
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...body.map(line)];
}

function written({ words }: LaidOutCell): string {
  return escaped(words.text);
}

/** Pipes are escaped like all that Markdown reads. */
function escaped(text: string): string {
  return escapePart(text.trim());
}

/** The fence is longer than any run of backticks in the code. */
function codeLines(code: string, language: string | null): string[] {
  const longest = (code.match(RUN_OF_TICKS) ?? []).reduce(
    (most, { length }) => Math.max(most, length),
    SHORTEST_FENCE - 1,
  );
  const fence = '`'.repeat(longest + 1);
  const named = language !== null && LANGUAGE.test(language) ? language : '';
  return [`${fence}${named}`, ...code.split('\n'), fence];
}
