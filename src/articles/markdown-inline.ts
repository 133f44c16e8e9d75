/** The words inside a paragraph, a heading or a cell, without their markup, and what is left out of them. */
import type { Nodes } from 'mdast';
import type { DroppedLine } from '../model.ts';
import { statement } from '../refusals.ts';
import { type DialectMark, type HighlightMark, kindOfMark, linkText } from './markdown-marks.ts';
import { tidyLine } from './tidy.ts';

/** What is found beside the words. */
export interface InlineFinds {
  readonly dropped: DroppedLine[];
  /** Labels of footnotes that are referred to, in order. */
  readonly notes: string[];
  /** What stands under pictures. */
  readonly captions: string[];
}

/**
 * The readable text inside a node, lines parted by line ends: link texts and code kept; images, notes
 * and tags left out.
 */
export function inlineText(node: Nodes, finds?: InlineFinds): string {
  const pieces: (string | HighlightMark)[] = [];
  gather(node, pieces, finds);
  return withoutHighlights(pieces).join('');
}

function gather(node: Nodes, pieces: (string | HighlightMark)[], finds?: InlineFinds): void {
  const line = node.position?.start.line ?? 1;
  switch (node.type) {
    case 'text':
    case 'inlineCode':
      pieces.push(node.value);
      break;
    case 'break':
      pieces.push('\n');
      break;
    case 'highlightMark':
      pieces.push(node);
      break;
    case 'image':
    case 'imageReference': {
      finds?.dropped.push({ line, text: tidyLine(node.alt ?? ''), reason: statement('image') });
      const title = node.type === 'image' ? tidyLine(node.title ?? '') : '';
      if (title !== '') finds?.captions.push(title);
      break;
    }
    case 'footnoteReference':
      finds?.notes.push(node.identifier);
      break;
    case 'html':
      if (node.value.startsWith('<!--')) {
        const text = tidyLine(node.value);
        if (!isEmptyComment(text)) {
          finds?.dropped.push({ line, text, reason: statement('htmlComment') });
        }
      } else if (/^<br\b/i.test(node.value)) pieces.push('\n');
      break;
    case 'dialectMark':
      pieces.push(markText(node, finds));
      break;
    default:
      if ('children' in node) for (const child of node.children) gather(child, pieces, finds);
  }
}

/** `<!-- -->` parts two lists and says nothing. */
export function isEmptyComment(html: string): boolean {
  return /^<!--\s*-->$/.test(html.trim());
}

function markText(node: DialectMark, finds?: InlineFinds): string {
  const line = node.position?.start.line ?? 1;
  const leaveOut = (text: string, reason: 'privateNote' | 'embedded' | 'siteMarkup') => {
    finds?.dropped.push({ line, text: tidyLine(text), reason: statement(reason) });
    return '';
  };
  const { value } = node;
  switch (kindOfMark(node)) {
    case 'link':
      return linkText(value);
    case 'embed':
      return leaveOut(value.slice(3, -2), 'embedded');
    case 'note':
    case 'comment':
      return leaveOut(value, 'privateNote');
    case 'tag':
      return leaveOut(value, 'siteMarkup');
    default:
      // Ids and classes are nothing to read.
      return '';
  }
}

/** Takes out each opening mark with the closing one that follows it; what has no other half stays. */
function withoutHighlights(pieces: readonly (string | HighlightMark)[]): string[] {
  const texts = pieces.map((piece) => (typeof piece === 'string' ? piece : piece.value));
  let open: number | null = null;
  pieces.forEach((piece, i) => {
    if (typeof piece === 'string') return;
    if (open !== null && piece.closes) {
      texts[open] = '';
      texts[i] = '';
      open = null;
    } else if (piece.opens) open = i;
  });
  return texts;
}
