/** Walks a parsed Markdown file and gathers its blocks, saying of what is left out why. */
import type {
  Blockquote,
  Code,
  FootnoteDefinition,
  Heading,
  Html,
  List,
  ListItem,
  Nodes,
  Paragraph,
  RootContent,
  Table,
} from 'mdast';
import type { DroppedLine } from '../model.ts';
import { type BareDropKey, statement } from '../refusals.ts';
import { textOf } from './block-text.ts';
import { endsSentence } from './chrome.ts';
import type { DraftBlock, DraftContent, DraftItem } from './draft.ts';
import { fragmentBlocks } from './html-blocks.ts';
import { signatureOf } from './html-quotation.ts';
import { hasJsx, jsxPieces } from './jsx.ts';
import type { Box, RawBlock } from './markdown-boxes.ts';
import { findCaptions, isCaptionedPicture } from './markdown-captions.ts';
import { codeFound, highlightedCode } from './markdown-code.ts';
import {
  type BoxTitle,
  boxTitle,
  calloutOf,
  calloutTitle,
  isContentsMark,
  isProgramLine,
} from './markdown-headers.ts';
import { type InlineFinds, inlineText, isEmptyComment } from './markdown-inline.ts';
import { tidyLine } from './tidy.ts';

/** Code that a page runs and nobody reads. */
const CODE_ELEMENT = /^<(?:script|style|iframe|object|svg|noscript|template)\b/i;

/** Paragraphs of a quotation that names nobody; more of them are a part of the text. */
const MOST_SPOKEN = 4;

/** UTF-16 units of a longest term of a definition. */
const LONGEST_TERM = 120;

/** A footnote of fewer words, or without an end, refers to something and says nothing itself. */
const NOTE_WORDS = 8;

/** In front of an item that is done, and of one that is not. */
export const DONE = '☑';
export const NOT_DONE = '☐';

/** Box titles are headings; deeper ones there are none. */
const DEEPEST = 6;

/** A text that was parsed. */
export interface ParsedMarkdown {
  readonly children: readonly RootContent[];
  /** How a node is written; '' where that is not known. */
  readonly sourceOf: (node: Nodes) => string;
  /** What stands for a mark of `foldPlainLines`. */
  readonly unfold: (text: string) => string;
  /** Parses a part of it that HTML holds; lines count from 1 in it. */
  readonly parse: (part: string) => ParsedMarkdown;
}

/** What a text holds. */
export interface MarkdownFound {
  /** The text of the first top heading where nothing stands before it, or null. */
  readonly title: string | null;
  readonly blocks: readonly DraftBlock[];
  readonly dropped: readonly DroppedLine[];
}

/** Where the walk is. */
interface Flow {
  /** How a part of the text was parsed, and how many lines of the file stand before it. */
  readonly parsed: ParsedMarkdown;
  readonly offset: number;
  /** Inside of a block quote. */
  readonly aside: boolean;
  /** How many boxes are around: those are closed by their own end alone. */
  readonly floor: number;
}

