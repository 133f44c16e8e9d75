/** Unanswered questions as a file for spreadsheets (RFC 4180). */
import type { GapGroup } from './group.ts';

/** What spreadsheets take for the start of a formula (OWASP, "CSV Injection"). */
const FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

/** One line a wording: the question, its group, how often the group was asked, and when last. */
export function gapsToCsv(groups: readonly GapGroup[]): string {
  const rows = groups.flatMap(({ question, count, lastAt, wordings }) =>
    wordings.map((wording) => [wording, question, String(count), new Date(lastAt).toISOString()]),
  );
  const header = ['question', 'group', 'asked', 'last_asked_at'];
  // The mark tells spreadsheets that it is UTF-8.
  return `\uFEFF${[header, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** A quoted cell; what could be a formula is made text by an apostrophe. */
function cell(text: string): string {
  const safe = FORMULA.test(text.trimStart()) || FORMULA.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
