/** Captions are searched with the block that they stand beside, since they answer nothing alone. */
import type { Article, Block } from '../model.ts';

/** UTF-16 units of a longest caption that is searched. */
const LONGEST = 300;

/**
 * The captions that belong to a block: what follows it, and what stands before it where nothing else
 * is there for them to belong to.
 * @param number of a block that is a passage, from 1.
 */
export function captionsOf({ blocks, text }: Article, number: number): string[] {
  const own = blocks[number - 1];
  if (own === undefined) return [];
  const isCaption = (block: Block | undefined): block is Block =>
    block?.kind === 'caption' && block.section === own.section;
  const after = blocks[number];
  const before = blocks[number - 2];
  const others = blocks[number - 3];
  const isFirst = others === undefined || others.section !== own.section || others.isApart === true;
  return [isFirst ? before : undefined, after]
    .filter(isCaption)
    .filter(({ start, end }) => end - start <= LONGEST)
    .map(({ start, end }) => text.slice(start, end));
}
