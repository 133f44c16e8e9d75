/** Walks a parsed Markdown file and gathers its blocks, saying of what is left out why. */
import type { Code, FootnoteDefinition, Heading, Nodes, Paragraph, RootContent } from 'mdast';
import type { DroppedLine } from '../model.ts';
import { endsSentence } from './chrome.ts';
import type { DraftBlock } from './draft.ts';
import { hasJsx } from './jsx.ts';
import type { Box, RawBlock } from './markdown-boxes.ts';
import { findCaptions, isCaptionedPicture } from './markdown-captions.ts';
import { codeFound, highlightedCode } from './markdown-code.ts';
import { addColon, addDefinition } from './markdown-definitions.ts';
import { type Flow, gather, lineOf, type ParsedMarkdown, type Walk } from './markdown-gather.ts';
import { APART, type BoxTitle, boxTitle, isContentsMark, isProgram } from './markdown-headers.ts';
import { addComponents, addHtml, htmlEnd, spanning } from './markdown-html.ts';
import { addList } from './markdown-list.ts';
import { addQuote, signQuote } from './markdown-quote.ts';
import { addTable } from './markdown-table.ts';
import { tidyLine } from './tidy.ts';

/** A footnote of fewer words, or without an end, refers to something and says nothing itself. */
const NOTE_WORDS = 8;

/** What a text holds. */
export interface MarkdownFound {
  /** The text of the first top heading where nothing stands before it, or null. */
  readonly title: string | null;
  readonly blocks: readonly DraftBlock[];
  readonly dropped: readonly DroppedLine[];
}

