/** Takes an element apart into lines of text, elements that are blocks of a kind, and what is left out. */
import type { BareDropKey } from '../refusals.ts';
import { isBuiltInfobox, leftOutReason, SILENT } from './html-furniture.ts';
import { isReadWithPanels, isTabPanel, tabOf } from './html-tabs.ts';
import {
  attribute,
  type HtmlElement,
  type HtmlNode,
  isElement,
  isText,
  lineOf,
  namesOf,
} from './html-tree.ts';
import { tidyLine } from './tidy.ts';

/** What a block of its own kind is read as. */
export type Kind =
  | 'heading'
  | 'table'
  | 'list'
  | 'terms'
  | 'code'
  | 'quotation'
  | 'figure'
  | 'caption'
  | 'infobox';

/** A line of running text. */
export interface LinePart {
  readonly is: 'line';
  /** Tidy. */
  readonly text: string;
  /** The same, cut where the author broke it. */
  readonly rows: readonly string[];
  /** Letters that are in links. */
  readonly linked: number;
  /** Of the source, from 1. */
  readonly line: number;
  /** The innermost element of a line of its own that its first word is in. */
  readonly source: HtmlElement | null;
}

/** Words that are on the page and not in the text. */
export interface LeftPart {
  readonly is: 'left';
  readonly text: string;
  readonly line: number;
  readonly reason: BareDropKey;
}

/** An element that is a block of its own. */
export interface ElementPart {
  readonly is: 'element';
  readonly kind: Kind;
  readonly element: HtmlElement;
}

export type Part = LinePart | LeftPart | ElementPart;

/** How an element is taken apart. */
export interface PartOptions {
  /** No blocks of their own: all of it is lines. */
  readonly isFlat?: boolean;
  /** Elements that are read elsewhere. */
  readonly skip?: ReadonlySet<HtmlElement>;
}

/** Elements that begin and end a line of their own. */
const BLOCK_LEVEL: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset ' +
    'figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ' +
    'ol option optgroup p plaintext pre search section select summary table tbody td tfoot th thead tr ul xmp'
  ).split(' '),
);

const KINDS: ReadonlyMap<string, Kind> = new Map([
  ...[1, 2, 3, 4, 5, 6].map((depth): [string, Kind] => [`h${depth}`, 'heading']),
  ...['ul', 'ol', 'menu', 'dir'].map((tag): [string, Kind] => [tag, 'list']),
  ...['pre', 'xmp', 'listing', 'plaintext'].map((tag): [string, Kind] => [tag, 'code']),
  ['table', 'table'],
  ['dl', 'terms'],
  ['blockquote', 'quotation'],
  ['figure', 'figure'],
  ['figcaption', 'caption'],
  ['summary', 'heading'],
]);

const CAPTION =
  /^(?:wp-caption-text|thumbcaption|gallerytext|(?:image|photo|figure|media|img)?[-_]?caption)$/;

/** Two line breaks in a row part paragraphs on pages that know no <p>. */
const PARTING_BREAKS = 2;

/** Stands for a line break in the text that is gathered; no text has it, since it cannot be seen. */
const BREAK = '\u2028';

/** What an element is read as; null for one that only holds others. */
export function kindOf(element: HtmlElement): Kind | null {
  const known = KINDS.get(element.tagName);
  if (known !== undefined) return known;
  if (attribute(element, 'role') === 'heading') return 'heading';
  if (isBuiltInfobox(element)) return 'infobox';
  if (BLOCK_LEVEL.has(element.tagName) && namesOf(element).some((name) => CAPTION.test(name))) {
    return 'caption';
  }
  return null;
}

