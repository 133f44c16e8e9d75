/** Puts blocks together from paragraphs as documents have them: what follows each other and belongs together is one. */
import type { DraftBlock, DraftCell, DraftItem } from './draft.ts';
import { isHeadRow } from './header-row.ts';
import { signatureOf } from './html-quotation.ts';
import { noteBlock } from './note-block.ts';
import { tidyLine } from './tidy.ts';

/** A table as it is found. */
export interface FoundTable {
  readonly headerRows: number;
  readonly rows: readonly (readonly DraftCell[])[];
}

/** Gathers blocks in reading order. Texts are tidied here; empty ones are nothing, and part nothing. */
export interface BlockBuilder {
  heading(text: string, depth: number, line?: number): void;
  paragraph(text: string, line?: number): void;
  /** Becomes the caption of the table that follows, or of the one right before. */
  caption(text: string, line?: number): void;
  /** Lines of code follow each other; line ends inside are kept. */
  code(text: string, language: string | null, line?: number): void;
  /** Paragraphs of one quotation follow each other. */
  quotation(text: string, line?: number): void;
  /** Of the quotation right before. */
  speaker(text: string): void;
  item(item: DraftItem, line?: number): void;
  term(text: string, line?: number): void;
  definition(text: string, line?: number): void;
  table(table: FoundTable, line?: number): void;
  /** A footnote of the block that is put in next, behind which it will stand. */
  note(text: string): void;
  /** What follows is not joined to what was. */
  part(): void;
  /** Whether there is more than headings. */
  hasBody(): boolean;
  /** Whether there is nothing yet. */
  isEmpty(): boolean;
  /** All of them. */
  done(): DraftBlock[];
}

