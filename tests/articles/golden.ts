/**
 * Golden readings of files: what a careful person would want an article's blocks to be, written by hand.
 *
 * First `title:`, `author:`, `publisher:`, `published:` and `warning:` as far as they are known, then the
 * blocks, a line for each of their lines:
 *
 *     # heading          paragraph              ~ what stands apart       caption: under a picture
 *     - item             1. item, `  ` deeper   + a further line of it    lead: what leads in
 *     | !head | cell |   !: heads, ` >2` ` v2`: spans columns, rows       table: its caption
 *     > quotation        >-- speaker            ? term                    = what it means
 *     ```sh … ``` code
 *
 * ` … ` stands for words in the middle of a line; a line after `?? ` may be there or not. At the end, after
 * `left out:`, pieces of what the reader is to leave out.
 */
import type { Article, Block, FileReading, Span, TableRow } from '../../src/model.ts';

/** A golden reading. */
export interface Golden {
  /** `key: value`, in any order. */
  readonly facts: readonly string[];
  /** Lines of blocks; those after `?? ` may be missing. */
  readonly lines: readonly string[];
  readonly leftOut: readonly string[];
}

/** Reads a golden file. */
export function parseGolden(source: string): Golden {
  const [head = '', ...rest] = source.trimEnd().split('\n\n');
  const [body = '', out = ''] = rest.join('\n\n').split(/\n+left out:\n/);
  return {
    facts: head.split('\n'),
    lines: body.split('\n'),
    leftOut: out === '' ? [] : out.split('\n'),
  };
}

/** What is known of an article, as a golden file has it. */
export function factsOf({ articles: [article], warnings }: FileReading): string[] {
  if (article === undefined) return [];
  const { title, author, publisher, published } = article;
  return [
    ...Object.entries({ title, author, publisher, published }).flatMap(([key, value]) =>
      value === null ? [] : [`${key}: ${value}`],
    ),
    ...warnings.map(
      ({ facts }) => `warning: ${'warning' in facts ? facts.warning.key : facts.reason.key}`,
    ),
  ];
}

/** An article's headings and blocks, as golden lines. */
export function linesOf(article: Article): string[] {
  const all = [...article.headings, ...article.blocks].sort((a, b) => a.start - b.start);
  return all.flatMap((part) =>
    'kind' in part ? blockLines(article, part) : [`# ${slice(article, part)}`],
  );
}

function slice({ text }: Article, { start, end }: Span): string {
  return text.slice(start, end);
}

function blockLines(article: Article, block: Block): string[] {
  const of = (span: Span) => slice(article, span);
  const maybe = (mark: string, span: Span | null) => (span === null ? [] : [mark + of(span)]);
  switch (block.kind) {
    case 'paragraph':
      return [(block.isApart ? '~ ' : '') + of(block)];
    case 'caption':
      return [`caption: ${of(block)}`];
    case 'code':
      return [`\`\`\`${block.language ?? ''}`, ...of(block).split('\n'), '```'];
    case 'list':
      return [
        ...maybe('lead: ', block.leadIn),
        ...block.items.map((item) => {
          const mark = item.marker === '' ? '+' : (item.marker ?? '-');
          return `${'  '.repeat(item.depth)}${mark} ${of(item)}`;
        }),
      ];
    case 'table':
      return [
        ...maybe('table: ', block.caption),
        ...block.rows.map((row, i) => rowLine(article, row, i < block.headerRows)),
      ];
    case 'quotation':
      return [...block.lines.map((span) => `> ${of(span)}`), ...maybe('>-- ', block.speaker)];
    case 'definition':
      return [
        ...block.terms.map((span) => `? ${of(span)}`),
        ...block.lines.map((span) => `= ${of(span)}`),
      ];
  }
}

function rowLine(article: Article, { cells }: TableRow, isHeader: boolean): string {
  const written = cells.map((cell) => {
    const head = isHeader || cell.isHeader ? '!' : '';
    const wide = cell.columns > 1 ? ` >${cell.columns}` : '';
    const high = cell.rows > 1 ? ` v${cell.rows}` : '';
    return `${head}${slice(article, cell)}${wide}${high}`;
  });
  return `| ${written.join(' | ')} |`.replaceAll('|  |', '| |');
}

/**
 * An article's lines with those of the golden reading in the place of the ones that they stand for, and
 * the golden lines that there should have been: equal where the article is read as it should be.
 */
export function compared(
  lines: readonly string[],
  golden: readonly string[],
): { readonly actual: string[]; readonly expected: string[] } {
  const actual = lines.map((line) => golden.find((each) => matches(each, line)) ?? line);
  const expected = golden.filter((line) => !line.startsWith('?? ') || actual.includes(line));
  return { actual, expected };
}

/** Whether a golden line, of which ` … ` leaves the middle open, is this one. */
function matches(golden: string, line: string): boolean {
  const wanted = golden.startsWith('?? ') ? golden.slice(3) : golden;
  const [first = '', ...rest] = wanted.split(' … ');
  const last = rest.at(-1);
  if (last === undefined) return line === first;
  return (
    line.startsWith(first) && line.endsWith(last) && line.length > first.length + last.length + 2
  );
}

/** All words of what was left out, a line each. */
export function leftOutOf({ dropped }: FileReading): string {
  return dropped.map(({ text }) => text).join('\n');
}
