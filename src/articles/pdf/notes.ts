/** Footnotes of a PDF: small print at the foot of a page, which would come between what goes on overleaf. */
import type { DraftBlock } from '../draft.ts';
import type { PdfLine } from './lines.ts';
import { joinLines } from './words.ts';

/** Small print is of this share of the body's size at most. */
const SMALL = 0.93;

/** A note begins with its number or mark. */
const NOTE = /^(?:\d{1,3}[.)]?\s?(?=["“„«(]?\p{L})|[*†‡§]\s?(?=\S))/u;

/** A document's lines, and those of its notes. */
export interface WithNotes {
  readonly body: readonly PdfLine[];
  readonly notes: readonly PdfLine[];
}

/** @param size of the body's letters. */
export function partNotes(lines: readonly PdfLine[], size: number): WithNotes {
  const notes = new Set<PdfLine>();
  let small: PdfLine[] = [];
  for (const [i, line] of lines.entries()) {
    if (line.size <= size * SMALL && (small.length > 0 || NOTE.test(line.text))) small.push(line);
    else small = [];
    // Only what ends a page stands at its foot.
    if (lines[i + 1]?.page === line.page) continue;
    if (small.length > 0 && lines[i - small.length]?.page === line.page) {
      for (const each of small) notes.add(each);
    }
    small = [];
  }
  return {
    body: lines.filter((line) => !notes.has(line)),
    notes: lines.filter((line) => notes.has(line)),
  };
}

/** Each note as a paragraph, without its number. */
export function noteBlocks(notes: readonly PdfLine[], words: ReadonlySet<string>): DraftBlock[] {
  const texts: string[] = [];
  for (const { text } of notes) {
    const mark = NOTE.exec(text);
    const last = texts.length - 1;
    if (mark || last < 0) texts.push(text.slice(mark?.[0].length ?? 0));
    else texts[last] = joinLines(texts[last] ?? '', text, words);
  }
  return texts.map((text, i) => ({ kind: 'paragraph', text, line: i + 1 }));
}
