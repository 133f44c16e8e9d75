/** The body of an OpenDocument text to blocks: one pass over its XML, nothing in memory but what is read. */
import type { DroppedLine } from '../../model.ts';
import { type DropReason, statement } from '../../refusals.ts';
import { blockBuilder } from '../block-builder.ts';
import type { DraftBlock, DraftCell } from '../draft.ts';
import { itemNumber } from '../item-number.ts';
import { tidyLine } from '../tidy.ts';
import { type Attributes, followXml } from '../xml.ts';
import type { OdtKind, OdtStyles } from './styles.ts';

/** What is in the body of a document. */
export interface OdtContent {
  /** Of a paragraph in the style of titles; not among the blocks. */
  readonly title: string | null;
  /** Of paragraphs in such styles, before there is anything else; not among the blocks. */
  readonly author: string | null;
  readonly date: string | null;
  readonly blocks: readonly DraftBlock[];
  readonly dropped: readonly DroppedLine[];
}

/** Elements that are left out whole, and why; null for what has no words for anybody. */
const LEFT_OUT: ReadonlyMap<string, DropReason | null> = new Map<string, DropReason | null>([
  ['office:annotation', statement('reviewComment')],
  ['text:deletion', statement('trackedDeletion')],
  ['text:table-of-content', statement('contentsList')],
  ['text:illustration-index', statement('contentsList')],
  ['text:table-index', statement('contentsList')],
  ['text:object-index', statement('contentsList')],
  ['text:hidden-text', statement('hiddenText')],
  ['svg:title', statement('image')],
  ['svg:desc', statement('image')],
  ['text:note-citation', null],
  ['table:covered-table-cell', null],
  ['office:change-info', null],
  ['office:forms', null],
  ['office:scripts', null],
  ['text:sequence-decls', null],
  ['text:variable-decls', null],
  ['text:user-field-decls', null],
  ['dc:creator', null],
  ['dc:date', null],
]);

/** Cells that say that they are repeated are empty ones of spreadsheets. */
const MAX_REPEATED = 64;
const MAX_SPANNED = 200;

/** Spaces that one element may stand for. */
const MAX_SPACES = 200;

/** What is being left out, its elements counted. */
interface Skipped {
  depth: number;
  text: string;
  readonly reason: DropReason | null;
  /** How deep it is in what nobody reads, such as who commented; 0 where it is not. */
  mute: number;
}

interface OpenList {
  readonly style: string | undefined;
  /** Of the item that is open. */
  number: number;
  isFirst: boolean;
}

interface OpenTable {
  headerRows: number;
  inHeader: boolean;
  readonly rows: DraftCell[][];
}

interface OpenParagraph {
  readonly kind: OdtKind | 'heading';
  readonly depth: number;
  text: string;
}

function span(value: string | undefined): number {
  const number = Number(value ?? 1);
  return Number.isSafeInteger(number) && number > 0 ? Math.min(number, MAX_SPANNED) : 1;
}

