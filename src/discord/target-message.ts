/**
 * The message that a message command was used on, read from the packet as it came. discord.js's own
 * `Message` throws at kinds that Discord has (a poll, where the channel is not in the cache), and a
 * command needs nothing of a message but what it shows.
 */
import { ComponentType, EmbedType, MessageType } from 'discord.js';
import { findCitationId } from '../citations/citation-id.ts';
import type { QuoteRef } from '../citations/quote.ts';
import { parseCustomId } from './custom-id.ts';
import { DEPTH_MAX, listOf, partsOf, type Raw, rawOf } from './raw-message.ts';

/**
 * Where in a message a text stands: what its author wrote, what was forwarded with it, a box that a bot or a
 * webhook made, the preview of a link, the description of a picture.
 */
export type TextPlace = 'message' | 'forwarded' | 'embed' | 'preview' | 'picture';

/** A text that a message shows. */
export interface TargetText {
  /** Trimmed, never blank. */
  readonly text: string;
  readonly place: TextPlace;
  /** Whether it describes a picture that is named as quote cards are: all of it is what is quoted there. */
  readonly isCard: boolean;
}

/** A text file that a message has, as Discord names it; nothing of it is fetched yet. */
export interface TargetFile {
  readonly name: string;
  readonly url: string;
  /** Bytes; 0 where Discord does not say. */
  readonly size: number;
}

/** What a message shows. */
export interface TargetMessage {
  /** In reading order. */
  readonly texts: readonly TargetText[];
  readonly files: readonly TargetFile[];
  /** The quotes that buttons under it share or copy: what it may show is looked up by them, never believed. */
  readonly pointers: readonly QuoteRef[];
}

/** UTF-16 units of all texts: more than any message of Discord's holds (4,000, and 6,000 in embeds). */
const UNITS_MAX = 40_000;
const TEXT_MAX = 20_000;
const TEXTS_MAX = 200;
/** More than a message has. */
const FILES_MAX = 10;
/** As many passages as an answer shows, and one more. */
const POINTERS_MAX = 6;

const TEXT_FILE = /\.(?:txt|md|markdown)$/i;
const CARD_FILE = /^quote-.{1,40}\.png$/;

const EMPTY: TargetMessage = { texts: [], files: [], pointers: [] };

/** Reads a message in whatever shape it has. Never throws. */
export function readTargetMessage(raw: unknown): TargetMessage {
  const messages = [...messagesIn(raw, 'message', 0)];
  return {
    texts: bounded(messages.flatMap((one) => [...textsOf(one)])),
    files: messages.flatMap(({ message }) => [...filesOf(message)]).slice(0, FILES_MAX),
    pointers: distinct(messages.flatMap(({ message }) => [...pointersOf(message)])),
  };
}

/** Which message an interaction is on; gone with the interaction. */
const targets = new WeakMap<object, TargetMessage>();

/** Notes what a message command was used on. */
export function noteTarget(interaction: object, target: TargetMessage): void {
  targets.set(interaction, target);
}

/** What a message command was used on; without texts where that is not known. */
export function targetOf(interaction: object): TargetMessage {
  return targets.get(interaction) ?? EMPTY;
}

/** A message, or one that is shown in it. */
interface Shown {
  readonly message: Raw;
  readonly place: 'message' | 'forwarded';
}

function* messagesIn(raw: unknown, place: Shown['place'], depth: number): Generator<Shown> {
  if (depth > DEPTH_MAX) return;
  const message = rawOf(raw);
  yield { message, place };
  for (const snapshot of listOf(message.message_snapshots)) {
    yield* messagesIn(rawOf(snapshot).message, 'forwarded', depth + 1);
  }
  // What begins a thread is shown there as the message that it was begun from.
  if (message.type === MessageType.ThreadStarterMessage) {
    yield* messagesIn(message.referenced_message, place, depth + 1);
  }
}

