/** HTML that a converter made of a document, or a book's chapter: all of it is the author's, none is a site's. */
import { parseHTML } from 'linkedom';
import type { DroppedLine } from '../model.ts';
import { type DropReason, statement } from '../refusals.ts';
import type { DraftBlock } from './draft.ts';
import { fragmentBlocks } from './html-blocks.ts';
import { tidyLine } from './tidy.ts';

/** What such HTML holds. Lines count its blocks, from `firstLine`. */
export interface ConvertedBlocks {
  readonly blocks: readonly DraftBlock[];
  readonly dropped: readonly DroppedLine[];
}

/** The part of the DOM that is worked on here; linkedom's own types describe no tree. */
export interface HtmlElement {
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly parentNode: HtmlElement | null;
  readonly children: Iterable<HtmlElement>;
  innerHTML: string;
  getAttribute(name: string): string | null;
  querySelector(selector: string): HtmlElement | null;
  querySelectorAll(selector: string): Iterable<HtmlElement>;
  replaceWith(...nodes: (HtmlElement | string)[]): void;
  append(...nodes: (HtmlElement | string)[]): void;
  remove(): void;
}

/** Parses a piece of HTML, to be changed before it is read. Scripts are never run and nothing is fetched. */
export function parseFragment(html: string): {
  body: HtmlElement;
  create(tag: string): HtmlElement;
} {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`);
  return {
    body: document.body as unknown as HtmlElement,
    create: (tag) => document.createElement(tag) as unknown as HtmlElement,
  };
}

/** Takes elements out, and notes their texts. */
export function takeOut(
  body: HtmlElement,
  selector: string,
  reason: DropReason,
  dropped: DroppedLine[],
): void {
  for (const element of [...body.querySelectorAll(selector)]) {
    const text = tidyLine(element.getAttribute('alt') ?? element.textContent ?? '');
    if (text !== '') dropped.push({ line: 1, text, reason });
    element.remove();
  }
}

/** An element with the content of another in its place. */
export function rename(
  element: HtmlElement,
  tag: string,
  create: (tag: string) => HtmlElement,
): HtmlElement {
  const other = create(tag);
  other.innerHTML = element.innerHTML;
  element.replaceWith(other);
  return other;
}

/** Reads such HTML. */
export function convertedBlocks(html: string, firstLine = 1): ConvertedBlocks {
  const blocks: DraftBlock[] = [];
  const dropped: DroppedLine[] = [];
  let line = firstLine;
  for (const block of fragmentBlocks(html)) {
    if (block.dropped !== undefined) {
      dropped.push({ line, text: block.text, reason: statement(block.dropped) });
      continue;
    }
    const { dropped: _, ...content } = block;
    blocks.push({ ...content, line });
    line += 1;
  }
  return { blocks, dropped };
}
