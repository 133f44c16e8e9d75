/** An excerpt as an embed: title, quote with its highlight in bold, and where it stands. */
import type { APIEmbed } from 'discord.js';
import type { Excerpt, Span } from '../model.ts';
import { escapeTitle, oneLine, quoteBlock } from './escape.ts';
import { cutLabel, fitWindow, LEFT_OUT, type Shown, showWindow } from './fit.ts';
import {
  EMBED_DESCRIPTION_MAX,
  EMBED_TITLE_MAX,
  EMBED_URL_MAX,
  EMBEDS_SUM_MAX,
  MESSAGE_BYTES_MAX,
} from './limits.ts';
import type { Say } from './messages.ts';

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

/**
 * One embed an excerpt, numbered where there are several. All limits of Discord hold by
 * construction: what surrounds the quotes is measured first, and the quotes share what is left.
 * @param rest what else is in the message, such as its content and components.
 */
export function renderEmbeds(say: Say, excerpts: readonly Excerpt[], rest: object): APIEmbed[] {
  const restBytes = jsonBytes(rest) + ENVELOPE_BYTES;
  let frames: APIEmbed[] = [];
  let budget: Budget = { units: 0, bytes: 0 };
  for (const scale of LABEL_SCALES) {
    frames = excerpts.map((excerpt, index) =>
      makeFrame(say, excerpt, index, excerpts.length, scale),
    );
    budget = quoteBudget(frames, restBytes);
    if (budget.bytes >= QUOTE_BYTES_WANTED) break;
  }
  return frames.map((frame, index) => ({
    ...frame,
    description: quoteWithin(excerpts[index] as Excerpt, budget),
  }));
}

/** What one quote may measure, escaped: UTF-16 units, and bytes of its JSON. */
interface Budget {
  readonly units: number;
  readonly bytes: number;
}

function quoteBudget(frames: readonly APIEmbed[], restBytes: number): Budget {
  const units = EMBEDS_SUM_MAX - frames.reduce((sum, frame) => sum + embedLength(frame), 0);
  const bytes = MESSAGE_BYTES_MAX - restBytes - jsonBytes(frames);
  return {
    units: Math.min(EMBED_DESCRIPTION_MAX, Math.floor(units / frames.length)),
    bytes: Math.floor(bytes / frames.length),
  };
}

/** An embed without its quote: the `index`th of `count`, its labels shortened by `scale`. */
function makeFrame(
  say: Say,
  excerpt: Excerpt,
  index: number,
  count: number,
  scale: number,
): APIEmbed {
  const { article, author, publisher, published, section, paragraph, url, id } = excerpt.citation;
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
    say('paragraph', { number: paragraph }),
    label(publisher, PUBLISHER_MAX),
    published,
    id,
  ];
  const name = byline.filter(Boolean).join(' · ');
  return {
    title: escapeTitle(title),
    ...(url !== null && isLinkable(url, URLS_BYTES_MAX / count) && { url }),
    description: '',
    ...(name && { author: { name } }),
    footer: { text: place.filter(Boolean).join(' · ') },
  };
}

function quoteWithin(excerpt: Excerpt, budget: Budget): string {
  const toText = ({ start, end }: Span): Span => ({
    start: start - excerpt.start,
    end: end - excerpt.start,
  });
  const highlight = toText(excerpt.highlight);
  const sentences = excerpt.sentences?.map(toText) ?? [
    { start: 0, end: highlight.start },
    highlight,
    { start: highlight.end, end: excerpt.text.length },
  ];
  const fits = (shown: Shown) => {
    const quote = quoteBlock(shown.text, shown.highlight);
    return quote.length <= budget.units && jsonBytes(quote) <= budget.bytes;
  };
  const shown = showWindow(excerpt.text, fitWindow(excerpt.text, highlight, sentences, fits));
  return quoteBlock(shown.text, shown.highlight);
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

function isLinkable(url: string, bytes: number): boolean {
  const short = url.length <= EMBED_URL_MAX && jsonBytes(url) <= bytes;
  return short && /^https?:\/\/[^\s/]/i.test(url);
}
