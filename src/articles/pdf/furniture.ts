/** What a PDF's pages repeat around the text: running headers, footers and page numbers. */
import type { DropKey } from '../../refusals.ts';
import { bodySize, HEADING_SIZE, type PdfLine } from './lines.ts';

/** Why a line of a page is left out; told with the number of the page. */
export type FurnitureKey = DropKey &
  ('pageNumber' | 'runningHeader' | 'runningFooter' | 'tableOfContents' | 'marginText');

/** A line with the reason for leaving it out, or null for text of the article. */
export interface JudgedLine extends PdfLine {
  readonly reason: FurnitureKey | null;
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
const NUMBER_AT_END = /^(\d{1,4})\s\D|\D\s(\d{1,4})$/u;
const ROMAN_NUMBER = /^[ivxlc]{1,8}$/i;

/** The dots between an entry of a table of contents and its page. */
const LEADERS = /(?:\s?[.·…_]){5}\s?(?:\d{1,4}|[ivxlc]{1,8})$/i;

const MAX_ENTRY = 300;

type Edge = 'header' | 'footer';

const RUNNING = { header: 'runningHeader', footer: 'runningFooter' } as const;

/**
 * What a header's line is the same by on every page: its words, its size and about its place.
 * @param body the size of most letters: larger lines are headings, such as `Chapter 3`
 */
function keys(line: PdfLine, edge: Edge, body: number): string[] {
  if (!/\p{L}/u.test(line.text) || line.text.length > MAX_LENGTH) return [];
  if (line.size >= body * HEADING_SIZE) return [];
  const text = line.text.toLowerCase().replace(/\s+/g, ' ');
  const words = text.length <= MAX_NUMBERED ? text.replace(/\d+/g, '#') : text;
  const place = Math.floor(line.y / SAME_PLACE);
  // A place near the border of two is in both.
  return [place, place + (line.y % SAME_PLACE < SAME_PLACE / 2 ? -1 : 1)].map(
    (at) => `${edge} ${at} ${line.size} ${words}`,
  );
}

/** A number that stands alone, or at an end of a short line: it may be the page's. */
function numberOf({ text }: PdfLine): { readonly value: number; readonly alone: boolean } | null {
  const alone = BARE_NUMBER.exec(text);
  if (alone) return { value: Number(alone[1]), alone: true };
  const beside = text.length <= MAX_NUMBERED ? NUMBER_AT_END.exec(text) : null;
  return beside && { value: Number(beside[1] ?? beside[2]), alone: false };
}

/** The numbers of a book go up with its pages: what they differ by is the same on every page. */
function numberKey(value: number, line: PdfLine, edge: Edge): string {
  return `${edge} number ${value - line.page}`;
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
  const body = bodySize(pages.flat());
  /** On how many pages a key stands. */
  const repeated = new Map<string, number>();
  for (const lines of pages) {
    for (const edge of ['header', 'footer'] as const) {
      const seen = new Set<string>();
      for (const i of outermost(lines, edge)) {
        const line = lines[i];
        if (line === undefined) continue;
        for (const key of keys(line, edge, body)) seen.add(key);
        const number = numberOf(line);
        if (number !== null) seen.add(numberKey(number.value, line, edge));
      }
      for (const key of seen) repeated.set(key, (repeated.get(key) ?? 0) + 1);
    }
  }
  const enough = Math.min(REPEATED_ON, Math.max(2, pages.length));

  const reasonOf = (line: PdfLine, edge: Edge): FurnitureKey | null => {
    if (LABELLED_NUMBER.test(line.text)) return 'pageNumber';
    if (ROMAN_NUMBER.test(line.text) && pages.length > 1) return 'pageNumber';
    const number = numberOf(line);
    const counted = number === null ? 0 : (repeated.get(numberKey(number.value, line, edge)) ?? 0);
    if (number?.alone) return counted > 1 ? 'pageNumber' : null;
    // A chapter's header may stand on one page only: its page number gives it away.
    const numbered = counted >= REPEATED_ON && line.size < body * HEADING_SIZE;
    const runs = keys(line, edge, body).some((key) => (repeated.get(key) ?? 0) >= enough);
    return (numbered || runs) && pages.length > 1 ? RUNNING[edge] : null;
  };

  return pages.map((lines) => {
    const reasons: (FurnitureKey | null)[] = lines.map((line) => {
      if (line.text.length <= MAX_ENTRY && LEADERS.test(line.text)) return 'tableOfContents';
      return line.turned ? 'marginText' : null;
    });
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
