/** Unanswered questions, and answers that did not help, as a file for spreadsheets (RFC 4180). */
import type { GapGroup } from './group.ts';

/** What spreadsheets take for the start of a formula (OWASP, "CSV Injection"). */
const FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

/** A passage that answered without helping, and questions that it answered. */
export interface RatedPassage {
  /** Its citation id. */
  readonly passage: string;
  /** Its article; null where it changed or went. */
  readonly title: string | null;
  /** Where it is read on the web; null where nowhere. */
  readonly url: string | null;
  readonly helpful: number;
  readonly unhelpful: number;
  readonly lastAt: number;
  /** Empty where their texts are not kept. */
  readonly questions: readonly (Pick<GapGroup, 'question' | 'wordings' | 'lastAt'> & {
    readonly helpful: number;
    readonly unhelpful: number;
  })[];
}

const HEADER = [
  ...['question', 'group', 'asked', 'last_asked_at'],
  ...['passage', 'title', 'link', 'helpful', 'not_helpful'],
];

/**
 * One line a wording: the question, its group, how often the group was asked, and when last; behind them one
 * for each wording that a passage answered without helping, with the passage and how often its group was
 * called helpful or not, and when last; or one for the passage, where questions are not kept.
 */
export function gapsToCsv(
  groups: readonly GapGroup[],
  disliked: readonly RatedPassage[] = [],
): string {
  const unanswered = groups.flatMap(({ question, count, lastAt, wordings }) =>
    wordings.map((wording) => [wording, question, String(count), instant(lastAt)]),
  );
  const rated = disliked.flatMap(({ passage, title, url, questions, ...all }) => {
    const place = [passage, title ?? '', url ?? ''];
    const rows = questions.length > 0 ? questions : [{ ...all, question: '', wordings: [''] }];
    return rows.flatMap(({ question, wordings, lastAt, helpful, unhelpful }) =>
      wordings.map((wording) => [
        ...[wording, question, '', instant(lastAt)],
        ...[...place, String(helpful), String(unhelpful)],
      ]),
    );
  });
  const rows = [HEADER, ...unanswered, ...rated].map((row) =>
    HEADER.map((_, column) => cell(row[column] ?? '')).join(','),
  );
  // The mark tells spreadsheets that it is UTF-8.
  return `\uFEFF${rows.join('\r\n')}\r\n`;
}

function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/** A quoted cell; what could be a formula is made text by an apostrophe. */
function cell(text: string): string {
  const safe = FORMULA.test(text.trimStart()) || FORMULA.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
