/** A quote in Discord's Markdown, cut to the room that a message has for it. */
import { inText, markedIn, type Quotable } from '../citations/quote.ts';
import { type CutPlaces, cutPlaces } from '../citations/quote-cuts.ts';
import { shownContext } from '../citations/shown-context.ts';
import type { Context, Span } from '../model.ts';
import { jsonBytes } from './embed.ts';
import { fitWindow } from './fit.ts';
import { contextLine, quoteMarkdown } from './quote-markdown.ts';

/** What one quote may measure, escaped: UTF-16 units, and bytes of its JSON. */
export interface QuoteRoom {
  readonly units: number;
  readonly bytes: number;
}

/**
 * The quote, or as much of it as there is room for; its context has a part of that room at most.
 * @param marked what is put in bold, offsets into the article's text; null for nothing.
 */
export function quoteWithin(
  excerpt: Quotable,
  room: QuoteRoom,
  marked: Span | null = markedIn(excerpt),
): string {
  const context = contextWithin(excerpt, room);
  const draw = ({ start, end }: Span) => {
    const window = { start: start + excerpt.start, end: end + excerpt.start };
    return quoteMarkdown(excerpt, { window, marked }, context);
  };
  const fits = (window: Span) => {
    const quote = draw(window);
    return quote.length <= room.units && jsonBytes(quote) <= room.bytes;
  };
  const { cuts, core } = cutPlaces(excerpt);
  const highlight = coreWithin({ cuts, core }, inText(excerpt, excerpt.highlight), fits);
  return draw(fitWindow(excerpt.text, highlight, cuts, (shown) => fits(shown.window)));
}

/** All of a quote, however long. */
export function wholeQuote(excerpt: Quotable, marked: Span | null = markedIn(excerpt)): string {
  return quoteMarkdown(excerpt, { marked });
}

/** What a shortened quote must hold: an item, row or line as a whole where there is room for it. */
function coreWithin({ core }: CutPlaces, highlight: Span, fits: (window: Span) => boolean): Span {
  const isInside = highlight.start >= core.start && highlight.end <= core.end;
  return isInside && !fits(core) ? highlight : core;
}

/** The context that takes no more than a third of the room. */
function contextWithin(excerpt: Quotable, room: QuoteRoom): Context[] {
  const [most, mostBytes] = [room.units / 3, room.bytes / 3];
  let [units, bytes] = [0, 0];
  return shownContext(excerpt).filter((context) => {
    const line = contextLine(context);
    const size = { units: line.length + 1, bytes: jsonBytes(line) + 1 };
    if (units + size.units > most || bytes + size.bytes > mostBytes) return false;
    units += size.units;
    bytes += size.bytes;
    return true;
  });
}
