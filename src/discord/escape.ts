/**
 * Shows any text in a Discord message as exactly that text, whatever Markdown it holds.
 *
 * Only backslashes are added, never a zero-width character: Discord hides the backslash before any
 * ASCII punctuation, so what is seen and copied stays the text itself.
 */
import type { Span } from '../model.ts';

/** Discord ends a line at `\n`; the others are shown as line ends too and could start a block. */
const LINE_END = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/;
const LINE_ENDS = new RegExp(LINE_END, 'g');

/** What opens emphasis, code, a spoiler, a link, a mention, a timestamp, or escapes. */
const ALWAYS = /[\\*_~`|<[]/;

/** What a `:name:` is made of and ends at. */
const COLON_OR_SPACE = /[:\s]/g;

const EVERYONE = /@(?=everyone|here)/iy;

/** Headings and subtext, lists, numbered lists, quotes: read at the start of a line only. */
const BLOCK = /^(\s*)(?:[#>]|[-+](?=\s|#|$)|\d+[.)](?=\s|$))/;

/** A run that Discord may take for a link has this in it, and ends at white space or `<`. */
const SCHEME_END = '://';
const SCHEME = /[a-z0-9+.-]/i;
const LINK_END = /[\s<]/g;

/**
 * Links that Discord reads to their end, so that nothing in them needs a backslash (which would
 * become part of the address). Two plain characters after the slashes make it a link in any case.
 * No name before an `@`: such an address leads elsewhere than it seems to.
 */
const PLAIN_LINK = /^https?:\/\/[a-z0-9]{2}[a-z0-9.:-]*(?:[/?#][\w.~:/?#@!$&'()+,;=%-]*)?$/i;

/** How `escapeLine` treats a line. */
interface LineOptions {
  /** Offsets into the line of what is put in bold. */
  readonly bold?: Span | null;
  /** Whether plain http(s) links stay links. Where Discord knows no links (a title), they must not. */
  readonly links: boolean;
}

/** Escapes text for a place that may have several lines and links, such as a message's content. */
export function escapeMarkdown(text: string): string {
  return text
    .split(LINE_END)
    .map((line) => escapeLine(line, { links: true }))
    .join('\n');
}

/** Escapes text for an embed's title: one line, no links. */
export function escapeTitle(text: string): string {
  return escapeLine(oneLine(text), { links: false });
}

/** Escapes text for a heading: one line, no links, and no signs at its end that would close it. */
export function escapeHeading(text: string): string {
  const line = oneLine(text);
  const [signs = ''] = /(?<!#)#+$/.exec(line) ?? [];
  const words = line.slice(0, line.length - signs.length);
  return escapeLine(words, { links: false }) + '\\#'.repeat(signs.length);
}

/**
 * Escapes a part of a line, whatever stands before and behind it: no construct begins or ends in it,
 * and none is made together with a neighbour.
 */
export function escapePart(text: string): string {
  const escaped = escapeLine(text, { links: false }).replace(/(?<!\\):/g, '\\:');
  // Behind a digit or at a line's start, even a point or a dash would be read.
  return /^[!-/:-@[-`{-~]/.test(escaped) && !escaped.startsWith('\\') ? `\\${escaped}` : escaped;
}

/**
 * A block quote of `text` with `bold` (offsets into `text`) in bold.
 *
 * Every line gets its own `> `: `>>> ` would swallow whatever comes after it in the message. Bold is
 * opened and closed within each line, and never touches white space.
 */
export function quoteBlock(text: string, bold: Span | null): string {
  return escapeLines(text, bold)
    .map((line) => `> ${line}`)
    .join('\n');
}

/** The lines of a text, each escaped, with `bold` (offsets into `text`) in bold within each. */
export function escapeLines(text: string, bold: Span | null): string[] {
  return linesOf(text).map(({ start, end }) => {
    const line = text.slice(start, end);
    const inLine = bold && trimSpan(line, { start: bold.start - start, end: bold.end - start });
    return escapeLine(line, { bold: inLine, links: true });
  });
}

/** What steers the direction of text or is not seen at all, beside the joiners scripts need. */
const UNSEEN = /[\p{Cc}\u061C\u200B\u200E\u200F\u2028\u2029\u202A-\u202E\u2060-\u206F\uFEFF]+/gu;

/**
 * A label of one line: white space collapsed, controls and direction marks removed. For titles,
 * names and questions, which stand beside words of ours; never for a quote.
 */
