/** What a PDF's pages repeat around the text: running headers, footers and page numbers. */
import type { PdfLine } from './pdf-lines.ts';

/** A line with the reason for leaving it out, or null for text of the article. */
export interface JudgedLine extends PdfLine {
  readonly reason: string | null;
}

/** Headers have a line or two, and a page number beside or under them. */
const EDGE_LINES = 3;

/** What stands at the same place of three pages is no coincidence; of two, where there are only two. */
const REPEATED_ON = 3;

/** Places differ by less than this from page to page, points. */
const SAME_PLACE = 4;

/** No header is longer. */
const MAX_LENGTH = 150;

/** Headers whose numbers change from page to page are shorter than sentences that differ by a year. */
const MAX_NUMBERED = 60;

/** Page numbers that say what they are. */
const LABELLED_NUMBER =
  /^(?:page|p\.|seite|s\.|página|стр\.|страница)\s*\d{1,4}(?:\s*(?:of|\/|von|de|sur|из)\s*\d{1,4})?$/iu;
const BARE_NUMBER = /^[-–—[(|\s]*(\d{1,4})(?:\s*(?:\/|of|из)\s*\d{1,4})?[-–—\])|\s]*$/u;
const ROMAN_NUMBER = /^[ivxlc]{1,8}$/i;

type Edge = 'header' | 'footer';

/** What a header's line is the same by on every page: its words, its size and about its place. */
function keys(line: PdfLine, edge: Edge): string[] {
  if (!/\p{L}/u.test(line.text) || line.text.length > MAX_LENGTH) return [];
  const text = line.text.toLowerCase().replace(/\s+/g, ' ');
  const words = text.length <= MAX_NUMBERED ? text.replace(/\d+/g, '#') : text;
  const place = Math.floor(line.y / SAME_PLACE);
  // A place near the border of two is in both.
  return [place, place + (line.y % SAME_PLACE < SAME_PLACE / 2 ? -1 : 1)].map(
    (at) => `${edge} ${at} ${line.size} ${words}`,
  );
}

function numberOf(line: PdfLine): number | null {
  const match = BARE_NUMBER.exec(line.text);
  return match ? Number(match[1]) : null;
}

/** The numbers of a book go up with its pages: what they differ by is the same on every page. */
function numberKey(number: number, line: PdfLine, edge: Edge): string {
  return `${edge} number ${number - line.page}`;
}

/** Indexes of a page's outermost upright lines, from the edge inwards. */
function outermost(lines: readonly PdfLine[], edge: Edge): number[] {
  const order = lines.map((_, i) => i).filter((i) => !lines[i]?.turned);
  const y = (i: number) => lines[i]?.y ?? 0;
  order.sort((a, b) => (edge === 'header' ? y(b) - y(a) : y(a) - y(b)) || a - b);
  return order.slice(0, EDGE_LINES);
}

/** Judges the lines of all pages; `pages[i]` holds the lines of page `i + 1`. */
export function judgePages(pages: readonly (readonly PdfLine[])[]): JudgedLine[][] {
  /** On how many pages a key stands. */
  const repeated = new Map<string, number>();
  for (const lines of pages) {
    for (const edge of ['header', 'footer'] as const) {
      const seen = new Set<string>();
      for (const i of outermost(lines, edge)) {
        const line = lines[i];
        if (line === undefined) continue;
        for (const key of keys(line, edge)) seen.add(key);
        const number = numberOf(line);
        if (number !== null) seen.add(numberKey(number, line, edge));
      }
      for (const key of seen) repeated.set(key, (repeated.get(key) ?? 0) + 1);
    }
  }
  const enough = Math.min(REPEATED_ON, Math.max(2, pages.length));

  const reasonOf = (line: PdfLine, edge: Edge): string | null => {
    if (LABELLED_NUMBER.test(line.text)) return 'page number';
    if (ROMAN_NUMBER.test(line.text) && pages.length > 1) return 'page number';
    const number = numberOf(line);
    if (number !== null) {
      return (repeated.get(numberKey(number, line, edge)) ?? 0) > 1 ? 'page number' : null;
    }
    const runs = keys(line, edge).some((key) => (repeated.get(key) ?? 0) >= enough);
    return runs && pages.length > 1 ? `running ${edge}` : null;
  };

  return pages.map((lines) => {
    const reasons: (string | null)[] = lines.map((line) =>
      line.turned ? 'text on its side, in the margin' : null,
    );
    for (const edge of ['header', 'footer'] as const) {
      for (const i of outermost(lines, edge)) {
        const line = lines[i];
        const reason = line === undefined ? null : reasonOf(line, edge);
        // Only what lies outside of all text is around it.
        if (reason === null) break;
        reasons[i] = reason;
      }
    }
    return lines.map((line, i) => ({ ...line, reason: reasons[i] ?? null }));
  });
}
