/** Reads Discord's Markdown over lines: quotes, headings, subtext, lists, code blocks. */
import { type Inline, readInline } from './inline.ts';

/** A block of a message. */
export type Block =
  | { readonly kind: 'paragraph' | 'subtext'; readonly children: readonly Inline[] }
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly children: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | {
      readonly kind: 'list';
      /** The first number, null for dots. */
      readonly start: number | null;
      readonly items: readonly (readonly Inline[])[];
      /** The lists that stand in each item. */
      readonly nested: readonly (readonly Block[])[];
    };

const FENCE = /(?<!\\)```(?:[\w+.#-]*\n)?([\s\S]+?)```/g;
const ITEM = /^( *)(?:([-*])|(\d{1,10})\.) +(\S.*)$/;
/** A further line of an item. */
const FURTHER = /^ {2,}\S/;
/** What nests deeper is shown at this depth. */
const DEEPEST = 8;

/** Reads a text. @param quotes false inside a quote: quotes do not nest. */
export function readBlocks(source: string, quotes = true): Block[] {
  const blocks: Block[] = [];
  let last = 0;
  for (const match of source.matchAll(FENCE)) {
    // A fence inside a quoted line belongs to that quote.
    const line = source.slice(source.lastIndexOf('\n', match.index - 1) + 1, match.index);
    if (quotes && /^>{1,3} /.test(line)) continue;
    blocks.push(...readLines(source.slice(last, match.index).replace(/\n$/, ''), quotes));
    blocks.push({ kind: 'code', text: (match[1] ?? '').replace(/^\n+|(?<!\n)\n+$/g, '') });
    last = match.index + match[0].length;
    if (source[last] === '\n') last++;
  }
  blocks.push(...readLines(source.slice(last), quotes));
  return blocks;
}

function readLines(source: string, quotes: boolean): Block[] {
  if (source === '') return [];
  const blocks: Block[] = [];
  const lines = source.split('\n');
  let plain: string[] = [];
  const flush = () => {
    const text = plain.join('\n');
    if (text !== '') blocks.push({ kind: 'paragraph', children: readInline(text) });
    plain = [];
  };
  /** Takes lines while they fit, from `index`. */
  const run = (index: number, fits: (line: string) => boolean) => {
    let end = index;
    while (end < lines.length && fits(lines[end] ?? '')) end++;
    return lines.slice(index, end);
  };
  for (let index = 0; index < lines.length; ) {
    const line = lines[index] ?? '';
    const heading = /^(#{1,3}) +(\S.*)$/.exec(line);
    const subtext = /^-# +(\S.*)$/.exec(line);
    if (quotes && line.startsWith('>>> ')) {
      flush();
      const rest = [line.slice('>>> '.length), ...lines.slice(index + 1)].join('\n');
      blocks.push({ kind: 'quote', blocks: readBlocks(rest, false) });
      return blocks;
    }
    if (quotes && /^>(?: |$)/.test(line)) {
      flush();
      const quoted = run(index, (one) => /^>(?: |$)/.test(one));
      const text = quoted.map((one) => one.slice(2)).join('\n');
      blocks.push({ kind: 'quote', blocks: readBlocks(text, false) });
      index += quoted.length;
    } else if (heading) {
      flush();
      const level = (heading[1]?.length ?? 1) as 1 | 2 | 3;
      blocks.push({ kind: 'heading', level, children: readInline(heading[2] ?? '') });
      index++;
    } else if (subtext) {
      flush();
      blocks.push({ kind: 'subtext', children: readInline(subtext[1] ?? '') });
      index++;
    } else if (ITEM.test(line)) {
      flush();
      const listed = run(index, (one) => ITEM.test(one) || FURTHER.test(one));
      blocks.push(...readLists(listed, 0));
      index += listed.length;
    } else {
      plain.push(line);
      index++;
    }
  }
  flush();
  return blocks;
}

/** The lists of some lines: those that are indented further than an item stand in it. */
function readLists(lines: readonly string[], depth: number): Block[] {
  const lists: { start: number | null; items: string[]; nested: Block[][] }[] = [];
  const own = indentOf(lines[0] ?? '');
  for (let index = 0; index < lines.length; ) {
    const item = ITEM.exec(lines[index] ?? '');
    const number = item?.[3];
    const start = number === undefined ? null : Number(number);
    let list = lists.at(-1);
    if (list === undefined || (list.start === null) !== (start === null)) {
      list = { start, items: [], nested: [] };
      lists.push(list);
    }
    const words = [item?.[4] ?? (lines[index] ?? '').trim()];
    let next = index + 1;
    while (next < lines.length && !ITEM.test(lines[next] ?? '')) {
      words.push((lines[next] ?? '').trim());
      next++;
    }
    let end = next;
    while (depth < DEEPEST && end < lines.length && indentOf(lines[end] ?? '') > own) end++;
    list.items.push(words.join('\n'));
    list.nested.push(end > next ? readLists(lines.slice(next, end), depth + 1) : []);
    index = end;
  }
  return lists.map(({ start, items, nested }) => ({
    kind: 'list',
    start,
    items: items.map((item) => readInline(item)),
    nested,
  }));
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
