/**
 * The message that a message command was used on, read from the packet as it came. discord.js's own
 * `Message` throws at kinds that Discord has (a poll, where the channel is not in the cache), and a
 * command needs nothing of a message but its texts.
 */
import { ComponentType, MessageType } from 'discord.js';
import { DEPTH_MAX, listOf, partsOf, rawOf } from './raw-message.ts';

/** The texts of a message, paragraphs parted by blank lines; empty where there are none. */
export interface TargetMessage {
  /** What its author wrote, forwarded or asked: content, poll, text displays, descriptions of files. */
  readonly own: string;
  /** What stands in its embeds: a bot's own, or the preview of a link. */
  readonly embedded: string;
}

/** UTF-16 units of either: more than any message of Discord's holds (4,000, and 6,000 in embeds). */
const TEXT_MAX = 20_000;

const EMPTY: TargetMessage = { own: '', embedded: '' };

/** Reads a message in whatever shape it has. Never throws. */
export function readTargetMessage(raw: unknown): TargetMessage {
  return { own: joined(ownTexts(raw, 0)), embedded: joined(embeddedTexts(raw)) };
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

function* ownTexts(raw: unknown, depth: number): Generator<string> {
  if (depth > DEPTH_MAX) return;
  const message = rawOf(raw);
  yield* strings(message.content);
  const poll = rawOf(message.poll);
  yield* strings(rawOf(poll.question).text);
  for (const answer of listOf(poll.answers)) yield* strings(rawOf(rawOf(answer).poll_media).text);
  yield* displays(message.components);
  for (const snapshot of listOf(message.message_snapshots)) {
    const forwarded = rawOf(snapshot).message;
    yield* ownTexts(forwarded, depth + 1);
    yield* embeddedTexts(forwarded);
  }
  // What begins a thread is shown there as the message that it was begun from.
  if (message.type === MessageType.ThreadStarterMessage) {
    yield* ownTexts(message.referenced_message, depth + 1);
  }
  for (const file of listOf(message.attachments)) yield* strings(rawOf(file).description);
}

/** Text displays, alone or in a section or container. */
function* displays(components: unknown): Generator<string> {
  for (const { type, content } of partsOf(components)) {
    if (type === ComponentType.TextDisplay) yield* strings(content);
  }
}

function* embeddedTexts(raw: unknown): Generator<string> {
  for (const one of listOf(rawOf(raw).embeds)) {
    const { title, description, fields } = rawOf(one);
    yield* strings(title);
    yield* strings(description);
    for (const field of listOf(fields)) {
      yield* strings(rawOf(field).name);
      yield* strings(rawOf(field).value);
    }
  }
}

function* strings(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
}
