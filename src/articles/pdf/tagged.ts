/** PDFs that say what each of their words is (ISO 32000, 14.8): their structure, page by page, to blocks. */
import type { DropKey } from '../../refusals.ts';
import { type BlockBuilder, blockBuilder } from '../block-builder.ts';
import type { DraftBlock, DraftCell } from '../draft.ts';
import { tidyLine } from '../tidy.ts';
import { type PdfLine, pageLines, type TextPiece } from './lines.ts';
import { typedText } from './typed.ts';
import { joinLines } from './words.ts';

/** An element of a page's structure, as pdf.js hands it over. */
export interface StructNode {
  readonly role?: string;
  readonly children?: readonly (StructNode | StructContent)[];
  readonly alt?: string;
}

interface StructContent {
  readonly type: 'content' | 'object' | 'annotation';
  readonly id: string;
}

/** Begins and ends content that the structure names by its id. */
export interface ContentMark {
  readonly type: string;
  readonly id?: string;
}

/** A page of such a document. */
export interface TaggedPage {
  /** From 1. */
  readonly page: number;
  readonly tree: StructNode | null;
  /** Pieces of text, and the marks around them, in the order in which they are drawn. */
  readonly items: readonly (TextPiece | ContentMark)[];
  /** Names of fonts of one width. */
  readonly typed: ReadonlySet<string>;
}

/** What a document's structure says. */
export interface TaggedBlocks {
  readonly blocks: readonly DraftBlock[];
  /** What is in no element: what runs around the pages. */
  readonly outside: readonly PdfLine[];
  readonly dropped: readonly {
    readonly page: number;
    readonly text: string;
    readonly key: DropKey;
  }[];
}

/** Of the letters that the structure names; a document with fewer was tagged in part, or wrongly. */
const NAMED_SHARE = 0.8;

/** Elements nest some 20 deep; walking them recurses. */
const MAX_DEPTH = 200;

const HEADING = /^H([1-6])?$/;
const CONTENTS = new Set(['TOC', 'Index']);
const PARAGRAPHS = new Set(['P', 'Note', 'FENote', 'Aside', 'Formula']);
const INLINE = new Set([
  'Span',
  'Link',
  'Reference',
  'Quote',
  'Em',
  'Strong',
  'Code',
  'Annot',
  'Lbl',
  'Sub',
  'NonStruct',
  'Ruby',
  'BibEntry',
]);

/** Reads the structure. @returns null where there is none, or it does not name nearly all of the text. */
export function readTagged(
  pages: readonly TaggedPage[],
  words: ReadonlySet<string>,
): TaggedBlocks | null {
  let named = 0;
  let all = 0;
  const read = pages.map((page) => {
    const { byId, outside, count } = piecesOf(page);
    named += count.named;
    all += count.all;
    return { ...page, byId, outside };
  });
  if (named === 0 || named < all * NAMED_SHARE) return null;
  const dropped: { page: number; text: string; key: DropKey }[] = [];
  const blocks: DraftBlock[] = [];
  const seen = new Set<string>();
  for (const { page, tree, byId, typed } of read) {
    const builder = blockBuilder();
    if (tree !== null)
      walk(tree, { page, byId, typed, builder, words, dropped, seen, levels: [] }, 0);
    append(blocks, builder.done(), words);
  }
  // A structure that leaves out what it names on the page is no structure to trust.
  const ids = read.reduce((sum, { byId }) => sum + byId.size, 0);
  if (seen.size < ids * NAMED_SHARE) return null;
  return {
    blocks,
    outside: read.flatMap(({ page, outside }) => pageLines(page, outside)),
    dropped,
  };
}

