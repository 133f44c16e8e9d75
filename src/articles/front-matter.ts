/** Front matter is data: split off by its fences, read as plain YAML, checked field by field. */
import { parseDocument } from 'yaml';
import type { DroppedLine } from '../model.ts';
import { type Reason, statement, type Warning, type WarningKey } from '../refusals.ts';
import { parseDate } from './dates.ts';
import { type DraftMetadata, noMetadata } from './draft.ts';
import { tidyLine } from './tidy.ts';

/** Metadata of an article is a few lines; a YAML parser should not be fed more by strangers. */
const MAX_FRONT_MATTER = 16 * 1024;

/** UTF-16 units of a value. Titles and names are shown in one line of a message. */
export const MAX_FIELD_LENGTH = 300;

const FENCE = /^---[ \t]*$/;
const CLOSING_FENCE = /^(?:---|\.\.\.)[ \t]*$/;

/** Other spellings of our keys that publishing tools write. */
const KEYS: ReadonlyMap<string, keyof DraftMetadata> = new Map([
  ['title', 'title'],
  ['author', 'author'],
  ['authors', 'author'],
  ['by', 'author'],
  ['publisher', 'publisher'],
  ['publication', 'publisher'],
  ['published', 'published'],
  ['date', 'published'],
  ['url', 'url'],
  ['link', 'url'],
  ['canonical', 'url'],
  ['language', 'language'],
  ['lang', 'language'],
]);

/** Front matter, the body after it, and how many lines come before that body. */
export interface SplitFrontMatter {
  readonly metadata: DraftMetadata;
  readonly body: string;
  readonly bodyLine: number;
  readonly present: boolean;
  readonly dropped: readonly DroppedLine[];
  readonly warnings: readonly Warning[];
}

/** An absolute http(s) URL without credentials, or null. */
export function httpUrl(value: string): string | null {
  if (value.length > 2048 || !URL.canParse(value)) return null;
  const url = new URL(value);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  return url.username === '' && url.password === '' ? url.href : null;
}

/** A BCP 47 tag in lower case, or null. */
export function languageTag(value: string): string | null {
  const tag = value.trim().replaceAll('_', '-');
  if (!/^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,4}$/i.test(tag)) return null;
  return tag.toLowerCase();
}

/** Takes one value for one field, or says in `warnings` why not. */
function takeField(
  metadata: DraftMetadata,
  field: keyof DraftMetadata,
  key: string,
  raw: unknown,
  warnings: Warning[],
): void {
  if (raw === null || raw === undefined) return;
  const values = Array.isArray(raw) && field === 'author' ? raw : [raw];
  if (!values.every((v) => typeof v === 'string' || typeof v === 'number')) {
    warnings.push(statement('fieldNotText', { field: key }));
    return;
  }
  const value = tidyLine(values.join(', '));
  if (value === '') return;
  const taken = checkField(field, value);
  if (taken === null) {
    const shown = value.length > 60 ? `${value.slice(0, 60)}…` : value;
    warnings.push(statement('badField', { field: key, value: shown, expected: EXPECTED[field] }));
  } else metadata[field] ??= taken;
}

const LINE_OF_TEXT = statement('textUpTo', { max: MAX_FIELD_LENGTH });

const EXPECTED: Readonly<Record<keyof DraftMetadata, Reason>> = {
  title: LINE_OF_TEXT,
  author: LINE_OF_TEXT,
  publisher: LINE_OF_TEXT,
  published: statement('calendarDate'),
  url: statement('webAddress'),
  language: statement('languageTag'),
};

/** What the parser complains of, for people; the others are rare. */
export const COMPLAINTS: Readonly<Record<string, Reason>> = {
  BAD_INDENT: statement('yamlIndent'),
  TAB_AS_INDENT: statement('yamlIndent'),
  DUPLICATE_KEY: statement('yamlDuplicateKey'),
  MISSING_CHAR: statement('yamlMissing'),
  BLOCK_AS_IMPLICIT_KEY: statement('yamlColon'),
};

