/** Walks a parsed page and gathers its blocks by their kind, saying of each that is left out why. */

import type { BareDropKey } from '../refusals.ts';
import type { DraftBlock } from './draft.ts';
import { blockOf, type Flow, type HtmlBlock, leftBlocks } from './html-block.ts';
import { codeBlocks } from './html-code.ts';
import { definitionBlocks, isLayoutTerms } from './html-definitions.ts';
import { builtInfobox } from './html-infobox.ts';
import { isLayoutList, listBlocks } from './html-list.ts';
import {
  type ElementPart,
  type FlatLine,
  flatLine,
  type Kind,
  kindOf,
  type LinePart,
  type Part,
  partsOf,
} from './html-parts.ts';
import { quotationBlocks, withSignatures } from './html-quotation.ts';
import { readTable, withTitles } from './html-table.ts';
import {
  attribute,
  elementsBelow,
  type HtmlElement,
  type HtmlNode,
  holds,
  isElement,
  namesOf,
  parsePage,
  rawText,
} from './html-tree.ts';

/** UTF-16 units of a caption, and of a heading over several lines; what has more is text. */
const LONGEST_CAPTION = 1_000;
const LONGEST_HEADING = 200;
/** White space of the source included. */
const MOST_MARKUP = 5_000;

/** What no caption has in it. */
const TEXT_BLOCKS: ReadonlySet<string> = new Set(
  'h1 h2 h3 h4 h5 h6 table ul ol dl pre blockquote'.split(' '),
);

/** The blocks of a page's body in reading order. */
export function pageBlocks(body: HtmlElement): HtmlBlock[] {
  const all = rawText(body).length;
  const quoted = elementsBelow(body, 'blockquote')
    .filter((quote) => !isInQuote(quote))
    .reduce((sum, quote) => sum + rawText(quote).length, 0);
  // Old pages indent each section by a block quote.
  return blocksBelow(body.childNodes, quoted * 2 > all);
}

function isInQuote({ parentNode }: HtmlElement): boolean {
  for (let node = parentNode; node !== null && 'parentNode' in node; node = node.parentNode) {
    if (node.nodeName === 'blockquote') return true;
  }
  return false;
}

/** A block of a piece of HTML; `dropped` says why it is no part of an article. */
export type FragmentBlock = DraftBlock & { readonly dropped?: BareDropKey };

/**
 * The blocks of a piece of HTML inside another format: tables with caption, header and spans, lists,
 * definition lists, figures with captions, quotations with their speaker, code.
 * @param firstLine of the piece in its file, from 1.
 */
export function fragmentBlocks(html: string, firstLine = 1): FragmentBlock[] {
  const document = parsePage(html);
  const [body] = document === null ? [] : elementsBelow(document, 'body');
  if (body === undefined) return [];
  return blocksBelow(body.childNodes, false).map(({ source: _, linked: __, ...block }) => ({
    ...block,
    line: block.line + firstLine - 1,
  }));
}

function blocksBelow(nodes: readonly HtmlNode[], isQuoteIndented: boolean): HtmlBlock[] {
  const flow: Flow = { isQuoteIndented, blocksOf: (element) => elementBlocks(element, flow) };
  return withTitles(withSignatures(flowBlocks(partsOf(nodes), flow)));
}

function flowBlocks(parts: readonly Part[], flow: Flow): HtmlBlock[] {
  return parts.flatMap((part, i): HtmlBlock[] => {
    if (part.is === 'left') return leftBlocks([part]);
    if (part.is === 'element') return elementBlocks(part.element, flow, part.kind);
    const { text, line, linked, source } = part;
    if (isAskedInBold(part, parts[i + 1])) {
      return [blockOf({ kind: 'heading', text, depth: INNERMOST }, line, source)];
    }
    const aside = source !== null && isSetOff(source);
    return [
      { ...blockOf({ kind: 'paragraph', text }, line, source), linked, ...(aside && { aside }) },
    ];
  });
}

