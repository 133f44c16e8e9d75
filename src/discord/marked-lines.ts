/** Pieces of text as a block quote, some of them struck, underlined or in bold, whatever the words hold. */
import { escapePart } from './escape.ts';

/** A piece, and Discord's mark on both sides of it. */
export interface MarkedPiece {
  readonly mark: '' | '~~' | '__' | '**';
  readonly text: string;
}

const LINE_ENDS = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/;

/** Marks never reach over a line's end or touch white space, and two marks never touch each other. */
export function quoteMarked(pieces: readonly MarkedPiece[]): string {
  const lines = [''];
  for (const { mark, text } of pieces) {
    for (const [index, part] of text.split(LINE_ENDS).entries()) {
      if (index > 0) lines.push('');
      const words = part.trim();
      if (words === '') {
        lines[lines.length - 1] += part;
        continue;
      }
      const before = part.slice(0, part.indexOf(words));
      const after = part.slice(before.length + words.length);
      const line = lines.at(-1) ?? '';
      // Discord ends a strike-through or an underline only where no other mark follows at once.
      const apart = mark !== '' && /[~_*]$/.test(line) && before === '' ? ' ' : '';
      lines[lines.length - 1] =
        `${line}${before}${apart}${mark}${escapePart(words)}${mark}${after}`;
    }
  }
  return lines.map((line) => `> ${line}`).join('\n');
}
