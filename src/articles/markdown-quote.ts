/** Block quotes in Markdown: somebody's words with their name, a box with a title, or a part of the text. */
import type { Blockquote, Paragraph, RootContent } from 'mdast';
import { signatureOf } from './html-quotation.ts';
import { type Flow, lineOf, type Walk } from './markdown-gather.ts';
import { calloutOf, calloutTitle } from './markdown-headers.ts';
import { inlineText, isEmptyComment } from './markdown-inline.ts';
import { tidyLine } from './tidy.ts';

/** Paragraphs of a quotation that names nobody; more of them are a part of the text. */
const MOST_LINES = 4;

/** Adds what stands in a block quote. */
export function addQuote(walk: Walk, quote: Blockquote, flow: Flow): void {
  const { gathered } = walk;
  const [first, ...others] = quote.children;
  const source = first?.type === 'paragraph' ? flow.parsed.sourceOf(first) : '';
  const callout = calloutOf(source.split('\n', 1)[0] ?? '');
  if (first?.type === 'paragraph' && callout !== null) {
    const floor = gathered.depth();
    const [head = '', ...rest] = gathered.words(first, flow).split('\n');
    const line = lineOf(first, flow);
    gathered.openBox(calloutTitle(callout.kind, tidyLine(head.slice(callout.length))), line);
    const text = tidyLine(rest.join('\n'));
    if (text !== '') gathered.add({ kind: 'paragraph', text }, line + 1);
    walk.visitAll(others, { ...flow, aside: false, floor: gathered.depth() });
    gathered.closeBoxes(floor);
    return;
  }
  const spoken = quote.children.filter((child) => child.type === 'paragraph');
  const rest = quote.children.filter((child) => child.type !== 'paragraph');
  if (!rest.every((child) => child.type === 'html' && isEmptyComment(child.value))) {
    walk.visitAll(quote.children, { ...flow, aside: true });
    return;
  }
  addSpoken(walk, quote, spoken, flow);
}

function addSpoken(
  { gathered }: Walk,
  quote: Blockquote,
  spoken: readonly Paragraph[],
  flow: Flow,
): void {
  const captions: string[] = [];
  const texts = spoken.map((paragraph) => gathered.words(paragraph, flow, captions).trim());
  const isOpen = quote.children.at(-1)?.type === 'paragraph';
  const parts = isOpen ? signed(texts) : { lines: texts, speaker: null };
  const { speaker } = parts;
  const lines = parts.lines.map((text) => tidyLine(text)).filter((text) => text !== '');
  const line = lineOf(quote, flow);
  if (speaker === null && lines.length > MOST_LINES) {
    for (const text of lines) gathered.add({ kind: 'paragraph', text }, line, true);
  } else if (lines.length > 0) gathered.add({ kind: 'quotation', lines, speaker }, line, true);
  gathered.addCaptions(captions, line);
}

/** Takes the name in the last line from the paragraphs of a quote; lines of a dialogue name nobody. */
function signed(texts: readonly string[]): {
  readonly lines: readonly string[];
  readonly speaker: string | null;
} {
  const last = texts.at(-1) ?? '';
  const at = last.lastIndexOf('\n');
  const parts = at === -1 ? [last] : [last.slice(0, at), last.slice(at)];
  const lines = [...texts.slice(0, -1), ...parts];
  const speaker = lines.length > 1 ? signatureOf(tidyLine(lines.at(-1) ?? '')) : null;
  const before = lines.at(-2) ?? '';
  const isDialogue = signatureOf(tidyLine(before.slice(before.lastIndexOf('\n') + 1))) !== null;
  if (speaker === null || isDialogue) return { lines: texts, speaker: null };
  return { lines: lines.slice(0, -1), speaker };
}

/** Gives the quotation before a line the name that the line is. @returns whether it is one. */
export function signQuote({ gathered }: Walk, node: RootContent, flow: Flow): boolean {
  const { blocks } = gathered;
  const quote = blocks.at(-1);
  if (node.type !== 'paragraph' || quote?.kind !== 'quotation' || quote.speaker !== null) {
    return false;
  }
  const speaker = signatureOf(tidyLine(flow.parsed.unfold(inlineText(node))));
  if (speaker === null) return false;
  gathered.words(node, flow);
  blocks[blocks.length - 1] = { ...quote, speaker };
  return true;
}