function piecesOf({ items }: TaggedPage) {
  const byId = new Map<string, TextPiece[]>();
  const outside: TextPiece[] = [];
  const open: (string | null)[] = [];
  const count = { named: 0, all: 0 };
  for (const item of items) {
    if (!('str' in item)) {
      if (item.type === 'endMarkedContent') open.pop();
      else open.push(item.id ?? open.at(-1) ?? null);
      continue;
    }
    const letters = item.str.trim().length;
    const id = open.at(-1) ?? null;
    count.all += letters;
    if (id === null) {
      outside.push(item);
      continue;
    }
    count.named += letters;
    const pieces = byId.get(id);
    if (pieces) pieces.push(item);
    else byId.set(id, [item]);
  }
  // Running headers are in no element: they are no part of what should be named.
  const around = outside.reduce((sum, { str }) => sum + str.trim().length, 0);
  if (around < count.all / 2) count.all -= around;
  return { byId, outside, count };
}

interface Walk {
  readonly typed: ReadonlySet<string>;
  /** Where the levels of the list that is open begin; points. */
  levels: number[];
  readonly page: number;
  readonly byId: ReadonlyMap<string, readonly TextPiece[]>;
  readonly builder: BlockBuilder;
  readonly words: ReadonlySet<string>;
  readonly dropped: { page: number; text: string; key: DropKey }[];
  /** Ids whose text was taken. */
  readonly seen: Set<string>;
}

function isContent(node: StructNode | StructContent): node is StructContent {
  return 'id' in node;
}

function walk(node: StructNode, at: Walk, depth: number): void {
  const { builder } = at;
  const role = node.role ?? '';
  const heading = HEADING.exec(role);
  if (depth > MAX_DEPTH || role === 'Artifact') return;
  if (role === 'L') {
    walkList(node, at, 0);
    return;
  }
  if (heading) builder.heading(textOf(node, at), Number(heading[1] ?? 2));
  else if (role === 'Title') builder.heading(textOf(node, at), 1);
  else if (role === 'Table') walkTable(node, at);
  else if (role === 'Caption') builder.caption(textOf(node, at));
  else if (role === 'BlockQuote') walkQuotation(node, at, depth);
  else if (CONTENTS.has(role)) leaveOut(node, at, 'tableOfContents');
  else if (role === 'Figure') {
    const text = tidyLine(node.alt ?? '');
    if (text !== '') at.dropped.push({ page: at.page, text, key: 'image' });
    walkChildren(node, at, depth);
  } else if (role === 'Code' && !isInline(node)) code(node, at);
  else if (PARAGRAPHS.has(role) || isInline(node)) paragraph(node, at);
  else walkChildren(node, at, depth);
}

/** What stands between blocks without an element of its own is a paragraph. */
function walkChildren(node: StructNode, at: Walk, depth: number): void {
  for (const child of node.children ?? []) {
    if (!isContent(child)) {
      // A list that follows a list at once may be nested in it.
      if (child.role !== 'L') at.levels = [];
      else if (at.levels.length === 0) at.builder.part();
      walk(child, at, depth + 1);
    } else at.builder.paragraph(textOf({ children: [child] }, at));
  }
}

/** Whether nothing but words and what is among words lies in an element. */
function isInline({ role, children = [] }: StructNode): boolean {
  return (
    (INLINE.has(role ?? '') || role === 'Div') &&
    children.length > 0 &&
    children.every((child) => isContent(child) || isInline(child))
  );
}

function paragraph(node: StructNode, at: Walk): void {
  const sole = soleCode(node);
  const children = node.children ?? [];
  if (sole !== null) code(sole, at);
  else if (children.some((child) => !isContent(child) && HOLDS_BLOCKS.test(child.role ?? ''))) {
    walkChildren({ ...node, role: 'Div' }, at, 0);
  } else if (GROUPS.has(node.role ?? '')) lineGroups(children, at);
  else {
    const lines = linesOf(node, at);
    const isCode = lines.length > 0 && lines.every(({ isTyped }) => isTyped);
    if (isCode) at.builder.code(typedText(lines), null);
    else at.builder.paragraph(joined(lines, at));
  }
}

const HOLDS_BLOCKS = /^(?:L|Table|P|BlockQuote|H\d?)$/;
const GROUPS = new Set(['NonStruct', 'Div']);

/** The code that an element holds and nothing else. */
function soleCode(node: StructNode): StructNode | null {
  for (let each = node; ; ) {
    const [first, second] = each.children ?? [];
    if (first === undefined || second !== undefined || isContent(first)) return null;
    if (first.role === 'Code') return first;
    each = first;
  }
}

