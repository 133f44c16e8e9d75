/** Captions in Markdown, which has no mark for them: an emphasised line below a picture or beside a table. */
import type { Nodes, Paragraph, PhrasingContent, RootContent } from 'mdast';
import { isTableCaption } from './markdown-headers.ts';

/** UTF-16 units of a longest caption. */
export const LONGEST_CAPTION = 300;

/** Which nodes are captions of which. */
export interface CaptionPlaces {
  /** By the index of a table, that of its caption. */
  readonly ofTables: ReadonlyMap<number, number>;
  readonly tableCaptions: ReadonlySet<number>;
  readonly pictureCaptions: ReadonlySet<number>;
}

function hasWords(node: PhrasingContent): boolean {
  if (node.type === 'text') return node.value.trim() !== '';
  return node.type !== 'break' && !(node.type === 'html' && /^<br\b/i.test(node.value));
}

function isPicture(node: PhrasingContent): boolean {
  if (node.type === 'image' || node.type === 'imageReference') return true;
  if (node.type === 'link') return node.children.filter(hasWords).every(isPicture);
  return (
    node.type === 'dialectMark' && (node.value.startsWith('![[') || node.value.startsWith('{'))
  );
}

function isEmphasis(node: PhrasingContent | undefined): boolean {
  return node?.type === 'emphasis' || node?.type === 'strong';
}

/** Whether a paragraph is a picture, or several, with nothing beside. */
function isPictures(node: RootContent | undefined): boolean {
  if (node?.type !== 'paragraph') return false;
  const parts = node.children.filter(hasWords);
  return parts.length > 0 && parts.every(isPicture);
}

/** Whether all of a paragraph is emphasised. */
function isEmphasised(node: RootContent | undefined): boolean {
  if (node?.type !== 'paragraph') return false;
  const parts = node.children.filter(hasWords);
  return parts.length === 1 && isEmphasis(parts[0]);
}

/** Whether a paragraph is a picture, or several, and its caption in a line below. */
export function isCaptionedPicture({ children }: Paragraph): boolean {
  const parts = children.filter(hasWords);
  return parts.length > 1 && isEmphasis(parts.at(-1)) && parts.slice(0, -1).every(isPicture);
}

/** Finds the captions among the nodes of one parent. @param sourceOf how a node is written. */
export function findCaptions(
  nodes: readonly RootContent[],
  sourceOf: (node: Nodes) => string,
): CaptionPlaces {
  const ofTables = new Map<number, number>();
  const tableCaptions = new Set<number>();
  const pictureCaptions = new Set<number>();
  const isTables = (at: number): boolean => {
    const node = nodes[at];
    if (node === undefined || tableCaptions.has(at) || pictureCaptions.has(at)) return false;
    const length = (node.position?.end.offset ?? 0) - (node.position?.start.offset ?? 0);
    if (length > LONGEST_CAPTION) return false;
    if (node.type === 'box') {
      // Behind a term it says what that means.
      const isDefinition = nodes[at - 1]?.type === 'paragraph' || nodes[at - 1]?.type === 'box';
      return node.header === ':' && node.children.length === 1 && !isDefinition;
    }
    return isEmphasised(node) || (node.type === 'paragraph' && isTableCaption(sourceOf(node)));
  };
  nodes.forEach((node, i) => {
    if (isPictures(node) && isEmphasised(nodes[i + 1])) pictureCaptions.add(i + 1);
    if (node.type !== 'table') return;
    const at = [i - 1, i + 1].find(isTables);
    if (at === undefined) return;
    ofTables.set(i, at);
    tableCaptions.add(at);
  });
  return { ofTables, tableCaptions, pictureCaptions };
}
