/** Markdown to blocks: the words of each without their markup, whatever dialect it is written in. */
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { type MarkdownFound, markdownBlocks } from './markdown-blocks.ts';
import { boxesFromMarkdown, boxSyntax, rawBlockStarts } from './markdown-boxes.ts';
import type { ParsedMarkdown } from './markdown-gather.ts';
import { markSyntax, marksFromMarkdown } from './markdown-marks.ts';
import { foldPlainLines } from './plain-lines.ts';

/** Parses a text. Lines count from 1 in it. */
function parse(text: string): ParsedMarkdown {
  const { text: folded, unfold } = foldPlainLines(text);
  const { children } = fromMarkdown(folded, {
    extensions: [gfm(), markSyntax(), boxSyntax(rawBlockStarts(folded))],
    mdastExtensions: [gfmFromMarkdown(), marksFromMarkdown(), boxesFromMarkdown()],
  });
  const sourceOf = ({ position }: Nodes): string =>
    unfold(folded.slice(position?.start.offset ?? 0, position?.end.offset ?? 0));
  return { children, sourceOf, unfold, parse };
}

/** Reads the body of a Markdown file that `isParsableMarkdown`. Lines count from 1 in `text`. */
export function readMarkdown(text: string): MarkdownFound {
  return markdownBlocks(parse(text));
}