/** @param xml of `content.xml` */
export function readContent(xml: string, styles: OdtStyles): OdtContent {
  const body = blockBuilder();
  const dropped: DroppedLine[] = [];
  const found: { title: string | null; author: string | null; date: string | null } = {
    ...{ title: null, author: null, date: null },
  };
  const paragraphs: OpenParagraph[] = [];
  const lists: OpenList[] = [];
  const tables: OpenTable[] = [];
  /** Of notes, which stand inside paragraphs. */
  let noteDepth = 0;
  let skipped: Skipped | null = null;
  /** The text of the open cell of the outermost table. */
  let cell: { text: string; columns: number; rows: number; repeated: number } | null = null;
  let isInBody = false;
  let words = 0;

  const add = (text: string): void => {
    const open = paragraphs.at(-1);
    if (open !== undefined) open.text += text;
  };

  function finish({ kind, depth, text }: OpenParagraph): void {
    if (noteDepth > 0) {
      body.note(text);
      return;
    }
    if (cell !== null) {
      cell.text += ` ${text}`;
      return;
    }
    const list = lists.at(-1);
    if (kind === 'heading') body.heading(text, depth);
    else if (list !== undefined && kind !== 'code') finishItem(list, text);
    else if (kind === 'title' || kind === 'author' || kind === 'date') finishProperty(kind, text);
    else if (kind === 'code') body.code(text, null);
    else body[kind](text);
    if (kind !== 'title' && kind !== 'author' && kind !== 'date' && tidyLine(text) !== '')
      words += 1;
  }

  function finishItem(list: OpenList, text: string): void {
    const depth = lists.length - 1;
    const level = styles.listLevel(
      lists.find(({ style }) => style !== undefined)?.style,
      lists.length,
    );
    const own = styles.listLevel(list.style, lists.length) ?? level;
    const marker = own === null ? null : `${itemNumber(own.format, own.start + list.number - 1)}.`;
    body.item({ text, depth, marker: list.isFirst ? marker : '' });
    if (tidyLine(text) !== '') list.isFirst = false;
  }

  function finishProperty(kind: 'title' | 'author' | 'date', text: string): void {
    const tidy = tidyLine(text);
    if (tidy === '') return;
    // Only at the top: further down it is a style that somebody liked.
    if (words > 0 || found[kind] !== null) body[kind === 'title' ? 'quotation' : 'paragraph'](tidy);
    else found[kind] = tidy;
  }

  function open(name: string, attributes: Attributes): void {
    if (name === 'office:text') isInBody = true;
    if (!isInBody) return;
    if (skipped !== null) {
      skipped.depth += 1;
      if (skipped.mute > 0 || LEFT_OUT.get(name) === null) skipped.mute += 1;
      if (name === 'text:p' || name === 'text:tab' || name === 'text:s') skipped.text += ' ';
      return;
    }
    const reason = reasonOf(name, attributes);
    if (reason !== undefined) {
      skipped = { depth: 1, text: '', reason, mute: 0 };
      return;
    }
    switch (name) {
      case 'text:h':
      case 'text:p': {
        const depth = name === 'text:h' ? Number(attributes['text:outline-level'] ?? 1) : 0;
        const kind = name === 'text:h' ? 'heading' : styles.kindOf(attributes['text:style-name']);
        paragraphs.push({ kind, depth: Number.isSafeInteger(depth) ? depth : 1, text: '' });
        break;
      }
      case 'text:s':
        add(' '.repeat(Math.min(MAX_SPACES, span(attributes['text:c']))));
        break;
      case 'text:tab':
        add('\t');
        break;
      case 'text:line-break':
        add('\n');
        break;
      case 'text:note-body':
        noteDepth += 1;
        break;
      case 'text:list':
        // A list after another one is not the same.
        if (lists.length === 0 && cell === null) body.part();
        lists.push({ style: attributes['text:style-name'], number: 0, isFirst: true });
        break;
      case 'text:list-item': {
        const list = lists.at(-1);
        if (list === undefined) break;
        const start = Number(attributes['text:start-value'] ?? Number.NaN);
        list.number = Number.isSafeInteger(start) ? start : list.number + 1;
        list.isFirst = true;
        break;
      }
      case 'table:table':
        tables.push({ headerRows: 0, inHeader: false, rows: [] });
        break;
      case 'table:table-header-rows':
        if (tables.length === 1 && tables[0]) tables[0].inHeader = true;
        break;
      case 'table:table-row':
        if (tables.length === 1) tables[0]?.rows.push([]);
        break;
      case 'table:table-cell':
        if (tables.length === 1) {
          cell = {
            text: '',
            columns: span(attributes['table:number-columns-spanned']),
            rows: span(attributes['table:number-rows-spanned']),
            repeated: Math.min(MAX_REPEATED, span(attributes['table:number-columns-repeated'])),
          };
        }
        break;
      default:
        break;
    }
  }

  function reasonOf(name: string, attributes: Attributes): DropReason | null | undefined {
    const isHidden =
      attributes['text:display'] === 'none' ||
      attributes['text:is-hidden'] === 'true' ||
      (/^text:(?:p|h|span)$/.test(name) && styles.isHidden(attributes['text:style-name']));
    return isHidden ? statement('hiddenText') : LEFT_OUT.get(name);
  }

  function close(name: string): void {
    if (name === 'office:text') isInBody = false;
    if (skipped !== null) {
      skipped.depth -= 1;
      if (skipped.mute > 0) skipped.mute -= 1;
      if (skipped.depth > 0) return;
      const text = tidyLine(skipped.text);
      if (skipped.reason !== null && text !== '')
        dropped.push({ line: 1, text, reason: skipped.reason });
      skipped = null;
      return;
    }
    if (!isInBody) return;
    switch (name) {
      case 'text:h':
      case 'text:p': {
        const paragraph = paragraphs.pop();
        if (paragraph !== undefined) finish(paragraph);
        break;
      }
      case 'text:note-body':
        noteDepth -= 1;
        break;
      case 'text:list':
        lists.pop();
        if (lists.length === 0 && cell === null) body.part();
        break;
      case 'table:table-header-rows': {
        const [table] = tables;
        if (tables.length !== 1 || table === undefined) break;
        table.inHeader = false;
        table.headerRows = table.rows.length;
        break;
      }
      case 'table:table-cell': {
        const [table] = tables;
        if (tables.length !== 1 || cell === null || table === undefined) break;
        const { text, columns, rows, repeated } = cell;
        const made: DraftCell = {
          text: tidyLine(text),
          ...(columns > 1 && { columns }),
          ...(rows > 1 && { rows }),
          ...(table.inHeader && { isHeader: true }),
        };
        for (let i = 0; i < repeated; i += 1) table.rows.at(-1)?.push(made);
        cell = null;
        break;
      }
      case 'table:table': {
        const table = tables.pop();
        if (table !== undefined && tables.length === 0) body.table(table);
        break;
      }
      default:
        break;
    }
  }

  followXml(xml, {
    open,
    close,
    text(text) {
      if (skipped?.mute === 0) skipped.text += text;
      else if (skipped !== null) return;
      else if (isInBody) add(text);
    },
  });
  return { ...found, blocks: body.done(), dropped };
}
