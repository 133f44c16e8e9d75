/** Plain text to articles: written as such, or dumped from a page or a mail. */
import type { Reading } from './draft.ts';
import { partArticles } from './dump-articles.ts';
import { judgeLines } from './dump-lines.ts';
import { toLines } from './lines.ts';

/** Reads a plain text (line ends `\n`) whose first line is line `firstLine` of its file. */
export function readPlainText(text: string, firstLine = 1): Reading {
  const { drafts, dropped } = partArticles(judgeLines(toLines(text, firstLine)));
  return { drafts, dropped, warnings: [] };
}
