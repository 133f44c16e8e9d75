/** Blocks of each kind as Markdown, or as a little HTML where Markdown has no words for one. */
import { markApart } from '../articles/apart.ts';
import { textOf } from '../articles/block-text.ts';
import type { DraftBlock, DraftCell, DraftContent } from '../articles/draft.ts';
import { signatureOf } from '../articles/html-quotation.ts';
import { isTerm } from '../articles/markdown-definitions.ts';
import { APART } from '../articles/markdown-headers.ts';
import { html, inline, paragraphLine, tableCell } from './write-inline.ts';
import { writeList } from './write-list.ts';

type Of<K extends DraftContent['kind']> = DraftContent & { readonly kind: K };

/** Parts two lists or quotations, and says nothing. */
const NOTHING = '<!-- -->';

/** What is to be written, and what of it does not follow from its words. */
interface Blocks {
  readonly blocks: readonly DraftBlock[];
  /** By the index of a heading, that of what follows the box which it is the title of. */
  readonly boxes: ReadonlyMap<number, number>;
  /** Whether each answers nothing by itself, though no rule says so. */
  readonly isApart: readonly boolean[];
}

/** Blocks in order, each with blank lines around it. @param title the article's. */
export function writeBlocks(blocks: readonly DraftBlock[], title: string): string[] {
  const plain = blocks.map(({ isApart: _, ...block }): DraftBlock => block);
  const ruled = markApart(plain, title);
  const isApart = blocks.map((block, i) => block.isApart === true && !ruled[i]?.isApart);
  return writeRange({ blocks, boxes: boxesIn(blocks), isApart }, 0, blocks.length);
}

function writeRange(all: Blocks, from: number, to: number): string[] {
  const { blocks, boxes, isApart } = all;
  const written: string[] = [];
  for (let i = from; i < to; i += 1) {
    const block = blocks[i] as DraftBlock;
    const before = blocks[i - 1];
    if (i > from && before !== undefined && isParted(before, block)) written.push(NOTHING);
    const end = boxes.get(i);
    if (end !== undefined && block.kind === 'heading') {
      written.push(box(`note[${paragraphLine(block.text)}]`, writeRange(all, i + 1, end)));
      i = end - 1;
    } else {
      const own = writeBlock(block, i === 0);
      written.push(...(isApart[i] ? [box(APART, own)] : own));
    }
  }
  return written;
}

/** Headings whose content ends before the next one: by their index, that of what follows. */
function boxesIn(blocks: readonly DraftBlock[]): Map<number, number> {
  const boxes = new Map<number, number>();
  const above: { readonly at: number; readonly section: string | null; readonly depth: number }[] =
    [];
  let section: string | null = null;
  let depth = 1;
  blocks.forEach((block, i) => {
    if (block.kind === 'heading') {
      above.push({ at: i, section, depth });
      section = block.text;
      depth = block.depth ?? 2;
    } else if (block.section !== undefined && block.section !== section) {
      const opened = above.findLastIndex((each) => each.section === block.section);
      const { at, ...before } = above[opened] ?? { at: -1, section: block.section, depth };
      const own = blocks[at];
      const isBox = own?.kind === 'heading' && (own.depth ?? 2) === Math.min(6, before.depth + 1);
      if (isBox) boxes.set(at, i);
      if (opened !== -1) above.length = opened;
      ({ section, depth } = before);
    }
  });
  return boxes;
}

/** A box, with more colons than any that it holds. */
function box(header: string, content: readonly string[]): string {
  const text = content.join('\n\n');
  const longest = Math.max(2, ...Array.from(text.matchAll(/:{3,}/g), ([run]) => run.length));
  const colons = ':'.repeat(longest + 1);
  return `${colons}${header}\n\n${text}\n\n${colons}`;
}

/** Whether two blocks would be read as one. */
function isParted(before: DraftBlock, block: DraftBlock): boolean {
  if (before.kind === 'list' && block.kind === 'list' && block.leadIn === null) return true;
  if (before.kind !== 'quotation' || before.speaker !== null) return false;
  return signatureOf(textOf(block).split('\n', 1)[0] ?? '') !== null;
}

function writeBlock(block: DraftContent, isFirst: boolean): string[] {
  switch (block.kind) {
    case 'heading':
      return [heading(block, isFirst)];
    case 'paragraph':
      return [paragraphLine(block.text)];
    case 'caption':
      return [`<figure><figcaption>${html(block.text)}</figcaption></figure>`];
    case 'code':
      return [code(block)];
    case 'list': {
      const leadIn = block.leadIn === null ? [] : [paragraphLine(block.leadIn)];
      return [...leadIn, writeList(block)];
    }
    case 'table':
      return [isPlainTable(block) ? pipeTable(block) : htmlTable(block)];
    case 'quotation':
      return [quotation(block)];
    case 'definition':
      return [definition(block)];
  }
}

