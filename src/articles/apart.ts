/** Short blocks that answer nothing by themselves: a repeated title, a tag line, a name beside the text. */
import { endsSentence } from './chrome.ts';
import type { DraftBlock } from './draft.ts';
import { LONGEST_LEAD_IN, leadsIn } from './lead-in.ts';
import { splitSentences } from './sentences.ts';
import { comparisonKey } from './tidy.ts';

/** A tag line or a name has few words; whoever writes more says something. */
const MOST_WORDS = 6;
/** `#ice #winter/cold`, as notes are filed. */
const TAGS = /^#[\p{L}\p{N}_/-]+(?:,? #[\p{L}\p{N}_/-]+)*$/u;
/** So many short lines in a row are a list or a poem. */
const RUN = 3;

/** Blocks in order, those marked that answer nothing by themselves. At least one is left unmarked. */
export function markApart(blocks: readonly DraftBlock[], title: string): DraftBlock[] {
  const titleKey = comparisonKey(title);
  const isLabel = blocks.map((block) => looksLikeLabel(block));
  const runs = runLengths(isLabel);
  const marked = blocks.map((block, i): DraftBlock => {
    if (block.kind === 'heading' || block.isApart) return block;
    const isTagLine = block.kind === 'paragraph' && TAGS.test(block.text);
    const isTitle =
      titleKey !== '' && block.kind === 'paragraph' && comparisonKey(block.text) === titleKey;
    const isBeside = isLabel[i] === true && (runs[i] ?? 0) < RUN && standsBeside(blocks, i);
    const apart =
      block.kind === 'caption' ||
      isTitle ||
      isTagLine ||
      isBeside ||
      onlyLeadsIn(block, blocks[i + 1]);
    return apart ? { ...block, isApart: true } : block;
  });
  const isAllApart = marked.every((block) => block.kind === 'heading' || block.isApart);
  return isAllApart ? blocks.map(({ isApart: _, ...block }) => block) : marked;
}

/** Whether a paragraph is one sentence that announces the code or table after it. */
function onlyLeadsIn(block: DraftBlock, next: DraftBlock | undefined): boolean {
  if (next?.kind !== 'code' && next?.kind !== 'table') return false;
  const text = announcement(block);
  return text !== null && text.length <= LONGEST_LEAD_IN && splitSentences(text, null).length === 1;
}

/** What announces the block after it: a line with a colon, or the one step of a list that it stands in. */
function announcement(block: DraftBlock): string | null {
  if (block.kind === 'paragraph') return leadsIn(block.text) ? block.text : null;
  if (block.kind !== 'list' || block.leadIn !== null || block.items.length !== 1) return null;
  return block.items[0]?.text ?? null;
}

/** A few words without an end, a number or a colon. */
function looksLikeLabel(block: DraftBlock): boolean {
  if (block.kind !== 'paragraph' || block.text.length > 80) return false;
  const { text } = block;
  if (endsSentence(text) || /[\p{N}:：=|–—@/]|\s--?\p{L}/u.test(text)) return false;
  return text.split(' ').length <= MOST_WORDS;
}

/** Whether a whole sentence is next to it. */
function standsBeside(blocks: readonly DraftBlock[], index: number): boolean {
  return [blocks[index - 1], blocks[index + 1]].some(
    (block) => block?.kind === 'paragraph' && endsSentence(block.text),
  );
}

/** By index, how many in a row are so. */
function runLengths(flags: readonly boolean[]): number[] {
  const lengths: number[] = [];
  for (let from = 0; from < flags.length; ) {
    let to = from + 1;
    while (to < flags.length && flags[to] === flags[from]) to += 1;
    for (let i = from; i < to; i += 1) lengths.push(flags[from] ? to - from : 0);
    from = to;
  }
  return lengths;
}