/** What is grouped and is neither: each that begins a line of its own is a paragraph. */
function lineGroups(children: readonly (StructNode | StructContent)[], at: Walk): void {
  let text = '';
  let y = Number.NEGATIVE_INFINITY;
  const flush = () => {
    at.builder.paragraph(text);
    text = '';
  };
  for (const child of children) {
    const lines = linesOf({ children: [child] }, at);
    const [first] = lines;
    if (first === undefined) continue;
    if (Math.abs(first.y - y) > first.size / 2) flush();
    for (const line of lines) text = text === '' ? line.text : joinLines(text, line.text, at.words);
    y = lines.at(-1)?.y ?? y;
  }
  flush();
}

function walkList(node: StructNode, at: Walk, depth: number): void {
  for (const child of node.children ?? []) {
    if (isContent(child)) continue;
    if (child.role === 'L') walkList(child, at, depth + 1);
    else if (child.role === 'Caption') at.builder.caption(textOf(child, at));
    else item(child, at, depth);
  }
}

function item(node: StructNode, at: Walk, depth: number): void {
  const label = labelOf(node, at);
  const nested: StructNode[] = [];
  const lines = linesOf(withoutLists(node, nested), at);
  const text = joined(lines, at);
  const level = depth === 0 ? levelOf(lines[0], at) : at.levels.length - 1 + depth;
  // A mark that is drawn with the words is one all the same.
  const drawn = label === '' ? /^(?:[•◦▪‣●○■□–-]|\(?(?:\d{1,3}|[a-z])[.)])\s+/iu.exec(text) : null;
  const mark = label || (drawn?.[0] ?? '');
  const number = /^\(?(\d{1,4}|[a-z]{1,4})[.)]\s*$/i.exec(mark.trim())?.[1];
  at.builder.item({
    text: text.slice(drawn?.[0].length ?? 0),
    depth: level,
    marker: number === undefined ? null : `${number}.`,
  });
  for (const list of nested) walkList(list, at, depth + 1);
}

/** Some programs put nested lists after their item instead of into it: places tell how deep they are. */
function levelOf(first: PdfLine | undefined, at: Walk): number {
  if (first === undefined) return Math.max(0, at.levels.length - 1);
  const slack = first.size / 2;
  while (at.levels.length > 1 && (at.levels.at(-1) ?? 0) > first.x + slack) at.levels.pop();
  const last = at.levels.at(-1);
  if (last === undefined || first.x > last + slack) at.levels.push(first.x);
  return at.levels.length - 1;
}

function labelOf(node: StructNode, at: Walk): string {
  const label = (node.children ?? []).find((child) => !isContent(child) && child.role === 'Lbl');
  return label === undefined || isContent(label) ? '' : textOf(label, at);
}

/** An item's own words: its label and its lists apart. */
function withoutLists(node: StructNode, lists: StructNode[]): StructNode {
  return {
    ...node,
    children: (node.children ?? []).flatMap((child): readonly (StructNode | StructContent)[] => {
      if (isContent(child)) return [child];
      if (child.role === 'Lbl') return [];
      if (child.role === 'L') {
        lists.push(child);
        return [];
      }
      return [withoutLists(child, lists)];
    }),
  };
}

function walkTable(node: StructNode, at: Walk): void {
  const rows: DraftCell[][] = [];
  let headerRows = 0;
  const visit = (part: StructNode, isHead: boolean): void => {
    for (const child of part.children ?? []) {
      if (isContent(child)) continue;
      if (child.role === 'Caption') at.builder.caption(textOf(child, at));
      else if (child.role !== 'TR') visit(child, isHead || child.role === 'THead');
      else {
        const cells = (child.children ?? []).filter((cell): cell is StructNode => !isContent(cell));
        const row = cells.map(
          (cell): DraftCell => ({
            text: textOf(cell, at),
            ...(cell.role === 'TH' && { isHeader: true }),
          }),
        );
        const isHeader = isHead || (row.length > 0 && cells.every(({ role }) => role === 'TH'));
        // Of another page.
        if (row.every(({ text }) => text === '')) continue;
        if (isHeader && headerRows === rows.length) headerRows += 1;
        rows.push(row);
      }
    }
  };
  visit(node, false);
  at.builder.table({ headerRows, rows });
}

