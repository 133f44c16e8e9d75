/** The paragraph that leads in a list belongs to it: “Bring for the weekend:”. */
import type { DraftBlock } from './draft.ts';

/** UTF-16 units of a longest lead-in: what is longer is a paragraph that ends with one. */
export const LONGEST_LEAD_IN = 300;

/** Whether a text announces what follows it. */
export function leadsIn(text: string): boolean {
  return /[:：]\s?$/.test(text.slice(-3));
}

/** Blocks in order; where a short paragraph with a colon stands before a list, it is the list's. */
export function withLeadIns(blocks: readonly DraftBlock[]): DraftBlock[] {
  const joined: DraftBlock[] = [];
  for (const block of blocks) {
    const before = joined.at(-1);
    const isLed =
      block.kind === 'list' &&
      block.leadIn === null &&
      before?.kind === 'paragraph' &&
      before.text.length <= LONGEST_LEAD_IN &&
      leadsIn(before.text);
    if (isLed) joined[joined.length - 1] = { ...block, leadIn: before.text, line: before.line };
    else joined.push(block);
  }
  return joined;
}
