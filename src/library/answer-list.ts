/** A question for several things gets the whole list of which one item was found. */
import type { RankedPassage } from '../search/rank.ts';
import type { PassageRecord, PassageSource } from './passage-record.ts';

/** A ranked passage with what is shown of it. */
export interface Found {
  readonly record: PassageRecord;
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
  const { slot: own, score } = best.ranked;
  const list = await passages.listOf(best.record);
  const siblings = list
    .filter(({ slot }) => slot !== own)
    .map(({ slot, record }): Found => ({ record, ranked: { slot, sentence: 0, score } }));
  const slots = new Set(siblings.map(({ ranked }) => ranked.slot));
  return [best, ...siblings, ...others.filter(({ ranked }) => !slots.has(ranked.slot))];
}
