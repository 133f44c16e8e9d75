/** Definition lists in Markdown: a line for each term, and behind a colon what they mean. */
import type { RootContent } from 'mdast';
import type { Box } from './markdown-boxes.ts';
import { type Flow, lineOf, type Walk } from './markdown-gather.ts';
import { inlineText } from './markdown-inline.ts';
import { tidyLine } from './tidy.ts';

/** UTF-16 units of a longest term. */
const LONGEST_TERM = 120;

/** Whether a line may be what a definition defines: short, and no sentence. */
export function isTerm(line: string): boolean {
  return line !== '' && line.length <= LONGEST_TERM && !/[.!?…:]$/u.test(line);
}

function isDefinition(node: RootContent | undefined): node is Box {
  return node?.type === 'box' && node.header === ':';
}

/**
 * Adds the definition that begins at a node, where one does.
 * @returns the index after the last node that belongs to it; the same where it is none.
 */
export function addDefinition(
  { gathered, visit }: Walk,
  nodes: readonly RootContent[],
  at: number,
  flow: Flow,
): number {
  const term = nodes[at];
  if (term?.type !== 'paragraph' || !isDefinition(nodes[at + 1])) return at;
  const isDefined = flow.parsed
    .unfold(inlineText(term))
    .split('\n')
    .every((text) => isTerm(tidyLine(text)));
  if (!isDefined) return at;
  const terms = gathered.words(term, flow).split('\n').map(tidyLine);
  const line = lineOf(term, flow);
  const lines: string[] = [];
  const flush = () => {
    if (lines.length > 0) gathered.add({ kind: 'definition', terms, lines: lines.splice(0) }, line);
  };
  let next = at + 1;
  for (let node = nodes[next]; isDefinition(node); node = nodes[next]) {
    for (const child of node.children) {
      if (child.type === 'paragraph') {
        const text = tidyLine(gathered.words(child, flow));
        if (text !== '') lines.push(text);
      } else {
        flush();
        visit(child, flow);
      }
    }
    next += 1;
  }
  flush();
  return next;
}

/** A colon without a term before it is only a colon. */
export function addColon({ gathered, visitAll }: Walk, { children }: Box, flow: Flow): void {
  const [first, ...others] = children;
  if (first?.type === 'paragraph') {
    const text = tidyLine(`: ${gathered.words(first, flow)}`);
    gathered.add({ kind: 'paragraph', text }, lineOf(first, flow), flow.aside);
    visitAll(others, flow);
  } else visitAll(children, flow);
}
