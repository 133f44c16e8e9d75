/**
 * The bot's own quotes in a message that it wrote, or that shows one of its messages. Which quotes these may
 * be is known by the buttons; whether the message shows them is decided by comparing letter by letter with
 * how they are drawn, so that no message is believed for what it looks like.
 */

import { ALT_MAX } from '../cards/card.ts';
import { altOf, contentOf } from '../cards/card-content.ts';
import type { Quotable } from '../citations/quote.ts';
import { escapeHeading, escapeTitle, oneLine } from './escape.ts';
import { LEFT_OUT } from './fit.ts';
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
/** Texts that may show a part of a quote, for want of room: an answer has fewer. */
const CUT_TRIES = 12;

/** @param quotes what the buttons under the message lead to, as it is in the articles now. */
export function readBack(texts: readonly TargetText[], quotes: readonly Quotable[]): ReadBack {
  const known = quotes.filter(({ text }) => text.length <= DRAWN_MAX).map(drawingsOf);
  const shown = new Set<Quotable>();
  const quotations: ShownQuotation[] = [];
  let tries = CUT_TRIES;
  const left = texts.flatMap((one) => {
    let { text } = one;
    for (const drawings of known) {
      const isCut = text.includes(LEFT_OUT) && tries-- > 0;
      const rest = withoutQuote({ ...one, text }, drawings, isCut);
      if (rest === null) continue;
      shown.add(drawings.quote);
      quotations.push({ quote: drawings.quote, place: one.place });
      text = rest;
    }
    return text === '' ? [] : [{ ...one, text }];
  });
  return { quotations, rest: [...shown].reduce(withoutFrame, left) };
}

/** A quote as it is drawn with and without what is pointed out, and as a picture's description. */
interface Drawings {
  readonly quote: Quotable;
  readonly whole: readonly string[];
  readonly alt: string | null;
}

function drawingsOf(quote: Quotable): Drawings {
  const whole = [wholeQuote(quote), wholeQuote(quote, null)].map(inLines);
  return { quote, whole, alt: altFor(quote) };
}

/** What a text says beside a quote; null where it does not show it. */
function withoutQuote(
  { text, place }: TargetText,
  { quote, whole, alt }: Drawings,
  isCut: boolean,
): string | null {
  if (place === 'picture') return text === alt ? '' : null;
  const said = `\n${inLines(text)}\n`;
  const room = roomOf(text);
  const cut = isCut ? [quoteWithin(quote, room), quoteWithin(quote, room, null)].map(inLines) : [];
  for (const drawn of [...whole, ...cut]) {
    // Whole lines: where they end and begin is a part of how it is drawn.
    const at = drawn === '' ? -1 : said.indexOf(`\n${drawn}\n`);
    if (at !== -1) return (said.slice(0, at) + said.slice(at + drawn.length + 1)).trim();
  }
  return null;
}

/** Discord takes white space off the ends of what it is sent. */
function inLines(text: string): string {
  return text
    .trim()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
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
/** What may open or close a quotation. */
const MARK = /["“”„«»＂「」『』]/;
/** What a label that was too long ends with. */
const CUT = /\s?(?:…|\[…\]|\\\[…\])$/;
const BETWEEN = ' · ';

/**
 * Without the lines around a quote that are its frame: its title, small print, what ends with its id. What
 * quotes anything beside the names that the article has stays, whatever line it is in.
 */
function withoutFrame(texts: readonly TargetText[], { citation }: Quotable): TargetText[] {
  const { article, section, publisher, author, id } = citation;
  const names = [article, section, publisher, author]
    .flatMap((name) => (name === null || name.trim() === '' ? [] : [oneLine(name)]))
    .flatMap((name) => [name, escapeTitle(name), escapeHeading(name)])
    .sort((a, b) => b.length - a.length);
  const isName = (part: string): boolean => {
    const start = part.replace(CUT, '');
    return start !== part && start !== '' && names.some((name) => name.startsWith(start));
  };
  const withoutNames = (line: string): string => {
    const said = line.replace(/^### |^-# |^\*\*|\*\*$/g, '');
    if (isName(said)) return '';
    const parts = said.split(BETWEEN).filter((part) => !isName(part));
    return names.reduce((left, name) => left.replaceAll(name, ''), parts.join(BETWEEN));
  };
  return texts.flatMap((one) => {
    const lines = one.text.split('\n').flatMap((line) => {
      const left = withoutNames(line);
      const isFrame = SMALL_PRINT.test(line) || line.endsWith(id) || left.trim() === '';
      if (!isFrame) return [line];
      return MARK.test(left) ? [left] : [];
    });
    const text = lines.join('\n').trim();
    return text === '' ? [] : [{ ...one, text }];
  });
}
