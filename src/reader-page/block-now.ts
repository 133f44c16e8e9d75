/** What stands in an article now where a passage stood that was reworded. */
import type { FormerPassage } from '../citations/former-passages.ts';
import { type WordPairs, wordPairs } from '../citations/taken-out.ts';
import type { Article, Block } from '../model.ts';
import { timeSlice } from '../time-slices.ts';

/** Paragraphs on either side of where it stood that are looked at: edits elsewhere count others anew. */
const LOOKED_AT = 30;
/** UTF-16 units of a block that is compared. */
const LONGEST = 8_000;
/** Of its pairs of neighbouring words, so many are in the block: as few are shared by chance in no prose. */
const SHARED = 0.3;

/** A block of the article, as it is. */
export type BlockNow = Block;

/** The block that shares most with the former words, near where they stood; null where none shares enough. */
export async function blockNow(
  { text, blocks }: Pick<Article, 'text' | 'blocks'>,
  former: Pick<FormerPassage, 'text' | 'paragraph'>,
): Promise<BlockNow | null> {
  const slice = timeSlice();
  const own = await wordPairs(former.text.slice(0, LONGEST), slice);
  const first = Math.max(0, former.paragraph - 1 - LOOKED_AT);
  let best: Block | null = null;
  let most = SHARED;
  for (const block of blocks.slice(first, former.paragraph + LOOKED_AT)) {
    if (block.end - block.start > LONGEST) continue;
    const share = sharedOf(own, await wordPairs(text.slice(block.start, block.end), slice));
    if (share > most || (share === most && best === null)) {
      best = block;
      most = share;
    }
  }
  return best;
}

/** Which share of the pairs of one are in the other. */
function sharedOf(own: WordPairs, other: WordPairs): number {
  let shared = 0;
  for (const pair of own) if (other.has(pair)) shared += 1;
  return own.size === 0 ? 0 : shared / own.size;
}
