/** What a walk through a parsed Markdown file gathers: blocks under their sections, and what is left out. */
import type { Nodes, RootContent } from 'mdast';
import type { DroppedLine } from '../model.ts';
import { type BareDropKey, statement } from '../refusals.ts';
import type { DraftBlock, DraftContent } from './draft.ts';
import type { BoxTitle } from './markdown-headers.ts';
import { type InlineFinds, inlineText } from './markdown-inline.ts';
import { tidyLine } from './tidy.ts';

/** Headings are no deeper. */
const DEEPEST = 6;

/** A text that was parsed. */
export interface ParsedMarkdown {
  readonly children: readonly RootContent[];
  /** How a node is written; '' where that is not known. */
  readonly sourceOf: (node: Nodes) => string;
  /** What stands for a mark of `foldPlainLines`. */
  readonly unfold: (text: string) => string;
  /** Parses a part of it that HTML holds; lines count from 1 in it. */
  readonly parse: (part: string) => ParsedMarkdown;
}

/** Where a walk is. */
export interface Flow {
  /** What it goes through, and how many lines of the file stand before that. */
  readonly parsed: ParsedMarkdown;
  readonly offset: number;
  /** Inside of a block quote. */
  readonly aside: boolean;
  /** How many boxes are around: those are closed by their own end alone. */
  readonly floor: number;
}

/** A walk, as what reads a kind of node sees it. */
export interface Walk {
  readonly gathered: Gathered;
  visit(node: RootContent, flow: Flow): void;
  visitAll(nodes: readonly RootContent[], flow: Flow): void;
}

/** The first line of a node in its file. */
export function lineOf(node: Nodes, flow: Flow): number {
  return (node.position?.start.line ?? 1) + flow.offset;
}

/** What has been found so far. */
export interface Gathered {
  readonly blocks: DraftBlock[];
  readonly dropped: DroppedLine[];
  /** Labels of footnotes whose place has come. */
  readonly wanted: string[];
  /** How many boxes are open. */
  depth(): number;
  add(content: DraftContent & { readonly isApart?: boolean }, line: number, aside?: boolean): void;
  /** Captions, each a block. */
  addCaptions(texts: readonly string[], line: number): void;
  /** Says of all blocks from an index on that they answer nothing by themselves. */
  setApart(from: number): void;
  /** Leaves lines out. */
  drop(text: string, line: number, reason: BareDropKey): void;
  /**
   * The words of a node, lines parted by line ends; what is beside them is kept or left out.
   * @param captions takes what stands under pictures.
   */
  words(node: Nodes, flow: Flow, captions?: string[]): string;
  /** Opens a box: what follows stands under its title. */
  openBox(title: BoxTitle, line: number): void;
  /** Closes all boxes but the outermost `floor`: what follows stands under the heading before them. */
  closeBoxes(floor: number): void;
}

/** Begins to gather. */
export function gather(): Gathered {
  const blocks: DraftBlock[] = [];
  const dropped: DroppedLine[] = [];
  const wanted: string[] = [];
  /** The heading that what comes next stands under, and its depth. */
  let under: { readonly section: string | null; readonly depth: number } = {
    section: null,
    depth: 1,
  };
  /** Whether a box has ended since the last heading: then the section is said block by block. */
  let isRestored = false;
  /** The same around each open box. */
  const outer: (typeof under)[] = [];

  function add(
    content: DraftContent & { readonly isApart?: boolean },
    line: number,
    aside = false,
  ) {
    if (content.kind === 'heading') {
      under = { section: content.text, depth: content.depth ?? 2 };
      isRestored = false;
    }
    const { section } = under;
    blocks.push({ ...content, line, ...(aside && { aside }), ...(isRestored && { section }) });
  }

  return {
    ...{ blocks, dropped, wanted, add },
    depth: () => outer.length,
    addCaptions(texts, line) {
      for (const text of texts) add({ kind: 'caption', text }, line);
    },
    setApart(from) {
      for (let i = from; i < blocks.length; i += 1) {
        const block = blocks[i] as DraftBlock;
        if (block.kind !== 'heading') blocks[i] = { ...block, isApart: true };
      }
    },
    drop(text, line, reason) {
      text.split('\n').forEach((each, i) => {
        const tidy = tidyLine(each);
        if (tidy !== '') dropped.push({ line: line + i, text: tidy, reason: statement(reason) });
      });
    },
    words(node, { parsed: { unfold }, offset }, captions = []) {
      const finds: InlineFinds = { dropped: [], notes: [], captions };
      const text = unfold(inlineText(node, finds));
      for (const { line, text: left, reason } of finds.dropped) {
        dropped.push({ line: line + offset, text: unfold(left), reason });
      }
      wanted.push(...finds.notes);
      return text;
    },
    openBox({ title, isKind }, line) {
      outer.push(under);
      if (title === null) return;
      if (isKind) add({ kind: 'paragraph', text: title, isApart: true }, line);
      else add({ kind: 'heading', text: title, depth: Math.min(DEEPEST, under.depth + 1) }, line);
    },
    closeBoxes(floor) {
      while (outer.length > floor) {
        const before = outer.pop() ?? under;
        isRestored ||= under.section !== before.section;
        under = before;
      }
    },
  };
}
