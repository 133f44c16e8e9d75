/** The words of a line of reStructuredText without their markup. */
import { tidyLine } from '../tidy.ts';

/** What a document replaces by what: `|name|`. */
export type Substitutions = ReadonlyMap<string, string>;

/**
 * Markup that may begin anywhere: literals, roles and references, strong and emphasised words, substitutions,
 * marks of notes, targets. None spans more than a paragraph, and none begins twice at one place.
 */
const MARKUP = new RegExp(
  [
    /\\(?<escaped>[\s\S])/u,
    /``(?<literal>[^`]+(?:`[^`]+)*)``/u,
    /(?::(?<role>[\w:+.-]{1,40}):)?`(?<quoted>[^`]+)`(?::[\w:+.-]{1,40}:)?_{0,2}/u,
    /(?<![\p{L}\p{N}*])\*\*(?<strong>[^\s*][^*]*)\*\*/u,
    /(?<![\p{L}\p{N}*])\*(?<emphasis>[^\s*][^*]*)\*(?!\*)/u,
    /(?<![\p{L}\p{N}|])\|(?<substitution>[^\s|][^|]{0,100})\|_{0,2}/u,
    /\s?\[(?<note>#[\w-]{0,60}|\*|\d{1,4})\]_/u,
    /\[(?<citation>[A-Za-z][\w.-]{0,60})\]_/u,
    /(?<=[\p{L}\p{N}])__?(?![\p{L}\p{N}_])/u,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gu',
);

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
  const text = source.replace(MARKUP, (...found) => {
    const groups = found.at(-1) as Readonly<Record<string, string | undefined>>;
    const { escaped, literal, role, quoted, strong, emphasis, substitution, citation, note } =
      groups;
    if (escaped !== undefined) return /\s/.test(escaped) ? '' : escaped;
    if (literal !== undefined) return literal;
    if (quoted !== undefined) return shown(quoted, role);
    if (note !== undefined) noted?.(note);
    if (citation !== undefined) noted?.(citation);
    if (substitution !== undefined) return substitutions.get(substitution) ?? substitution;
    return strong ?? emphasis ?? citation ?? '';
  });
  return tidyLine(text);
}

function shown(quoted: string, role: string | undefined): string {
  const text = TARGET.exec(quoted)?.[1] ?? quoted;
  if (role === undefined || !SHORTENED.test(text)) return text;
  const name = text.slice(1);
  return text.startsWith('~') ? (name.split('.').at(-1) ?? name) : name;
}