/** The parts of some nodes in reading order. */
export function partsOf(
  nodes: readonly HtmlNode[],
  { isFlat = false, skip }: PartOptions = {},
): Part[] {
  const parts: Part[] = [];
  let reason: BareDropKey | null = null;
  let buffer = '';
  let linked = 0;
  let links = 0;
  let breaks = 0;
  let line = 0;
  let source: HtmlElement | null = null;
  /** Left out of the line that is being gathered, by reason. */
  const asides = new Map<BareDropKey, { text: string; line: number }>();

  const flush = () => {
    const text = tidyLine(buffer);
    if (text !== '') {
      if (reason === null) {
        const rows = buffer.includes(BREAK)
          ? buffer
              .split(BREAK)
              .map(tidyLine)
              .filter((row) => row !== '')
          : [text];
        parts.push({ is: 'line', text, rows, linked, line, source });
      } else parts.push({ is: 'left', text, line, reason });
    }
    for (const [why, aside] of asides) {
      const left = tidyLine(aside.text);
      if (/[\p{L}\p{N}]/u.test(left))
        parts.push({ is: 'left', text: left, line: aside.line, reason: why });
    }
    asides.clear();
    buffer = '';
    linked = 0;
    breaks = 0;
    line = 0;
    source = null;
  };

  const leaveOutInline = (element: HtmlElement, why: BareDropKey) => {
    const words = partsOf(element.childNodes, { isFlat: true });
    const text = words.map((part) => (part.is === 'element' ? '' : part.text)).join(' ');
    const known = asides.get(why);
    if (known) known.text += ` ${text}`;
    else asides.set(why, { text, line: lineOf(element) });
  };

  const visitElement = (element: HtmlElement) => {
    const { tagName } = element;
    if (SILENT.has(tagName) || skip?.has(element)) return;
    if (tagName === 'br') {
      breaks += 1;
      if (breaks >= PARTING_BREAKS) flush();
      else buffer += BREAK;
      return;
    }
    if (tagName === 'wbr') return;
    const isBlock = BLOCK_LEVEL.has(tagName);
    const why = reason ?? leftOutReason(element);
    if (reason === null && why !== null && !isBlock && line > 0) {
      leaveOutInline(element, why);
      return;
    }
    if (why === null && !isFlat) {
      // Its labels are read over the panels.
      if (isReadWithPanels(element)) return flush();
      const tab = isTabPanel(element) ? tabOf(element) : null;
      if (tab !== null) {
        flush();
        parts.push({ is: 'element', kind: 'heading', element: tab });
      }
    }
    const kind = isFlat || why !== null ? null : kindOf(element);
    if (kind !== null) {
      flush();
      parts.push({ is: 'element', kind, element });
      return;
    }
    const outer = reason;
    if (isBlock || why !== outer) flush();
    reason = why;
    const isLink = tagName === 'a' && attribute(element, 'href') !== null;
    if (isLink) links += 1;
    for (const child of element.childNodes) visit(child, element);
    if (isLink) links -= 1;
    if (isBlock || why !== outer) flush();
    reason = outer;
  };

  const visit = (node: HtmlNode, parent: HtmlElement | null) => {
    if (isText(node)) {
      buffer += node.value;
      if (!/\S/.test(node.value)) return;
      breaks = 0;
      if (line === 0) {
        line = lineOf(node);
        source = blockAround(parent);
      }
      if (links > 0) linked += tidyLine(node.value).length;
    } else if (isElement(node)) visitElement(node);
  };

  for (const node of nodes) {
    const parent = node.parentNode;
    visit(node, parent !== null && isElement(parent) ? parent : null);
  }
  flush();
  return parts;
}

/** The innermost element around that begins a line of its own. */
function blockAround(element: HtmlElement | null): HtmlElement | null {
  for (let node: HtmlElement['parentNode'] = element; node !== null && isElement(node); ) {
    if (BLOCK_LEVEL.has(node.tagName)) return node;
    node = node.parentNode;
  }
  return element;
}

/** Some nodes as one line. */
export interface FlatLine {
  readonly text: string;
  readonly line: number;
  readonly linked: number;
  readonly left: readonly LeftPart[];
}

/** All words of some nodes in one line, and what is left out of it. */
export function flatLine(
  nodes: readonly HtmlNode[],
  options: Pick<PartOptions, 'skip'> = {},
): FlatLine {
  const parts = partsOf(nodes, { ...options, isFlat: true });
  const lines = parts.filter((part) => part.is === 'line');
  const [first] = nodes;
  return {
    text: lines.map(({ text }) => text).join(' '),
    line: lines[0]?.line ?? (first === undefined ? 1 : lineOf(first)),
    linked: lines.reduce((sum, line) => sum + line.linked, 0),
    left: parts.filter((part) => part.is === 'left'),
  };
}
