/** What of a message the bot is given to read: without the privileged intent, the text of few. */
import type { APIMessage } from 'discord.js';
import type { StoredMessage, World } from './world.ts';

/**
 * A message as the gateway and REST deliver it. Somebody else's text is there in direct messages and
 * where the bot itself is mentioned, a reply to a regular message of its own that pings it included: a
 * mention of its role is none (events/gateway.mdx, "Message Content Intent";
 * gateway/you-might-not-need-a-privileged-intent.mdx). So it is for the message that a reply is to.
 * @param mayRead whether the bot has the privileged intent.
 */
export function deliveredMessage(
  world: World,
  { data, channelId, visibleTo }: Pick<StoredMessage, 'data' | 'channelId' | 'visibleTo'>,
  mayRead = false,
): APIMessage {
  const { referenced_message: referenced, ...message } = data;
  // A private message comes as if it were a direct one (discord-api-docs#4557).
  const isDirect = world.channels.get(channelId)?.kind !== 'text' || visibleTo !== null;
  const withheld = (one: APIMessage): APIMessage =>
    mayRead || isDirect || isReadable(world, one)
      ? one
      : { ...one, content: '', embeds: [], attachments: [], components: [] };
  if (referenced === undefined) return withheld(message);
  // Of what that one replies to in its turn nothing is told.
  const { referenced_message: _further, ...answered } = referenced ?? {};
  return {
    ...withheld(message),
    referenced_message: referenced === null ? null : withheld(answered as APIMessage),
  };
}

function isReadable({ bot }: World, { author, mentions }: APIMessage): boolean {
  return author.id === bot.id || mentions.some(({ id }) => id === bot.id);
}