/** Gathers the blocks of a parsed text. */
export function markdownBlocks(parsed: ParsedMarkdown): MarkdownFound {
  const blocks: DraftBlock[] = [];
  const dropped: DroppedLine[] = [];
  let title: string | null = null;
  /** The heading that what comes next stands under, and its depth. */
  let section: string | null = null;
  let depth = 1;
  /** Whether a box has ended since the last heading: then the section is said block by block. */
  let isRestored = false;
  /** Sections around the boxes that the walk is in. */
  const outer: { section: string | null; depth: number }[] = [];
  /** Footnotes by label, those whose place has come, and those that are told. */
  const notes = new Map<string, FootnoteDefinition>();
  const wanted: string[] = [];
  const told = new Set<string>();
  const referred = new Set<string>();

  const lineOf = (node: Nodes, flow: Flow) => (node.position?.start.line ?? 1) + flow.offset;

  function drop(text: string, line: number, reason: BareDropKey): void {
    text.split('\n').forEach((each, i) => {
      const tidy = tidyLine(each);
      if (tidy !== '') dropped.push({ line: line + i, text: tidy, reason: statement(reason) });
    });
  }

  function add(
    content: DraftContent & { readonly isApart?: boolean },
    line: number,
    aside = false,
  ) {
    if (content.kind === 'heading') {
      section = content.text;
      depth = content.depth ?? 2;
      isRestored = false;
    }
    const place = { line, ...(aside && { aside }), ...(isRestored && { section }) };
    blocks.push({ ...content, ...place });
  }

  /** The words of a node, lines parted by line ends; what is beside them is kept. */
  function wordsOf(node: Nodes, { parsed: { unfold }, offset }: Flow, captions: string[] = []) {
    const finds: InlineFinds = { dropped: [], notes: [], captions };
    const text = unfold(inlineText(node, finds));
    for (const { line, text: words, reason } of finds.dropped) {
      dropped.push({ line: line + offset, text: unfold(words), reason });
    }
    wanted.push(...finds.notes);
    return text;
  }

  function openBox({ title: text, isKind }: BoxTitle, line: number): void {
    outer.push({ section, depth });
    if (text === null) return;
    if (isKind) add({ kind: 'paragraph', text, isApart: true }, line);
    else add({ kind: 'heading', text, depth: Math.min(DEEPEST, depth + 1) }, line);
  }

  /** Closes all boxes but the outermost ones. */
  function closeBoxes(floor: number): void {
    while (outer.length > floor) {
      const before = outer.pop();
      if (before === undefined) return;
      isRestored ||= section !== before.section;
      ({ section, depth } = before);
    }
  }

  function inBox(
    box: BoxTitle,
    line: number,
    flow: Flow,
    visitContent: (inner: Flow) => void,
  ): void {
    const floor = outer.length;
    openBox(box, line);
    visitContent({ ...flow, aside: false, floor: outer.length });
    closeBoxes(floor);
  }

  /** A title is Markdown; of its words only the text is kept. */
  function titleWords({ title: text, isKind }: BoxTitle, flow: Flow): BoxTitle {
    if (text === null || isKind || !/[*_`[\]\\&<~]/.test(text)) return { title: text, isKind };
    const [first] = flow.parsed.parse(text).children;
    const words = first?.type === 'paragraph' ? tidyLine(wordsOf(first, flow)) : text;
    return { title: words === '' ? null : words, isKind };
  }

  function addHeading(node: Heading, flow: Flow): void {
    const text = tidyLine(wordsOf(node, flow));
    if (node.depth === 1 && title === null && blocks.length === 0 && outer.length === 0) {
      title = text || null;
    } else if (text !== '') add({ kind: 'heading', text, depth: node.depth }, lineOf(node, flow));
  }

  function addParagraph(node: Paragraph, flow: Flow): void {
    const line = lineOf(node, flow);
    const source = flow.parsed.sourceOf(node);
    if (hasJsx(source)) {
      addComponents(source, line, flow);
      return;
    }
    const isProgram = source.split('\n').every((each) => isProgramLine(each));
    if (isProgram || isContentsMark(source)) {
      drop(source, line, isProgram ? 'siteMarkup' : 'contentsList');
      return;
    }
    const captions: string[] = [];
    const text = tidyLine(wordsOf(node, flow, captions));
    if (text !== '' && isCaptionedPicture(node)) add({ kind: 'caption', text }, line);
    else if (text !== '') add({ kind: 'paragraph', text }, line, flow.aside);
    for (const caption of captions) add({ kind: 'caption', text: caption }, line);
  }

  function addCode(node: Code, flow: Flow): void {
    const line = lineOf(node, flow);
    const { text, language, title: name, dropped: reason } = codeFound(node);
    const code = flow.parsed.unfold(text);
    if (reason !== null) drop(code, line + 1, reason);
    else if (code !== '') {
      if (name !== null && tidyLine(name) !== '')
        add({ kind: 'caption', text: tidyLine(name) }, line);
      add({ kind: 'code', text: code, language }, line);
    }
  }

  function addRaw({ value, ...node }: RawBlock, flow: Flow): void {
    const line = lineOf({ value, ...node }, flow);
    const raw = flow.parsed.unfold(value);
    const code = highlightedCode(raw);
    if (code === null) drop(raw, line, 'privateNote');
    else if (code.text !== '') add({ kind: 'code', ...code }, line);
  }

  function addTable(node: Table, flow: Flow, caption: string | null): void {
    const all = node.children.map((row, i) =>
      row.children.map((cell) => {
        const text = tidyLine(wordsOf(cell, flow));
        return i === 0 ? { text, isHeader: true } : { text };
      }),
    );
    const [header = [], ...body] = all;
    const rows = body.filter((row) => row.some(({ text }) => text !== ''));
    const isHeaded = header.some(({ text }) => text !== '');
    const line = lineOf(node, flow);
    if (isHeaded && rows.length > 0) {
      add({ kind: 'table', caption, headerRows: 1, rows: [header, ...rows] }, line);
    } else {
      const only = isHeaded ? [header.map(({ text }) => ({ text }))] : rows;
      if (only.length > 0) add({ kind: 'table', caption, headerRows: 0, rows: only }, line);
      else if (caption !== null) add({ kind: 'paragraph', text: caption }, line);
    }
  }

  function addList(list: List, flow: Flow): void {
    let items: DraftItem[] = [];
    let base = 0;
    let line = lineOf(list, flow);
    const flush = () => {
      if (items.length > 0) add({ kind: 'list', leadIn: null, items }, line);
      items = [];
    };
    const addItem = (item: DraftItem, node: Nodes) => {
      if (items.length === 0) {
        base = item.depth;
        line = lineOf(node, flow);
      }
      items.push({ ...item, depth: Math.max(0, item.depth - base) });
    };
    const visitItem = (item: ListItem, marker: string | null, level: number) => {
      let mark = marker;
      for (const child of item.children) {
        const isPlain = child.type === 'paragraph' && !hasJsx(flow.parsed.sourceOf(child));
        if (child.type === 'list') visitList(child, level + 1);
        else if (isPlain && (mark !== '' || items.length > 0)) {
          const captions: string[] = [];
          const text = tidyLine(wordsOf(child, flow, captions));
          if (text !== '') {
            addItem({ text, depth: level, marker: mark }, child);
            mark = '';
          }
          if (captions.length > 0) flush();
          for (const caption of captions) add({ kind: 'caption', text: caption }, line);
        } else {
          // Code and tables stand for themselves, and the list goes on after them.
          flush();
          visit(child, flow);
        }
      }
    };
    const visitList = ({ children, ordered, start }: List, level: number) => {
      children.forEach((item, i) => {
        const number = ordered ? `${(start ?? 1) + i}${delimiterOf(item, flow)}` : null;
        visitItem(item, markerOf(number, item.checked ?? null), level);
      });
    };
    visitList(list, 0);
    flush();
  }

  function delimiterOf(item: ListItem, { parsed: { sourceOf } }: Flow): string {
    return /^\s*\d+([.)])/.exec(sourceOf(item).slice(0, 20))?.[1] ?? '.';
  }

  /** A quote, a box that is written as one, or what only stands indented. */
  function addQuote(node: Blockquote, flow: Flow): void {
    const [first, ...others] = node.children;
    const source = first?.type === 'paragraph' ? flow.parsed.sourceOf(first) : '';
    const callout = calloutOf(source.split('\n', 1)[0] ?? '');
    if (callout !== null && first?.type === 'paragraph') {
      const [head = '', ...rest] = wordsOf(first, flow).split('\n');
      const line = lineOf(first, flow);
      const box = calloutTitle(callout.kind, tidyLine(head.slice(callout.length)));
      inBox(box, line, flow, (inner) => {
        const text = tidyLine(rest.join('\n'));
        if (text !== '') add({ kind: 'paragraph', text }, line + 1);
        tellNotes(inner);
        visitAll(others, inner);
      });
      return;
    }
    const isSpoken = node.children.every(
      (child) =>
        child.type === 'paragraph' || (child.type === 'html' && isEmptyComment(child.value)),
    );
    if (!isSpoken) {
      visitAll(node.children, { ...flow, aside: true });
      return;
    }
    const captions: string[] = [];
    const paragraphs = node.children.flatMap((child) =>
      child.type === 'paragraph' ? [wordsOf(child, flow, captions).trim()] : [],
    );
    const isOpen = node.children.at(-1)?.type === 'paragraph';
    const { lines, speaker } = isOpen ? signed(paragraphs) : { lines: paragraphs, speaker: null };
    const spoken = lines.map((text) => tidyLine(text)).filter((text) => text !== '');
    const line = lineOf(node, flow);
    if (speaker === null && spoken.length > MOST_SPOKEN) {
      for (const text of spoken) add({ kind: 'paragraph', text }, line, true);
    } else if (spoken.length > 0) add({ kind: 'quotation', lines: spoken, speaker }, line, true);
    for (const caption of captions) add({ kind: 'caption', text: caption }, line);
  }

  /** The name in a line below a quote belongs to it. */
  function signQuote(node: RootContent, flow: Flow): boolean {
    const quote = blocks.at(-1);
    if (node.type !== 'paragraph' || quote?.kind !== 'quotation' || quote.speaker !== null)
      return false;
    const speaker = signatureOf(tidyLine(flow.parsed.unfold(inlineText(node))));
    if (speaker === null) return false;
    wordsOf(node, flow);
    blocks[blocks.length - 1] = { ...quote, speaker };
    return true;
  }

  /**
   * What terms mean: the paragraph before a colon holds them, a line each.
   * @returns the index after the last node that belongs to it; the same where it is no definition.
   */
  function addDefinition(nodes: readonly RootContent[], at: number, flow: Flow): number {
    const term = nodes[at];
    if (term?.type !== 'paragraph' || !isDefinition(nodes[at + 1])) return at;
    const source = flow.parsed.unfold(inlineText(term));
    const terms = source.split('\n').map((text) => tidyLine(text));
    if (!terms.every(isTerm)) return at;
    let next = at + 1;
    wordsOf(term, flow);
    const lines: string[] = [];
    const line = lineOf(term, flow);
    const flush = () => {
      if (lines.length > 0) add({ kind: 'definition', terms, lines: lines.splice(0) }, line);
    };
    for (; isDefinition(nodes[next]); next += 1) {
      for (const child of (nodes[next] as Box).children) {
        const text = child.type === 'paragraph' ? tidyLine(wordsOf(child, flow)) : '';
        if (text !== '') lines.push(text);
        else if (child.type !== 'paragraph') {
          flush();
          visit(child, flow);
        }
      }
    }
    flush();
    return next;
  }

  function addBox(node: Box, flow: Flow): void {
    const line = lineOf(node, flow);
    const header = flow.parsed.unfold(node.header);
    if (header === ':') {
      // A colon without a term before it is only a colon.
      const [first, ...others] = node.children;
      if (first?.type === 'paragraph') {
        add({ kind: 'paragraph', text: `: ${tidyLine(wordsOf(first, flow))}` }, line, flow.aside);
        visitAll(others, flow);
      } else visitAll(node.children, flow);
    } else if (node.children.length === 0 && !header.startsWith(':')) {
      add({ kind: 'paragraph', text: tidyLine(header) }, line, flow.aside);
    } else {
      inBox(titleWords(boxTitle(header), flow), line, flow, (inner) =>
        visitAll(node.children, inner),
      );
    }
  }

  function addHtml(value: string, line: number, flow: Flow): void {
    if (value.startsWith('<!--') || CODE_ELEMENT.test(value)) {
      const isComment = value.startsWith('<!--');
      if (!isEmptyComment(value)) drop(value, line, isComment ? 'htmlComment' : 'pageCode');
      return;
    }
    if (hasJsx(value)) {
      addComponents(value, line, flow);
      return;
    }
    let from = 0;
    for (const { 0: tag, 1: summary, index } of value.matchAll(FOLD)) {
      addFragment(value.slice(from, index), line + linesIn(value.slice(0, from)), flow);
      from = index + tag.length;
      if (tag.startsWith('</')) closeBoxes(Math.max(flow.floor, outer.length - 1));
      else {
        const title = summary === undefined ? '' : fragmentBlocks(summary).map(textOf).join(' ');
        openBox(
          { title: tidyLine(title) || null, isKind: false },
          line + linesIn(value.slice(0, index)),
        );
      }
    }
    addFragment(value.slice(from), line + linesIn(value.slice(0, from)), flow);
  }

  function addFragment(html: string, line: number, flow: Flow): void {
    if (html.trim() === '') return;
    for (const { dropped: reason, ...block } of fragmentBlocks(html, line)) {
      if (reason !== undefined) drop(textOf(block), block.line, reason);
      else add(block, block.line, flow.aside || block.aside === true);
    }
  }

  /** Markdown and components in one another, as MDX has it. */
  function addComponents(source: string, line: number, flow: Flow): void {
    for (const piece of jsxPieces(source)) {
      const at = line + piece.line;
      if (piece.kind === 'open') openBox({ title: tidyLine(piece.title), isKind: false }, at);
      else if (piece.kind === 'close') closeBoxes(Math.max(flow.floor, outer.length - 1));
      else if (piece.kind === 'tag') drop(piece.text, at, 'siteMarkup');
      else {
        const part = flow.parsed.parse(piece.text);
        visitAll(part.children, { ...flow, parsed: part, offset: at - 1 });
      }
    }
  }

  /** The footnotes that were referred to, each once, behind what refers to it. */
  function tellNotes(flow: Flow): void {
    for (let label = wanted.shift(); label !== undefined; label = wanted.shift()) {
      const note = notes.get(label);
      if (note === undefined || told.has(label)) continue;
      told.add(label);
      for (const child of note.children) {
        const line = lineOf(child, flow);
        if (child.type !== 'paragraph') {
          visit(child, flow);
          continue;
        }
        const text = tidyLine(wordsOf(child, flow));
        const isReference = !endsSentence(text) || text.split(' ').length < NOTE_WORDS;
        if (text !== '')
          add({ kind: 'paragraph', text, ...(isReference && { isApart: true }) }, line);
      }
    }
  }

  function captionText(node: RootContent | undefined, flow: Flow): string | null {
    const inner = node?.type === 'box' ? node.children[0] : node;
    if (inner === undefined) return null;
    return tidyLine(wordsOf(inner, flow)).replace(/^Table:\s+/, '') || null;
  }

  function visitAll(nodes: readonly RootContent[], flow: Flow): void {
    const { ofTables, tableCaptions, pictureCaptions } = findCaptions(nodes, flow.parsed.sourceOf);
    for (let i = 0; i < nodes.length; ) {
      const node = nodes[i] as RootContent;
      const isSigned = nodes[i - 1]?.type === 'blockquote' && signQuote(node, flow);
      const after = isSigned ? i + 1 : addDefinition(nodes, i, flow);
      if (after > i) i = after;
      else {
        const joined = node.type === 'html' ? htmlEnd(nodes, i) : i;
        if (joined > i) {
          addHtml(flow.parsed.sourceOf(spanning(nodes, i, joined)), lineOf(node, flow), flow);
        } else if (node.type === 'table') {
          const caption = ofTables.get(i);
          addTable(node, flow, caption === undefined ? null : captionText(nodes[caption], flow));
        } else if (pictureCaptions.has(i)) {
          const text = captionText(node, flow);
          if (text !== null) add({ kind: 'caption', text }, lineOf(node, flow));
        } else if (!tableCaptions.has(i)) visit(node, flow);
        i = joined + 1;
      }
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
        addTable(node, flow, null);
        break;
      case 'list':
        addList(node, flow);
        break;
      case 'blockquote':
        addQuote(node, flow);
        break;
      case 'box':
        addBox(node, flow);
        break;
      case 'html':
        addHtml(flow.parsed.unfold(node.value), lineOf(node, flow), flow);
        break;
      case 'footnoteDefinition':
        // Its place is behind what refers to it; what nothing refers to stays where it is.
        if (!referred.has(node.identifier)) visitAll(node.children, flow);
        break;
      default:
        // Rules and link definitions carry no words.
        break;
    }
  }

  for (const node of parsed.children) gatherNotes(node, notes, referred);
  visitAll(parsed.children, { parsed, offset: 0, aside: false, floor: 0 });
  return { title, blocks, dropped };
}

/** Footnotes by label, and the labels that something refers to. */
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

/** Takes the name in the last line from the paragraphs of a quote; lines of a dialogue name nobody. */
function signed(paragraphs: readonly string[]): {
  lines: readonly string[];
  speaker: string | null;
} {
  const lines = paragraphs.flatMap((text) => {
    const at = text.lastIndexOf('\n');
    const isLast = text === paragraphs.at(-1) && at !== -1;
    return isLast && signatureOf(tidyLine(text.slice(at))) !== null
      ? [text.slice(0, at), text.slice(at)]
      : [text];
  });
  const speaker = lines.length > 1 ? signatureOf(tidyLine(lines.at(-1) ?? '')) : null;
  const isDialogue = signatureOf(tidyLine(lines.at(-2) ?? '')) !== null;
  if (speaker === null || isDialogue) return { lines: paragraphs, speaker: null };
  return { lines: lines.slice(0, -1), speaker };
}

function isDefinition(node: RootContent | undefined): node is Box {
  return node?.type === 'box' && node.header === ':';
}

/** Whether a line may be what a definition defines: short, and no sentence. */
export function isTerm(line: string): boolean {
  return line !== '' && line.length <= LONGEST_TERM && !/[.!?…:]$/u.test(line);
}

/** What stands in front of an item: its number, and whether it is done. */
function markerOf(number: string | null, isChecked: boolean | null): string | null {
  if (isChecked === null) return number;
  const box = isChecked ? DONE : NOT_DONE;
  return number === null ? box : `${number} ${box}`;
}

/** What is folded up, and the line above it; or its end. */
const FOLD =
  /<details\b[^<>]*>(?:\s*<summary\b[^<>]*>((?:[^<]|<(?!\/summary)){0,500})<\/summary\s*>)?|<\/details\s*>/gi;

function linesIn(text: string): number {
  return text.split('\n').length - 1;
}

/** Elements whose parts mean nothing alone; the parser ends them at a blank line. */
const WHOLE = /<(\/?)(?:table|dl|figure)\b/gi;
/** Nodes that are looked through for the end of one. */
const MOST_JOINED = 300;

/** Index of the last node of the HTML that begins at one. */
function htmlEnd(nodes: readonly RootContent[], at: number): number {
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
function spanning(nodes: readonly RootContent[], from: number, to: number): Html {
  const [start, end] = [nodes[from]?.position?.start, nodes[to]?.position?.end];
  const html: Html = { type: 'html', value: '' };
  return start && end ? { ...html, position: { start, end } } : html;
}
