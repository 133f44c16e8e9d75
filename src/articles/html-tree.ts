/** Parses pages as browsers do, within limits, and answers simple questions about the tree. */
import {
  type DefaultTreeAdapterMap,
  defaultTreeAdapter,
  parse,
  type DefaultTreeAdapterTypes as Tree,
  type TreeAdapter,
} from 'parse5';

export type HtmlDocument = Tree.Document;
export type HtmlNode = Tree.ChildNode;
export type HtmlElement = Tree.Element;
export type HtmlText = Tree.TextNode;

/** A long news page has some 5,000 elements; a whole manual on one page 50,000. */
const MAX_ELEMENTS = 100_000;

/** What walks the tree calls itself at each level. Pages have 10 to 40. */
const MAX_DEPTH = 1_000;

/** XML ends an element by `/>`; HTML does not, and would read all that follows as its content. */
const XML = /^[\s\ufeff]{0,100}<\?xml\s/;
const ENDED_AT_ONCE = /<([a-z][\w:-]{0,40})((?:\s[^<>]{0,2000})?)\/>/gi;
const VOID =
  /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|svg|path|m[a-z]+)$/i;

class TooMuch extends Error {}

/** Unclosed formatting is opened anew in each paragraph, so that few tags may make many elements. */
function countingAdapter(): TreeAdapter<DefaultTreeAdapterMap> {
  let elements = 0;
  return {
    ...defaultTreeAdapter,
    createElement: (...args) => {
      elements += 1;
      if (elements > MAX_ELEMENTS) throw new TooMuch();
      return defaultTreeAdapter.createElement(...args);
    },
  };
}

/**
 * The tree of a page or a piece of one, as the HTML standard says, with missing tags added.
 * @returns null for one with more elements, or deeper ones, than can be read in good time.
 */
export function parsePage(source: string): HtmlDocument | null {
  const html = XML.test(source)
    ? source.replace(ENDED_AT_ONCE, (whole, name: string, attributes: string) =>
        VOID.test(name) ? whole : `<${name}${attributes}></${name}>`,
      )
    : source;
  try {
    const document = parse(html, { treeAdapter: countingAdapter(), sourceCodeLocationInfo: true });
    return depthOf(document) > MAX_DEPTH ? null : document;
  } catch (error) {
    if (error instanceof TooMuch) return null;
    throw error;
  }
}

/** How deep a tree is; level by level, since one that is too deep overflows the stack. */
function depthOf(root: Tree.ParentNode): number {
  let depth = 0;
  let level: readonly Tree.ParentNode[] = [root];
  while (level.length > 0) {
    depth += 1;
    level = level.flatMap(({ childNodes }) => childNodes.filter(isElement));
  }
  return depth;
}

export function isElement(node: Tree.Node): node is HtmlElement {
  return 'tagName' in node;
}

export function isText(node: Tree.Node): node is HtmlText {
  return node.nodeName === '#text';
}

/** An attribute's value; null where there is none. */
export function attribute(element: HtmlElement, name: string): string | null {
  return element.attrs.find((each) => each.name === name)?.value ?? null;
}

/** Its class names and its id, in lower case. */
export function namesOf(element: HtmlElement): readonly string[] {
  const named = element.attrs.filter(({ name }) => name === 'class' || name === 'id');
  return named
    .flatMap(({ value }) => value.toLowerCase().split(/\s+/))
    .filter((name) => name !== '');
}

/** The elements among the children of a node. */
export function childElements(node: Tree.ParentNode): readonly HtmlElement[] {
  return node.childNodes.filter(isElement);
}

/** All nodes below one, in reading order. */
export function* nodesBelow(root: Tree.ParentNode): Generator<HtmlNode> {
  const waiting = root.childNodes.toReversed();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    yield node;
    if (!isElement(node)) continue;
    for (let i = node.childNodes.length - 1; i >= 0; i -= 1) {
      waiting.push(node.childNodes[i] as HtmlNode);
    }
  }
}

/** The elements below a node that have one of the tag names, in reading order. */
export function elementsBelow(root: Tree.ParentNode, ...tags: readonly string[]): HtmlElement[] {
  return [...nodesBelow(root)].filter(isElement).filter(({ tagName }) => tags.includes(tagName));
}

/** Whether an element with one of the tag names lies below a node. */
export function holds(root: Tree.ParentNode, tags: ReadonlySet<string>): boolean {
  return root.childNodes.some(
    (node) => isElement(node) && (tags.has(node.tagName) || holds(node, tags)),
  );
}

/**
 * All text below a node, as it stands in the source.
 * @param enough UTF-16 units, and nodes, after which the rest is of no interest.
 */
export function rawText(root: Tree.ParentNode, enough = Number.POSITIVE_INFINITY): string {
  let text = '';
  let nodes = 0;
  for (const node of nodesBelow(root)) {
    nodes += 1;
    if (isText(node)) text += node.value;
    if (text.length > enough || nodes > enough) break;
  }
  return text;
}

/** The line of the source, from 1, in which a node begins; white space before its text aside. */
export function lineOf(node: HtmlNode): number {
  const line = node.sourceCodeLocation?.startLine ?? 1;
  if (!isText(node)) return line;
  const space = /^\s*/.exec(node.value)?.[0] ?? '';
  return line + space.split('\n').length - 1;
}
