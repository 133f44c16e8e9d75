/** Items of lists in a PDF that does not say what its lines are: by their marks, and by how far they are set in. */
import type { DraftBlock, DraftItem } from '../draft.ts';

/** Marks that are nothing else; a dash may begin a speech, or a line that signs a quotation. */
const BULLET = /^[•◦▪‣●○■□]\s*(?=\S)/u;
const NUMBER = /^\(?(\d{1,3})[.)]\s+(?=\S)/;

/** Items of one level begin within so many sizes of each other. */
const SAME_LEVEL = 0.6;

/** Gathers the items of lists among the blocks of a document. */
export interface PdfLists {
  /**
   * Takes a paragraph that is an item.
   * @param x where its first line begins, points.
   * @param size of the letters, points.
   * @returns false for what is none.
   */
  take(text: string, x: number, size: number, line: number): boolean;
}

/** @param blocks what lists are put among. */
export function pdfLists(blocks: DraftBlock[]): PdfLists {
  /** Where the levels of the last list begin. */
  let levels: number[] = [];
  /** The number of its last item, by level. */
  let numbers: number[] = [];

  return {
    take(text, x, size, line) {
      const bullet = BULLET.exec(text);
      const number = bullet ? null : NUMBER.exec(text);
      const mark = bullet ?? number;
      if (mark === null) return false;
      const last = blocks.at(-1);
      const goesOn = last?.kind === 'list';
      if (!goesOn) {
        levels = [];
        numbers = [];
      }
      while ((levels.at(-1) ?? Number.NEGATIVE_INFINITY) > x + SAME_LEVEL * size) levels.pop();
      const isSame = Math.abs((levels.at(-1) ?? Number.POSITIVE_INFINITY) - x) <= SAME_LEVEL * size;
      const depth = isSame ? levels.length - 1 : levels.length;
      const value = number ? Number(number[1]) : null;
      // A list counts from 1; any other number begins a sentence or a clause of a law.
      if (value !== null && value !== (numbers[depth] ?? 0) + 1) return false;
      if (!isSame) levels.push(x);
      numbers = [...numbers.slice(0, depth), value ?? 0];
      const item: DraftItem = {
        text: text.slice(mark[0].length),
        depth,
        marker: value === null ? null : `${value}.`,
      };
      if (goesOn) (last.items as DraftItem[]).push(item);
      else blocks.push({ kind: 'list', leadIn: null, items: [item], aside: true, line });
      return true;
    },
  };
}
