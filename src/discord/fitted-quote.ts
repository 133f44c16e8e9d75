/** A quote in Discord's Markdown, cut to the room that a message has for it. */
import { inText, markedIn, type Quotable } from '../citations/quote.ts';
import { type CutPlaces, cutPlaces } from '../citations/quote-cuts.ts';
import { shownContext } from '../citations/shown-context.ts';
import type { Context, Span } from '../model.ts';
import { fitWindow } from './fit.ts';
import { contextLine, quoteMarkdown } from './quote-markdown.ts';
import { fitsIn, type Room, roomOf } from './room.ts';

/**
 * The quote, or as much of it as there is room for; its context has a part of that room at most.
 * @param marked what is put in bold, offsets into the article's text; null for nothing.
 */
export function quoteWithin(
  excerpt: Quotable,
  room: Room,
  marked: Span | null = markedIn(excerpt),
): string {
  const context = contextWithin(excerpt, room);
  const draw = ({ start, end }: Span) => {
    const window = { start: start + excerpt.start, end: end + excerpt.start };
    return quoteMarkdown(excerpt, { window, marked }, context);
  };
  const fits = (window: Span) => fitsIn(draw(window), room);
  const { cuts, core } = cutPlaces(excerpt);
  const highlight = coreWithin({ cuts, core }, inText(excerpt, excerpt.highlight), fits);
  return draw(fitWindow(excerpt.text, highlight, cuts, fits));
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
function contextWithin(excerpt: Quotable, room: Room): Context[] {
  const [most, mostBytes] = [room.units / 3, room.bytes / 3];
  let [units, bytes] = [0, 0];
  return shownContext(excerpt).filter((context) => {
    const size = roomOf(contextLine(context));
    // With the line's end.
    if (units + size.units + 1 > most || bytes + size.bytes + 1 > mostBytes) return false;
    units += size.units + 1;
    bytes += size.bytes + 1;
    return true;
  });
}