/** Whether a paragraph is a question in bold that the next one answers, as interviews have them. */
function isAskedInBold(part: LinePart, next: Part | undefined): boolean {
  const { text } = part;
  if (text.length > LONGEST_HEADING || !/[?？؟]["”’»]?$/u.test(text)) return false;
  return isBold(part) && next?.is === 'line' && next.source?.tagName === 'p' && !isBold(next);
}

function isBold({ source, text }: LinePart): boolean {
  if (source?.tagName !== 'p') return false;
  return flatLine(elementsBelow(source, 'b', 'strong')).text === text;
}

/** Whether a page says that a paragraph, or the box around it, is pulled out of the text. */
function isSetOff(element: HtmlElement): boolean {
  const { parentNode } = element;
  const around = parentNode !== null && isElement(parentNode) ? [element, parentNode] : [element];
  return around.some((each) => namesOf(each).some((name) => PULLED.test(name)));
}

const PULLED = /(?:^|[-_])(?:pull-?quote|pull|pullout|quote|callout|tweetable|highlight)(?:$|[-_])/;

const READERS: Readonly<Record<Kind, (element: HtmlElement, flow: Flow) => HtmlBlock[] | null>> = {
  heading: headingBlocks,
  table: (element) => {
    const reading = readTable(element);
    return reading.is === 'layout' ? null : [...reading.blocks];
  },
  list: (element, flow) => (isLayoutList(element) ? null : listBlocks(element, flow)),
  terms: (element, flow) => (isLayoutTerms(element) ? null : definitionBlocks(element, flow)),
  code: codeBlocks,
  quotation: quotationBlocks,
  figure: figureBlocks,
  caption: captionBlocks,
  infobox: builtInfobox,
};

/** The blocks of an element of a kind; of one that only arranges, those of what lies in it. */
function elementBlocks(
  element: HtmlElement,
  flow: Flow,
  kind: Kind | null = kindOf(element),
): HtmlBlock[] {
  const own = kind === null ? null : READERS[kind](element, flow);
  return own ?? flowBlocks(partsOf(element.childNodes), flow);
}

function headingBlocks(element: HtmlElement, flow: Flow): HtmlBlock[] {
  const own = { kind: 'heading', depth: depthOf(element) } as const;
  const parts = partsOf(element.childNodes);
  const lines = parts.filter((part) => part.is === 'line');
  const text = lines.map((line) => line.text).join(' ');
  const isWhole = parts.every((part) => part.is !== 'element') && text.length <= LONGEST_HEADING;
  const [first] = lines;
  if (first === undefined || (!isWhole && parts[0] !== first)) return flowBlocks(parts, flow);
  // A heading that was never closed holds all that follows it.
  const after = parts.filter((part) => (isWhole ? part.is === 'left' : part !== first));
  const heading = blockOf({ ...own, text: isWhole ? text : first.text }, first.line, element);
  return [heading, ...flowBlocks(after, flow)];
}

/** Folds and tabs stand below all headings around them. */
const INNERMOST = 6;

function depthOf(heading: HtmlElement): number {
  if (heading.tagName === 'summary' || attribute(heading, 'role') === 'tab') return INNERMOST;
  const depth = Number(/^h([1-6])$/.exec(heading.tagName)?.[1] ?? attribute(heading, 'aria-level'));
  return depth >= 1 && depth <= 6 ? depth : 2;
}

/** A figure: a quotation or table that its caption belongs to, or anything with a caption apart. */
function figureBlocks(figure: HtmlElement, flow: Flow): HtmlBlock[] {
  const parts = partsOf(figure.childNodes);
  const elements = parts.filter((part) => part.is === 'element');
  const caption = elements.find(({ kind }) => kind === 'caption');
  const inner = elements.find(({ kind }) => kind !== 'caption');
  const isPair = elements.length === 2 && parts.every((part) => part.is !== 'line');
  if (isPair && caption !== undefined && inner !== undefined) {
    const own = captioned(inner, flatLine([caption.element]), flow);
    if (own !== null) return [...own, ...leftBlocks(parts.filter((part) => part.is === 'left'))];
  }
  return flowBlocks(parts, flow);
}

/** What a caption belongs to; null where it stands by itself. */
function captioned({ kind, element }: ElementPart, caption: FlatLine, flow: Flow) {
  if (caption.text === '') return null;
  if (kind === 'quotation') return quotationBlocks(element, flow, caption);
  if (kind !== 'table' || elementsBelow(element, 'caption').length > 0) return null;
  const reading = readTable(element, caption);
  return reading.is === 'data' ? reading.blocks : null;
}

function captionBlocks(element: HtmlElement): HtmlBlock[] | null {
  if (rawText(element, MOST_MARKUP).length > MOST_MARKUP) return null;
  const { text, line, left, linked } = flatLine(element.childNodes);
  if (text === '') return leftBlocks(left);
  if (text.length > LONGEST_CAPTION || holds(element, TEXT_BLOCKS)) return null;
  return [{ ...blockOf({ kind: 'caption', text }, line, element), linked }, ...leftBlocks(left)];
}
