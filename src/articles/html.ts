/** Saved pages to articles: the main text by Readability, the page's metadata, the rest accounted for. */
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import type { DroppedLine } from '../model.ts';
import { statement } from '../refusals.ts';
import { textOf } from './block-text.ts';
import { chromeOf } from './chrome.ts';
import { byline, creditLine, dateOnly, META_REASON } from './credits.ts';
import { type DraftBlock, type DraftMetadata, fillMetadata, type Reading } from './draft.ts';
import { type DomNode, domBlocks, type HtmlBlock } from './html-blocks.ts';
import { type DomDocument, pageMetadata } from './html-metadata.ts';
import { findRepetitions } from './pull-quotes.ts';
import { comparisonKey } from './tidy.ts';

/** Readability takes time with the square of the depth: 51 s at 2,000. Pages have 10 to 40. */
const MAX_DEPTH = 100;

/** A long news page has some 10,000 elements and texts. */
const MAX_NODES = 30_000;

/** Readability's expressions take time with the square of a text without tags: 40 ms for so many. */
const MAX_TEXT_NODE = 10_000;

/** How far ahead of the last block found in the source the next one is looked for. */
const SEARCH_AHEAD = 20_000;

/** Enough of a block's first words to find it by. */
const SEARCH_WORDS = 24;

/** And with the square of the comments that it takes out; a news page has some 100. */
const MAX_COMMENTS = 1_000;

const TEXT = 3;
const COMMENT = 8;

/** Whether a page is of a size and depth that Readability copes with. */
function isReadable(root: DomNode): boolean {
  let count = 0;
  let depth = 0;
  let comments = 0;
  let node: DomNode | null = root;
  while (node) {
    count += 1;
    if (node.nodeType === COMMENT) comments += 1;
    if (count > MAX_NODES || depth > MAX_DEPTH || comments > MAX_COMMENTS) return false;
    if (node.nodeType === TEXT && (node.nodeValue?.length ?? 0) > MAX_TEXT_NODE) return false;
    if (node.firstChild) {
      node = node.firstChild;
      depth += 1;
      continue;
    }
    while (node && node !== root && !node.nextSibling) {
      node = node.parentNode;
      depth -= 1;
    }
    node = node === root ? null : (node?.nextSibling ?? null);
  }
  return true;
}

/** Finds the source line of each block, in order, as well as markup inside the words allows. */
function lineFinder(source: string): (text: string) => number {
  let position = 0;
  let line = 1;
  return (text) => {
    const found = source
      .slice(position, position + SEARCH_AHEAD)
      .indexOf(text.slice(0, SEARCH_WORDS));
    if (found !== -1) {
      for (let i = position; i < position + found; i += 1)
        if (source.charCodeAt(i) === 10) line += 1;
      position += found;
    }
    return line;
  };
}

/** The blocks that Readability takes for the article, or null. It changes the document. */
function mainBlocks(document: unknown): HtmlBlock[] | null {
  const readable = new Readability<DomNode>(
    document as ConstructorParameters<typeof Readability>[0],
    {
      serializer: (node) => node as unknown as DomNode,
      disableJSONLD: true,
    },
  ).parse();
  if (!readable?.content) return null;
  const blocks = domBlocks(readable.content).filter((block) => block.dropped === undefined);
  return blocks.some((block) => block.kind === 'paragraph') ? blocks : null;
}

/** Metadata lines and chrome inside the main text: what they are, or null for the author's words. */
function lineReason(block: HtmlBlock, i: number, total: number, metadata: DraftMetadata) {
  const chrome = chromeOf(block.text);
  if (chrome && (!chrome.edge || i < 3 || i > total - 4)) return chrome.reason;
  const credit =
    (i < 4 ? (byline(block.text) ?? dateOnly(block.text)) : null) ??
    (i > total - 4 ? creditLine(block.text) : null);
  if (!credit) return null;
  fillMetadata(metadata, credit.metadata);
  return META_REASON[credit.kind];
}

/** Elements that end when the next of their kind begins, or have no content. */
const NOT_NESTING =
  /^(?:p|li|td|tr|th|dt|dd|br|hr|img|input|meta|link|option|source|wbr|col|area|base|embed|path|param|track)$/i;

/** The parser needs too long for deeper trees, and makes a node of each of these: counted first. */
const MAX_MARKUP = 120_000;
const MAX_TAGS = 60_000;
const MAX_TAG_DEPTH = 1_000;

