/** What a page is read as, block by block, before it is known which of them are the article. */
import type { BareDropKey } from '../refusals.ts';
import type { DraftBlock, DraftContent } from './draft.ts';
import type { LeftPart } from './html-parts.ts';
import type { HtmlElement } from './html-tree.ts';

/** A block of a page, and where it was found. */
export type HtmlBlock = DraftBlock & {
  /** Why it is no part of an article. */
  readonly dropped?: BareDropKey;
  /** Letters of it that are in links. */
  readonly linked?: number;
  /** The innermost element that all or the first of it is in. */
  readonly source: HtmlElement | null;
};

/** How the readers of the kinds read what lies in their elements. */
export interface Flow {
  /** The blocks of an element of a kind of its own. */
  readonly blocksOf: (element: HtmlElement) => HtmlBlock[];
  /** Block quotes are indentation on this page. */
  readonly isQuoteIndented: boolean;
}

/** A block with the element that it was read from. */
export function blockOf(
  content: DraftContent,
  line: number,
  source: HtmlElement | null,
): HtmlBlock {
  return { ...content, line, source };
}

/** Words that were left out, as blocks. */
export function leftBlocks(left: readonly LeftPart[]): HtmlBlock[] {
  return left.map(({ text, line, reason }) => ({
    kind: 'paragraph',
    text,
    line,
    dropped: reason,
    source: null,
  }));
}
