/** An excerpt as an embed: title, quote with its highlight in bold, and where it stands. */
import type { APIEmbed, APIMessageTopLevelComponent } from 'discord.js';
import { paragraphLabel } from '../citations/paragraph-label.ts';
import { inText, markedIn, paragraphsOf, type Quotable } from '../citations/quote.ts';
import { type CutPlaces, cutPlaces } from '../citations/quote-cuts.ts';
import { shownContext } from '../citations/shown-context.ts';
import { excerptUrl } from '../citations/text-fragment.ts';
import type { Say } from '../languages/say.ts';
import type { Context, Span } from '../model.ts';
import { COLOURS, type MessageKind } from './colours.ts';
import { escapeTitle, oneLine } from './escape.ts';
import { cutLabel, fitWindow, LEFT_OUT } from './fit.ts';
import {
  EMBED_DESCRIPTION_MAX,
  EMBED_TITLE_MAX,
  EMBED_URL_MAX,
  EMBEDS_SUM_MAX,
  MESSAGE_BYTES_MAX,
} from './limits.ts';
import { contextLine, quoteMarkdown } from './quote-markdown.ts';

/** UTF-16 units of what surrounds a quote: a line or two each on a phone. */
const BYLINE_MAX = 100;
const SECTION_MAX = 120;
const PUBLISHER_MAX = 80;
/** Labels are shortened by these factors, one after the other, until the quotes have room. */
const LABEL_SCALES = [1, 0.5, 0.25];
/** Room that every quote should have before labels are shortened; a few sentences. */
const QUOTE_BYTES_WANTED = 600;
/** For all addresses of a message together; a longer one is left out. */
const URLS_BYTES_MAX = 2_500;
/** discord.js adds `allowed_mentions`, `flags`, `tts` and the like to a message. */
const ENVELOPE_BYTES = 400;

/** Parts of a message that are there already. */
export interface MessageRest {
  readonly content?: string;
  readonly embeds?: readonly APIEmbed[];
  readonly components?: readonly APIMessageTopLevelComponent[];
}

/** How embeds are drawn. */
export interface EmbedOptions {
  /** What else is in the message, such as its content, components and other embeds. */
  readonly rest: MessageRest;
  /** Whether the footer names the date; false where the message does so in the reader's language. */
  readonly dated?: boolean;
  /** `answer` where it is left out. */
  readonly kind?: MessageKind;
}

/**
 * One embed an excerpt, numbered where there are several. All limits of Discord hold by
 * construction: what surrounds the quotes is measured first, and the quotes share what is left.
 */
export function renderEmbeds(
  say: Say,
  excerpts: readonly Quotable[],
  { rest, dated = true, kind = 'answer' }: EmbedOptions,
): APIEmbed[] {
  const restBytes = jsonBytes(rest) + ENVELOPE_BYTES;
  const restUnits = (rest.embeds ?? []).reduce((sum, embed) => sum + embedLength(embed), 0);
  let frames: APIEmbed[] = [];
  let budget: Budget = { units: 0, bytes: 0 };
  for (const scale of LABEL_SCALES) {
    frames = excerpts.map((excerpt, index) =>
      makeFrame(say, excerpt, { index, count: excerpts.length, scale, dated, kind }),
    );
    budget = quoteBudget(frames, restBytes, restUnits);
    if (budget.bytes >= QUOTE_BYTES_WANTED) break;
  }
  return frames.map((frame, index) => ({
    ...frame,
    description: quoteWithin(excerpts[index] as Quotable, budget),
  }));
}

/** Whether an embed shows all of an excerpt, nothing left out for want of room. */
export function isWhole({ description }: APIEmbed, excerpt: Quotable): boolean {
  return description === quoteMarkdown(excerpt, { marked: markedIn(excerpt) });
}

/** What one quote may measure, escaped: UTF-16 units, and bytes of its JSON. */
interface Budget {
  readonly units: number;
  readonly bytes: number;
}

