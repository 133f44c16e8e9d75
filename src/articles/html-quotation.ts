/** Quotations of a page with whose words they are; a block quote that only indents is flow. */
import { blockOf, type Flow, type HtmlBlock, leftBlocks } from './html-block.ts';
import { type FlatLine, flatLine, type Part, partsOf } from './html-parts.ts';
import {
  childElements,
  type HtmlElement,
  isElement,
  isText,
  lineOf,
  namesOf,
  rawText,
} from './html-tree.ts';

/** Paragraphs of a quotation that names nobody; more of them are a section that is indented. */
const MOST_LINES = 4;

/** UTF-16 units of a speaker with what they are. */
const LONGEST_SPEAKER = 160;

const SPEAKER_NAME =
  /^(?:(?:block)?quote-)?(?:attribution|author|source|speaker|cite|citation|byline)$/;

/** `— Ida Torvel, harbour master`, after a dash that is none of its words. */
const SIGNED = /^(?:[—–―]|--)\s{0,3}(?=["“„«]?\p{L})/u;

/** A quotation, or null for a block quote that is read as what lies in it. */
export function quotationBlocks(
  quote: HtmlElement,
  flow: Flow,
  figcaption: FlatLine | null = null,
): HtmlBlock[] | null {
  const named = figcaption === null ? speakerIn(quote) : null;
  const parts = partsOf(quote.childNodes, { skip: new Set(named === null ? [] : [named]) });
  const lines = linesOf(parts);
  if (lines === null || lines.length === 0) return null;
  const signed = named === null ? figcaption : flatLine(named.childNodes);
  let speaker = signed === null ? null : unsigned(signed.text);
  if (speaker === null) {
    const last = lines.at(-1);
    const rows = last?.rows ?? [];
    const signature = signatureOf(rows.at(-1) ?? '');
    if (last !== undefined && signature !== null && (lines.length > 1 || rows.length > 1)) {
      speaker = signature;
      lines.pop();
      if (rows.length > 1) lines.push({ ...last, text: rows.slice(0, -1).join(' ') });
    }
  }
  if (speaker === null && (flow.isQuoteIndented || lines.length > MOST_LINES)) return null;
  const line = lines[0]?.line ?? lineOf(quote);
  const content = { kind: 'quotation', lines: lines.map(({ text }) => text), speaker } as const;
  const linked = lines.reduce((sum, each) => sum + each.linked, 0);
  const left = [...parts.filter((part) => part.is === 'left'), ...(signed?.left ?? [])];
  return [{ ...blockOf(content, line, quote), aside: true, linked }, ...leftBlocks(left)];
}

/** The lines of a quotation; null where other blocks are among them. */
function linesOf(parts: readonly Part[]) {
  const lines = parts.filter((part) => part.is === 'line');
  return parts.some((part) => part.is === 'element') ? null : lines;
}

/** The element that says whose words they are: a footer, or what is cited last. */
function speakerIn(quote: HtmlElement): HtmlElement | null {
  const children = childElements(quote);
  const last = children.at(-1);
  const footer = children.find(({ tagName }) => tagName === 'footer');
  if (footer !== undefined) return footer;
  const before = announcedIn(quote);
  if (before !== null) return before;
  if (last === undefined || children.length + textBefore(quote, last) < 2) return null;
  if (last.tagName === 'cite' || namesOf(last).some((name) => SPEAKER_NAME.test(name))) return last;
  const inner = childElements(last);
  const isCite = inner.length === 1 && inner[0]?.tagName === 'cite' && !hasText(last);
  return isCite ? last : null;
}

/** Who is cited before the words, as forums do it: `Ada Hale wrote:`. */
function announcedIn(quote: HtmlElement): HtmlElement | null {
  const [first, ...rest] = quote.childNodes.filter(
    (node) => !isText(node) || node.value.trim() !== '',
  );
  if (first === undefined || !isElement(first)) return null;
  if (first.tagName === 'div' && rest.length === 0) return announcedIn(first);
  const isCite = first.tagName === 'cite' && /:\s*$/.test(rawText(first, LONGEST_SPEAKER));
  return isCite && rest.length > 0 ? first : null;
}

function textBefore(quote: HtmlElement, last: HtmlElement): number {
  return quote.childNodes.some((node) => node !== last && isText(node) && node.value.trim() !== '')
    ? 1
    : 0;
}

/** Words of its own beside its elements, a dash aside. */
function hasText(element: HtmlElement): boolean {
  return element.childNodes.some((node) => isText(node) && /[\p{L}\p{N}]/u.test(node.value));
}

/** Who signs in a line; null for any other line. */
export function signatureOf(line: string): string | null {
  if (line.length > LONGEST_SPEAKER || !SIGNED.test(line)) return null;
  const name = line.replace(SIGNED, '').trim();
  return /[.!?…]["”’]?$/u.test(name) && name.split(' ').length > 6 ? null : name;
}

function unsigned(text: string): string | null {
  const name = text.replace(SIGNED, '').trim();
  return name === '' ? null : name;
}

/** Gives a quotation the speaker who signs in the line after it. */
export function withSignatures(blocks: readonly HtmlBlock[]): HtmlBlock[] {
  const joined: HtmlBlock[] = [];
  for (const block of blocks) {
    const before = joined.at(-1);
    const signature = block.kind === 'paragraph' && !block.dropped ? signatureOf(block.text) : null;
    if (signature !== null && before?.kind === 'quotation' && before.speaker === null) {
      joined[joined.length - 1] = { ...before, speaker: signature };
    } else joined.push(block);
  }
  return joined;
}
