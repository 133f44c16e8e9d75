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

/** Names of components begin large, others are HTML. */
const TAG =
  /<(\/?)([A-Z][\w.]{0,60})((?:[^<>"'{}`]|"[^"\n]{0,500}"|'[^'\n]{0,500}'|\{[^{}]{0,500}\}|\{\{[^{}]{0,500}\}\}){0,200})>/g;

const TITLED = new Set(['TabItem', 'Tab', 'Admonition', 'Accordion', 'Card', 'Step', 'Details']);
/** They hold others and say nothing themselves. */
const SILENT = new Set(['Tabs', 'TabItem', 'Tab', 'Admonition', 'Steps', 'CardGroup', 'Columns']);

/** Whether a piece of Markdown begins with a component. */
export function hasJsx(source: string): boolean {
  return /^\s*<\/?[A-Z][\w.]*(?:[\s/>]|$)/.test(source) && source.search(TAG) !== -1;
}

function attribute(attributes: string, name: string): string | null {
  const found = new RegExp(
    `\\s${name}=(?:"([^"]*)"|'([^']*)'|\\{\\s*["'\`]([^"'\`{}]*)["'\`]\\s*\\})`,
  );
  const [, double, single, braced] = found.exec(attributes) ?? [];
  return double ?? single ?? braced ?? null;
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
  for (const { 0: tag, 1: slash, 2: name = '', 3: inside = '', index } of source.matchAll(TAG)) {
    text(index);
    const title = ['label', 'title', 'value'].map((key) => attribute(inside, key)).find(Boolean);
    if (TITLED.has(name) && slash === '/') pieces.push({ kind: 'close', line });
    else if (TITLED.has(name) && title && !inside.trimEnd().endsWith('/')) {
      pieces.push({ kind: 'open', title, line });
    } else {
      pieces.push({ kind: 'tag', text: slash === '/' || SILENT.has(name) ? '' : tag, line });
    }
    countLines(goTo(index + tag.length));
  }
  text(source.length);
  return pieces;
}
