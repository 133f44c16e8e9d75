/** Code of a Markdown file: its language and title, and which of it no reader sees. */
import type { Code } from 'mdast';
import type { DropKey } from '../refusals.ts';

/** Queries that a notes program shows the result of. */
const QUERIES = new Set(['dataview', 'dataviewjs', 'query', 'tasks', 'button', 'tracker']);

/** What a block of code is. */
export interface CodeFound {
  /** Lines as they are, none of them blank at either end. */
  readonly text: string;
  readonly language: string | null;
  /** What stands above it on the page. */
  readonly title: string | null;
  readonly dropped: (DropKey & 'noteQuery') | null;
}

/** Lines without those that are blank at either end. */
export function codeLines(value: string): string {
  const lines = value.split('\n');
  const first = lines.findIndex((line) => line.trim() !== '');
  if (first === -1) return '';
  const last = lines.findLastIndex((line) => line.trim() !== '');
  return lines.slice(first, last + 1).join('\n');
}

/** `js`, and not `{.js #id}` or `js{1,3}` as some write it. */
function languageOf(info: string): string | null {
  const braced = /^\{\s*\.?=?([^\s{}.#]+)/.exec(info)?.[1];
  const name = braced ?? info.replace(/\{[^{}]*\}?$/, '');
  return name === '' ? null : name;
}

/** @param code a block as the parser gives it. */
export function codeFound({ lang, meta, value }: Pick<Code, 'lang' | 'meta' | 'value'>): CodeFound {
  const info = lang ?? '';
  const language = languageOf(info);
  const title = /(?:^|\s)title=(?:"([^"]*)"|'([^']*)')/.exec(meta ?? '');
  const isQuery = language !== null && QUERIES.has(language.toLowerCase());
  return {
    text: codeLines(value),
    language,
    title: title?.[1] ?? title?.[2] ?? null,
    dropped: isQuery ? 'noteQuery' : null,
  };
}

const HIGHLIGHT = /^(?:\{%-?\s*highlight\s+([\w+#.-]+)|\{\{<\s*highlight\s+"?([\w+#.-]+))/;

/** The code between two lines of Jekyll or Hugo that say so; null where it is none. */
export function highlightedCode(raw: string): { text: string; language: string | null } | null {
  const found = HIGHLIGHT.exec(raw);
  if (found === null) return null;
  const text = codeLines(raw.split('\n').slice(1, -1).join('\n'));
  return { text, language: found[1] ?? found[2] ?? null };
}
