/**
 * The bot's own quotes in a message that it wrote, or that shows one of its messages. Which quotes these may
 * be is known by the buttons; whether the message shows them is decided by comparing letter by letter with
 * how they are drawn, so that no message is believed for what it looks like.
 */

import { ALT_MAX } from '../cards/card.ts';
import { altOf, contentOf } from '../cards/card-content.ts';
import type { Quotable } from '../citations/quote.ts';
import { escapeHeading, escapeTitle, oneLine } from './escape.ts';
import { quoteWithin, wholeQuote } from './fitted-quote.ts';
import { roomOf } from './room.ts';
import type { TargetText } from './target-message.ts';

/** A quotation that a message shows, and where. */
export interface ShownQuotation extends Pick<TargetText, 'place'> {
  readonly quote: Quotable;
}

/** What of a message is the bot's own quotes, and what else it says. */
export interface ReadBack {
  readonly quotations: readonly ShownQuotation[];
  /** Without those, and without their titles and the small print around them. */
  readonly rest: readonly TargetText[];
}

/** UTF-16 units of a quote that is drawn to compare: no message shows half as much. */
const DRAWN_MAX = 10_000;

/** @param quotes what the buttons under the message lead to, as it is in the articles now. */
export function readBack(texts: readonly TargetText[], quotes: readonly Quotable[]): ReadBack {
  const known = quotes.filter(({ text }) => text.length <= DRAWN_MAX);
  const shown = new Set<Quotable>();
  const quotations: ShownQuotation[] = [];
  const left = texts.flatMap((one) => {
    let text: string | null = one.text;
    for (const quote of known) {
      const without: string | null = text === null ? null : withoutQuote({ ...one, text }, quote);
      if (without === null) continue;
      shown.add(quote);
      quotations.push({ quote, place: one.place });
      text = without === '' ? null : without;
    }
    return text === null ? [] : [{ ...one, text }];
  });
  const rest = [...shown].reduce(withoutFrame, left);
  return { quotations, rest };
}

/** What a text says beside a quote; null where it does not show it. */
function withoutQuote({ text, place }: TargetText, quote: Quotable): string | null {
  if (place === 'picture') return text === altFor(quote) ? '' : null;
  const own = linesOf(text);
  for (const draw of drawings(quote, text)) {
    const lines = linesOf(draw());
    const at = placeOf(lines, own);
    if (at !== -1) return [...own.slice(0, at), ...own.slice(at + lines.length)].join('\n').trim();
  }
  return null;
}

/** Whole, with and without what is pointed out; then as much of it as there was room for. */
function drawings(quote: Quotable, text: string): readonly (() => string)[] {
  const room = roomOf(text);
  return [
    () => wholeQuote(quote),
    () => wholeQuote(quote, null),
    () => quoteWithin(quote, room),
    () => quoteWithin(quote, room, null),
  ];
}

/** Where lines follow each other among others; -1 where they do not. */
function placeOf(lines: readonly string[], all: readonly string[]): number {
  if (lines.join('') === '') return -1;
  const last = all.length - lines.length;
  for (let at = 0; at <= last; at++) {
    if (lines.every((line, i) => all[at + i] === line)) return at;
  }
  return -1;
}

/** Discord takes white space off the ends of what it is sent. */
function linesOf(text: string): string[] {
  return text
    .trim()
    .split('\n')
    .map((line) => line.trimEnd());
}

function altFor(quote: Quotable): string | null {
  if (quote.text.length > ALT_MAX) return null;
  try {
    return altOf(contentOf(quote)).trim();
  } catch {
    // With what stands around it, it is too long for any picture.
    return null;
  }
}

const SMALL_PRINT = /^-# /;
/** What a title that was too long ends with. */
const CUT = /\s?(?:…|\[…\]|\\\[…\])$/;

/** The lines around a quote that are its frame: its title, small print, what ends with its id. */
function withoutFrame(texts: readonly TargetText[], { citation }: Quotable): TargetText[] {
  const title = oneLine(citation.article);
  const titles = [title, escapeTitle(title), escapeHeading(title)];
  const isTitle = (line: string): boolean => {
    const named = line.replace(/^### |^\*\*|\*\*$/g, '');
    if (titles.includes(named)) return true;
    const start = named.replace(CUT, '');
    return start !== named && start !== '' && titles.some((one) => one.startsWith(start));
  };
  return texts.flatMap((one) => {
    const lines = one.text.split('\n').filter((line) => {
      return !SMALL_PRINT.test(line) && !line.endsWith(citation.id) && !isTitle(line);
    });
    const text = lines.join('\n').trim();
    return text === '' ? [] : [{ ...one, text }];
  });
}
