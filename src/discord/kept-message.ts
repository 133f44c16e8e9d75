/**
 * The message that is to be kept as an article, read from the packet as it came: what its author wrote, who
 * that is, when, and where it stands. Whatever is not as it should be counts as absent.
 */
import { ComponentType, MessageType } from 'discord.js';
import { SNOWFLAKE } from '../snowflake.ts';
import { listOf, partsOf, type Raw, rawOf } from './raw-message.ts';

/** A message, as it may be kept. */
export interface KeptMessage {
  readonly id: string;
  readonly channelId: string;
  /** What its channel is called; null where that is not told. */
  readonly channel: string | null;
  /** In Discord's Markdown, paragraphs parted by blank lines; empty where there are no words. */
  readonly text: string;
  /** What its author is called; null where the words are somebody's whom Discord does not name. */
  readonly author: string | null;
  /** When it was written, milliseconds since 1970. */
  readonly at: number;
  /** Whether its words are those of a message that it passes on. */
  readonly isForwarded: boolean;
  /** Files that are attached to it. */
  readonly files: number;
  /** What those are called whom it mentions, by id. */
  readonly users: Readonly<Record<string, string>>;
}

/** A message as it came, with what the interaction says of its channel. */
export interface Original {
  readonly message: unknown;
  readonly channel: unknown;
}

/** UTF-16 units: more than any message of Discord's holds (4,000, and 6,000 in embeds). */
const TEXT_MAX = 20_000;
const NAME_MAX = 100;
/** reference.mdx, "Snowflakes": milliseconds since 2015 stand before the last 22 bits. */
const EPOCH = 1_420_070_400_000;
const STAMP_BITS = 22n;

/** What message commands were used on, as it came; gone with the interaction. */
const originals = new WeakMap<object, Original>();

/** Notes what a message command was used on. */
export function noteOriginal(interaction: object, original: Original): void {
  originals.set(interaction, original);
}

/** What a message command was used on; null where that is not known. */
export function keptMessageOf(interaction: object): KeptMessage | null {
  const original = originals.get(interaction);
  return original === undefined ? null : readKeptMessage(original);
}

/** Reads a message in whatever shape it has; null for what has no id and no place. Never throws. */
export function readKeptMessage({ message: raw, channel }: Original): KeptMessage | null {
  const shown = rawOf(raw);
  // What begins a thread is shown there as the message that it was begun from, and is that one.
  const isStart = shown.type === MessageType.ThreadStarterMessage;
  const message = isStart ? rawOf(shown.referenced_message) : shown;
  const { id, channel_id: channelId, timestamp } = message;
  if (!isId(id) || !isId(channelId)) return null;
  const own = joined(ownTexts(message));
  const passedOn = own === '' ? listOf(message.message_snapshots) : [];
  const forwarded = passedOn.map((one) => rawOf(rawOf(one).message));
  const text = own === '' ? joined(forwarded.flatMap((one) => [...ownTexts(one)])) : own;
  const isForwarded = own === '' && text !== '';
  const said = [message, ...forwarded];
  return {
    id,
    channelId,
    channel: nameOf(rawOf(channel).name),
    text,
    author: isForwarded ? null : personOf(message.author, message.member),
    at: Date.parse(String(timestamp)) || Number(BigInt(id) >> STAMP_BITS) + EPOCH,
    isForwarded,
    files: said.reduce((sum, { attachments }) => sum + listOf(attachments).length, 0),
    users: Object.fromEntries(said.flatMap(({ mentions }) => listOf(mentions).flatMap(mentioned))),
  };
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && SNOWFLAKE.test(value);
}

function mentioned(raw: unknown): [id: string, name: string][] {
  const user = rawOf(raw);
  const name = personOf(user, user.member);
  return isId(user.id) && name !== null ? [[user.id, name]] : [];
}

/** As the server calls somebody, as they call themselves, or as their account is called. */
function personOf(user: unknown, member: unknown): string | null {
  const { global_name: own, username } = rawOf(user);
  return nameOf(rawOf(member).nick) ?? nameOf(own) ?? nameOf(username);
}

function nameOf(value: unknown): string | null {
  return (typeof value === 'string' && value.slice(0, NAME_MAX).trim()) || null;
}

function joined(texts: Iterable<string>): string {
  let text = '';
  for (const one of texts) {
    const trimmed = one.slice(0, TEXT_MAX).trim();
    if (trimmed === '') continue;
    text += text === '' ? trimmed : `\n\n${trimmed}`;
    if (text.length >= TEXT_MAX) return text.slice(0, TEXT_MAX);
  }
  return text;
}

/**
 * What its author wrote: content, text displays, a poll. Embeds are the author's only where an app wrote
 * them: those of people are previews of what they link.
 */
function* ownTexts(message: Raw): Generator<string> {
  yield* strings(message.content);
  for (const { type, content } of partsOf(message.components)) {
    if (type === ComponentType.TextDisplay) yield* strings(content);
  }
  const poll = rawOf(message.poll);
  yield* strings(rawOf(poll.question).text);
  for (const answer of listOf(poll.answers)) {
    for (const text of strings(rawOf(rawOf(answer).poll_media).text)) yield `- ${text}`;
  }
  const { author } = message;
  const isByApp = rawOf(author).bot === true || message.webhook_id !== undefined;
  // Of what is passed on Discord does not say whether an app wrote it; previews have an address.
  const isWritten = ({ url }: Raw) => isByApp || (author === undefined && url === undefined);
  for (const one of listOf(message.embeds)) {
    const { type, title, description, fields } = rawOf(one);
    if ((type !== undefined && type !== 'rich') || !isWritten(rawOf(one))) continue;
    for (const text of strings(title)) yield `## ${text}`;
    yield* strings(description);
    for (const field of listOf(fields)) {
      for (const text of strings(rawOf(field).name)) yield `### ${text}`;
      yield* strings(rawOf(field).value);
    }
  }
}

function* strings(value: unknown): Generator<string> {
  if (typeof value === 'string' && value.trim() !== '') yield value;
}
