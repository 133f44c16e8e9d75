/** Which blocks of a page are its article: what Readability keeps, and what it lost of it. */
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import type { BareDropKey } from '../refusals.ts';
import { textOf } from './block-text.ts';
import { chromeOf, endsSentence } from './chrome.ts';
import type { HtmlBlock } from './html-block.ts';
import { leftOutReason, SILENT } from './html-furniture.ts';
import {
  attribute,
  elementsBelow,
  type HtmlElement,
  type HtmlNode,
  isElement,
  isText,
  namesOf,
  rawText,
} from './html-tree.ts';

/** Readability takes time with the square of the depth: 51 s at 2,000. Pages have 10 to 40. */
const MAX_DEPTH = 100;

/** A long news page has some 10,000 elements and texts. */
const MAX_NODES = 30_000;

/** Readability's expressions take time with the square of a text without tags: 40 ms for so many. */
const MAX_TEXT_NODE = 10_000;

/** By which a block's element is known again after Readability moved and renamed it. */
const MARK = 'data-block';

/** What Readability looks at. */
const ATTRIBUTES: ReadonlySet<string> = new Set(
  'class id role href rel itemprop summary datatable src alt type'.split(' '),
);

/** Elements and names by which pages are laid out; one that was written by hand has none. */
const LANDMARKS = 'nav main article section aside header footer'.split(' ');
const CONTAINERS = 'div td table p ul ol blockquote center'.split(' ');
/** Of the containers of a page that was written by hand, so many have a name at most. */
const NAMED_SHARE = 0.1;

/** Boxes between the paragraphs of an article that are none of it. */
const BOX =
  /(?:^|[-_])(?:comments?|respond|related|share|sharing|social|sidebar|promo|newsletter|subscribe|subscription|advert(?:isement)?|ads?|sponsor(?:ed)?|widget|outbrain|taboola|popular|trending|recommend(?:ed|ations)?|teasers?|author-(?:bio|box|info)|authorbox|footer|menu|nav(?:igation)?|popup|modal|cookie|banner|signup|paywall|breadcrumbs?|pagination|pager|disqus)(?:$|[-_])/;

/** Boxes that ask for an address; Readability keeps them where an article is short. */
const ASKING = /(?:^|[-_])(?:newsletter|sign-?up|subscribe|mailing-?list)(?:$|[-_])/;
/** UTF-16 units of the longest of them. */
const LONGEST_ASKING = 600;

/** Of a block's letters, so many are in links where it only leads elsewhere. */
const LINKED_SHARE = 0.5;

/** A menu has more links than one, of a few words. */
const FEWEST_LINKS = 2;
const MOST_LINK_WORDS = 5;

/** Why each block is outside of the article; null for those in it, and for those that are dropped. */
export function outsideReasons(
  body: HtmlElement,
  title: string | null,
  blocks: readonly HtmlBlock[],
): (BareDropKey | null)[] {
  const kept = keptByReadability(body, title, blocks);
  if (kept === null) return blocks.map(() => null);
  const isKept = blocks.map(
    ({ dropped, source }) =>
      !dropped && source !== null && kept.has(source) && !isInAskingBox(source),
  );
  const first = isKept.indexOf(true);
  const last = isKept.lastIndexOf(true);
  const common = commonAncestor(blocks.filter((_, i) => isKept[i]).map(({ source }) => source));
  const isMade = isConverted(body);
  const isPlain = isMade || isWrittenByHand(body);
  const boxes = new Map<HtmlElement, boolean>();
  const isIn = blocks.map((block, i): boolean => {
    if (isKept[i]) return true;
    if (block.dropped || block.kind === 'heading') return false;
    // Manuals say “See section 3 and section 4.”, and call boxes by what they are about.
    const isSaid = isMade && ((i > first && i < last) || endsSentence(textOf(block)));
    if (isMostlyLinks(block) && !isSaid) return false;
    if (!isMade && isBoxed(block.source, common, boxes)) return false;
    if (isPlain) return true;
    // Tables, lists and code of the main text are often taken for what stands beside it.
    return i > first && i < last && isBelow(block.source, common);
  });
  for (const i of menusAtEdges(blocks, isIn)) isIn[i] = false;
  const isFollowed = headsSomething(blocks, isIn, isMade ? -1 : first);
  return blocks.map((block, i) => {
    if (block.dropped) return null;
    if (block.kind === 'heading') {
      if (isFollowed[i] && (isKept[i] || isMade || !isBoxed(block.source, common, boxes)))
        return null;
      return isKept[i] ? 'headingAlone' : 'outsideMain';
    }
    const isMenu = isKept[i] && !isIn[i];
    return isIn[i]
      ? null
      : (chromeOf(textOf(block))?.reason ?? (isMenu ? 'navigation' : 'outsideMain'));
  });
}

