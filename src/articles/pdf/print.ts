/** Pages that a browser printed: what it puts around them, and the address that they are from. */
import { httpUrl } from '../front-matter.ts';
import type { JudgedLine } from './furniture.ts';

/** What browsers call themselves in what they print. */
const BROWSER =
  /\b(?:HeadlessChrome|Chrome|Chromium|Firefox|Safari|Edg|Edge|Opera|SamsungBrowser)\b/;

/** The day and time of the print, in the corner: `11/26/26, 4:35 AM`, `26.11.2026, 04:35`. */
const PRINTED_AT = /^\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?\s\d{1,2}[:.]\d{2}/;
const PRINTED_AT_END = /\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?\s\d{1,2}[:.]\d{2}(?:\s?[AP]M)?$/i;

/** The address, with the number of the page or without it; long ones are cut short. */
const ADDRESS = /(?:https?|file):\/\/\S{1,2000}/;
const PAGE_OF = /(?:^|\s)\d{1,4}\s?(?:\/|of|von|sur|из)\s?\d{1,4}$/;

/** Lines from the edge among which that stands. */
const EDGE_LINES = 2;

/** Whether a document was printed by a browser, by the programs that it names. */
export function isBrowserPrint(info: Readonly<Record<string, unknown>>): boolean {
  return typeof info.Creator === 'string' && BROWSER.test(info.Creator);
}

function isAround(text: string, edge: 'header' | 'footer'): boolean {
  if (edge === 'header')
    return PRINTED_AT.test(text) || (ADDRESS.test(text) && !/[.!?]$/.test(text));
  const address = ADDRESS.exec(text);
  return (
    (address !== null && (address.index === 0 || PAGE_OF.test(text))) ||
    (PAGE_OF.test(text) && text.length < 12) ||
    PRINTED_AT_END.test(text)
  );
}

/** The lines of printed pages: those that the browser put there are left out, on a single page too. */
export function judgePrinted(pages: readonly (readonly JudgedLine[])[]): JudgedLine[][] {
  return pages.map((lines) => {
    const judged = [...lines];
    const upright = judged.map((_, i) => i).filter((i) => !judged[i]?.turned);
    upright.sort((a, b) => (judged[b]?.y ?? 0) - (judged[a]?.y ?? 0));
    const edges = [
      ['header', upright.slice(0, EDGE_LINES)],
      ['footer', upright.slice(-EDGE_LINES)],
    ] as const;
    for (const [edge, places] of edges) {
      for (const i of places) {
        const line = judged[i];
        if (line === undefined || line.reason !== null || !isAround(line.text, edge)) continue;
        judged[i] = { ...line, reason: edge === 'header' ? 'runningHeader' : 'runningFooter' };
      }
    }
    return judged;
  });
}

/** The address that was printed under or over the pages; null where there is none, or it was cut short. */
export function printedAddress(texts: readonly string[]): string | null {
  for (const text of texts) {
    const address = ADDRESS.exec(text)?.[0];
    if (address !== undefined && !/(?:…|\.\.\.)$/.test(address)) return httpUrl(address);
  }
  return null;
}
