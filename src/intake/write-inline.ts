/** Words as Markdown or HTML that reads back as the same words, whatever they look like. */
import { isProgram, isTableCaption } from '../articles/markdown-headers.ts';

/** Marks that may begin inline markup anywhere; `_` inside a word cannot. */
const INLINE =
  /[\\`*~[<]|&(?=#?\w{1,40};)|_(?![A-Za-z0-9])|(?<![A-Za-z0-9])_|%(?=%)|=(?==)|\{(?=[\s.#:%/{])|\^(?=[\w-]{1,64}$)/g;

/** Bare addresses become links, in which backslashes would stay: they are broken up before. */
const AUTOLINK = /:(?=\/\/)|(?<=www)\./gi;

/** What makes a line something else than a paragraph when it comes first. */
const BLOCK_START = /^(?:#{1,6}(?=\s|$)|>|[-+](?=[\s-]|$)|=+\s*$|:(?=[-:\s])|!!!|\?\?\?|\|)/;
const LIST_START = /^(\d{1,9})([.)])(?=\s|$)/;

/** Text inside a line of Markdown. */
export function inline(text: string): string {
  return text.replace(INLINE, '\\$&').replace(AUTOLINK, '\\$&');
}

/** A line of Markdown that is a paragraph by itself. */
export function paragraphLine(text: string): string {
  const line = inline(text).replace(LIST_START, '$1\\$2').replace(BLOCK_START, '\\$&');
  // By its first letter a reader knows it: written as a number, it is none of these.
  if (!isProgram(line) && !isTableCaption(line)) return line;
  return `&#${line.codePointAt(0)};${line.slice(1)}`;
}

/** A cell of a table. */
export function tableCell(text: string): string {
  return inline(text).replace(/\|/g, '\\|');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Text or a value inside of HTML. */
export function html(text: string): string {
  return text.replace(/[&<>"]/g, (mark) => ENTITIES[mark] ?? mark);
}
