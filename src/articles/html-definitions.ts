/** Definition lists of a page: one block for the terms of a group and what they mean. */
import { blockOf, type Flow, type HtmlBlock, leftBlocks } from './html-block.ts';
import { flatLine, type LinePart, partsOf } from './html-parts.ts';
import { type HtmlElement, type HtmlNode, holds, isElement, isText } from './html-tree.ts';

const NOT_IN_TERMS: ReadonlySet<string> = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

/** Whether a list has neither terms nor meanings, or arranges sections: read as what lies in it. */
export function isLayoutTerms(list: HtmlElement): boolean {
  const entries = entriesOf(list);
  const has = (tag: string) =>
    entries.some(({ is, child }) => is === tag && child.nodeName === tag);
  return !has('dt') || !has('dd') || holds(list, NOT_IN_TERMS);
}

/** Terms and meanings in order, whatever groups them; what is neither counts as a meaning. */
function entriesOf(list: HtmlElement): Entry[] {
  return list.childNodes.flatMap((child): Entry[] => {
    if (!isElement(child))
      return isText(child) && child.value.trim() !== '' ? [{ is: 'dd', child }] : [];
    if (child.tagName === 'dt' || child.tagName === 'dd') return [{ is: child.tagName, child }];
    return child.tagName !== 'dl' && holds(child, ENTRIES)
      ? entriesOf(child)
      : [{ is: 'dd', child }];
  });
}

interface Entry {
  readonly is: 'dt' | 'dd';
  readonly child: HtmlNode;
}

const ENTRIES: ReadonlySet<string> = new Set(['dt', 'dd']);

/** The blocks of a definition list; other blocks in a meaning follow it. */
export function definitionBlocks(list: HtmlElement, flow: Flow): HtmlBlock[] {
  const blocks: HtmlBlock[] = [];
  let terms: { readonly text: string; readonly line: number }[] = [];
  let lines: LinePart[] = [];
  let left: HtmlBlock[] = [];
  let isInterrupted = false;

  const close = () => {
    const [first] = terms;
    if (first !== undefined && lines.length > 0) {
      const content = {
        kind: 'definition',
        terms: terms.map(({ text }) => text),
        lines: lines.map(({ text }) => text),
      } as const;
      const linked = lines.reduce((sum, line) => sum + line.linked, 0);
      blocks.push({ ...blockOf(content, first.line, list), linked });
    } else {
      // A term that nothing is said of, or a meaning of nothing.
      for (const { text, line } of [...terms, ...lines]) {
        blocks.push(blockOf({ kind: 'paragraph', text }, line, list));
      }
    }
    blocks.push(...left);
    terms = [];
    lines = [];
    left = [];
  };

  let before: Entry['is'] = 'dd';
  for (const { is, child } of entriesOf(list)) {
    if (is === 'dt') {
      if (before === 'dd') {
        close();
        isInterrupted = false;
      }
      const term = flatLine([child]);
      if (term.text !== '') terms.push(term);
      left.push(...leftBlocks(term.left));
    } else {
      for (const part of partsOf([child])) {
        if (part.is === 'left') left.push(...leftBlocks([part]));
        else if (part.is === 'element') {
          close();
          blocks.push(...flow.blocksOf(part.element));
          isInterrupted = true;
        } else if (isInterrupted) {
          blocks.push(blockOf({ kind: 'paragraph', text: part.text }, part.line, part.source));
        } else lines.push(part);
      }
    }
    before = is;
  }
  close();
  return blocks;
}