function quoteBudget(frames: readonly APIEmbed[], restBytes: number, restUnits: number): Budget {
  const labels = frames.reduce((sum, frame) => sum + embedLength(frame), 0);
  const units = EMBEDS_SUM_MAX - restUnits - labels;
  const bytes = MESSAGE_BYTES_MAX - restBytes - jsonBytes(frames);
  return {
    units: Math.min(EMBED_DESCRIPTION_MAX, Math.floor(units / frames.length)),
    bytes: Math.floor(bytes / frames.length),
  };
}

/** Which of how many embeds; labels shortened by `scale`. */
interface Frame {
  readonly index: number;
  readonly count: number;
  readonly scale: number;
  readonly dated: boolean;
  readonly kind: MessageKind;
}

/** An embed without its quote. */
function makeFrame(
  say: Say,
  excerpt: Quotable,
  { index, count, scale, dated, kind }: Frame,
): APIEmbed {
  const { article, author, publisher, published, section, id } = excerpt.citation;
  const fits = (url: string) =>
    url.length <= EMBED_URL_MAX && jsonBytes(url) <= URLS_BYTES_MAX / count;
  const link = excerptUrl(excerpt, fits);
  const label = (text: string | null, max: number) => text && cutLabel(oneLine(text), max * scale);
  const title = cutLabel(
    oneLine(article),
    EMBED_TITLE_MAX * scale,
    LEFT_OUT,
    (text) => escapeTitle(text).length,
  );
  const byline = [count > 1 && String(index + 1), label(author, BYLINE_MAX)];
  const place = [
    label(section, SECTION_MAX),
    paragraphLabel(say, paragraphsOf(excerpt)),
    label(publisher, PUBLISHER_MAX),
    dated && published,
    id,
  ];
  const name = byline.filter(Boolean).join(' · ');
  return {
    color: COLOURS[kind],
    title: escapeTitle(title),
    ...(link !== null && { url: link }),
    description: '',
    ...(name && { author: { name } }),
    footer: { text: place.filter(Boolean).join(' · ') },
  };
}

/** The quote, or as much of it as there is room for; its context has a part of that room at most. */
function quoteWithin(excerpt: Quotable, budget: Budget): string {
  const marked = markedIn(excerpt);
  const context = contextWithin(excerpt, budget);
  const draw = ({ start, end }: Span) => {
    const window = { start: start + excerpt.start, end: end + excerpt.start };
    return quoteMarkdown(excerpt, { window, marked }, context);
  };
  const fits = (window: Span) => {
    const quote = draw(window);
    return quote.length <= budget.units && jsonBytes(quote) <= budget.bytes;
  };
  const { cuts, core } = cutPlaces(excerpt);
  const highlight = coreWithin({ cuts, core }, inText(excerpt, excerpt.highlight), fits);
  return draw(fitWindow(excerpt.text, highlight, cuts, (shown) => fits(shown.window)));
}

/** What a shortened quote must hold: an item, row or line as a whole where there is room for it. */
function coreWithin({ core }: CutPlaces, highlight: Span, fits: (window: Span) => boolean): Span {
  const isInside = highlight.start >= core.start && highlight.end <= core.end;
  return isInside && !fits(core) ? highlight : core;
}

/** The context that takes no more than a third of the room. */
function contextWithin(excerpt: Quotable, budget: Budget): Context[] {
  const [most, mostBytes] = [budget.units / 3, budget.bytes / 3];
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

/** What Discord adds up over all embeds of a message. */
export function embedLength({ title, description, fields, footer, author }: APIEmbed): number {
  const inFields = fields?.flatMap(({ name, value }) => [name, value]) ?? [];
  const texts = [title, description, footer?.text, author?.name, ...inFields];
  return texts.reduce((sum, text) => sum + (text?.length ?? 0), 0);
}

/** UTF-8 bytes of a value in JSON, where a backslash takes two. */
export function jsonBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
