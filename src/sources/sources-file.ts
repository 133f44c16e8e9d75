/** `sources.yaml` in the articles folder: what it says of each source, and what in it cannot be understood. */
import { realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isMap, isScalar, isSeq, type YAMLMap } from 'yaml';
import { readBeside } from '../articles/file-beside.ts';
import { isInside } from '../articles/folder.ts';
import { readYaml } from '../articles/plain-yaml.ts';
import { whyUnreadable } from '../articles/unreadable.ts';
import { type Reason, Refusal, type Statement, statement } from '../refusals.ts';
import {
  MOST_AN_HOUR,
  MOST_ARTICLES,
  MOST_FILE_BYTES,
  MOST_SOURCES,
  USUAL_AN_HOUR,
  USUAL_MOST,
  USUAL_MS,
} from './limits.ts';
import { SOURCE_KINDS, type Source, type SourceKind } from './source.ts';
import {
  nameOf,
  readAddress,
  readChannel,
  readCount,
  readInterval,
  readKeep,
  readName,
  readPattern,
  type Setting,
} from './source-settings.ts';

/** Its name in the articles folder. */
export const SOURCES_FILE = 'sources.yaml';

/** What the file says. */
export interface SourcesFile {
  /** In its order; what could not be understood is not among them. */
  readonly sources: readonly Source[];
  /** Each names its line. */
  readonly problems: readonly Statement<'inSources'>[];
  /** Whether it is no YAML at all: then `sources` are none, and nothing may be written to it. */
  readonly isBroken: boolean;
}

const NO_FILE: SourcesFile = { sources: [], problems: [], isBroken: false };

/** A path of sources.yaml, whatever links lead to it. */
export function sourcesPath(articlesDir: string): string {
  return join(articlesDir, SOURCES_FILE);
}

/** The file's text; null where there is none. @throws Unreadable, or the system's error. */
function readSourcesText(articlesDir: string): Promise<string | null> {
  return readBeside(sourcesPath(articlesDir), MOST_FILE_BYTES);
}

/** Reads the file of an articles folder; none there is no source. */
export async function readSources(articlesDir: string): Promise<SourcesFile> {
  let text: string | null;
  try {
    text = await readSourcesText(articlesDir);
  } catch (error) {
    return broken(1, whyUnreadable(error));
  }
  return text === null ? NO_FILE : parseSources(text, await realOr(articlesDir));
}

async function realOr(folder: string): Promise<string> {
  return realpath(folder).catch(() => resolve(folder));
}

function broken(line: number, reason: Reason): SourcesFile {
  return { sources: [], problems: [statement('inSources', { line, reason })], isBroken: true };
}

/**
 * Reads the text of `sources.yaml`.
 * @param articlesDir the real path that it lies in; folders are relative to it. Null where it lies in
 *   none: then no folder is a source.
 */
export function parseSources(text: string, articlesDir: string | null): SourcesFile {
  const content = readYaml(text, MOST_FILE_BYTES);
  if ('reason' in content) return broken(content.line, content.reason);
  const { root, lineOf } = content;
  if (root === null) return NO_FILE;
  const list = isMap(root) ? root.get('sources', true) : null;
  if (list !== null && isScalar(list) && list.value === null) return NO_FILE;
  if (!isSeq(list)) return broken(lineOf(root), statement('noSourceList'));
  const sources: Source[] = [];
  const problems: Statement<'inSources'>[] = [];
  const tell = (line: number, reason: Reason): void => {
    problems.push(statement('inSources', { line, reason }));
  };
  for (const item of list.items) {
    const line = lineOf(item);
    if (sources.length === MOST_SOURCES) {
      tell(line, statement('moreSourcesThan', { max: MOST_SOURCES }));
      break;
    }
    if (!isMap(item)) {
      tell(line, statement('noSourceKind', { kinds: SOURCE_KINDS }));
      continue;
    }
    const source = readSource(item, { line, lineOf, articlesDir, tell });
    const clash = source && clashOf(source, sources);
    if (clash) tell(line, clash);
    else if (source) sources.push(source);
  }
  return { sources, problems: inOrder(problems), isBroken: false };
}

