/**
 * A reader of Discord's Markdown, written from how its client behaves and independent of what the
 * bot escapes with: says what a person sees and which constructs took part.
 */

/** What is seen: the text, which characters of it are bold, and every other construct met. */
export interface Seen {
  readonly text: string;
  /** One entry a UTF-16 unit of `text`. */
  readonly bold: readonly boolean[];
  readonly constructs: readonly string[];
  /** Lines that stand in a block quote, of how many. */
  readonly quotedLines: number;
  readonly lines: number;
}

interface Out {
  text: string;
  bold: boolean[];
  constructs: string[];
}

/** Tried in order at every place; the client tries them in an order like it. */
const INLINE: readonly [name: string, pattern: RegExp][] = [
  ['link', /^(?:https?|steam|discord):\/\/[^\s<]+[^<.,:;"')\]\s]/],
  ['autolink', /^<(?:https?|mailto|tel|discord|steam):[^ >]+>/],
  ['phone', /^<\+\d+>/],
  ['mention', /^<(?:@[!&]?|#)\d+>/],
  ['emoji', /^<a?:\w+:\d+>/],
  ['timestamp', /^<t:-?\d+(?::[a-zA-Z])?>/],
  ['command', /^<\/[^>]+:\d+>/],
  ['guild', /^<id:\w+>/],
  ['everyone', /^@(?:everyone|here)/],
  ['shortcode', /^:[^\s:]+?(?:::skin-tone-\d)?:/],
  ['fence', /^```[\s\S]+?```/],
  ['code', /^(`+)[\s\S]*?[^`]\1(?!`)/],
  ['spoiler', /^\|\|[\s\S]+?\|\|/],
  ['strike', /^~~[\s\S]+?~~/],
  [
    'masked',
    /^\[(?:\[[^\]]*\]|[^[\]]|\](?=[^[]*\]))*\]\(\s*<?(?:[^\s\\]|\\.)*?>?(?:\s+['"][\s\S]*?['"])?\s*\)/,
  ],
  ['underline', /^__(?:\\[\s\S]|[^\\])+?__(?!_)/],
  ['emphasis', /^\*(?=\S)(?:\*\*|\\[\s\S]|[^*\\])+?\*(?!\*)/],
  ['emphasis', /^\b_(?:__|\\[\s\S]|[^\\_])+?_\b/],
];

const STRONG = /^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/;
const BLOCKS: readonly [name: string, pattern: RegExp][] = [
  ['heading', /^\s*#{1,3}(?:\s|$)/],
  ['subtext', /^\s*-#/],
  ['list', /^\s*(?:[-*+]|\d+[.)])(?:\s|$)/],
  ['quote', /^\s*>/],
];

/** Reads what Discord would show. `> ` at the start of a line is counted, not shown. */
export function readMarkdown(source: string): Seen {
  const lines = source.split('\n');
  const isQuoted = quotedLines(lines);
  const quoted = lines.filter((_, i) => isQuoted[i]);
  // A quote's content is read as a whole, as the client does.
  const content = lines.map((line, i) => (isQuoted[i] ? line.slice(2) : line)).join('\n');
  const out: Out = { text: '', bold: [], constructs: [] };
  readInline(content, false, out);
  return { ...out, quotedLines: quoted.length, lines: lines.length };
}

/** By line, whether it is of a quote; in a fence that began outside of one, `> ` is code. */
function quotedLines(lines: readonly string[]): boolean[] {
  let closing = -1;
  return lines.map((line, i) => {
    if (i <= closing) return false;
    if (line.startsWith('```')) closing = lines.findIndex((each, j) => j > i && each === '```');
    return line.startsWith('> ');
  });
}

function readInline(source: string, bold: boolean, out: Out): void {
  let at = 0;
  let lineStart = true;
  while (at < source.length) {
    const rest = source.slice(at);
    if (lineStart) {
      for (const [name, pattern] of BLOCKS) if (pattern.test(rest)) out.constructs.push(name);
    }
    lineStart = false;
    const escaped = /^\\([^0-9A-Za-z\s])/.exec(rest);
    const strong = STRONG.exec(rest);
    if (escaped) {
      show(escaped[1] as string, bold, out);
      at += 2;
    } else if (strong && !bold) {
      readInline(strong[1] as string, true, out);
      at += strong[0].length;
    } else {
      const found = INLINE.map(([name, pattern]) => [name, pattern.exec(rest)?.[0]] as const).find(
        ([, match]) => match,
      );
      if (strong) out.constructs.push('strong in strong');
      if (
        found &&
        (found[0] !== 'emphasis' || !/\w/.test(source.charAt(at - 1)) || rest[0] !== '_')
      ) {
        out.constructs.push(found[0]);
        show(found[1] as string, bold, out);
        at += (found[1] as string).length;
      } else {
        const char = source.charAt(at);
        show(char, bold, out);
        lineStart = char === '\n';
        at += 1;
      }
    }
  }
}

function show(text: string, bold: boolean, out: Out): void {
  out.text += text;
  for (let unit = 0; unit < text.length; unit++) out.bold.push(bold);
}