function heading({ text, depth = 2 }: Of<'heading'>, isFirst: boolean): string {
  // The first top heading of a file would be its title, which is no part of the text.
  if (depth === 1 && isFirst) return `<h1>${html(text)}</h1>`;
  // Number signs at its end would close the heading.
  return `${'#'.repeat(depth)} ${inline(text).replace(/#/g, '\\#')}`;
}

function code({ text, language }: Of<'code'>): string {
  const longest = Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  const info = (language ?? '').replace(/[^\w+#.:/-]/g, '');
  return `${fence}${info}\n${text}\n${fence}`;
}

/** Whether a table is one as Markdown has it: one row of headers or none, no spans, no caption. */
function isPlainTable({ caption, headerRows, rows }: Of<'table'>): boolean {
  const [first = []] = rows;
  const isFull = (row: readonly DraftCell[]) => row.some(({ text }) => text !== '');
  return (
    caption === null &&
    headerRows <= 1 &&
    rows.every((row) => isFull(row) && row.length > 0 && row.length <= first.length) &&
    rows.every((row, i) =>
      row.every(
        ({ columns = 1, rows: height = 1, isHeader = false }) =>
          columns === 1 && height === 1 && isHeader === i < headerRows,
      ),
    )
  );
}

function pipeTable({ headerRows, rows }: Of<'table'>): string {
  const width = rows[0]?.length ?? 0;
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const body = rows.map((row) => line(row.map(({ text }) => tableCell(text))));
  if (headerRows === 0) body.unshift(line(Array.from({ length: width }, () => '')));
  body.splice(1, 0, line(Array.from({ length: width }, () => '---')));
  return body.join('\n');
}

function htmlTable({ caption, headerRows, rows }: Of<'table'>): string {
  const lines = rows.map(
    (row, i) => `<tr>${row.map((cell) => htmlCell(cell, i < headerRows)).join('')}</tr>`,
  );
  const [head, body] = [lines.slice(0, headerRows), lines.slice(headerRows)];
  return [
    // Whatever it looks like: tables that arrange a page are read otherwise.
    '<table role="table">',
    ...(caption === null ? [] : [`<caption>${html(caption)}</caption>`]),
    ...(head.length === 0 ? [] : ['<thead>', ...head, '</thead>']),
    ...['<tbody>', ...body, '</tbody>', '</table>'],
  ].join('\n');
}

function htmlCell({ text, columns = 1, rows = 1, isHeader }: DraftCell, isInHead: boolean): string {
  const tag = isHeader ? 'th' : 'td';
  const spans =
    (columns > 1 ? ` colspan="${columns}"` : '') + (rows > 1 ? ` rowspan="${rows}"` : '');
  const scope = isHeader && !isInHead ? ' scope="row"' : '';
  return `<${tag}${spans}${scope}>${html(text)}</${tag}>`;
}

function quotation({ lines, speaker }: Of<'quotation'>): string {
  const last = lines.at(-1) ?? '';
  const signature = speaker === null ? null : `— ${speaker}`;
  if (signature !== null && (signatureOf(signature) !== speaker || signatureOf(last) !== null)) {
    const paragraphs = lines.map((line) => `<p>${html(line)}</p>`).join('\n');
    return `<blockquote>\n${paragraphs}\n<footer>${html(speaker ?? '')}</footer>\n</blockquote>`;
  }
  const paragraphs = [...lines, ...(signature === null ? [] : [signature])].map(paragraphLine);
  // What looks like a name is none where something follows it.
  if (signature === null && signatureOf(last) !== null) paragraphs.push(NOTHING);
  return paragraphs.map((line) => `> ${line}`).join('\n>\n');
}

function definition({ terms, lines }: Of<'definition'>): string {
  if (terms.length > 0 && lines.length > 0 && terms.every(isTerm)) {
    return `${terms.map(paragraphLine).join('\n')}\n${lines.map((line) => `: ${paragraphLine(line)}`).join('\n')}`;
  }
  const tagged = (tag: string, texts: readonly string[]) =>
    texts.map((text) => `<${tag}>${html(text)}</${tag}>`);
  return ['<dl>', ...tagged('dt', terms), ...tagged('dd', lines), '</dl>'].join('\n');
}