/** With nothing in it. Where no lines are given, blocks are counted instead. */
export function blockBuilder(): BlockBuilder {
  const blocks: DraftBlock[] = [];
  /** Whether the next one may be joined to the last. */
  let isOpen = false;
  let code: { lines: string[]; language: string | null; line: number } | null = null;

  let hasBody = false;

  /** Notes of the block that comes next, and of the one that was put in last. */
  let waiting: string[] = [];
  let ready: string[] = [];

  const tellNotes = (): void => {
    for (const text of ready) blocks.push(noteBlock(text, blocks.length + 1));
    ready = [];
  };
  const isPut = (): void => {
    ready = ready.concat(waiting);
    waiting = [];
  };
  const push = (block: DraftBlock): void => {
    tellNotes();
    blocks.push(block);
    isPut();
    isOpen = true;
    hasBody ||= block.kind !== 'heading';
  };
  const flushCode = (): void => {
    if (code === null) return;
    const { lines, language, line } = code;
    code = null;
    const text = codeText(lines);
    if (text !== '') push({ kind: 'code', text, language, line });
  };
  const last = (): DraftBlock | undefined => {
    flushCode();
    return isOpen ? blocks.at(-1) : undefined;
  };
  const at = (line: number | undefined): number => line ?? blocks.length + 1;
  const put = (text: string, make: (tidy: string) => void): void => {
    const tidy = tidyLine(text);
    if (tidy !== '') make(tidy);
  };

  return {
    heading: (text, depth, line) =>
      put(text, (tidy) => {
        flushCode();
        const to = Math.min(6, Math.max(1, depth));
        push({ kind: 'heading', text: tidy, depth: to, line: at(line) });
      }),
    paragraph: (text, line) =>
      put(text, (tidy) => {
        flushCode();
        push({ kind: 'paragraph', text: tidy, line: at(line) });
      }),
    caption: (text, line) =>
      put(text, (tidy) => {
        const table = last();
        if (table?.kind === 'table' && table.caption === null) {
          blocks[blocks.length - 1] = { ...table, caption: tidy };
          isPut();
        } else push({ kind: 'caption', text: tidy, line: at(line) });
      }),
    code(text, language, line) {
      if (code === null || code.language !== language || !isOpen) {
        flushCode();
        code = { lines: [], language, line: at(line) };
        isOpen = true;
      }
      for (const one of text.split('\n')) code.lines.push(one);
    },
    quotation: (text, line) =>
      put(text, (tidy) => {
        const before = last();
        if (before?.kind === 'quotation' && before.speaker === null) {
          (before.lines as string[]).push(tidy);
          isPut();
        } else
          push({ kind: 'quotation', lines: [tidy], speaker: null, aside: true, line: at(line) });
      }),
    speaker: (text) =>
      put(text, (tidy) => {
        const before = last();
        if (before?.kind === 'quotation' && before.speaker === null) {
          blocks[blocks.length - 1] = { ...before, speaker: tidy };
          isPut();
        } else push({ kind: 'paragraph', text: tidy, line: at(undefined) });
      }),
    item: (item, line) =>
      put(item.text, (text) => {
        const before = last();
        if (before?.kind === 'list') {
          (before.items as DraftItem[]).push({ ...item, text });
          isPut();
        } else {
          const items: DraftItem[] = [{ ...item, text }];
          push({ kind: 'list', leadIn: null, items, aside: true, line: at(line) });
        }
      }),
    term: (text, line) =>
      put(text, (tidy) => {
        const before = last();
        if (before?.kind === 'definition' && before.lines.length === 0) {
          (before.terms as string[]).push(tidy);
          isPut();
        } else push({ kind: 'definition', terms: [tidy], lines: [], line: at(line) });
      }),
    definition: (text, line) =>
      put(text, (tidy) => {
        const before = last();
        if (before?.kind === 'definition') {
          (before.lines as string[]).push(tidy);
          isPut();
        } else push({ kind: 'paragraph', text: tidy, line: at(line) });
      }),
    table({ headerRows, rows }, line) {
      const filled = rows.filter((row) => row.some(({ text }) => text !== ''));
      if (filled.length === 0) return;
      const caption = last();
      const own = caption?.kind === 'caption' ? caption.text : null;
      if (own !== null) blocks.pop();
      const isHeaded =
        headerRows > 0 || isHeadRow(filled.map((row) => row.map(({ text }) => text)));
      const heads = Math.min(headerRows || Number(isHeaded), filled.length - 1);
      const marked = filled.map((row, i) =>
        i < heads ? row.map((cell) => ({ ...cell, isHeader: true })) : row,
      );
      push({ kind: 'table', caption: own, headerRows: heads, rows: marked, line: at(line) });
    },
    note: (text) => put(text, (tidy) => waiting.push(tidy)),
    part() {
      flushCode();
      isOpen = false;
    },
    hasBody: () => hasBody || code !== null,
    isEmpty: () => blocks.length === 0 && code === null,
    done() {
      flushCode();
      isPut();
      tellNotes();
      return blocks.map((block): DraftBlock => {
        if (block.kind === 'quotation') return withSpeaker(block);
        // A term that nothing follows is a paragraph.
        return block.kind === 'definition' && block.lines.length === 0
          ? { kind: 'paragraph', text: block.terms.join(' '), line: block.line }
          : block;
      });
    },
  };
}

/** A quotation whose last line says whose words the others are. */
function withSpeaker(block: DraftBlock & { kind: 'quotation' }): DraftBlock {
  const signature = signatureOf(block.lines.at(-1) ?? '');
  if (block.speaker !== null || signature === null || block.lines.length < 2) return block;
  return { ...block, lines: block.lines.slice(0, -1), speaker: signature };
}

/** Lines without blank ones around them, and without what all of them are set in by. */
export function codeText(lines: readonly string[]): string {
  const clean = lines.map((line) => line.trimEnd());
  const first = clean.findIndex((line) => line !== '');
  if (first === -1) return '';
  const end = clean.findLastIndex((line) => line !== '') + 1;
  return clean.slice(first, end).join('\n');
}
