/** Components that MDX puts among Markdown: their tags are taken out, tabs and boxes keep their titles. */

/** What is found in a line or paragraph with components. */
export type JsxPiece = {
  /** The line that it begins in; 0 is the first one of the source. */
  readonly line: number;
} & (
  | { readonly kind: 'text'; readonly text: string }
  /** A component that has a title above its content. */
  | { readonly kind: 'open'; readonly title: string }
  | { readonly kind: 'close' }
  /** Any other: how it is written, '' where nothing is lost without it. */
  | { readonly kind: 'tag'; readonly text: string }
);

/** UTF-16 units of a longest tag. */
const LONGEST_TAG = 2_000;

/** Names of components begin large, others are HTML. */
const OPENING = /<(\/?)([A-Z][\w.]{0,60})(?=[\s/>])/g;

interface Tag {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly isEnd: boolean;
  readonly attributes: string;
}

/** Where a tag ends that begins before an offset, exclusive; null where it does not. */
function tagEnd(source: string, from: number): number | null {
  let braces = 0;
  let quote = '';
  for (let i = from; i < Math.min(source.length, from + LONGEST_TAG); i += 1) {
    const mark = source[i] ?? '';
    if (quote !== '') quote = mark === quote ? '' : quote;
    else if (mark === '"' || mark === "'" || (mark === '`' && braces > 0)) quote = mark;
    else if (mark === '{') braces += 1;
    else if (mark === '}') braces -= 1;
    else if (mark === '<' && braces === 0) return null;
    else if (mark === '>' && braces === 0) return i + 1;
  }
  return null;
}

/** The tags of components in order. */
function tagsIn(source: string): Tag[] {
  const tags: Tag[] = [];
  let before = 0;
  for (const { 0: opening, 1: slash, 2: name = '', index: start } of source.matchAll(OPENING)) {
    if (start < before) continue;
    const from = start + opening.length;
    const end = tagEnd(source, from);
    if (end === null) continue;
    before = end;
    tags.push({ start, end, name, isEnd: slash === '/', attributes: source.slice(from, end - 1) });
  }
  return tags;
}

const TITLED = new Set(['TabItem', 'Tab', 'Admonition', 'Accordion', 'Card', 'Step', 'Details']);
/** They hold others and say nothing themselves. */
const SILENT = new Set(['Tabs', 'TabItem', 'Tab', 'Admonition', 'Steps', 'CardGroup', 'Columns']);

/** Whether a piece of Markdown begins with a component. */
export function hasJsx(source: string): boolean {
  return /^\s*<\/?[A-Z]/.test(source) && tagsIn(source)[0]?.start === source.search(/\S/);
}

const TITLE =
  /\s(label|title|value)=(?:"([^"]{0,300})"|'([^']{0,300})'|\{\s{0,9}["'`]([^"'`{}]{0,300})["'`]\s{0,9}\})/g;

/** What stands above a component's content: its label or title, or else its value. */
function titleOf(attributes: string): string | null {
  const found = new Map(
    Array.from(attributes.matchAll(TITLE), ([, name, double, single, braced]) => [
      name,
      double ?? single ?? braced ?? '',
    ]),
  );
  return found.get('label') || found.get('title') || found.get('value') || null;
}

/** The pieces of a source in order. */
export function jsxPieces(source: string): JsxPiece[] {
  const pieces: JsxPiece[] = [];
  let from = 0;
  let line = 0;
  const goTo = (to: number): string => {
    const passed = source.slice(from, to);
    from = to;
    return passed;
  };
  const countLines = (passed: string) => {
    line += passed.split('\n').length - 1;
  };
  const text = (to: number) => {
    const passed = goTo(to);
    const blank = passed.length - passed.trimStart().length;
    countLines(passed.slice(0, blank));
    if (blank < passed.length) pieces.push({ kind: 'text', text: passed.slice(blank), line });
    countLines(passed.slice(blank));
  };
  for (const { start, end, name, isEnd, attributes } of tagsIn(source)) {
    text(start);
    const title = titleOf(attributes);
    if (TITLED.has(name) && isEnd) pieces.push({ kind: 'close', line });
    else if (TITLED.has(name) && title !== null && !attributes.trimEnd().endsWith('/')) {
      pieces.push({ kind: 'open', title, line });
    } else {
      const tag = isEnd || SILENT.has(name) ? '' : source.slice(start, end);
      pieces.push({ kind: 'tag', text: tag, line });
    }
    countLines(goTo(end));
  }
  text(source.length);
  return pieces;
}
