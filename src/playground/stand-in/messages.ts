/** Messages: written, edited and deleted, each change published. */
import {
  type APIAttachment,
  type APIEmbed,
  type APIMessage,
  type APIUser,
  FormattingPatterns,
  MessageFlags,
  MessageType,
  PermissionFlagsBits as Permission,
} from 'discord.js';
import { failure } from './api-error.ts';
import { type IncomingFile, storeFile } from './files.ts';
import { allComponents } from './forms.ts';
import { filesOf, listedFiles, resolveLayout } from './layout-files.ts';
import { mayIn } from './permissions.ts';
import {
  type AttachmentEntry,
  type CheckedMessage,
  checkMessage,
  EMPTY_MESSAGE,
} from './rules/messages.ts';
import { isObject, type JsonObject } from './rules/problems.ts';
import { timestamp } from './timestamp.ts';
import { type Channel, publish, type StoredMessage, serverOf, type World } from './world.ts';

/** Messages kept in all; the oldest go first, so that a playground left running stays small. */
const KEPT_MESSAGES = 2000;
/** Flags that only the stand-in sets. */
const OWN_FLAGS = MessageFlags.Ephemeral | MessageFlags.Loading;

/** What a new message is, beside its body. */
interface Draft {
  readonly channel: Channel;
  readonly authorId: string;
  readonly body: JsonObject;
  readonly files: readonly IncomingFile[];
  /** The only user to see it, or null. */
  readonly visibleTo?: string | null;
  /** Shows as "thinking…" and may be empty. */
  readonly loading?: boolean;
  /** Which mentions are honoured where the body says nothing: all, or of users only. */
  readonly mentionsByDefault?: readonly string[];
  /** Fields that an answer to an interaction has beyond those of a plain message. */
  readonly extra?: Partial<APIMessage>;
}

/** `<@1>` and the older `<@!1>`. */
const USER_MENTION = new RegExp(FormattingPatterns.UserWithOptionalNickname, 'g');
const ROLE_MENTION = new RegExp(FormattingPatterns.Role, 'g');
const MENTIONING_ALL = Permission.MentionEveryone;

/** Where something is said, and by whom. */
interface Said {
  readonly channel: Channel | undefined;
  readonly authorId: string;
  readonly content: string;
}

/** Who is really mentioned: named in the text and allowed to be. */
function mentionsIn(
  world: World,
  { channel, authorId, content }: Said,
  body: JsonObject,
  byDefault: readonly string[],
) {
  const known = (channel && serverOf(world, channel)?.roles) ?? [];
  // resources/message.mdx, "Allowed Mentions": a role that not all may mention takes the permission.
  const mayAll = channel !== undefined && mayIn(world, authorId, channel, MENTIONING_ALL);
  const raw = isObject(body.allowed_mentions) ? body.allowed_mentions : null;
  const parse = raw === null ? byDefault : Array.isArray(raw.parse) ? raw.parse : [];
  const allowed = (kind: 'users' | 'roles', id: string) =>
    parse.includes(kind) || (Array.isArray(raw?.[kind]) && raw[kind].includes(id));
  const ids = (pattern: RegExp) => [...content.matchAll(pattern)].map((match) => match[1] ?? '');
  const users = new Set(ids(USER_MENTION).filter((id) => allowed('users', id)));
  const roles = new Set(ids(ROLE_MENTION).filter((id) => allowed('roles', id)));
  return {
    mentions: [...users].map((id) => world.users.get(id)).filter((user) => user !== undefined),
    mention_roles: known
      .filter(({ id, mentionable }) => roles.has(id) && (mentionable || mayAll))
      .map(({ id }) => id),
    mention_everyone: parse.includes('everyone') && /@(everyone|here)\b/.test(content),
  };
}

/** Stores the new files, and takes what the body says about them by their position. */
function attach(
  world: World,
  channelId: string,
  files: readonly IncomingFile[],
  entries: readonly AttachmentEntry[],
): APIAttachment[] {
  return files.map((file, index) => {
    const entry = entries.find(({ id }) => id === String(index));
    const named = entry?.filename === undefined ? file : { ...file, filename: entry.filename };
    return storeFile(world, channelId, named, entry?.description);
  });
}

/** All text of a message in which people may be mentioned: its content, or what its layout says. */
function wordsOf(content: string, components: unknown): string {
  const texts = allComponents(components).map(({ content: text }) => text);
  return [content, ...texts].filter((text) => typeof text === 'string').join('\n');
}

/** Points `attachment://name` in embeds at the uploaded file. */
function resolveEmbeds(embeds: APIEmbed[], attachments: readonly APIAttachment[]): APIEmbed[] {
  const at = (url: string) => {
    const name = url.startsWith('attachment://') ? url.slice('attachment://'.length) : null;
    return attachments.find((file) => file.filename === name)?.url ?? url;
  };
  return embeds.map((embed) => ({
    ...embed,
    ...(embed.image ? { image: { ...embed.image, url: at(embed.image.url) } } : {}),
    ...(embed.thumbnail ? { thumbnail: { ...embed.thumbnail, url: at(embed.thumbnail.url) } } : {}),
  }));
}

function replyFields(world: World, channel: Channel, body: JsonObject): Partial<APIMessage> {
  const reference = isObject(body.message_reference) ? body.message_reference : null;
  if (reference === null) return {};
  const target = world.messages.get(String(reference.message_id));
  if (target === undefined || target.channelId !== channel.id || target.visibleTo !== null) {
    if (reference.fail_if_not_exists === false) return {};
    throw failure.unknownReference();
  }
  return {
    type: MessageType.Reply,
    message_reference: {
      type: 0,
      message_id: target.data.id,
      channel_id: channel.id,
      ...(channel.serverId === null ? {} : { guild_id: channel.serverId }),
    },
    referenced_message: target.data,
  };
}