/** The elements of blocks that Readability takes for the article; null where it finds none. */
function keptByReadability(
  body: HtmlElement,
  title: string | null,
  blocks: readonly HtmlBlock[],
): ReadonlySet<HtmlElement> | null {
  const sources = [...new Set(blocks.flatMap(({ source }) => (source === null ? [] : [source])))];
  const markup = markedMarkup(body, new Map(sources.map((source, i) => [source, i])));
  if (markup === null) return null;
  const page = `<!doctype html><html><head><title>${escaped(title ?? '')}</title></head>${markup}</html>`;
  const { document } = parseHTML(page);
  const readable = new Readability<{ querySelectorAll(selector: string): Iterable<Marked> }>(
    document as unknown as ConstructorParameters<typeof Readability>[0],
    { serializer: (node) => node as never, disableJSONLD: true },
  ).parse();
  if (!readable?.content) return null;
  const kept = new Set<HtmlElement>();
  for (const node of readable.content.querySelectorAll(`[${MARK}]`)) {
    const source = sources[Number(node.getAttribute(MARK))];
    if (source !== undefined) kept.add(source);
  }
  const isText = ({ kind, dropped, source }: HtmlBlock) =>
    kind !== 'heading' && !dropped && source !== null && kept.has(source);
  return blocks.some(isText) ? kept : null;
}

interface Marked {
  getAttribute(name: string): string | null;
}

/**
 * A page as Readability is to see it: without what is left out anyway, each block's element marked.
 * @returns null for one of a size or depth that Readability does not cope with.
 */
function markedMarkup(body: HtmlElement, marks: ReadonlyMap<HtmlElement, number>): string | null {
  let markup = '';
  let nodes = 0;
  let isFit = true;
  const visit = (node: HtmlNode, depth: number) => {
    if (!isFit) return;
    if (isText(node)) {
      nodes += 1;
      if (node.value.length > MAX_TEXT_NODE) isFit = false;
      else markup += escaped(node.value);
    }
    if (!isElement(node) || SILENT.has(node.tagName)) return;
    if (leftOutReason(node) !== null && !marks.has(node)) return;
    nodes += 1;
    if (nodes > MAX_NODES || depth > MAX_DEPTH) isFit = false;
    const mark = marks.get(node);
    // Readability makes another element of the body, and forgets its attributes.
    const tagName = node === body ? 'div' : node.tagName;
    const attributes = node.attrs
      .filter(({ name }) => ATTRIBUTES.has(name))
      .map(({ name, value }) => ` ${name}="${escaped(value)}"`);
    if (mark !== undefined) attributes.push(` ${MARK}="${mark}"`);
    markup += `<${tagName}${attributes.join('')}>`;
    if (VOID.has(node.tagName)) return;
    for (const child of node.childNodes) visit(child, depth + 1);
    markup += `</${tagName}>`;
  };
  visit(body, 0);
  return isFit ? `<body>${markup}</body>` : null;
}

const VOID: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** The innermost element that all of some lie in; null for none. */
function commonAncestor(elements: readonly (HtmlElement | null)[]): HtmlElement | null {
  let common: HtmlElement[] | null = null;
  for (const element of new Set(elements)) {
    const path = pathTo(element);
    if (common === null) common = path;
    else {
      const parted: number = common.findIndex((each, i) => path[i] !== each);
      if (parted !== -1) common = common.slice(0, parted);
    }
  }
  return common?.at(-1) ?? null;
}

/** An element and all around it, outermost first. */
function pathTo(element: HtmlElement | null): HtmlElement[] {
  const path: HtmlElement[] = [];
  for (let node: HtmlElement['parentNode'] = element; node !== null && isElement(node); ) {
    path.push(node);
    node = node.parentNode;
  }
  return path.reverse();
}

function isBelow(element: HtmlElement | null, common: HtmlElement | null): boolean {
  return common !== null && pathTo(element).includes(common);
}

