/** Front matter is data: split off by its fences, read as plain YAML or TOML, checked field by field. */
import { parse as parseToml, TomlError } from 'smol-toml';
import { parseDocument } from 'yaml';
import type { DroppedLine } from '../model.ts';
import {
  type Reason,
  type Statement,
  statement,
  type Warning,
  type WarningKey,
} from '../refusals.ts';
import { parseDate } from './dates.ts';
import { type DraftMetadata, noMetadata } from './draft.ts';
import { tidyLine } from './tidy.ts';
import { isTooDeep } from './yaml-depth.ts';

/** Metadata of an article is a few lines; a YAML parser should not be fed more by strangers. */
const MAX_FRONT_MATTER = 16 * 1024;

/** UTF-16 units of a value. Titles and names are shown in one line of a message. */
export const MAX_FIELD_LENGTH = 300;

/** How front matter begins and ends, and what its first line begins with. */
interface Syntax {
  readonly open: RegExp;
  readonly close: RegExp;
  readonly first: RegExp;
  readonly read: (source: string) => Fields;
}

const YAML: Syntax = {
  open: /^---[ \t]*$/,
  close: /^(?:---|\.\.\.)[ \t]*$/,
  first: /^[\w#"'{-]/,
  read: readYaml,
};

/** Hugo's. */
const TOML: Syntax = {
  open: /^\+\+\+[ \t]*$/,
  close: /^\+\+\+[ \t]*$/,
  first: /^[\w#"'[]/,
  read: readToml,
};

/** An address for notes programs, anything for others: taken only where it is one. */
const SOURCE = 'source';

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
  ['pubdate', 'published'],
  ['publishdate', 'published'],
  ['url', 'url'],
  ['link', 'url'],
  ['canonical', 'url'],
  ['canonical_url', 'url'],
  ['canonicalurl', 'url'],
  [SOURCE, 'url'],
  ['language', 'language'],
  ['lang', 'language'],
]);

