/** A YAML file that is one list: its items, and what in it cannot be understood, each by its line. */
import { isScalar, isSeq, type YAMLSeq } from 'yaml';
import { readYaml } from '../articles/plain-yaml.ts';
import { type Reason, type Statement, statement } from '../refusals.ts';
import { MOST_FILE_BYTES } from './limits.ts';

/** A mistake in one of the editors' files. */
export type EditorialProblem = Statement<'inEditorial'>;

/** What a file of either kind comes to. */
export interface ListFile {
  /** In the order of their lines. */
  readonly problems: readonly EditorialProblem[];
  /** Whether it is no list at all: then nothing of it counts, and nothing may be written to it. */
  readonly isBroken: boolean;
}

/** Reads an item; what it tells is wrong at a line. Null for what is left out. */
export type ReadItem<T> = (
  item: unknown,
  line: number,
  tell: (line: number, reason: Reason) => void,
  lineOf: (node: unknown) => number,
) => T | null;

/**
 * Reads the items of a list.
 * @param file its name, for what is told.
 * @param text '' for no file: an empty list.
 */
export function readList<T>(
  file: string,
  text: string,
  most: number,
  read: ReadItem<T>,
): ListFile & { readonly items: readonly T[] } {
  const problems: EditorialProblem[] = [];
  const tell = (line: number, reason: Reason): void => {
    problems.push(statement('inEditorial', { file, line, reason }));
  };
  const broken = (line: number, reason: Reason) => {
    tell(line, reason);
    return { items: [], problems, isBroken: true };
  };
  const content = readYaml(text, MOST_FILE_BYTES);
  if ('reason' in content) return broken(content.line, content.reason);
  const { root, lineOf } = content;
  if (root === null) return { items: [], problems, isBroken: false };
  if (!isSeq(root)) return broken(lineOf(root), statement('noList'));
  const items: T[] = [];
  for (const item of (root as YAMLSeq).items) {
    const line = lineOf(item);
    if (items.length === most) {
      tell(line, statement('moreEntriesThan', { max: most }));
      break;
    }
    const each = read(item, line, tell, lineOf);
    if (each !== null) items.push(each);
  }
  problems.sort((a, b) => a.facts.line - b.facts.line);
  return { items, problems, isBroken: false };
}

/** The text of a scalar; null for anything else, and for none. */
export function textOf(node: unknown): string | null {
  if (!isScalar(node) || node.value === null) return null;
  const text = String(node.value).trim();
  return text === '' ? null : text;
}
