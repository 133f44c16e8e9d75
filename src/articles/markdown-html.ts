/** HTML and components inside Markdown: their blocks, what is folded up under its title, tags taken out. */
import type { Html, RootContent } from 'mdast';
import { textOf } from './block-text.ts';
import { fragmentBlocks } from './html-blocks.ts';
import { hasJsx, jsxPieces } from './jsx.ts';
import type { Flow, Walk } from './markdown-gather.ts';
import { isEmptyComment } from './markdown-inline.ts';
import { tidyLine } from './tidy.ts';

/** Code that a page runs and nobody reads. */
const CODE_ELEMENT = /^<(?:script|style|iframe|object|svg|noscript|template)\b/i;

/** What is folded up, and the line above it; or its end. */
const FOLD =
  /<details\b[^<>]*>(?:\s*<summary\b[^<>]*>((?:[^<]|<(?!\/summary)){0,500})<\/summary\s*>)?|<\/details\s*>/gi;

/** Elements whose parts mean nothing alone; the parser of Markdown ends them at a blank line. */
const WHOLE = /<(\/?)(?:table|dl|figure)\b/gi;
/** Nodes that are looked through for the end of one. */
const MOST_JOINED = 300;

function linesIn(text: string): number {
  return text.split('\n').length - 1;
}

/** Adds what a piece of HTML holds. @param line its first one in the file. */
export function addHtml(walk: Walk, value: string, line: number, flow: Flow): void {
  const { gathered } = walk;
  const isComment = value.startsWith('<!--');
  if (isComment || CODE_ELEMENT.test(value)) {
    if (!isEmptyComment(value)) gathered.drop(value, line, isComment ? 'htmlComment' : 'pageCode');
    return;
  }
  if (hasJsx(value)) {
    addComponents(walk, value, line, flow);
    return;
  }
  let from = 0;
  let at = line;
  for (const { 0: tag, 1: summary, index } of value.matchAll(FOLD)) {
    const before = value.slice(from, index);
    addFragment(walk, before, at, flow);
    at += linesIn(before);
    from = index + tag.length;
    if (tag.startsWith('</')) closeOne(walk, flow);
    else {
      const title = fragmentBlocks(summary ?? '')
        .map(textOf)
        .join(' ');
      gathered.openBox({ title: tidyLine(title) || null, isKind: false }, at);
    }
    at += linesIn(tag);
  }
  addFragment(walk, value.slice(from), at, flow);
}

/** Ends the innermost box that no other end is awaited for. */
function closeOne({ gathered }: Walk, { floor }: Flow): void {
  gathered.closeBoxes(Math.max(floor, gathered.depth() - 1));
}

function addFragment({ gathered }: Walk, html: string, line: number, flow: Flow): void {
  if (html.trim() === '') return;
  for (const { dropped: reason, ...block } of fragmentBlocks(html, line)) {
    if (reason !== undefined) gathered.drop(textOf(block), block.line, reason);
    else gathered.add(block, block.line, flow.aside || block.aside === true);
  }
}

/** Adds Markdown and components in one another, as MDX has it. @param line its first one in the file. */
export function addComponents(walk: Walk, source: string, line: number, flow: Flow): void {
  const { gathered } = walk;
  for (const piece of jsxPieces(source)) {
    const at = line + piece.line;
    if (piece.kind === 'open') {
      gathered.openBox({ title: tidyLine(piece.title) || null, isKind: false }, at);
    } else if (piece.kind === 'close') closeOne(walk, flow);
    else if (piece.kind === 'tag') gathered.drop(piece.text, at, 'siteMarkup');
    else {
      const parsed = flow.parsed.parse(piece.text);
      walk.visitAll(parsed.children, { ...flow, parsed, offset: at - 1 });
    }
  }
}

/** Index of the last node of the HTML that begins at one. */
export function htmlEnd(nodes: readonly RootContent[], at: number): number {
  let open = 0;
  for (let i = at; i < Math.min(nodes.length, at + MOST_JOINED); i += 1) {
    const node = nodes[i];
    if (node?.type !== 'html' && node?.type !== 'code') return at;
    for (const [, slash] of node.value.matchAll(WHOLE)) open += slash === '' ? 1 : -1;
    if (open <= 0) return i;
  }
  return at;
}

/** A node that stands for several. */
export function spanning(nodes: readonly RootContent[], from: number, to: number): Html {
  const [start, end] = [nodes[from]?.position?.start, nodes[to]?.position?.end];
  const html: Html = { type: 'html', value: '' };
  return start && end ? { ...html, position: { start, end } } : html;
}
