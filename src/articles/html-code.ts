/** Code in a page: its lines and spaces exactly, its language, and what editors put around it left out. */
import type { BareDropKey } from '../refusals.ts';
import type { DraftContent } from './draft.ts';
import type { HtmlBlock } from './html-block.ts';
import { leftOutReason, SILENT } from './html-furniture.ts';
import {
  attribute,
  childElements,
  type HtmlElement,
  type HtmlNode,
  type HtmlText,
  isElement,
  isText,
  lineOf,
} from './html-tree.ts';
import { toLines } from './lines.ts';
import { removeInvisible, tidyLine } from './tidy.ts';

/** Elements inside code that are lines of their own. */
const LINES: ReadonlySet<string> = new Set('div p li tr'.split(' '));

const TABLE_PARTS: ReadonlySet<string> = new Set('table thead tbody tfoot tr colgroup'.split(' '));

/** `language-sh`, `lang-js`, `highlight-source-shell`, `brush: js`, `sourceCode bash`, `hljs bash`. */
const LANGUAGES = [
  /(?:^|\s)lang(?:uage)?-([\w+#.-]{1,30})(?=\s|$)/i,
  /(?:^|\s)highlight-(?:source-|text-)?([\w+#.-]{1,30})(?=\s|$)/i,
  /(?:^|\s)brush:\s{0,3}([\w+#.-]{1,30})(?=[\s;]|$)/i,
  /(?:^|\s)(?:sourceCode|hljs)\s{1,3}([\w+#.-]{1,30})(?=\s|$)/i,
];
const NO_LANGUAGE =
  /^(?:none|default|text|plain|plaintext|nohighlight|notranslate|auto|numberSource)$/i;

/** How far above its text the name of a code's language is looked for. */
const LEVELS = 3;

/** What only a page that shows code says of a `<pre>`. */
const CODE_NAME =
  /(?:^|[\s_-])(?:code|language|lang|highlight|hljs|brush|prettyprint|syntax|literal-block|screen|terminal|console|source)/i;

/** Letters, digits and the marks of prose; the share of them in what is no code. */
const PROSE_MARK = /[\p{L}\p{N}\s.,;:!?'"’“”()-]/gu;
const PROSE_SHARE = 0.97;
/** So many letters a line are written by wrapping prose. */
const PROSE_LINE = 50;
const FEWEST_PROSE_LINES = 3;

/** A `<pre>` or what is like it: one block of code, or the paragraphs of a text that was typed in one. */
export function codeBlocks(element: HtmlElement): HtmlBlock[] {
  const left: HtmlBlock[] = [];
  const lines = codeText(element, left).split('\n');
  const from = lines.findIndex((line) => line.trim() !== '');
  const to = lines.findLastIndex((line) => line.trim() !== '');
  if (from === -1) return left;
  const text = lines.slice(from, to + 1).join('\n');
  const line = lineOf(element) + from;
  if (isProse(element, text)) return [...paragraphs(text, line), ...left];
  const content: DraftContent = { kind: 'code', text, language: languageOf(element) };
  return [{ ...content, line, source: element }, ...left];
}

function codeText(element: HtmlElement, left: HtmlBlock[]): string {
  const pieces: string[] = [];
  const add = (piece: string) => {
    if (piece !== '') pieces.push(piece);
  };
  const breakLine = () => {
    if (pieces.length > 0 && !pieces.at(-1)?.endsWith('\n')) pieces.push('\n');
  };
  const visit = (node: HtmlNode) => {
    if (isText(node) && !isBetweenCells(node)) add(node.value);
    if (!isElement(node) || SILENT.has(node.tagName)) return;
    if (node.tagName === 'br') add('\n');
    const reason = leftOutReason(node);
    if (reason !== null) {
      leaveOut(reason, node, left);
      return;
    }
    const isLine = LINES.has(node.tagName);
    if (isLine) breakLine();
    node.childNodes.forEach(visit);
    if (isLine) breakLine();
  };
  element.childNodes.forEach(visit);
  return removeInvisible(pieces.join(''));
}

/** White space of the source that a table of lines does not show. */
function isBetweenCells({ parentNode }: HtmlText): boolean {
  return parentNode !== null && TABLE_PARTS.has(parentNode.nodeName);
}

/** Notes what is left out, in one line for each reason. */
function leaveOut(reason: BareDropKey, element: HtmlElement, left: HtmlBlock[]): void {
  const words = tidyLine(codeText(element, left));
  if (words === '') return;
  const known = left.findIndex(({ dropped }) => dropped === reason);
  const before = left[known];
  if (before?.kind === 'paragraph') left[known] = { ...before, text: `${before.text} ${words}` };
  else {
    const line = lineOf(element);
    left.push({ kind: 'paragraph', text: words, line, dropped: reason, source: null });
  }
}

/** The language that the code's element, or one around it or alone in it, names. */
function languageOf(element: HtmlElement): string | null {
  const inner = childElements(element);
  const around: HtmlElement[] = [];
  let parent = element.parentNode;
  while (parent !== null && isElement(parent) && around.length < LEVELS - 1) {
    around.push(parent);
    parent = parent.parentNode;
  }
  for (const each of [...(inner.length === 1 ? inner : []), element, ...around]) {
    const names = attribute(each, 'class') ?? '';
    const named =
      attribute(each, 'data-lang') ??
      attribute(each, 'data-language') ??
      LANGUAGES.map((pattern) => pattern.exec(names)?.[1]).find((name) => name !== undefined) ??
      null;
    if (named !== null && /^[\w+#.-]{1,30}$/.test(named) && !NO_LANGUAGE.test(named)) {
      return named.toLowerCase();
    }
  }
  return null;
}

/** Mails and old texts are typed in a `<pre>`, wrapped by hand: they are no code. */
function isProse(element: HtmlElement, text: string): boolean {
  const names = [element, ...childElements(element)].map((each) => attribute(each, 'class') ?? '');
  if (childElements(element).some(({ tagName }) => tagName === 'code')) return false;
  if (names.some((name) => CODE_NAME.test(name)) || languageOf(element) !== null) return false;
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const long = lines.filter(
    (line) => line.length >= PROSE_LINE && /^\s{0,4}\S+(?:\s\S+){5}/.test(line),
  );
  if (long.length < FEWEST_PROSE_LINES || long.length * 2 < lines.length) return false;
  const marks = text.match(PROSE_MARK)?.length ?? 0;
  return marks >= text.length * PROSE_SHARE && /\p{Ll}[.!?]["”’)]?(?:\s|$)/u.test(text);
}

function paragraphs(text: string, firstLine: number): HtmlBlock[] {
  return toLines(text, firstLine).map(({ text: words, line, heading }) => ({
    kind: heading ? 'heading' : 'paragraph',
    text: words,
    line,
    source: null,
  }));
}
