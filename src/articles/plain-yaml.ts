/** Reads YAML that people write beside their articles: plain data, each piece with its line. */
import { isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import { type Reason, statement } from '../refusals.ts';
import { COMPLAINTS } from './front-matter.ts';
import { isTooDeep } from './yaml-depth.ts';

/** A YAML document of ours: plain data, ids of channels not rounded, nothing built. Not where `isTooDeep`. */
export function parseYaml(text: string) {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    schema: 'core',
    merge: false,
    customTags: [],
    intAsBigInt: true,
    lineCounter: lines,
  });
  const lineOf = (node: unknown): number => {
    const start = (node as Node | null)?.range?.[0];
    return start === undefined ? 1 : lines.linePos(start).line;
  };
  return { document, lineOf };
}

/** Why a text is none that is heeded: the line, from 1, and what is wrong there. */
export interface BrokenYaml {
  readonly line: number;
  readonly reason: Reason;
}

/** What a file of ours says as a whole, with what tells the lines of its pieces, from 1. */
export interface ReadYaml {
  /** Null for an empty file. */
  readonly root: Node | null;
  readonly lineOf: (node: unknown) => number;
}

/**
 * Reads a file of ours that people write, if it is no longer than it may be and is YAML.
 * @param mostMarks marks beside its lines, such as brackets: the parser takes time with the square of them.
 */
export function readYaml(
  text: string,
  mostBytes: number,
  mostMarks = Number.POSITIVE_INFINITY,
): ReadYaml | BrokenYaml {
  if (Buffer.byteLength(text) > mostBytes) {
    return { line: 1, reason: statement('textUpTo', { max: mostBytes }) };
  }
  const marks = text.match(/[[\]{}&*!]/g)?.length ?? 0;
  if (marks > mostMarks || isTooDeep(text)) return { line: 1, reason: statement('yamlOther') };
  const { document, lineOf } = parseYaml(text);
  const [error] = document.errors;
  if (error) {
    const reason = COMPLAINTS[error.code] ?? statement('yamlOther');
    return { line: error.linePos?.[0].line ?? 1, reason };
  }
  const root = document.contents;
  return { root: isScalar(root) && root.value === null ? null : root, lineOf };
}
