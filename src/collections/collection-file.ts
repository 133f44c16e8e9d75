/** `collection.yaml`, which makes a folder a collection: what it says, and what in it cannot be understood. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isMap, isScalar, isSeq, type YAMLMap } from 'yaml';
import { isCollectionMark } from '../articles/collection-mark.ts';
import { openPlainFile } from '../articles/plain-file.ts';
import { readYaml } from '../articles/plain-yaml.ts';
import { tidyLine } from '../articles/tidy.ts';
import { whyUnreadable } from '../articles/unreadable.ts';
import { type Reason, type Statement, statement } from '../refusals.ts';
import { SNOWFLAKE } from '../snowflake.ts';
import {
  type CollectionId,
  DEFAULT_COLLECTION,
  PAGE_SHOWS,
  type PageShows,
  type Quotas,
} from './collection.ts';
import { QUOTA_FIELDS, readQuotaField } from './quota-fields.ts';

/** Bytes: some hundred servers and managers fit into it. */
export const MOST_COLLECTION_BYTES = 16 * 1024;

/** Problems of one file that are told. */
const MOST_PROBLEMS = 50;

/** Marks of YAML beside its lines: the parser takes time with the square of them. */
const MOST_MARKS = 1_000;

/** UTF-16 units of a title: it stands in a line of a message. */
export const MAX_TITLE = 100;

/** Servers, and people and roles, that one file may name. */
const MOST_IDS = 500;

/** What the file says of its collection; what is not said is as usual. */
export interface CollectionSettings {
  readonly title: string | null;
  readonly servers: readonly string[];
  readonly managers: readonly string[];
  readonly seesDefault: boolean;
  readonly page: PageShows | null;
  /** Those that are named; null where one is said to have no bound. */
  readonly quotas: Partial<Quotas>;
}

/** What was read of it. */
export interface CollectionFile {
  /** Null where it cannot be read as a whole: its articles are then shown to nobody. */
  readonly settings: CollectionSettings | null;
  /** Each names the line. */
  readonly problems: readonly Statement<'inCollection'>[];
}

const USUAL: CollectionSettings = {
  title: null,
  servers: [],
  managers: [],
  seesDefault: true,
  page: null,
  quotas: {},
};

/** What the file may say. */
const FIELDS: ReadonlySet<string> = new Set([
  ...['title', 'servers', 'managers', 'default', 'page', 'quotas'],
]);

/** UTF-16 units of a wrong value that are shown. */
const SHOWN = 60;

/**
 * Reads the file of a folder.
 * @returns null where there is none.
 */
export async function readCollectionFile(
  folder: string,
  id: CollectionId,
): Promise<CollectionFile | null> {
  const called = (name: string) => (id === DEFAULT_COLLECTION ? name : `${id}/${name}`);
  let name = 'collection.yaml';
  try {
    const [first, ...others] = (await readdir(folder)).filter(isCollectionMark).sort();
    if (first === undefined) return null;
    name = first;
    if (others.length > 0) return broken(called(name), 1, statement('severalOfThatName'));
    const file = await openPlainFile(join(folder, name));
    try {
      const { size } = await file.stat();
      // One byte more than may be: it is refused by its length.
      const room = Buffer.alloc(Math.min(size, MOST_COLLECTION_BYTES + 1));
      const { bytesRead } = await file.read(room, 0, room.length, 0);
      return parseCollection(room.toString('utf8', 0, bytesRead), called(name));
    } finally {
      await file.close();
    }
  } catch (error) {
    return broken(called(name), 1, whyUnreadable(error));
  }
}

function broken(file: string, line: number, reason: Reason): CollectionFile {
  return { settings: null, problems: [statement('inCollection', { file, line, reason })] };
}

/**
 * Reads the text of one. Aliases are values like any other that is wrong: nothing is ever put in for them.
 * @param file what it is called where it is spoken of.
 */
export function parseCollection(text: string, file: string): CollectionFile {
  try {
    const content = readYaml(text, MOST_COLLECTION_BYTES, MOST_MARKS);
    if ('reason' in content) return broken(file, content.line, content.reason);
    const { root, lineOf } = content;
    if (root === null) return { settings: USUAL, problems: [] };
    if (!isMap(root)) return broken(file, lineOf(root), statement('noSettings'));
    return readSettings(root, file, lineOf);
  } catch {
    // The parser throws at what it did not foresee.
    return broken(file, 1, statement('yamlOther'));
  }
}