/** Warnings that tell of the whole front matter; the others are about one field. */
const WHOLE: ReadonlySet<WarningKey> = new Set([
  'frontMatterBroken',
  'frontMatterTooDeep',
  'frontMatterNoKeys',
  'frontMatterUnclosed',
]);

function checkField(field: keyof DraftMetadata, value: string): string | null {
  if (field === 'published') return parseDate(value);
  if (field === 'url') return httpUrl(value);
  if (field === 'language') return languageTag(value);
  return value.length <= MAX_FIELD_LENGTH ? value : null;
}

/**
 * Reads one labelled value (`Author: …`) by the rules of front matter.
 * @returns the field it was taken for, or null when the label is none of ours or the value is bad.
 */
export function readLabel(label: string, value: string, metadata: DraftMetadata): boolean {
  const field = KEYS.get(label.toLowerCase());
  if (field === undefined) return false;
  const taken = checkField(field, tidyLine(value));
  if (taken === null) return false;
  metadata[field] ??= taken;
  return true;
}

function readYaml(source: string, metadata: DraftMetadata): Warning[] {
  // Core schema, no merge keys, no aliases, no custom tags: nothing can be built but plain data.
  const document = parseDocument(source, { schema: 'core', merge: false, customTags: [] });
  const problem = document.errors[0];
  if (problem) {
    const line = (problem.linePos?.[0].line ?? 1) + 1;
    const reason = COMPLAINTS[problem.code] ?? statement('yamlOther');
    return [statement('frontMatterBroken', { line, reason })];
  }
  const data: unknown = document.toJS({ mapAsMap: true, maxAliasCount: 0 });
  if (data === null) return [];
  if (!(data instanceof Map)) return [statement('frontMatterNoKeys')];
  const warnings: Warning[] = [];
  for (const [key, value] of data) {
    const field = typeof key === 'string' ? KEYS.get(key.toLowerCase()) : undefined;
    if (field !== undefined) takeField(metadata, field, String(key), value, warnings);
  }
  return warnings;
}

/** Splits a text into its front matter and its body. A text without front matter is all body. */
export function splitFrontMatter(text: string): SplitFrontMatter {
  const metadata = noMetadata();
  const whole = { metadata, body: text, bodyLine: 1, present: false, dropped: [], warnings: [] };
  const head = text.slice(0, MAX_FRONT_MATTER).split('\n');
  if (!FENCE.test(head[0] ?? '') || !/^[\w#"'{-]/.test(head[1] ?? '')) return whole;
  let close = head.findIndex((line, i) => i > 0 && CLOSING_FENCE.test(line));
  let warnings: Warning[];
  if (close === -1) {
    // Without its end the front matter is the lines that look like it, up to the first other one.
    if (!/^[\w-]+:(?:\s|$)/.test(head[1] ?? '')) return whole;
    const other = head.findIndex((line, i) => i > 0 && !/^(?:[\w-]+:(?:\s|$)|\s+\S|#)/.test(line));
    close = (other === -1 ? head.length : other) - 1;
    warnings = [statement('frontMatterUnclosed')];
  } else {
    try {
      warnings = readYaml(head.slice(1, close).join('\n'), metadata);
    } catch {
      // The parser throws on aliases over the limit and on nesting beyond the stack.
      warnings = [statement('frontMatterTooDeep')];
    }
  }
  const ignored = warnings.some(({ key }) => WHOLE.has(key));
  const dropped = ignored
    ? head
        .slice(0, close + 1)
        .flatMap((line, i) =>
          line.trim() === '' || FENCE.test(line)
            ? []
            : [{ line: i + 1, text: tidyLine(line), reason: statement('frontMatterIgnored') }],
        )
    : [];
  const start = head.slice(0, close + 1).reduce((sum, line) => sum + line.length + 1, 0);
  return {
    metadata,
    body: text.slice(start),
    bodyLine: close + 2,
    present: true,
    dropped,
    warnings,
  };
}
