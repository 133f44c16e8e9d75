/** Spares the Markdown parser the lines that have no markup in them, which are nearly all of an article. */

/** Shorter lines are not worth it. */
const MIN_LENGTH = 60;

/** Begins like prose and holds nothing that Markdown gives a meaning to (links found in text stay text). */
const PLAIN = /^[\p{L}"“„«‘'(][^\\`*_[\]<>|~&%={^\n]*$/u;

/** Private characters around the number of a line: no Markdown, and one word to the parser. */
const OPEN = '\ue000';
const CLOSE = '\ue001';

/** A text in which plain lines stand as numbers, and the way back. */
export interface FoldedLines {
  readonly text: string;
  readonly unfold: (text: string) => string;
}

/**
 * Replaces each long line without markup by a short mark. What the parser makes of the rest does not
 * change, since to Markdown such a line is one word or another.
 */
export function foldPlainLines(text: string): FoldedLines {
  if (text.includes(OPEN)) return { text, unfold: (same) => same };
  const lines: string[] = [];
  const folded = text.split('\n').map((line) => {
    if (line.length < MIN_LENGTH || !PLAIN.test(line)) return line;
    lines.push(line);
    return `${OPEN}${lines.length - 1}${CLOSE}`;
  });
  return {
    text: folded.join('\n'),
    unfold: (marked) =>
      marked.includes(OPEN)
        ? marked.replace(/\ue000(\d+)\ue001/g, (_, index: string) => lines[Number(index)] ?? '')
        : marked,
  };
}