function walkQuotation(node: StructNode, at: Walk, depth: number): void {
  const parts = (node.children ?? []).filter((child): child is StructNode => !isContent(child));
  if (parts.some(({ role }) => /^(?:L|Table|H\d?)$/.test(role ?? ''))) {
    walkChildren(node, at, depth);
    return;
  }
  const isSplit = parts.length > 0 && parts.some(({ role }) => role === 'P');
  for (const part of isSplit ? parts : [node]) at.builder.quotation(textOf(part, at));
}

function code(node: StructNode, at: Walk): void {
  at.builder.part();
  at.builder.code(typedText(linesOf(node, at)), null);
  at.builder.part();
}

function leaveOut(node: StructNode, at: Walk, key: DropKey): void {
  for (const { text } of linesOf(node, at)) at.dropped.push({ page: at.page, text, key });
}

function linesOf(node: StructNode, at: Walk): PdfLine[] {
  const pieces: TextPiece[] = [];
  const gather = (part: StructNode, depth: number): void => {
    if (depth > MAX_DEPTH) return;
    for (const child of part.children ?? []) {
      if (!isContent(child)) {
        if (child.role !== 'Artifact') gather(child, depth + 1);
      } else if (!at.seen.has(child.id)) {
        const own = at.byId.get(child.id);
        if (own === undefined) continue;
        at.seen.add(child.id);
        for (const piece of own) pieces.push(piece);
      }
    }
  };
  gather(node, 0);
  const lines = pageLines(at.page, pieces, at.typed);
  for (const { marks } of lines) {
    for (const mark of marks) at.dropped.push({ page: at.page, text: mark, key: 'noteMark' });
  }
  return lines;
}

function textOf(node: StructNode, at: Walk): string {
  return joined(linesOf(node, at), at);
}

/** The way back from a note, which browsers print. */
const WAY_BACK = /\s?↩\uFE0E?$/u;

function joined(lines: readonly PdfLine[], { words }: Walk): string {
  return lines
    .reduce((text, line) => (text === '' ? line.text : joinLines(text, line.text, words)), '')
    .replace(WAY_BACK, '');
}

/** Puts a page's blocks after those of the pages before: what goes on over the page is one. */
function append(
  blocks: DraftBlock[],
  more: readonly DraftBlock[],
  words: ReadonlySet<string>,
): void {
  const [first, ...rest] = more;
  const last = blocks.at(-1);
  const joined = last === undefined || first === undefined ? null : joinOver(last, first, words);
  if (joined !== null) blocks[blocks.length - 1] = joined;
  for (const block of joined === null ? more : rest)
    blocks.push({ ...block, line: blocks.length + 1 });
}

function joinOver(
  last: DraftBlock,
  first: DraftBlock,
  words: ReadonlySet<string>,
): DraftBlock | null {
  if (last.kind === 'paragraph' && first.kind === 'paragraph') {
    const goesOn = /^\p{Ll}/u.test(first.text) || !/[.!?…:]["”’»)\]]*$/u.test(last.text);
    return goesOn ? { ...last, text: joinLines(last.text, first.text, words) } : null;
  }
  if (last.kind === 'list' && first.kind === 'list') {
    return { ...last, items: [...last.items, ...first.items] };
  }
  if (last.kind === 'code' && first.kind === 'code') {
    return { ...last, text: `${last.text}\n${first.text}` };
  }
  if (last.kind !== 'table' || first.kind !== 'table' || first.caption !== null) return null;
  if (last.rows[0]?.length !== first.rows[0]?.length) return null;
  const head = JSON.stringify(last.rows.slice(0, last.headerRows));
  const isRepeated = JSON.stringify(first.rows.slice(0, last.headerRows)) === head;
  return { ...last, rows: [...last.rows, ...first.rows.slice(isRepeated ? last.headerRows : 0)] };
}
