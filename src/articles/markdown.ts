/** Markdown to blocks: the words of each paragraph without their markup. */
import type { List, Nodes, Parents, RootContent, Table } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import type { DroppedLine } from '../model.ts';
import { statement } from '../refusals.ts';
import { textOf } from './block-text.ts';
import type { DraftBlock } from './draft.ts';
import { fragmentBlocks } from './html-blocks.ts';
import { foldPlainLines } from './plain-lines.ts';
import { tidyLine } from './tidy.ts';

/**
 * Markup marks and lines that are parsed at most. The parser needs 0.03 ms for each, and some
 * hostile mixtures cost it the square of their number; an article of 100,000 words has some 5,000.
 */
const MAX_MARKUP = 12_000;

/** The parser takes time with the square of a line; no paragraph is as long. */
const MAX_LINE = 50_000;

/** And with the square of the marks in a paragraph or heading; a paragraph full of notes has 200. */
const MAX_MARKS = 500;
const MARK = /[[\]*_`<>~&@\\!]/g;
/** What a paragraph cannot go on in: a blank line, an item, a heading. */
const NEW_BLOCK = /^\s{0,3}(?:$|[-+*]\s|#{1,6}\s)/;

/** DraftBlock quotes and lists in one another beyond this are an attack on the parser's stack. */
const MAX_NESTING = 40;
const DEEP = new RegExp(`^(?:[ \\t]{0,8}(?:>|[-+*]|\\d{1,9}[.)])){${MAX_NESTING}}`, 'm');

/** Code that a page runs and nobody reads. */
const CODE_ELEMENT = /^<(?:script|style|iframe|object|svg|noscript|template)\b/i;

/** What the body of a Markdown file holds. */
export interface MarkdownBody {
  /** The text of the first top heading where nothing stands before it, or null. */
  readonly title: string | null;
  readonly blocks: readonly DraftBlock[];
  readonly dropped: readonly DroppedLine[];
}

/** Whether a text can be parsed as Markdown in good time; see `MAX_MARKUP`. */
export function isParsableMarkdown(text: string): boolean {
  let markup = 0;
  for (const _ of text.matchAll(/[\n[\]*_`<>|~#&@\\!]/g)) {
    markup += 1;
    if (markup > MAX_MARKUP) return false;
  }
  let marks = 0;
  for (const line of text.split('\n')) {
    if (line.length > MAX_LINE) return false;
    if (NEW_BLOCK.test(line)) marks = 0;
    marks += line.match(MARK)?.length ?? 0;
    if (marks > MAX_MARKS) return false;
  }
  return !DEEP.test(text);
}

/** The readable text inside a node: link texts and code kept, images, notes and tags left out. */
function inlineText(node: Nodes): string {
  switch (node.type) {
    case 'text':
    case 'inlineCode':
      return node.value;
    case 'break':
      return ' ';
    case 'image':
    case 'imageReference':
    case 'footnoteReference':
    case 'html':
      return '';
    default:
      return 'children' in node ? node.children.map(inlineText).join('') : '';
  }
}

/** Everything below a node that is not quoted but may be missed: images and comments. */
function* leftOut(node: Nodes): Generator<DroppedLine> {
  const line = node.position?.start.line ?? 1;
  if (node.type === 'image' || node.type === 'imageReference') {
    yield { line, text: tidyLine(node.alt ?? ''), reason: statement('image') };
  } else if (node.type === 'html' && node.value.startsWith('<!--')) {
    yield { line, text: tidyLine(node.value), reason: statement('htmlComment') };
  } else if ('children' in node) {
    for (const child of node.children) yield* leftOut(child);
  }
}

/** Parses the body of a Markdown file. Lines count from 1 in `text`. */
export function readMarkdown(text: string): MarkdownBody {
  const { text: folded, unfold } = foldPlainLines(text);
  const blocks: DraftBlock[] = [];
  const dropped: DroppedLine[] = [];
  let title: string | null = null;

  function add(kind: 'heading' | 'paragraph', node: Nodes, value: string, aside: boolean): void {
    dropped.push(...leftOut(node));
    const line = node.position?.start.line ?? 1;
    const tidy = tidyLine(unfold(value));
    if (tidy !== '') blocks.push({ kind, text: tidy, line, ...(aside && { aside }) });
  }

  function addTable(table: Table): void {
    for (const row of table.children) {
      const cells = row.children.map((cell) => tidyLine(inlineText(cell)));
      add('paragraph', row, cells.filter((cell) => cell !== '').join(' | '), false);
    }
  }

  function addHtml(value: string, line: number, aside: boolean): void {
    const lines = value.split('\n');
    if (value.startsWith('<!--') || CODE_ELEMENT.test(value)) {
      const reason = statement(value.startsWith('<!--') ? 'htmlComment' : 'pageCode');
      lines.forEach((text, i) => {
        if (text.trim() !== '') dropped.push({ line: line + i, text: tidyLine(text), reason });
      });
      return;
    }
    for (const { dropped: reason, ...block } of fragmentBlocks(value, line)) {
      if (reason === undefined) blocks.push({ ...block, ...(aside && { aside }) });
      else dropped.push({ line: block.line, text: textOf(block), reason: statement(reason) });
    }
  }

  function visitAll(parent: Parents | List, aside: boolean): void {
    for (const child of parent.children) visit(child as RootContent, aside);
  }

  function visit(node: RootContent, aside: boolean): void {
    switch (node.type) {
      case 'heading':
        if (node.depth === 1 && title === null && blocks.length === 0) {
          title = tidyLine(unfold(inlineText(node))) || null;
          dropped.push(...leftOut(node));
        } else add('heading', node, inlineText(node), false);
        break;
      case 'paragraph':
        add('paragraph', node, inlineText(node), aside);
        break;
      case 'code':
        add('paragraph', node, node.value, false);
        break;
      case 'table':
        addTable(node);
        break;
      case 'html':
        addHtml(unfold(node.value), node.position?.start.line ?? 1, aside);
        break;
      case 'blockquote':
      case 'list':
        visitAll(node, true);
        break;
      case 'listItem':
      case 'footnoteDefinition':
        visitAll(node, aside);
        break;
      default:
        // Rules and link definitions carry no words.
        break;
    }
  }

  visitAll(
    fromMarkdown(folded, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }),
    false,
  );
  const unfolded = dropped.map((line) => ({ ...line, text: unfold(line.text) }));
  return { title, blocks, dropped: unfolded };
}
