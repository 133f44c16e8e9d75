/** Reads YAML that people write beside their articles: plain data, each piece with its line. */
import { LineCounter, type Node, parseDocument } from 'yaml';

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
