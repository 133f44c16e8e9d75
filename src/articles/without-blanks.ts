/** Takes out of blocks what holds no word: empty items, lines, captions; rows only with their table. */
import { textOf } from './block-text.ts';
import type { DraftBlock } from './draft.ts';

const isWritten = (text: string) => text.trim() !== '';

/** A line that may be missing; null where it is empty. */
function lineOrNull(text: string | null): string | null {
  return text !== null && isWritten(text) ? text : null;
}

/**
 * The blocks that hold a word, in order. Empty cells and rows keep their place in a table, of which the
 * last row that holds a word heads nothing; a caption of nothing else stands alone.
 */
export function withoutBlanks(blocks: readonly DraftBlock[]): DraftBlock[] {
  return blocks.map(withoutBlankLines).filter((block) => isWritten(textOf(block)));
}

function withoutBlankLines(block: DraftBlock): DraftBlock {
  switch (block.kind) {
    case 'list':
      return {
        ...block,
        leadIn: lineOrNull(block.leadIn),
        items: block.items.filter(({ text }) => isWritten(text)),
      };
    case 'table': {
      const caption = lineOrNull(block.caption);
      const last = block.rows.findLastIndex((cells) => cells.some(({ text }) => isWritten(text)));
      if (last >= 0) return { ...block, caption, headerRows: Math.min(block.headerRows, last) };
      return { kind: 'caption', text: caption ?? '', line: block.line };
    }
    case 'quotation':
      return {
        ...block,
        lines: block.lines.filter(isWritten),
        speaker: lineOrNull(block.speaker),
      };
    case 'definition':
      return {
        ...block,
        terms: block.terms.filter(isWritten),
        lines: block.lines.filter(isWritten),
      };
    default:
      return block;
  }
}