function inOrder(problems: readonly Statement<'inSources'>[]) {
  return [...problems].sort((a, b) => a.facts.line - b.facts.line);
}

function clashOf({ name, address }: Source, others: readonly Source[]): Reason | null {
  const same = others.find((other) => other.address === address);
  if (same) return statement('sameSourceAs', { line: same.line });
  const named = others.find((other) => other.name === name);
  return named ? statement('sameNameAs', { name, line: named.line }) : null;
}

interface Reading {
  readonly line: number;
  readonly lineOf: (node: unknown) => number;
  readonly articlesDir: string | null;
  readonly tell: (line: number, reason: Reason) => void;
}

const SETTINGS: ReadonlySet<string> = new Set([
  ...SOURCE_KINDS,
  'name',
  'every',
  'only',
  'most',
  'keep',
  'announce',
  'an-hour',
]);

/** UTF-16 units of a wrong value that are shown. */
const SHOWN = 60;

/**
 * One source. What is wrong with its address makes it none; any other setting that is wrong is told,
 * and the usual one counts.
 */
function readSource(map: YAMLMap, { line, lineOf, articlesDir, tell }: Reading): Source | null {
  const given = new Map<string, { readonly text: string; readonly line: number }>();
  for (const { key, value } of map.items) {
    const field = String(isScalar(key) ? key.value : key);
    const at = lineOf(key);
    if (!SETTINGS.has(field))
      tell(at, statement('unknownSourceKey', { field: field.slice(0, SHOWN) }));
    else if (value === null || (isScalar(value) && value.value === null)) continue;
    else given.set(field, { text: isScalar(value) ? String(value.value) : '', line: at });
  }
  const kinds = SOURCE_KINDS.filter((kind) => given.has(kind));
  const [kind] = kinds;
  if (kind === undefined) {
    tell(line, statement('noSourceKind', { kinds: SOURCE_KINDS }));
    return null;
  }
  if (kinds.length > 1) {
    tell(line, statement('severalSourceKinds', { kinds }));
    return null;
  }
  function setting<T>(field: string, read: (text: string) => Setting<T>): T | null {
    const said = given.get(field);
    if (said === undefined) return null;
    const result = read(said.text);
    if ('value' in result) return result.value;
    const { expected } = result;
    const value = said.text.slice(0, SHOWN);
    tell(said.line, statement('badSourceValue', { field, value, expected }));
    return null;
  }
  const address = setting(kind, kind === 'folder' ? inFolder(articlesDir) : readAddress);
  if (address === null) return null;
  const channel = setting('announce', readChannel);
  const mostAnHour = setting('an-hour', (text) => readCount(text, MOST_AN_HOUR)) ?? USUAL_AN_HOUR;
  return {
    name: setting('name', readName) ?? nameOf(kind, address),
    kind,
    address,
    everyMs: (kind === 'folder' ? null : setting('every', readInterval)) ?? USUAL_MS[kind],
    only: setting('only', readPattern),
    most: mostOf(
      kind,
      setting('most', (text) => readCount(text, MOST_ARTICLES)),
    ),
    keep: kind === 'folder' ? null : setting('keep', readKeep),
    announce: channel === null ? null : { channel, mostAnHour },
    line,
  };
}

function mostOf(kind: SourceKind, said: number | null): number {
  return kind === 'page' ? 1 : (said ?? USUAL_MOST[kind]);
}

/** A folder that neither lies in the articles folder nor holds it. */
function inFolder(articlesDir: string | null) {
  return (text: string): Setting<string> => {
    if (articlesDir === null) return { expected: statement('folderPath') };
    const path = resolve(articlesDir, text.trim());
    const isApart =
      text.trim() !== '' && !isInside(articlesDir, path) && !isInside(path, articlesDir);
    return isApart ? { value: path } : { expected: statement('folderPath') };
  };
}

/** @throws Refusal `sourcesBroken` where the file is no YAML. */
export function refuseIfBroken({ isBroken, problems: [problem] }: SourcesFile): void {
  if (isBroken && problem) throw new Refusal('sourcesBroken', problem.facts);
}