/** A value and what is said where it is wrong. */
interface Said {
  readonly field: string;
  readonly value: unknown;
  readonly line: number;
}

function readSettings(
  map: YAMLMap,
  file: string,
  lineOf: (node: unknown) => number,
): CollectionFile {
  const problems: Statement<'inCollection'>[] = [];
  const quotas: { -readonly [K in keyof Quotas]?: Quotas[K] } = {};
  let { title, servers, managers, seesDefault, page } = USUAL;

  const tell = (line: number, reason: Reason): void => {
    if (problems.length === MOST_PROBLEMS) return;
    problems.push(statement('inCollection', { file, line, reason }));
  };
  const wrong = ({ field, value, line }: Said, expected: Reason): void =>
    tell(
      line,
      statement('badSourceValue', { field, value: textOf(value).slice(0, SHOWN), expected }),
    );
  const unknown = (field: string, line: number): void =>
    tell(line, statement('unknownSetting', { field: field.slice(0, SHOWN) }));

  /** Each entry that is an id; a single one need be no list. */
  function ids(said: Said, expected: Reason): readonly string[] {
    const nodes = isSeq(said.value) ? said.value.items : [said.value];
    const found = new Set<string>();
    for (const node of nodes) {
      const text = textOf(node);
      const line = isSeq(said.value) ? lineOf(node) : said.line;
      if (!SNOWFLAKE.test(text)) wrong({ field: said.field, value: node, line }, expected);
      else if (found.size < MOST_IDS) found.add(text);
      else {
        tell(line, statement('moreIdsThan', { field: said.field, max: MOST_IDS }));
        break;
      }
    }
    return [...found];
  }

  function readQuotas(said: Said): void {
    if (!isMap(said.value)) {
      unknown(said.field, said.line);
      return;
    }
    for (const { key, value } of said.value.items) {
      const field = textOf(key);
      const line = lineOf(key);
      const name = QUOTA_FIELDS.find((each) => each.field === field);
      if (name === undefined) {
        unknown(`${said.field}.${field}`, line);
        continue;
      }
      const read = readQuotaField(name, isNothing(value) ? 'none' : textOf(value));
      if ('value' in read) quotas[name.quota] = read.value;
      else wrong({ field: `${said.field}.${field}`, value, line }, read.expected);
    }
  }

  for (const { key, value } of map.items) {
    const said: Said = { field: textOf(key), value, line: lineOf(key) };
    const { field } = said;
    if (field === 'quotas' && !isNothing(value)) readQuotas(said);
    else if (!FIELDS.has(field)) {
      unknown(field, said.line);
    } else if (isNothing(value)) continue;
    else if (field === 'title') {
      const text = tidyLine(textOf(value));
      if (text !== '' && text.length <= MAX_TITLE) title = text;
      else wrong(said, statement('textUpTo', { max: MAX_TITLE }));
    } else if (field === 'servers') servers = ids(said, statement('serverId'));
    else if (field === 'managers') managers = ids(said, statement('personOrRoleId'));
    else if (field === 'page') {
      const text = textOf(value);
      const shows = PAGE_SHOWS.find((each) => each === text.toLowerCase());
      if (shows) page = shows;
      // What is plainly a no: YAML reads `page: off` as words, and `page: false` as a truth value.
      else if (/^(?:none|no|off|false)$/i.test(text)) page = null;
      else wrong(said, statement('pageShows'));
    } else {
      const text = textOf(value);
      if (/^(?:true|false)$/i.test(text)) seesDefault = text.toLowerCase() === 'true';
      else wrong(said, statement('trueOrFalse'));
    }
  }
  const inOrder = problems.sort((a, b) => a.facts.line - b.facts.line);
  return { settings: { title, servers, managers, seesDefault, page, quotas }, problems: inOrder };
}

/** A plain value as it is written; '' for a list, a map and an alias, which are none. */
function textOf(node: unknown): string {
  return isScalar(node) && node.value !== null ? String(node.value).trim() : '';
}

function isNothing(node: unknown): boolean {
  return node === null || node === undefined || (isScalar(node) && node.value === null);
}
