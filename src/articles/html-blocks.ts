/** Walks a parsed page and gathers its blocks of text, saying of each that is left out why. */
import { parseHTML } from 'linkedom';
import type { BareDropKey } from '../refusals.ts';
import { tidyLine } from './tidy.ts';

/** A block of a page's text. `dropped` says why it is not part of an article. */
export interface HtmlBlock {
  readonly kind: 'heading' | 'paragraph';
  readonly text: string;
  /** 1 to 6 for a heading. */
  readonly depth?: number;
  readonly aside?: boolean;
  readonly dropped?: BareDropKey;
}

/** The part of the DOM that the walk needs; linkedom's own types describe no tree. */
export interface DomNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly nodeValue: string | null;
  readonly firstChild: DomNode | null;
  readonly nextSibling: DomNode | null;
  readonly parentNode: DomNode | null;
  getAttribute?(name: string): string | null;
}

const ELEMENT = 1;
const TEXT = 3;

/** Elements whose content is nothing to read. */
const SILENT = new Set(
  'SCRIPT STYLE NOSCRIPT TEMPLATE IFRAME OBJECT EMBED SVG CANVAS AUDIO VIDEO HEAD TITLE MATH SELECT'.split(
    ' ',
  ),
);

/** Elements that are never an article's text, and what they are to people. */
const CHROME: ReadonlyMap<string, BareDropKey> = new Map([
  ['NAV', 'navigation'],
  ['FORM', 'form'],
  ['BUTTON', 'button'],
  ['FOOTER', 'footer'],
  ['ASIDE', 'sideBox'],
  ['FIGCAPTION', 'pictureCaption'],
  ['DIALOG', 'dialog'],
  ['LABEL', 'form'],
]);

/** Elements that begin and end a line of their own. */
const BLOCK_LEVEL = new Set(
  (
    'ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY BUTTON CENTER DD DETAILS DIALOG DIV DL DT FIELDSET ' +
    'FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR HTML LABEL LEGEND LI MAIN NAV OL P ' +
    'PRE SECTION SUMMARY TABLE TBODY TFOOT THEAD TR UL CAPTION HGROUP MENU'
  ).split(' '),
);

const CELL = new Set(['TD', 'TH']);

/** Two line breaks in a row part paragraphs on pages that know no <p>. */
const PARTING_BREAKS = 2;

function isHidden(node: DomNode): boolean {
  const attribute = (name: string) => node.getAttribute?.(name) ?? null;
  if (attribute('hidden') !== null || attribute('aria-hidden') === 'true') return true;
  return /(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(attribute('style') ?? '');
}

interface Context {
  readonly depth: number;
  readonly aside: boolean;
  readonly dropped: BareDropKey | undefined;
}

function enter(node: DomNode, outer: Context): Context {
  const heading = /^H([1-6])$/.exec(node.nodeName);
  const aside = outer.aside || node.nodeName === 'BLOCKQUOTE' || node.nodeName === 'LI';
  const dropped =
    outer.dropped ?? CHROME.get(node.nodeName) ?? (isHidden(node) ? 'hidden' : undefined);
  return { depth: heading ? Number(heading[1]) : outer.depth, aside, dropped };
}

/**
 * The blocks below `root` in reading order. Walks without recursion, so that no nesting overflows
 * the stack.
 */
export function domBlocks(root: DomNode): HtmlBlock[] {
  const blocks: HtmlBlock[] = [];
  let buffer: string[] = [];
  let breaks = 0;
  let context: Context = { depth: 0, aside: false, dropped: undefined };
  const contexts: Context[] = [];

  const flush = () => {
    const text = tidyLine(buffer.join('')).replace(/^\| | \|$/g, '');
    buffer = [];
    breaks = 0;
    if (text === '') return;
    blocks.push({
      kind: context.depth > 0 ? 'heading' : 'paragraph',
      text,
      ...(context.depth > 0 && { depth: context.depth }),
      ...(context.aside && { aside: true }),
      ...(context.dropped !== undefined && { dropped: context.dropped }),
    });
  };

  let node: DomNode | null = root.firstChild;
  while (node) {
    let down: DomNode | null = null;
    if (node.nodeType === TEXT) {
      const value = node.nodeValue ?? '';
      if (/\S/.test(value)) breaks = 0;
      buffer.push(value);
    } else if (node.nodeType === ELEMENT && !SILENT.has(node.nodeName.toUpperCase())) {
      if (node.nodeName === 'BR') {
        breaks += 1;
        if (breaks >= PARTING_BREAKS) flush();
        else buffer.push(' ');
      } else {
        if (BLOCK_LEVEL.has(node.nodeName)) flush();
        down = node.firstChild;
        if (down) {
          contexts.push(context);
          context = enter(node, context);
        }
      }
    }
    if (down) {
      node = down;
      continue;
    }
    while (node && !node.nextSibling) {
      const parent: DomNode | null = node.parentNode;
      if (parent === null || parent === root) {
        node = null;
        break;
      }
      if (BLOCK_LEVEL.has(parent.nodeName)) flush();
      if (CELL.has(parent.nodeName)) buffer.push(' | ');
      context = contexts.pop() ?? context;
      node = parent;
    }
    node = node?.nextSibling ?? null;
  }
  flush();
  return blocks;
}

/** The blocks of a piece of HTML inside another format. */
export function fragmentBlocks(html: string): HtmlBlock[] {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`);
  return domBlocks(document.body as unknown as DomNode);
}
