/**
 * Passages laid out in one container: title with its source, quote, where it stands, buttons. All limits
 * of Discord hold by construction: what surrounds the quotes is measured first, and they share what is left.
 */
import type {
  APIButtonComponent,
  APIMessageTopLevelComponent,
  APISelectMenuOption,
} from 'discord.js';
import { paragraphLabel } from '../citations/paragraph-label.ts';
import { paragraphsOf, type Quotable } from '../citations/quote.ts';
import { isSameCollection } from '../citations/refs.ts';
import type { Say } from '../languages/say.ts';
import type { Excerpt, Span } from '../model.ts';
import type { QuoteButtons } from './buttons.ts';
import type { MessageKind } from './colours.ts';
import { escapeHeading, oneLine } from './escape.ts';
import { cutLabel, LEFT_OUT } from './fit.ts';
import { quoteWithin, wholeQuote } from './fitted-quote.ts';
import { escapedTitle } from './label.ts';
import {
  buttonRow,
  container,
  customIdsOf,
  divider,
  fitsMessage,
  type Part,
  roomBeside,
  section,
  text,
} from './layout.ts';
import { MENU_DESCRIPTION_MAX, MENU_LABEL_MAX, ROW_BUTTONS_MAX } from './limits.ts';
import { isWithin, type Room, roomOf } from './room.ts';

/** UTF-16 units of what surrounds a quote, escaped: a line or two each on a phone. */
const TITLE_MAX = 256;
const SECTION_MAX = 120;
const PUBLISHER_MAX = 80;
/** Room that every quote should have before what surrounds it is shortened; a few sentences. */
const QUOTE_WANTED: Room = { units: 500, bytes: 600 };

/** A passage as it is to be shown. */
export interface ShownPassage extends QuoteButtons {
  readonly quotable: Quotable;
  /** What is put in bold, offsets into the article's text; what `markedIn` says where it is left out. */
  readonly marked?: Span | null;
  /** Lines above its title, and beneath the line that says where it stands; already escaped. */
  readonly above?: readonly string[];
  readonly below?: readonly string[];
}

/** What a message of passages is made of. */
export interface PassagesOptions {
  readonly kind: MessageKind;
  /** What stands above the container. */
  readonly head?: readonly APIMessageTopLevelComponent[];
  /** In this order, those of one article beneath each other. */
  readonly passages: readonly ShownPassage[];
  /** So many of them are shown in any case, shortened where there is no room; the others in full or not. */
  readonly certain?: number;
  /** What stands beneath the container where these of the passages are not in it. */
  readonly tail?: (left: readonly ShownPassage[]) => readonly APIMessageTopLevelComponent[];
  /** The id of the container: see `MARKED`. */
  readonly id?: number;
}

/** How much room what surrounds the quotes takes. */
interface Frame {
  /** Without lines between passages, and with the title in the text of the quote. */
  readonly isCompact: boolean;
  /** Labels are shortened by this factor. */
  readonly scale: number;
}

const FRAMES: readonly Frame[] = [
  { isCompact: false, scale: 1 },
  { isCompact: true, scale: 1 },
  { isCompact: true, scale: 0.5 },
  { isCompact: true, scale: 0.25 },
];

/** The layout, how many of the passages are in it, and whether each of these is shown in full. */
export interface LaidOutPassages {
  readonly layout: APIMessageTopLevelComponent[];
  readonly shown: number;
  readonly isWhole: boolean;
}

/** Lays passages out; see the head of this file. */
export function layOutPassages(say: Say, options: PassagesOptions): LaidOutPassages {
  const { passages, certain = passages.length } = options;
  const wholes = passages.map(({ quotable, marked }) => wholeQuote(quotable, marked));
  for (let count = Math.min(Math.max(1, certain), passages.length); count > 0; count--) {
    for (const [at, frame] of FRAMES.entries()) {
      const drawn = withCertain(say, options, wholes, count, frame);
      const isLast = at === FRAMES.length - 1;
      if (drawn === null || (!drawn.isRoomy && !isLast)) continue;
      const quotes = withOthers(say, options, wholes, drawn.quotes, frame);
      return {
        layout: quotes.layout,
        shown: quotes.quotes.length,
        isWhole: quotes.quotes.every((quote, i) => quote === wholes[i]),
      };
    }
  }
  const { head = [], tail = () => [] } = options;
  return { layout: [...head, ...tail(passages)], shown: 0, isWhole: true };
}

/** The first quotes within their shares of the room; null where not even what surrounds them fits. */
function withCertain(
  say: Say,
  options: PassagesOptions,
  wholes: readonly string[],
  count: number,
  frame: Frame,
): { readonly quotes: readonly string[]; readonly isRoomy: boolean } | null {
  const empty = Array.from({ length: count }, () => '');
  const room = roomBeside(draw(say, options, empty, frame));
  if (room.components < 0 || room.units <= 0 || room.bytes <= 0) return null;
  const shown = options.passages.slice(0, count);
  const rooms = shares(room, wholes.slice(0, count));
  const quotes = shown.map(({ quotable, marked }, i) => {
    const [own, whole] = [rooms[i], wholes[i]];
    return own ? quoteWithin(quotable, own, marked) : (whole ?? '');
  });
  const isRoomy = rooms.every((own) => own === null || isWithin(QUOTE_WANTED, own));
  return { quotes, isRoomy };
}