export function oneLine(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replace(UNSEEN, '')
    .trim();
}

function escapeLine(line: string, { bold = null, links }: LineOptions): string {
  const kept = links ? keptLinks(line, bold) : [];
  const shortcodes = shortcodesIn(line);
  // What is in bold is read as a text of its own, with a start and an end.
  const blocks = new Set([
    blockMarker(line, 0, line.length),
    bold ? blockMarker(line, bold.start, bold.end) : -1,
  ]);
  let out = '';
  let link = 0;
  for (let at = 0; at <= line.length; at++) {
    if (bold && (at === bold.start || at === bold.end)) out += '**';
    const next = kept[link];
    if (next?.start === at) {
      // A bold start at the link's own start was written above; none lies inside.
      out += line.slice(next.start, next.end);
      at = next.end - 1;
      link++;
    } else if (at < line.length) {
      out += blocks.has(at) || needsEscape(line, at, shortcodes) ? `\\${line[at]}` : line[at];
    }
  }
  return out;
}

function needsEscape(line: string, at: number, shortcodes: ReadonlySet<number>): boolean {
  const char = line.charAt(at);
  if (ALWAYS.test(char)) return true;
  if (char === ':') return shortcodes.has(at) || line.startsWith(SCHEME_END, at);
  return char === '@' && matchesAt(EVERYONE, line, at);
}

/**
 * Where a `:name:` may begin: at each colon that another one follows before any white space. Drawn as
 * an emoji; times such as 12:30:45 lose nothing by the backslash.
 */
function shortcodesIn(line: string): ReadonlySet<number> {
  const found = new Set<number>();
  let before = -1;
  for (const { 0: char, index } of line.matchAll(COLON_OR_SPACE)) {
    if (char === ':' && before !== -1) found.add(before);
    before = char === ':' ? index : -1;
  }
  return found;
}

/** Runs that Discord may take for links, in order. No character is looked at more than twice. */
function* linksIn(line: string): Generator<Span> {
  let from = 0;
  for (;;) {
    const colon = line.indexOf(SCHEME_END, from);
    if (colon === -1) return;
    let start = colon;
    for (let at = colon - 1; at >= from && SCHEME.test(line.charAt(at)); at--) {
      // The first letter of the run: a scheme begins with one.
      if (/[a-z]/i.test(line.charAt(at))) start = at;
    }
    from = colon + SCHEME_END.length;
    if (start === colon) continue;
    LINK_END.lastIndex = from;
    from = LINK_END.exec(line)?.index ?? line.length;
    yield { start, end: from };
  }
}

/** The offset of the character that would make `from` the start of a block, or -1. */
function blockMarker(line: string, from: number, to: number): number {
  const match = BLOCK.exec(line.slice(from, to));
  // The last character matched is the marker: the point of `1.`, the `#`, the `-`.
  return match ? from + match[0].length - 1 : -1;
}

/** Links that stay as they are. One that bold would cut or touch from behind is not among them. */
function keptLinks(line: string, bold: Span | null): Span[] {
  const spans: Span[] = [];
  for (const { start, end } of linksIn(line)) {
    // Discord reads a link on to white space or `<`: bold's `**` behind it, or the backslash before
    // a `<`, would become part of the address.
    const cut = bold && start < bold.start && bold.start <= end;
    const cutBehind = bold && start < bold.end && bold.end < end;
    if (cut || cutBehind || line[end] === '<') continue;
    if (PLAIN_LINK.test(line.slice(start, end))) spans.push({ start, end });
  }
  return spans;
}

function matchesAt(sticky: RegExp, text: string, at: number): boolean {
  sticky.lastIndex = at;
  return sticky.test(text);
}

function linesOf(text: string): Span[] {
  const lines: Span[] = [];
  let start = 0;
  for (const match of text.matchAll(LINE_ENDS)) {
    lines.push({ start, end: match.index });
    start = match.index + match[0].length;
  }
  lines.push({ start, end: text.length });
  return lines;
}

/** The span within the line, without white space at its ends; null where nothing is left. */
function trimSpan(line: string, span: Span): Span | null {
  let start = Math.max(0, span.start);
  let end = Math.min(line.length, span.end);
  while (start < end && /\s/.test(line.charAt(start))) start++;
  while (start < end && /\s/.test(line.charAt(end - 1))) end--;
  return start < end ? { start, end } : null;
}
