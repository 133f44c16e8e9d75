/** Plain text to articles: written as such, or dumped from a page or a mail. */
import type { Reading } from './draft.ts';
import { partArticles } from './dump-articles.ts';
import { judgeLines } from './dump-lines.ts';
import { toLines } from './lines.ts';

/**
 * Reads a plain text (line ends `\n`) whose first line is line `firstLine` of its file.
 * @returns null where it has more than `maxLines` lines after wrapped ones were joined
 */
export function readPlainText(text: string, firstLine: number, maxLines: number): Reading | null {
  const lines = toLines(text, firstLine);
  if (lines.length > maxLines) return null;
  const { drafts, dropped } = partArticles(judgeLines(lines));
  return { drafts, dropped, warnings: [] };
}
