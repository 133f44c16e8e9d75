/** First lines of dialects: the title of a box, of a tab, of a component; lines that only a site's program reads. */

/** What a first line opens. */
export interface BoxTitle {
  /** What stands above the content; null where nothing does. */
  readonly title: string | null;
  /** Whether it is only the box's kind, such as “Warning”, which is no section of the article. */
  readonly isKind: boolean;
}

/** Behind its colons, what a box begins with whose content answers nothing by itself. */
export const APART = '{.apart}';

const NONE: BoxTitle = { title: null, isKind: false };

/** Kinds of boxes that sites print where a box has no title of its own. */
const KINDS = new Set(
  (
    'abstract attention bug caution danger error example fail failure faq help hint important info ' +
    'missing note question quote success summary tip tldr todo warning'
  ).split(' '),
);

function kindTitle(kind: string): BoxTitle {
  const word = kind.toLowerCase();
  if (!KINDS.has(word)) return NONE;
  return { title: word.charAt(0).toUpperCase() + word.slice(1), isKind: true };
}

function titled(title: string | undefined, kind: string): BoxTitle {
  const words = title?.trim();
  if (words === undefined) return kindTitle(kind);
  return words === '' ? NONE : { title: words, isKind: false };
}

/**
 * The title of a box.
 * @param header its first line, as `Box.header`; the title is Markdown.
 */
export function boxTitle(header: string): BoxTitle {
  const line = header.trim();
  if (line.startsWith(':')) return fencedTitle(line.replace(/^:+/, '').trim());
  const quote = /["']$/.exec(line)?.[0];
  const opened = quote === undefined ? -1 : line.indexOf(quote);
  const isQuoted = opened !== -1 && opened < line.length - 1;
  const quoted = isQuoted ? line.slice(opened + 1, -1) : undefined;
  if (line.startsWith('=')) return titled(quoted, '');
  // `!!! note inline end "Title"`
  const [, kind = ''] = line.split(/\s+/);
  return titled(quoted, kind);
}

/** `note Title`, `note[Title]{…}`, or classes as pandoc writes them. */
function fencedTitle(line: string): BoxTitle {
  const kind = /^[A-Za-z][\w-]*/.exec(line)?.[0];
  if (kind === undefined) return kindTitle(/\.([\w-]+)/.exec(line)?.[1] ?? '');
  const rest = withoutAttributes(line.slice(kind.length).trim());
  const title = rest.startsWith('[') && rest.endsWith(']') ? rest.slice(1, -1) : rest;
  return titled(title === '' ? undefined : title, kind);
}

function withoutAttributes(text: string): string {
  const open = text.lastIndexOf('{');
  return text.endsWith('}') && open !== -1 ? text.slice(0, open).trim() : text;
}

/** `> [!note]- Title`: what a quote begins with that is a box. */
const CALLOUT = /^\[!([A-Za-z][\w -]{0,40})(?:\|[^\]\n]{0,80})?\][+-]?(?:[ \t]+|$)/;

/** The kind of a box that a quote is, and the length of what says so; null for a quote. */
export function calloutOf(line: string): { readonly kind: string; readonly length: number } | null {
  const found = CALLOUT.exec(line);
  return found === null ? null : { kind: found[1] ?? '', length: found[0].length };
}

/** What stands above a callout with that title. */
export function calloutTitle(kind: string, title: string): BoxTitle {
  return titled(title.trim() === '' ? undefined : title, kind.trim());
}

/** Lines of a program: modules that MDX takes in and gives out, pieces that MkDocs puts in. */
const PROGRAM_LINE = [
  /^import\s+(?:[\w$*{][^'"\n]{0,500}\sfrom\s+)?(?:'[^'\n]{1,300}'|"[^"\n]{1,300}");?\s*$/,
  /^export\s+(?:default\s|const\s+\w+\s*=|let\s+\w+\s*=|function\s+\w+\s*\(|\{[^{}\n]{0,500}\}(?:\s+from\b|;?\s*$))/,
  /^;?-{1,8}8<-{1,8}(?:\s|$)/,
];

/** Names that a module takes in or gives out may stand in lines of their own. */
const NAMES = /\{[^{}]*\}/g;

/** Whether every line is for the program of a site. @param source as it is written, escapes included. */
export function isProgram(source: string): boolean {
  const lines = source.replace(NAMES, (names) => names.replaceAll('\n', ' ')).split('\n');
  return lines.every((line) => PROGRAM_LINE.some((one) => one.test(line)));
}

/** Where a site's program puts a list of its sections. */
export function isContentsMark(line: string): boolean {
  return /^\[\[?_?TOC_?\]\]?$/i.test(line.trim());
}

/** `Table: Prices`: a caption as pandoc has it. @param line as it is written. */
export function isTableCaption(line: string): boolean {
  return /^(?:Table)?:\s+\S/.test(line);
}
