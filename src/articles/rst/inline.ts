/** The words of a line of reStructuredText without their markup. */
import { tidyLine } from '../tidy.ts';

/** What a document replaces by what: `|name|`. */
export type Substitutions = ReadonlyMap<string, string>;

/** What markup begins with. */
const BEGINS = /[\\`:*|_[]/g;

/**
 * Markup that may begin anywhere: literals, roles and references, strong and emphasised words, substitutions,
 * marks of notes, references. None spans more than a paragraph, and none begins twice at one place.
 */
const MARKUP: readonly RegExp[] = [
  /\\(?<escaped>[\s\S])/uy,
  /``(?<literal>[^`]{1,500}(?:`[^`]{1,500}){0,20})``/uy,
  /(?::(?<role>[\w+.-]{1,40}(?::[\w+.-]{1,40})?):)?`(?<quoted>[^`]{1,2000})`_{0,2}/uy,
  /(?<![\p{L}\p{N}*])\*\*(?<strong>[^\s*][^*]{0,2000})\*\*/uy,
  /(?<![\p{L}\p{N}*])\*(?<emphasis>[^\s*][^*]{0,2000})\*(?!\*)/uy,
  /(?<![\p{L}\p{N}|])\|(?<substitution>[^\s|][^|]{0,100})\|_{0,2}/uy,
  /\[(?<note>#[\w-]{0,60}|\*|\d{1,4})\]_/uy,
  /\[(?<citation>[A-Za-z][\w.-]{0,60})\]_/uy,
  /(?<=[\p{L}\p{N}])__?(?![\p{L}\p{N}_])/uy,
];

/** `Shown <target>`, in references and roles. */
const TARGET = /^([\s\S]*\S)\s*<[^<>]*>$/;

/** Roles whose target is shown by its last part. */
const SHORTENED = /^[~!]/;

/** One tidy line. @param noted is told the labels of notes that it refers to. */
export function inlineText(
  source: string,
  substitutions: Substitutions,
  noted?: (label: string) => void,
): string {
  let text = '';
  let from = 0;
  BEGINS.lastIndex = 0;
  for (let begin = BEGINS.exec(source); begin !== null; begin = BEGINS.exec(source)) {
    const found = markupAt(source, begin.index);
    if (found === null) continue;
    const { escaped, literal, role, quoted, strong, emphasis, substitution, citation, note } =
      found.groups ?? {};
    const before = source.slice(from, begin.index);
    // The space before a note's mark is the mark's.
    text += note === undefined ? before : before.trimEnd();
    from = begin.index + found[0].length;
    BEGINS.lastIndex = from;
    if (note !== undefined) noted?.(note);
    if (citation !== undefined) noted?.(citation);
    if (escaped !== undefined) text += /\s/.test(escaped) ? '' : escaped;
    else if (literal !== undefined) text += literal;
    else if (quoted !== undefined) text += shown(quoted, role);
    else if (substitution !== undefined) text += substitutions.get(substitution) ?? substitution;
    else text += strong ?? emphasis ?? citation ?? '';
  }
  return tidyLine(text + source.slice(from));
}

function markupAt(source: string, at: number): RegExpExecArray | null {
  for (const pattern of MARKUP) {
    pattern.lastIndex = at;
    const found = pattern.exec(source);
    if (found !== null) return found;
  }
  return null;
}

function shown(quoted: string, role: string | undefined): string {
  const text = TARGET.exec(quoted)?.[1] ?? quoted;
  if (role === undefined || !SHORTENED.test(text)) return text;
  const name = text.slice(1);
  return text.startsWith('~') ? (name.split('.').at(-1) ?? name) : name;
}