/** Room for each quote: null where there is enough for all of it, else as much as the other long ones have. */
function shares(room: Room, wholes: readonly string[]): (Room | null)[] {
  let { units, bytes } = room;
  const sizes = wholes.map(roomOf);
  const shared: (Room | null)[] = wholes.map(() => null);
  const order = wholes
    .map((_, i) => i)
    .sort((a, b) => (sizes[a]?.bytes ?? 0) - (sizes[b]?.bytes ?? 0));
  for (const [done, i] of order.entries()) {
    const left = order.length - done;
    const own = { units: Math.floor(units / left), bytes: Math.floor(bytes / left) };
    const size = sizes[i] ?? own;
    const fits = isWithin(size, own);
    shared[i] = fits ? null : own;
    units -= fits ? size.units : own.units;
    bytes -= fits ? size.bytes : own.bytes;
  }
  return shared;
}

/** As many of the others as there is room for in full, one after the other. */
function withOthers(
  say: Say,
  options: PassagesOptions,
  wholes: readonly string[],
  certain: readonly string[],
  frame: Frame,
): { readonly quotes: readonly string[]; readonly layout: APIMessageTopLevelComponent[] } {
  let quotes = certain;
  let layout = draw(say, options, quotes, frame);
  const frames = frame.isCompact ? [frame] : [frame, { ...frame, isCompact: true }];
  for (const whole of wholes.slice(certain.length)) {
    const more = [...quotes, whole];
    const drawn = frames.map((each) => draw(say, options, more, each)).find(fitsMessage);
    if (drawn === undefined) break;
    quotes = more;
    layout = drawn;
  }
  return { quotes, layout };
}

/** The message with these quotes, of the first passages, in it. */
function draw(
  say: Say,
  { kind, head = [], passages, tail = () => [], id }: PassagesOptions,
  quotes: readonly string[],
  frame: Frame,
): APIMessageTopLevelComponent[] {
  const shown = byArticle(passages.slice(0, quotes.length));
  const beneath = tail(passages.slice(quotes.length));
  const taken = new Set(customIdsOf([...head, ...beneath]));
  const parts = shown.flatMap((passage, i): Part[] => {
    const quote = quotes[passages.indexOf(passage)] ?? '';
    const isFirst = !isSameArticle(passage.quotable, shown[i - 1]?.quotable);
    const own = drawPassage(say, passage, { quote, isFirst, taken, frame });
    return i === 0 || frame.isCompact ? own : [divider(), ...own];
  });
  return [...head, container(parts, kind, id), ...beneath];
}

/** Those of one article beneath each other, where the first of them stands. */
function byArticle(passages: readonly ShownPassage[]): ShownPassage[] {
  const firstOf = ({ quotable }: ShownPassage) =>
    passages.findIndex((one) => isSameArticle(one.quotable, quotable));
  return passages
    .map((passage, i) => ({ passage, i, first: firstOf(passage) }))
    .sort((a, b) => a.first - b.first || a.i - b.i)
    .map(({ passage }) => passage);
}

function isSameArticle(one: Excerpt, other: Excerpt | undefined): boolean {
  return other !== undefined && one.articleId === other.articleId && isSameCollection(one, other);
}

/** How one passage is drawn. */
interface Drawing {
  readonly quote: string;
  /** Whether it is the first of its article, whose title stands above it. */
  readonly isFirst: boolean;
  /** Custom ids that are in the message already: none may be there twice. */
  readonly taken: Set<string>;
  readonly frame: Frame;
}

function drawPassage(
  say: Say,
  { quotable, above = [], below = [], source: leads, buttons }: ShownPassage,
  { quote, isFirst, taken, frame }: Drawing,
): Part[] {
  const isNew = (button: APIButtonComponent) =>
    !('custom_id' in button) || (!taken.has(button.custom_id) && taken.add(button.custom_id));
  const [source] = [leads].filter(isNew);
  const own = buttons.filter(isNew);
  const title = isFirst ? [headingOf(nameOf(quotable.citation), frame.scale)] : [];
  const said = [quote, placeLine(say, quotable, frame.scale), ...below];
  if (isFirst && source && !frame.isCompact) {
    return [
      ...(above.length === 0 ? [] : [text(above.join('\n'))]),
      section(title.join('\n'), source),
      text(said.join('\n')),
      ...buttonRow(own),
    ];
  }
  const inRow = source ? [...own.slice(0, ROW_BUTTONS_MAX - 1), source] : own;
  return [text([...above, ...title, ...said].join('\n')), ...buttonRow(inRow)];
}

/** A title as a heading. */
export function headingOf(title: string, scale = 1): string {
  const max = TITLE_MAX * scale;
  const cut = cutLabel(oneLine(title), max, LEFT_OUT, (part) => escapeHeading(part).length);
  return `### ${escapeHeading(cut)}`;
}

/** Where a passage stands, in small print: who published it and when, section and paragraph, its id. */
export function placeLine(say: Say, quotable: Quotable, scale = 1): string {
  const { author, publisher, published, section, id } = quotable.citation;
  const label = (name: string | null, max: number) =>
    name && escapedTitle(name, max * scale, LEFT_OUT);
  const place = [label(section, SECTION_MAX), paragraphLabel(say, paragraphsOf(quotable))];
  const facts = [
    label(publisher ?? author, PUBLISHER_MAX),
    published,
    place.filter(Boolean).join(' '),
    id,
  ];
  return `-# ${facts.filter(Boolean).join(' · ')}`;
}

/** A passage as an option of a menu: its title and its first words. */
export function passageOption(value: string, { text, citation }: Excerpt): APISelectMenuOption {
  const words = oneLine(text);
  return {
    value,
    label: cutLabel(nameOf(citation), MENU_LABEL_MAX, '…'),
    ...(words !== '' && { description: cutLabel(words, MENU_DESCRIPTION_MAX, '…') }),
  };
}

/** An article's title; the id where there is nothing to see of it. */
export function nameOf({ article, id }: Excerpt['citation']): string {
  return oneLine(article) || id;
}