/** Front matter, the body after it, and how many lines come before that body. */
export interface SplitFrontMatter {
  readonly metadata: DraftMetadata;
  readonly body: string;
  readonly bodyLine: number;
  readonly present: boolean;
  /** Whether it says that the article is not for readers. */
  readonly isDraft: boolean;
  /** What the article's address ends with on its site; null where nothing is said of it. */
  readonly slug: string | null;
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

/** `[[Ada Lovelace]]`, as notes programs link to people. */
const LINK = /^\[\[(?:[^[\]|]*\|)?([^[\]|]*)\]\]$/;

/** A value as text; null for what is none. */
function asText(value: unknown): string | null {
  if (typeof value === 'string') return value.replace(LINK, '$1');
  if (typeof value === 'number') return String(value);
  if (value instanceof Date) return value.toISOString().slice(0, 'YYYY-MM-DD'.length);
  if (value instanceof Map) return asText(value.get('name'));
  const isNamed = typeof value === 'object' && value !== null && 'name' in value;
  return isNamed && typeof value.name === 'string' ? value.name : null;
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
  const mayBeOther = key.toLowerCase() === SOURCE;
  const isList = Array.isArray(raw) && field === 'author';
  const values = (isList ? raw.flat() : [raw]).map(field === 'author' ? asText : asPlainText);
  if (!values.every((value) => value !== null)) {
    if (!mayBeOther) warnings.push(statement('fieldNotText', { field: key }));
    return;
  }
  const value = tidyLine(values.join(', '));
  if (value === '') return;
  const taken = checkField(field, value);
  if (taken !== null) metadata[field] ??= taken;
  else if (!mayBeOther) {
    const shown = value.length > 60 ? `${value.slice(0, 60)}…` : value;
    warnings.push(statement('badField', { field: key, value: shown, expected: EXPECTED[field] }));
  }
}

/** Only people have names under other keys. */
function asPlainText(value: unknown): string | null {
  return typeof value === 'object' && !(value instanceof Date) ? null : asText(value);
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
  const key = label.toLowerCase();
  const field = key === SOURCE ? undefined : KEYS.get(key);
  if (field === undefined) return false;
  const taken = checkField(field, tidyLine(value));
  if (taken === null) return false;
  metadata[field] ??= taken;
  return true;
}

/** Keys with their values, or why there are none. */
type Fields = ReadonlyMap<unknown, unknown> | Statement<WarningKey>;

function readYaml(source: string): Fields {
  if (isTooDeep(source)) return statement('frontMatterTooDeep');
  // Core schema, no merge keys, no aliases, no custom tags: nothing can be built but plain data.
  const document = parseDocument(source, { schema: 'core', merge: false, customTags: [] });
  const problem = document.errors[0];
  if (problem) {
    const line = (problem.linePos?.[0].line ?? 1) + 1;
    const reason = COMPLAINTS[problem.code] ?? statement('yamlOther');
    return statement('frontMatterBroken', { line, reason });
  }
  const data: unknown = document.toJS({ mapAsMap: true, maxAliasCount: 0 });
  if (data === null) return new Map();
  return data instanceof Map ? data : statement('frontMatterNoKeys');
}

function readToml(source: string): Fields {
  try {
    return new Map(Object.entries(parseToml(source)));
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    return statement('frontMatterBroken', { line: error.line + 1, reason: statement('tomlOther') });
  }
}

/** Whether a value says so: as such, or in a word. */
function isSaid(value: unknown, wanted: boolean): boolean {
  if (typeof value === 'boolean') return value === wanted;
  return typeof value === 'string' && (wanted ? /^(?:true|yes)$/i : /^(?:false|no)$/i).test(value);
}

/** Whether front matter says that its article is not for readers. */
function saysDraft(fields: ReadonlyMap<unknown, unknown>): boolean {
  return [...fields].some(([key, value]) => {
    const name = typeof key === 'string' ? key.toLowerCase() : '';
    if (name === 'draft') return isSaid(value, true);
    return (name === 'published' || name === 'publish') && isSaid(value, false);
  });
}

/** Takes the fields that are ours. */
function takeFields(fields: ReadonlyMap<unknown, unknown>, metadata: DraftMetadata): Warning[] {
  const warnings: Warning[] = [];
  for (const [key, value] of fields) {
    const field = typeof key === 'string' ? KEYS.get(key.toLowerCase()) : undefined;
    const isFlag = typeof key === 'string' && /^published$/i.test(key) && isFlagValue(value);
    if (field !== undefined && !isFlag) takeField(metadata, field, String(key), value, warnings);
  }
  return warnings;
}

/** `published: false` is no date. */
function isFlagValue(value: unknown): boolean {
  return isSaid(value, true) || isSaid(value, false);
}

/** Splits a text into its front matter and its body. A text without front matter is all body. */
export function splitFrontMatter(text: string): SplitFrontMatter {
  const metadata = noMetadata();
  const nothing = { dropped: [], warnings: [], isDraft: false, slug: null };
  const whole = { ...nothing, metadata, body: text, bodyLine: 1, present: false };
  const head = text.slice(0, MAX_FRONT_MATTER).split('\n');
  const syntax = [YAML, TOML].find(({ open }) => open.test(head[0] ?? ''));
  if (syntax === undefined || !syntax.first.test(head[1] ?? '')) return whole;
  let close = head.findIndex((line, i) => i > 0 && syntax.close.test(line));
  let warnings: Warning[];
  let isDraft = false;
  let slug: string | null = null;
  if (close === -1) {
    // Without its end the front matter is the lines that look like it, up to the first other one.
    if (syntax !== YAML || !/^[\w-]+:(?:\s|$)/.test(head[1] ?? '')) return whole;
    const other = head.findIndex((line, i) => i > 0 && !/^(?:[\w-]+:(?:\s|$)|\s+\S|#)/.test(line));
    close = (other === -1 ? head.length : other) - 1;
    warnings = [statement('frontMatterUnclosed')];
  } else {
    try {
      const fields = syntax.read(head.slice(1, close).join('\n'));
      isDraft = 'get' in fields && saysDraft(fields);
      warnings = 'get' in fields ? takeFields(fields, metadata) : [fields];
      if ('get' in fields) slug = asText(fields.get('slug') ?? null);
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
          line.trim() === '' || syntax.open.test(line)
            ? []
            : [{ line: i + 1, text: tidyLine(line), reason: statement('frontMatterIgnored') }],
        )
    : [];
  const start = head.slice(0, close + 1).reduce((sum, line) => sum + line.length + 1, 0);
  const body = text.slice(start);
  const bodyLine = close + 2;
  return { metadata, body, bodyLine, present: true, isDraft, slug, dropped, warnings };
}