/**
 * Writes a message.
 * @throws ApiError when the body breaks one of Discord's rules; then nothing was written.
 */
export function createMessage(world: World, draft: Draft): StoredMessage {
  const { channel, body, files, visibleTo = null, loading = false } = draft;
  const checked: CheckedMessage = loading
    ? { content: '', embeds: [], components: [], attachments: [], flags: 0 }
    : checkMessage(body, files, EMPTY_MESSAGE);
  const reply = replyFields(world, channel, body);
  const attached = attach(world, channel.id, files, checked.attachments ?? []);
  const components = resolveLayout(world, checked.components ?? [], attached);
  const content = checked.content ?? '';
  const words = wordsOf(content, components);
  const id = world.nextId();
  const flags =
    checked.flags |
    (visibleTo === null ? 0 : MessageFlags.Ephemeral) |
    (loading ? MessageFlags.Loading : 0);
  const said = { channel, authorId: draft.authorId, content: words };
  const mentioned = mentionsIn(world, said, body, draft.mentionsByDefault ?? []);
  // A reply mentions the one it answers, unless the body says otherwise; what was sent through an
  // interaction has nobody who could be mentioned (discord-api-docs#5395).
  const { referenced_message: target } = reply;
  const answered = target?.webhook_id === undefined ? target?.author : undefined;
  const mayPing = !isObject(body.allowed_mentions) || body.allowed_mentions.replied_user === true;
  if (answered && mayPing && !mentioned.mentions.some((user) => user.id === answered.id))
    mentioned.mentions.push(answered);
  const data: APIMessage = {
    id,
    type: MessageType.Default,
    channel_id: channel.id,
    author: world.users.get(draft.authorId) as APIUser,
    content,
    timestamp: timestamp(world.clock.now()),
    edited_timestamp: null,
    tts: body.tts === true,
    ...mentioned,
    attachments: listedFiles(components, attached),
    embeds: resolveEmbeds(checked.embeds ?? [], attached),
    pinned: false,
    flags,
    components,
    ...(body.nonce === undefined ? {} : { nonce: body.nonce as string }),
    ...reply,
    ...draft.extra,
  };
  const message: StoredMessage = {
    data,
    channelId: channel.id,
    visibleTo,
    dismissed: false,
  };
  world.messages.set(id, message);
  if (visibleTo === null) channel.lastMessageId = id;
  for (const [oldest] of world.messages) {
    if (world.messages.size <= KEPT_MESSAGES) break;
    world.messages.delete(oldest);
  }
  publish(world, { type: 'message-create', message });
  return message;
}

/**
 * Edits a message; what the body does not name stays.
 * @throws ApiError when the body breaks one of Discord's rules; then nothing was changed.
 */
export function editMessage(
  world: World,
  message: StoredMessage,
  body: JsonObject,
  files: readonly IncomingFile[],
  mentionsByDefault: readonly string[] = [],
): StoredMessage {
  const before = message.data;
  const had = filesOf(world, before);
  const checked = checkMessage(body, files, {
    content: before.content,
    embeds: before.embeds,
    components: before.components ?? [],
    flags: before.flags ?? 0,
    attachments: had,
  });
  const entries = checked.attachments;
  const kept = had.filter(
    (file) => entries === undefined || entries.some(({ id }) => id === file.id),
  );
  const attached = [...kept, ...attach(world, message.channelId, files, entries ?? [])];
  const components =
    checked.components === undefined
      ? (before.components ?? [])
      : resolveLayout(world, checked.components, attached);
  const content = checked.content ?? before.content;
  const kinds = (before.flags ?? 0) & OWN_FLAGS & ~MessageFlags.Loading;
  const flags = body.flags === undefined ? (before.flags ?? 0) & ~OWN_FLAGS : checked.flags;
  const said = {
    channel: world.channels.get(message.channelId),
    authorId: before.author.id,
    content: wordsOf(content, components),
  };
  const wasLoading = ((before.flags ?? 0) & MessageFlags.Loading) !== 0;
  message.data = {
    ...before,
    content,
    ...mentionsIn(world, said, body, mentionsByDefault),
    embeds: resolveEmbeds(checked.embeds ?? before.embeds, attached),
    components,
    attachments: listedFiles(components, attached),
    flags: flags | kinds,
    // The first edit of a deferred answer is its arrival, not an edit.
    edited_timestamp: wasLoading ? null : timestamp(world.clock.now()),
  };
  publish(world, { type: 'message-update', message });
  return message;
}

/** Deletes a message for everyone. */
export function deleteMessage(world: World, message: StoredMessage): void {
  world.messages.delete(message.data.id);
  for (const { id } of filesOf(world, message.data)) world.files.delete(id);
  const channel = world.channels.get(message.channelId);
  if (channel?.lastMessageId === message.data.id) {
    const left = messagesIn(world, message.channelId, null);
    channel.lastMessageId = left.at(-1)?.data.id ?? null;
  }
  publish(world, { type: 'message-delete', message });
}

/** Whether a user sees a message: everyone's, or an ephemeral one of theirs not put away yet. */
export function isVisible(message: StoredMessage, userId: string | null): boolean {
  return message.visibleTo === null || (message.visibleTo === userId && !message.dismissed);
}

/** A channel's messages that a user sees, oldest first; null for what everyone sees. */
export function messagesIn(
  world: World,
  channelId: string,
  userId: string | null,
): StoredMessage[] {
  return [...world.messages.values()].filter(
    (message) => message.channelId === channelId && isVisible(message, userId),
  );
}