/** Gathers the blocks of a parsed text. */
export function markdownBlocks(parsed: ParsedMarkdown): MarkdownFound {
  const gathered = gather();
  const walk: Walk = { gathered, visit, visitAll };
  let title: string | null = null;
  const notes = new Map<string, FootnoteDefinition>();
  const referred = new Set<string>();

  function addHeading(node: Heading, flow: Flow): void {
    const text = tidyLine(gathered.words(node, flow));
    const isFirst = gathered.blocks.length === 0 && gathered.depth() === 0;
    if (node.depth === 1 && title === null && isFirst) title = text || null;
    else if (text !== '') {
      gathered.add({ kind: 'heading', text, depth: node.depth }, lineOf(node, flow));
    }
  }

  function addParagraph(node: Paragraph, flow: Flow): void {
    const line = lineOf(node, flow);
    const source = flow.parsed.sourceOf(node);
    if (hasJsx(source)) {
      addComponents(walk, source, line, flow);
      return;
    }
    const isForSite = isProgram(source);
    if (isForSite || isContentsMark(source)) {
      gathered.drop(source, line, isForSite ? 'siteMarkup' : 'contentsList');
      return;
    }
    const captions: string[] = [];
    const text = tidyLine(gathered.words(node, flow, captions));
    const kind = isCaptionedPicture(node) ? 'caption' : 'paragraph';
    if (text !== '') gathered.add({ kind, text }, line, flow.aside);
    gathered.addCaptions(captions, line);
  }

  function addCode(node: Code, flow: Flow): void {
    const line = lineOf(node, flow);
    const { text, language, title: name, dropped } = codeFound(node);
    const code = flow.parsed.unfold(text);
    if (dropped !== null) gathered.drop(code, line + 1, dropped);
    else if (code !== '') {
      gathered.addCaptions([tidyLine(name ?? '')].filter(Boolean), line);
      gathered.add({ kind: 'code', text: code, language }, line);
    }
  }

  function addRaw(node: RawBlock, flow: Flow): void {
    const line = lineOf(node, flow);
    const raw = flow.parsed.unfold(node.value);
    const code = highlightedCode(raw);
    if (code === null) gathered.drop(raw, line, 'privateNote');
    else if (code.text !== '') gathered.add({ kind: 'code', ...code }, line);
  }

  function addBox(node: Box, flow: Flow): void {
    const header = flow.parsed.unfold(node.header);
    const line = lineOf(node, flow);
    if (header === ':') addColon(walk, node, flow);
    else if (node.children.length === 0 && !header.startsWith(':')) {
      // Whoever writes `!!! wow` and nothing under it means what it says.
      gathered.add({ kind: 'paragraph', text: tidyLine(header) }, line, flow.aside);
    } else {
      const floor = gathered.depth();
      const from = gathered.blocks.length;
      gathered.openBox(inWords(boxTitle(header), flow), line);
      visitAll(node.children, { ...flow, aside: false, floor: gathered.depth() });
      gathered.closeBoxes(floor);
      if (header.replace(/^:+/, '').trim() === APART) gathered.setApart(from);
    }
  }

  /** A title is Markdown; of its words only the text is kept. */
  function inWords({ title: text, isKind }: BoxTitle, flow: Flow): BoxTitle {
    if (text === null || isKind) return { title: text, isKind };
    const [first] = flow.parsed.parse(text).children;
    const words = first?.type === 'paragraph' ? gathered.words(first, flow) : text;
    return { title: tidyLine(words) || null, isKind };
  }

  /** Footnotes stand behind what refers to them, each once. */
  function tellNotes(flow: Flow): void {
    for (
      let label = gathered.wanted.shift();
      label !== undefined;
      label = gathered.wanted.shift()
    ) {
      const note = notes.get(label);
      notes.delete(label);
      for (const child of note?.children ?? []) {
        if (child.type !== 'paragraph') {
          visit(child, flow);
          continue;
        }
        const text = tidyLine(gathered.words(child, flow));
        const isReference = !endsSentence(text) || text.split(' ').length < NOTE_WORDS;
        const note = { kind: 'paragraph', text, ...(isReference && { isApart: true }) } as const;
        if (text !== '') gathered.add(note, lineOf(child, flow));
      }
    }
  }

  function caption(node: RootContent | undefined, flow: Flow): string | null {
    const inner = node?.type === 'box' ? node.children[0] : node;
    if (inner === undefined) return null;
    return tidyLine(gathered.words(inner, flow)).replace(/^Table:\s+/, '') || null;
  }

  function visitAll(nodes: readonly RootContent[], flow: Flow): void {
    const { ofTables, tableCaptions, pictureCaptions } = findCaptions(nodes, flow.parsed.sourceOf);
    for (let i = 0; i < nodes.length; ) {
      const node = nodes[i] as RootContent;
      const isSigned = nodes[i - 1]?.type === 'blockquote' && signQuote(walk, node, flow);
      const defined = isSigned ? i : addDefinition(walk, nodes, i, flow);
      const last = node.type === 'html' ? htmlEnd(nodes, i) : Math.max(i, defined - 1);
      if (node.type === 'html' && last > i) {
        addHtml(walk, flow.parsed.sourceOf(spanning(nodes, i, last)), lineOf(node, flow), flow);
      } else if (node.type === 'table') {
        const at = ofTables.get(i);
        addTable(walk, node, flow, at === undefined ? null : caption(nodes[at], flow));
      } else if (pictureCaptions.has(i)) {
        gathered.addCaptions([caption(node, flow) ?? ''].filter(Boolean), lineOf(node, flow));
      } else if (!isSigned && defined === i && !tableCaptions.has(i)) visit(node, flow);
      i = last + 1;
      tellNotes(flow);
    }
  }

  function visit(node: RootContent, flow: Flow): void {
    switch (node.type) {
      case 'heading':
        addHeading(node, flow);
        break;
      case 'paragraph':
        addParagraph(node, flow);
        break;
      case 'code':
        addCode(node, flow);
        break;
      case 'rawBlock':
        addRaw(node, flow);
        break;
      case 'table':
        addTable(walk, node, flow);
        break;
      case 'list':
        addList(walk, node, flow);
        break;
      case 'blockquote':
        addQuote(walk, node, flow);
        break;
      case 'box':
        addBox(node, flow);
        break;
      case 'html':
        addHtml(walk, flow.parsed.unfold(node.value), lineOf(node, flow), flow);
        break;
      case 'footnoteDefinition':
        // What nothing refers to stays where it is.
        if (!referred.has(node.identifier)) visitAll(node.children, flow);
        break;
      default:
        // Rules and link definitions carry no words.
        break;
    }
  }

  for (const node of parsed.children) gatherNotes(node, notes, referred);
  visitAll(parsed.children, { parsed, offset: 0, aside: false, floor: 0 });
  return { title, blocks: gathered.blocks, dropped: gathered.dropped };
}

/** Footnotes by label, the first of each, and the labels that something refers to. */
function gatherNotes(
  node: Nodes,
  notes: Map<string, FootnoteDefinition>,
  referred: Set<string>,
): void {
  if (node.type === 'footnoteDefinition' && !notes.has(node.identifier)) {
    notes.set(node.identifier, node);
  } else if (node.type === 'footnoteReference') referred.add(node.identifier);
  if ('children' in node) for (const child of node.children) gatherNotes(child, notes, referred);
}