function isParsableHtml(source: string): boolean {
  let tags = 0;
  let depth = 0;
  let markup = 0;
  for (const _ of source.matchAll(/[<&]/g)) {
    markup += 1;
    if (markup > MAX_MARKUP) return false;
  }
  for (const match of source.matchAll(/<(\/?)([a-z][a-z0-9]*)/gi)) {
    tags += 1;
    if (!NOT_NESTING.test(match[2] ?? '')) depth = Math.max(0, depth + (match[1] ? -1 : 1));
    if (tags > MAX_TAGS || depth > MAX_TAG_DEPTH) return false;
  }
  return true;
}

/** HTML allows leaving out the tags of the document, head and body; the parser does not. */
function withBody(source: string): string {
  if (/<body[\s>]/i.test(source)) return source;
  const open = /<\/head\s*>/i.exec(source) ?? /<html(?:\s[^<>]*)?>/i.exec(source);
  if (!open) return `<!doctype html><html><body>${source}</body></html>`;
  const end = open.index + open[0].length;
  return `${source.slice(0, end)}<body>${source.slice(end)}`;
}

/**
 * Reads a saved page. Scripts are never run and nothing is fetched.
 * @returns null for a page with more markup than can be parsed in good time
 */
export function readHtml(source: string): Reading | null {
  if (!isParsableHtml(source)) return null;
  const { document } = parseHTML(withBody(source));
  const body = document.body as unknown as DomNode;
  const metadata = pageMetadata(document as unknown as DomDocument);
  const lineOf = lineFinder(source);
  const all = domBlocks(body).map((block) => ({ ...block, line: lineOf(block.text) }));
  const main = isReadable(body) ? mainBlocks(document) : null;
  const chosen: readonly HtmlBlock[] = main ?? all.filter((block) => block.dropped === undefined);

  const dropped: DroppedLine[] = [];
  const places = new Map<string, number>();
  for (const block of all) {
    const key = comparisonKey(block.text);
    if (!places.has(key)) places.set(key, block.line);
  }
  const lineFor = (text: string) => places.get(comparisonKey(text)) ?? 1;
  const kept = new Set(chosen.map((block) => comparisonKey(block.text)));
  const titleKey = comparisonKey(metadata.title ?? '');
  const whole = ` ${[...kept].join(' ')} `;
  let searches = 0;
  for (const block of all) {
    const key = comparisonKey(block.text);
    if (key === '' || kept.has(key) || key === titleKey) continue;
    searches += 1;
    // Readability may have joined blocks: then the words are there all the same.
    if (searches < 500 && whole.includes(` ${key} `) && !block.dropped) continue;
    const reason = block.dropped ?? chromeOf(block.text)?.reason ?? 'outsideMain';
    dropped.push({ line: block.line, text: block.text, reason: statement(reason) });
  }
  const blocks: DraftBlock[] = [];
  chosen.forEach((block, i) => {
    const reason = block.kind === 'heading' ? null : lineReason(block, i, chosen.length, metadata);
    const line = lineFor(block.text);
    if (reason !== null) dropped.push({ line, text: block.text, reason: statement(reason) });
    else if (comparisonKey(block.text) !== titleKey || block.kind === 'paragraph') {
      blocks.push({
        kind: block.kind,
        text: block.text,
        line,
        ...(block.aside && { aside: true }),
      });
    }
  });
  return {
    drafts: [{ metadata, blocks: dropRepetitions(blocks, dropped) }],
    dropped,
    warnings: [],
  };
}

/**
 * Leaves out pull quotes and notes them in `dropped`.
 * @param asidesOnly only what stands out from the flow, for texts that people wrote for us
 */
export function dropRepetitions(
  blocks: readonly DraftBlock[],
  dropped: DroppedLine[],
  asidesOnly = false,
): DraftBlock[] {
  const repeats = findRepetitions(
    blocks.map((block) => ({ text: textOf(block), aside: block.aside ?? false, lead: false })),
  );
  return blocks.filter((block, i) => {
    const of = repeats[i];
    if (of === undefined || of === null || block.kind === 'heading') return true;
    if (asidesOnly && !block.aside) return true;
    dropped.push({
      line: block.line,
      text: textOf(block),
      reason: statement('pullQuote', { line: blocks[of]?.line ?? 0 }),
    });
    return false;
  });
}
