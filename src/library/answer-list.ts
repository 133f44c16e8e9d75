/** A question for several things gets the whole list of which one item was found. */
import type { RankedPassage } from '../search/rank.ts';
import type { PassageSource, SlotRecord } from './passage-record.ts';

/** A ranked passage with what is shown of it, which may be another one of the same words. */
export interface Found extends SlotRecord {
  readonly ranked: RankedPassage;
}

/**
 * The first passage, then the rest of its list, what leads in first, then the others; as they are where
 * the first one is in no list. What the list brings has the first one's score: it stands for the answer.
 * @param found best first.
 */
export async function withList(
  found: readonly Found[],
  passages: Pick<PassageSource, 'listOf'>,
): Promise<readonly Found[]> {
  const [best, ...others] = found;
  if (best === undefined || best.record.list === null) return found;
  const { slot: own } = best;
  const { score } = best.ranked;
  const list = await passages.listOf(best.record);
  const siblings = list
    .filter(({ slot }) => slot !== own)
    .map(({ slot, record }): Found => ({ slot, record, ranked: { slot, sentence: 0, score } }));
  const slots = new Set(siblings.map(({ slot }) => slot));
  return [best, ...siblings, ...others.filter(({ slot }) => !slots.has(slot))];
}
