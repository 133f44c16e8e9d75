/** A message's Markdown, as Discord reads it, to the blocks of an article: its words as people see them, without the marks. */
import type { DraftBlock, DraftItem } from '../articles/draft.ts';
import { tidyLine } from '../articles/tidy.ts';

/** What those who are mentioned are called, by id; of nobody the id is kept. */
export interface MessageNames {
  readonly users: Readonly<Record<string, string>>;
  readonly channels: Readonly<Record<string, string>>;
}

const FENCE = '```';
/** The language behind a fence, in a line of its own. */
const LANGUAGE = /^([\w+#.-]{1,40})\n/;
const HEADING = /^(#{1,3})[ \t]+(?=\S)/;
const SMALL = /^-#[ \t]+/;
const QUOTED = /^>[ \t](.*)$/;
/** What follows is quoted to the end. */
const ALL_QUOTED = /^>>>[ \t]?/;
const ITEM = /^([ \t]{0,40})(?:([-*])|(\d{1,9}\.))[ \t]+(\S.*)$/;
/** Spaces by which an item lies in another one. */
const INDENT = 2;

/** `<@1>`, `<@!1>`, `<@&1>`, `<#1>`, `<:name:1>`, `<t:1:R>`, `</ask:1>`, `<id:guide>` (reference.mdx, "Message Formatting"). */
const MENTION =
  /<(?:(@!?|@&|#)(\d{1,20})|a?:(\w{1,64}):\d{1,20}|t:(-?\d{1,13})(?::([tTdDfFsSR]))?|\/([^:<>\n]{1,100}):\d{1,20}|id:([\w-]{1,30})(?::\d{1,20})?)>/gy;
const ADDRESS = /https?:\/\/[^\s<>]+/gy;
const LINK =
  /\[([^[\]\n]{1,500})\]\(<?https?:\/\/[^\s()<>]{1,2000}>?(?:[ \t]+"[^"\n]{0,200}")?\)/gy;
const ESCAPED = /\\([!-/:-@[-`{-~])/gy;
const TICKS = /`{1,2}(?!`)/gy;
/** Bold, underlined, hidden until pressed, slanted. What is struck stays as it was typed: it says otherwise. */
const MARK = /\*\*|__|\|\||\*|_/gy;
const SPECIAL = /[<h[\\`*_|]/g;

/** @param text what was written, in Markdown. */
export function messageBlocks(text: string, names: MessageNames): DraftBlock[] {
  const blocks: DraftBlock[] = [];
  let line = 1;
  for (let at = 0; at < text.length; ) {
    const open = text.indexOf(FENCE, at);
    const close = open === -1 ? -1 : text.indexOf(FENCE, open + FENCE.length);
    const before = text.slice(at, close === -1 ? text.length : open);
    addLines(blocks, before, line, names);
    if (close === -1) break;
    const code = text.slice(open + FENCE.length, close);
    const [head = '', language = null] = LANGUAGE.exec(code) ?? [];
    const words = withoutBlankLines(withNames(code.slice(head.length), names));
    line += lineEnds(before);
    if (words !== '') blocks.push({ kind: 'code', text: words, language, line });
    line += lineEnds(code);
    at = close + FENCE.length;
  }
  return blocks;
}

/** Lines outside of code: each that Discord breaks is a paragraph by itself. */
function addLines(blocks: DraftBlock[], text: string, from: number, names: MessageNames): void {
  let quoted: string[] = [];
  let items: DraftItem[] = [];
  let begun = from;
  let isAllQuoted = false;
  const end = (): void => {
    if (quoted.length > 0) {
      blocks.push({ kind: 'quotation', lines: quoted, speaker: null, line: begun });
    }
    if (items.length > 0) blocks.push({ kind: 'list', leadIn: null, items, line: begun });
    quoted = [];
    items = [];
  };
  for (const [i, raw] of text.split('\n').entries()) {
    const line = from + i;
    if (!isAllQuoted && ALL_QUOTED.test(raw)) {
      end();
      isAllQuoted = true;
    }
    const said = isAllQuoted ? raw.replace(ALL_QUOTED, '') : QUOTED.exec(raw)?.[1];
    if (said !== undefined) {
      if (quoted.length === 0) {
        end();
        begun = line;
      }
      const words = lineWords(said.replace(HEADING, '').replace(SMALL, ''), names);
      if (words !== '') quoted.push(words);
      continue;
    }
    const [, indent = '', , number, item] = ITEM.exec(raw) ?? [];
    const inItem = item === undefined ? '' : lineWords(item, names);
    if (inItem !== '') {
      if (items.length === 0) {
        end();
        begun = line;
      }
      const deepest = items.length === 0 ? 0 : (items.at(-1)?.depth ?? 0) + 1;
      const depth = Math.min(deepest, Math.floor(indent.length / INDENT));
      items.push({ text: inItem, depth, marker: number ?? null });
      continue;
    }
    end();
    const [mark, marks = ''] = HEADING.exec(raw) ?? [];
    const words = lineWords(raw.slice(mark?.length ?? 0).replace(SMALL, ''), names);
    if (words === '') continue;
    blocks.push(
      mark === undefined
        ? { kind: 'paragraph', text: words, line }
        : { kind: 'heading', text: words, depth: marks.length + 1, line },
    );
  }
  end();
}

function lineWords(text: string, names: MessageNames): string {
  return tidyLine(wordsOf(text, names));
}

/** A line of Markdown without its marks. Takes time in proportion to it. */
function wordsOf(text: string, names: MessageNames): string {
  const parts: string[] = [];
  /** Where a mark was that may be ended still, as an index of `parts`. */
  const open = new Map<string, number>();
  /** Lengths of ticks that nothing ends any more. */
  const endless = new Set<string>();
  const at = (pattern: RegExp, from: number): RegExpExecArray | null => {
    pattern.lastIndex = from;
    return pattern.exec(text);
  };
  let from = 0;
  while (from < text.length) {
    SPECIAL.lastIndex = from;
    const next = SPECIAL.exec(text)?.index ?? text.length;
    if (next > from) parts.push(text.slice(from, next));
    if (next === text.length) break;
    from = next;
    const found = at(ESCAPED, from);
    if (found) {
      parts.push(found[1] ?? '');
      from += found[0].length;
      continue;
    }
    const address = at(ADDRESS, from);
    if (address) {
      parts.push(address[0]);
      from += address[0].length;
      continue;
    }
    const mention = at(MENTION, from);
    if (mention) {
      parts.push(named(mention, names));
      from += mention[0].length;
      continue;
    }
    const link = at(LINK, from);
    if (link) {
      parts.push(wordsOf(link[1] ?? '', names));
      from += link[0].length;
      continue;
    }
    const [ticks] = at(TICKS, from) ?? [];
    if (ticks !== undefined && !endless.has(ticks)) {
      const close = text.indexOf(ticks, from + ticks.length);
      if (close === -1) endless.add(ticks);
      else {
        parts.push(withNames(text.slice(from + ticks.length, close), names));
        from = close + ticks.length;
        continue;
      }
    }
    const [mark = text[from] as string] = at(MARK, from) ?? [];
    const begun = open.get(mark);
    if (begun !== undefined && mayClose(text, from, mark)) {
      parts[begun] = '';
      open.delete(mark);
    } else {
      if (mayOpen(text, from, mark)) open.set(mark, parts.length);
      parts.push(mark);
    }
    from += mark.length;
  }
  return parts.join('');
}

const isMark = (mark: string): boolean => /^(?:\*\*|__|\|\||\*|_)$/.test(mark);

/** Between words and at their ends it is a mark; in a word, `_` is a letter. */
function mayOpen(text: string, from: number, mark: string): boolean {
  if (!isMark(mark)) return false;
  const next = text[from + mark.length] ?? ' ';
  return !/\s/.test(next) && !(mark === '_' && /\w/.test(text[from - 1] ?? ' '));
}

function mayClose(text: string, from: number, mark: string): boolean {
  const next = text[from + mark.length] ?? ' ';
  return !/\s/.test(text[from - 1] ?? ' ') && !(mark === '_' && /\w/.test(next));
}

/** In code marks are words; of mentions there, too, no id is kept. */
function withNames(text: string, names: MessageNames): string {
  let words = '';
  let from = 0;
  for (let next = text.indexOf('<'); next !== -1; next = text.indexOf('<', from)) {
    MENTION.lastIndex = next;
    const found = MENTION.exec(text);
    words += text.slice(from, next) + (found ? named(found, names) : '<');
    from = next + (found?.[0].length ?? 1);
  }
  return words + text.slice(from);
}

/** Where nothing says what somebody or something is called, as Discord shows that. */
function named(found: RegExpExecArray, { users, channels }: MessageNames): string {
  const [, sign, id = '', emoji, seconds, style, command, guide] = found;
  if (sign === '#') return `#${nameIn(channels, id) ?? 'unknown'}`;
  if (sign === '@&') return '@unknown-role';
  if (sign !== undefined) return `@${nameIn(users, id) ?? 'unknown-user'}`;
  if (emoji !== undefined) return `:${emoji}:`;
  if (seconds !== undefined) return instantOf(Number(seconds), style) ?? found[0];
  return command === undefined ? (guide ?? '') : `/${command}`;
}

function nameIn(names: Readonly<Record<string, string>>, id: string): string | undefined {
  return Object.hasOwn(names, id) ? names[id] : undefined;
}

/** In Greenwich, where it is for nobody alone; "two hours ago" would be wrong tomorrow. */
function instantOf(seconds: number, style: string | undefined): string | null {
  const date = new Date(seconds * 1_000);
  if (Number.isNaN(date.getTime())) return null;
  const [day = '', time = ''] = date.toISOString().split('T');
  const minutes = `${time.slice(0, 5)} UTC`;
  if (style === 'd' || style === 'D') return day;
  return style === 't' || style === 'T' ? minutes : `${day} ${minutes}`;
}

function lineEnds(text: string): number {
  return text.split('\n').length - 1;
}

function withoutBlankLines(code: string): string {
  const lines = code.split('\n');
  while (lines.length > 0 && lines[0]?.trim() === '') lines.shift();
  while (lines.length > 0 && lines.at(-1)?.trim() === '') lines.pop();
  return lines.join('\n');
}
