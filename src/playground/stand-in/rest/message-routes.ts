/** Routes for what the bot writes in channels on its own account. */
import { PermissionFlagsBits as Permission } from 'discord.js';
import { Hono } from 'hono';
import { failure } from '../api-error.ts';
import { deliveredMessage } from '../delivered.ts';
import { createMessage, deleteMessage, editMessage, messagesIn } from '../messages.ts';
import { canSee, mayIn } from '../permissions.ts';
import { type Channel, publish, type StoredMessage } from '../world.ts';
import { authorized, type RestContext, type RestEnv, withBody } from './request.ts';

const MESSAGES = '/channels/:channel_id/messages';
const MESSAGE = `${MESSAGES}/:message_id`;
/** `resources/message`: how many messages one request may list, and does by itself. */
const LISTED = { most: 100, usual: 50 };
const READING_BACK = Permission.ReadMessageHistory;
/** `resources/message`, `enforce_nonce`: “the past few minutes”. */
const NONCE_KEPT_MS = 5 * 60_000;
/** Discord honours every mention of a bot's own messages where the body says nothing. */
const MENTIONS_BY_DEFAULT = ['users', 'roles', 'everyone'];

/** The channel a request names; the bot must be able to look into it. */
export function channelOf(c: RestContext): Channel {
  const { world } = c.var;
  const channel = world.channels.get(c.req.param('channel_id') ?? '');
  if (channel === undefined) throw failure.unknownChannel();
  if (!canSee(world, world.bot.id, channel)) throw failure.missingAccess();
  return channel;
}

function needs(c: RestContext, channel: Channel, permission: bigint): void {
  const { world } = c.var;
  if (!mayIn(world, world.bot.id, channel, permission)) throw failure.missingPermissions();
}

/** Ephemeral messages are reached by their interaction's token only. */
function messageOf(c: RestContext): StoredMessage {
  const channel = channelOf(c);
  const message = c.var.world.messages.get(c.req.param('message_id') ?? '');
  if (message?.channelId !== channel.id || message.visibleTo !== null)
    throw failure.unknownMessage();
  return message;
}

/** What the bot posted with the same nonce a while ago. */
function byNonce(c: RestContext, channel: Channel, nonce: unknown): StoredMessage | undefined {
  const { world } = c.var;
  return [...world.messages.values()].find(
    ({ data, channelId }) =>
      channelId === channel.id &&
      data.author.id === world.bot.id &&
      data.nonce === nonce &&
      world.clock.now() - Date.parse(data.timestamp) <= NONCE_KEPT_MS,
  );
}

/** Messages in channels, and the sign that the bot is typing. */
export const messageRoutes = new Hono<RestEnv>();

messageRoutes.get(MESSAGES, authorized, (c) => {
  const channel = channelOf(c);
  needs(c, channel, Permission.ReadMessageHistory);
  const { limit: asked, before, after } = c.req.query();
  const limit = Math.min(Number(asked ?? LISTED.usual) || LISTED.usual, LISTED.most);
  const all = messagesIn(c.var.world, channel.id, null)
    .map((message) => deliveredMessage(c.var.world, message))
    .filter(({ id }) => before === undefined || BigInt(id) < BigInt(before))
    .filter(({ id }) => after === undefined || BigInt(id) > BigInt(after));
  // Newest first; after an id, the ones closest to it.
  return c.json((after === undefined ? all.slice(-limit) : all.slice(0, limit)).reverse());
});

messageRoutes.post(MESSAGES, authorized, withBody, (c) => {
  const { world, body, files } = c.var;
  const channel = channelOf(c);
  if (channel.kind === 'bot-dm' && channel.recipients.some((id) => world.closedDirect.has(id))) {
    throw failure.cannotSend();
  }
  needs(c, channel, Permission.SendMessages);
  if (files.length > 0) needs(c, channel, Permission.AttachFiles);
  if (Array.isArray(body.embeds) && body.embeds.length > 0) {
    needs(c, channel, Permission.EmbedLinks);
  }
  if (body.message_reference && !mayIn(world, world.bot.id, channel, READING_BACK)) {
    throw failure.cannotReply();
  }
  const earlier = body.enforce_nonce === true ? byNonce(c, channel, body.nonce) : undefined;
  if (earlier !== undefined) return c.json(earlier.data);
  const mentionsByDefault = MENTIONS_BY_DEFAULT;
  const draft = { channel, authorId: world.bot.id, body, files, mentionsByDefault };
  return c.json(createMessage(world, draft).data);
});

messageRoutes.get(MESSAGE, authorized, (c) => c.json(deliveredMessage(c.var.world, messageOf(c))));

messageRoutes.patch(MESSAGE, authorized, withBody, (c) => {
  const { world, body, files } = c.var;
  const message = messageOf(c);
  if (message.data.author.id !== world.bot.id) throw failure.notTheAuthor();
  return c.json(editMessage(world, message, body, files, MENTIONS_BY_DEFAULT).data);
});

messageRoutes.delete(MESSAGE, authorized, (c) => {
  const { world } = c.var;
  const message = messageOf(c);
  if (message.data.author.id !== world.bot.id) needs(c, channelOf(c), Permission.ManageMessages);
  deleteMessage(world, message);
  return c.body(null, 204);
});

messageRoutes.post('/channels/:channel_id/typing', authorized, (c) => {
  const { world } = c.var;
  const channel = channelOf(c);
  needs(c, channel, Permission.SendMessages);
  publish(world, { type: 'typing', channelId: channel.id, userId: world.bot.id });
  return c.body(null, 204);
});