/** Whether an element lies in a box that is none of the article, inside what its blocks have in common. */
function isBoxed(
  element: HtmlElement | null,
  common: HtmlElement | null,
  known: Map<HtmlElement, boolean>,
): boolean {
  if (element === null || element === common || element.tagName === 'body') return false;
  const found = known.get(element);
  if (found !== undefined) return found;
  const { parentNode } = element;
  const isBox =
    boxNames(element).some((name) => BOX.test(name)) ||
    (parentNode !== null && isElement(parentNode) && isBoxed(parentNode, common, known));
  known.set(element, isBox);
  return isBox;
}

/** Whether an element lies in a short box that asks people to subscribe. */
function isInAskingBox(element: HtmlElement): boolean {
  return pathTo(element).some(
    (each) =>
      !WHOLE.has(each.tagName) &&
      boxNames(each).some((name) => ASKING.test(name)) &&
      rawText(each, LONGEST_ASKING).length <= LONGEST_ASKING,
  );
}

const WHOLE: ReadonlySet<string> = new Set(['html', 'body', 'main', 'article']);

/** Documentation names its sections and headings by what they are about, which may be anything. */
function boxNames(element: HtmlElement): readonly string[] {
  const isNamedByText = /^(?:section|h[1-6])$/.test(element.tagName);
  return isNamedByText
    ? (attribute(element, 'class')?.toLowerCase().split(/\s+/) ?? [])
    : namesOf(element);
}

function isMostlyLinks(block: HtmlBlock): boolean {
  if (block.kind === 'heading' || block.kind === 'code') return false;
  return (block.linked ?? 0) > textOf(block).length * LINKED_SHARE;
}

/** Indexes of links in a row before or after all else: menus of pages that know no <nav>. */
function menusAtEdges(blocks: readonly HtmlBlock[], isIn: readonly boolean[]): number[] {
  const inside = blocks.flatMap((_, i) => (isIn[i] ? [i] : []));
  const isLink = (i: number) => isBareLink(blocks[i]);
  const first = inside.findIndex((i) => !isLink(i));
  if (first === -1) return [];
  const last = inside.findLastIndex((i) => !isLink(i));
  return [inside.slice(0, first), inside.slice(last + 1)].flatMap((run) =>
    run.length < FEWEST_LINKS ? [] : run,
  );
}

/** A paragraph of a few words, all of them in links. */
function isBareLink(block: HtmlBlock | undefined): boolean {
  if (block?.kind !== 'paragraph' || endsSentence(block.text)) return false;
  const words = block.text.split(' ');
  return words.length <= MOST_LINK_WORDS && (block.linked ?? 0) >= words.join('').length;
}

/** Pages of the 1990s, and those that a converter made: no frame around the text. */
function isWrittenByHand(body: HtmlElement): boolean {
  if (elementsBelow(body, ...LANDMARKS).length > 0) return false;
  const containers = elementsBelow(body, ...CONTAINERS);
  const named = containers.filter((each) => attribute(each, 'class') ?? attribute(each, 'id'));
  return named.length <= Math.max(1, containers.length * NAMED_SHARE);
}

/** Whether a program says that it made the page of a document: there is none of a site around it. */
function isConverted({ parentNode }: HtmlElement): boolean {
  if (parentNode === null) return false;
  return elementsBelow(parentNode, 'meta').some(
    (meta) =>
      attribute(meta, 'name')?.toLowerCase() === 'generator' &&
      CONVERTER.test(attribute(meta, 'content') ?? ''),
  );
}

const CONVERTER = /^(?:docbook|makeinfo|texi2html|latex2html|tex4ht|hevea|groff|lyx)\b/i;

/**
 * Of each heading whether a block of the article stands under it, before the next of its depth; also
 * where nothing was left out under it.
 */
function headsSomething(
  blocks: readonly HtmlBlock[],
  isIn: readonly boolean[],
  first: number,
): boolean[] {
  const DEPTHS = 7;
  let heads = new Array<boolean>(DEPTHS).fill(false);
  let lost = new Array<boolean>(DEPTHS).fill(false);
  const result = blocks.map(() => true);
  for (let i = blocks.length - 1; i >= 0; i -= 1) {
    const block = blocks[i];
    if (block?.kind === 'heading' && !block.dropped) {
      const depth = block.depth ?? 2;
      const isHead = heads[depth] ?? false;
      const isWhole = !(lost[depth] ?? false);
      result[i] = isIn[i] ? isHead || isWhole : isHead && (i > first || isWhole);
      heads = heads.map((value, each) => each < depth && value);
      lost = lost.map((value, each) => each < depth && value);
    } else if (isIn[i]) heads = heads.map(() => true);
    else lost = lost.map(() => true);
  }
  return result;
}