function bounded(texts: readonly TargetText[]): TargetText[] {
  const kept: TargetText[] = [];
  let left = UNITS_MAX;
  for (const one of texts) {
    if (kept.length >= TEXTS_MAX || left <= 0) break;
    const text = one.text.slice(0, Math.min(TEXT_MAX, left)).trim();
    if (text === '') continue;
    kept.push({ ...one, text });
    left -= text.length;
  }
  return kept;
}

function distinct(pointers: readonly QuoteRef[]): QuoteRef[] {
  const found = new Map(pointers.map((one) => [JSON.stringify(one), one]));
  return [...found.values()].slice(0, POINTERS_MAX);
}

function* textsOf({ message, place }: Shown): Generator<TargetText> {
  yield* textIn(message.content, place);
  const poll = rawOf(message.poll);
  yield* textIn(rawOf(poll.question).text, place);
  for (const answer of listOf(poll.answers))
    yield* textIn(rawOf(rawOf(answer).poll_media).text, place);
  yield* laidOutTexts(message.components, place);
  for (const file of listOf(message.attachments)) {
    const { description, filename } = rawOf(file);
    yield* textIn(description, 'picture', isCardName(filename));
  }
  for (const embed of listOf(message.embeds)) yield* embedTexts(rawOf(embed));
}

/** Text displays, alone or in a section or container, and descriptions of pictures. */
function* laidOutTexts(components: unknown, place: Shown['place']): Generator<TargetText> {
  for (const part of partsOf(components)) {
    if (part.type === ComponentType.TextDisplay) yield* textIn(part.content, place);
    if (part.type === ComponentType.Thumbnail) yield* described(part);
    if (part.type === ComponentType.MediaGallery) {
      for (const item of listOf(part.items)) yield* described(rawOf(item));
    }
  }
}

function described({ description, media }: Raw): Generator<TargetText> {
  return textIn(description, 'picture', isCardName(nameIn(rawOf(media).url)));
}

function* embedTexts(embed: Raw): Generator<TargetText> {
  const { type = EmbedType.Rich, title, description, fields, footer, author } = embed;
  const place = type === EmbedType.Rich ? 'embed' : 'preview';
  yield* textIn(rawOf(author).name, place);
  yield* textIn(title, place);
  yield* textIn(description, place);
  for (const field of listOf(fields)) {
    yield* textIn(rawOf(field).name, place);
    yield* textIn(rawOf(field).value, place);
  }
  yield* textIn(rawOf(footer).text, place);
  for (const picture of [embed.image, embed.thumbnail]) {
    yield* textIn(rawOf(picture).description, 'picture');
  }
}

function* textIn(value: unknown, place: TextPlace, isCard = false): Generator<TargetText> {
  if (typeof value === 'string') yield { text: value, place, isCard };
}

/** Attachments, and the files that a layout shows. */
function* filesOf(message: Raw): Generator<TargetFile> {
  for (const file of listOf(message.attachments)) {
    const { filename, url, size } = rawOf(file);
    yield* textFile(filename, url, size);
  }
  for (const part of partsOf(message.components)) {
    if (part.type !== ComponentType.File) continue;
    const { url } = rawOf(part.file);
    yield* textFile(part.name ?? nameIn(url), url, part.size);
  }
}

function* textFile(name: unknown, url: unknown, size: unknown): Generator<TargetFile> {
  if (typeof name !== 'string' || typeof url !== 'string' || !TEXT_FILE.test(name)) return;
  yield { name, url, size: typeof size === 'number' ? size : 0 };
}

function* pointersOf({ components }: Raw): Generator<QuoteRef> {
  for (const { custom_id: id } of partsOf(components)) {
    const action = typeof id === 'string' ? parseCustomId(id) : null;
    if (action?.name !== 'share' && action?.name !== 'copy') continue;
    yield { ref: action.ref, steps: action.steps };
  }
}

function isCardName(name: unknown): boolean {
  return typeof name === 'string' && CARD_FILE.test(name) && findCitationId(name) !== null;
}

/** The name of the file that an address leads to; '' where it leads to none. */
function nameIn(url: unknown): string {
  if (typeof url !== 'string' || !URL.canParse(url)) return '';
  return new URL(url).pathname.split('/').at(-1) ?? '';
}
