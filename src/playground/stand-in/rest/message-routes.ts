/** Routes for what the bot writes in channels on its own account. */
import { PermissionFlagsBits as Permission } from 'discord.js';
import { failure } from '../api-error.ts';
import { createMessage, deleteMessage, editMessage, messagesIn } from '../messages.ts';
import { canSee, mayIn } from '../permissions.ts';
import type { Channel, StoredMessage } from '../world.ts';
import { done, ok, type RestRequest, type Route } from './router.ts';

const MESSAGES = '/channels/{channel_id}/messages';
const MESSAGE = `${MESSAGES}/{message_id}`;
/** `resources/message`: how many messages one request may list, and does by itself. */
const LISTED = { most: 100, usual: 50 };
/** Discord honours every mention of a bot's own messages where the body says nothing. */
const MENTIONS_BY_DEFAULT = ['users', 'roles', 'everyone'];

/** The channel a request names; the bot must be able to look into it. */
export function channelOf({ world, params }: RestRequest): Channel {
  const channel = world.channels.get(params.channel_id ?? '');
  if (channel === undefined) throw failure.unknownChannel();
  if (!canSee(world, world.bot.id, channel)) throw failure.missingAccess();
  return channel;
}

function needs({ world }: RestRequest, channel: Channel, permission: bigint): void {
  if (!mayIn(world, world.bot.id, channel, permission)) throw failure.missingPermissions();
}

/** Ephemeral messages are reached by their interaction's token only. */
function messageOf(request: RestRequest): StoredMessage {
  const channel = channelOf(request);
  const message = request.world.messages.get(request.params.message_id ?? '');
  if (message?.channelId !== channel.id || message.visibleTo !== null)
    throw failure.unknownMessage();
  return message;
}

function list(request: RestRequest) {
  const channel = channelOf(request);
  needs(request, channel, Permission.ReadMessageHistory);
  const { query } = request;
  const limit = Math.min(Number(query.get('limit') ?? LISTED.usual) || LISTED.usual, LISTED.most);
  const [before, after] = [query.get('before'), query.get('after')];
  const all = messagesIn(request.world, channel.id, null)
    .map((message) => message.data)
    .filter(({ id }) => before === null || BigInt(id) < BigInt(before))
    .filter(({ id }) => after === null || BigInt(id) > BigInt(after));
  // Newest first; after an id, the ones closest to it.
  return ok((after === null ? all.slice(-limit) : all.slice(0, limit)).reverse());
}

function send(request: RestRequest) {
  const { world, body, files } = request;
  const channel = channelOf(request);
  needs(request, channel, Permission.SendMessages);
  if (files.length > 0) needs(request, channel, Permission.AttachFiles);
  if (body.message_reference) needs(request, channel, Permission.ReadMessageHistory);
  const mentionsByDefault = MENTIONS_BY_DEFAULT;
  const draft = { channel, authorId: world.bot.id, body, files, mentionsByDefault };
  return ok(createMessage(world, draft).data);
}

function edit(request: RestRequest) {
  const { world, body, files } = request;
  const message = messageOf(request);
  if (message.data.author.id !== world.bot.id) throw failure.notTheAuthor();
  return ok(editMessage(world, message, body, files, MENTIONS_BY_DEFAULT).data);
}

function remove(request: RestRequest) {
  const message = messageOf(request);
  if (message.data.author.id !== request.world.bot.id)
    needs(request, channelOf(request), Permission.ManageMessages);
  deleteMessage(request.world, message);
  return done;
}

/** Messages in channels, and the sign that the bot is typing. */
export const messageRoutes: readonly Route[] = [
  { method: 'GET', path: MESSAGES, authorized: true, handle: list },
  { method: 'POST', path: MESSAGES, authorized: true, handle: send },
  {
    method: 'GET',
    path: MESSAGE,
    authorized: true,
    handle: (request) => ok(messageOf(request).data),
  },
  { method: 'PATCH', path: MESSAGE, authorized: true, handle: edit },
  { method: 'DELETE', path: MESSAGE, authorized: true, handle: remove },
  {
    method: 'POST',
    path: '/channels/{channel_id}/typing',
    authorized: true,
    handle(request) {
      const channel = channelOf(request);
      needs(request, channel, Permission.SendMessages);
      const { world } = request;
      world.feed.publish({ type: 'typing', channelId: channel.id, userId: world.bot.id });
      return done;
    },
  },
];
