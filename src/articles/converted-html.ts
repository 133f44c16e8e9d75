/** HTML that a converter made of a document, or a book's chapter: all of it is the author's, none is a site's. */
import { defaultTreeAdapter, serialize } from 'parse5';
import type { DroppedLine } from '../model.ts';
import { type DropReason, statement } from '../refusals.ts';
import { textOf } from './block-text.ts';
import type { DraftBlock } from './draft.ts';
import { type FragmentBlock, fragmentBlocks } from './html-blocks.ts';
import {
  attribute,
  elementsBelow,
  type HtmlElement,
  isElement,
  nodesBelow,
  parsePage,
  rawText,
} from './html-tree.ts';
import { isReferenceNote } from './note-block.ts';
import { tidyLine } from './tidy.ts';
import { Unreadable } from './unreadable.ts';

/** What such HTML holds. Lines count its blocks, from `firstLine`. */
export interface ConvertedBlocks {
  readonly blocks: readonly DraftBlock[];
  readonly dropped: readonly DroppedLine[];
}

/**
 * The body of a page or a piece of one, to be changed before it is read. Scripts are never run and nothing is
 * fetched.
 * @throws Unreadable for more or deeper elements than are read.
 */
export function parseBody(html: string): HtmlElement {
  const document = parsePage(html);
  const [body] = document === null ? [] : elementsBelow(document, 'body');
  if (body === undefined) throw new Unreadable(statement('tooManyTags'));
  return body;
}

/** The elements below one that are as wanted, in reading order. */
export function elementsThat(
  body: HtmlElement,
  isWanted: (element: HtmlElement) => boolean,
): HtmlElement[] {
  return [...nodesBelow(body)].filter(isElement).filter(isWanted);
}

/** The words of an attribute of several, such as `class`. */
export function wordsOf(element: HtmlElement, name: string): readonly string[] {
  return (attribute(element, name) ?? '').split(/\s+/);
}

/** The element around; null at the top. */
export function around(element: HtmlElement): HtmlElement | null {
  const { parentNode } = element;
  return parentNode !== null && isElement(parentNode) ? parentNode : null;
}

/** Makes it an element of another kind. */
export function rename(element: HtmlElement, tag: string): void {
  element.tagName = tag;
  element.nodeName = tag;
}

/** Takes it out with all that is in it. */
export function remove(element: HtmlElement): void {
  defaultTreeAdapter.detachNode(element);
}

/** Puts it at the end of another. */
export function moveInto(element: HtmlElement, parent: HtmlElement): void {
  defaultTreeAdapter.detachNode(element);
  defaultTreeAdapter.appendChild(parent, element);
}

/** Puts it at the beginning of another. */
export function moveToFront(element: HtmlElement, parent: HtmlElement): void {
  const [first] = parent.childNodes;
  defaultTreeAdapter.detachNode(element);
  if (first === undefined) defaultTreeAdapter.appendChild(parent, element);
  else defaultTreeAdapter.insertBefore(parent, element, first);
}

/** Takes elements out, and notes their texts; of a picture what it shows. */
export function takeOut(
  elements: readonly HtmlElement[],
  reason: DropReason,
  dropped: DroppedLine[],
): void {
  for (const element of elements) {
    const text = tidyLine(attribute(element, 'alt') ?? rawText(element));
    if (text !== '') dropped.push({ line: 1, text, reason });
    remove(element);
  }
}

/** Takes pictures out, and notes what they show. */
export function takeOutImages(body: HtmlElement, dropped: DroppedLine[]): void {
  takeOut(elementsBelow(body, 'img'), statement('image'), dropped);
}

/** A caption that stands right before a table is the table's. */
export function joinCaptions(body: HtmlElement): void {
  for (const caption of elementsBelow(body, 'figcaption')) {
    const siblings = (around(caption)?.childNodes ?? []).filter(isElement);
    const next = siblings[siblings.indexOf(caption) + 1];
    if (next?.tagName !== 'table') continue;
    rename(caption, 'caption');
    moveToFront(caption, next);
  }
}

/** What notes stand behind whole: they part no list and no table. */
const WHOLE = new Set(['ul', 'ol', 'dl', 'table', 'blockquote', 'figure', 'pre', 'p']);

/** Puts a note behind the block in which it is referred to. @returns its text */
export function placeNote(mark: HtmlElement, note: HtmlElement): string {
  let block = mark;
  for (let each: HtmlElement | null = mark; each !== null; each = around(each)) {
    if (WHOLE.has(each.tagName)) block = each;
  }
  rename(note, 'div');
  remove(note);
  const parent = around(block);
  if (parent === null) return '';
  const siblings = parent.childNodes;
  let after = siblings.indexOf(block) + 1;
  // Behind the notes that were referred to before.
  while (siblings[after]?.nodeName === 'div' && placed.has(siblings[after] as HtmlElement))
    after += 1;
  note.parentNode = parent;
  siblings.splice(after, 0, note);
  placed.add(note);
  return tidyLine(rawText(note));
}

const placed = new WeakSet<HtmlElement>();

/** Says of notes that only refer to something that they answer nothing by themselves. */
export function markNotes(blocks: readonly DraftBlock[], notes: readonly string[]): DraftBlock[] {
  const references = new Set(notes.filter(isReferenceNote));
  return blocks.map((block) =>
    block.kind === 'paragraph' && references.has(block.text) ? { ...block, isApart: true } : block,
  );
}

/** Reads such HTML. */
export function convertedBlocks(body: HtmlElement, firstLine = 1): ConvertedBlocks {
  const blocks: DraftBlock[] = [];
  const dropped: DroppedLine[] = [];
  let line = firstLine;
  for (const { dropped: why, ...block } of fragmentBlocks(serialize(body)) as FragmentBlock[]) {
    if (why !== undefined) dropped.push({ line, text: textOf(block), reason: statement(why) });
    else {
      blocks.push({ ...block, line });
      line += 1;
    }
  }
  return { blocks, dropped };
}
