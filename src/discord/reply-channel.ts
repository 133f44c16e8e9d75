/**
 * The one channel through which everything reaches Discord that people are to see: answers to
 * interactions by their tokens, and replies to messages.
 */
import {
  type AutocompleteInteraction,
  type Client,
  type GatewayMessageCreateDispatchData,
  REST,
  type RepliableInteraction,
  Status,
} from 'discord.js';
import type { Logger } from 'pino';
import { type ChannelReply, channelReply, type Target } from './channel-posts.ts';
import { type DeliveryClock, MACHINE_CLOCK } from './delivery.ts';
import { type InteractionWire, wireTo } from './interaction-wire.ts';
import { makePermissionLog } from './permission-log.ts';
import { makeWitness } from './witness.ts';

/**
 * discord.js keeps a queue for each token that it ever sent something to, and throws away those at
 * rest so often: milliseconds.
 */
const QUEUES_SWEPT_MS = 60_000;

/** See the head of this file. */
export interface ReplyChannel {
  /** The way to an interaction that has just come. */
  to(interaction: RepliableInteraction | AutocompleteInteraction): InteractionWire;
  /** The reply to a message. */
  replyTo(message: Target): ChannelReply;
  /** To be told of every message that the gateway brings: some are the bot's own. */
  saw(message: GatewayMessageCreateDispatchData): void;
  close(): void;
}

/** What a reply channel is opened with. */
export interface ReplyChannelOptions {
  readonly client: Client;
  readonly logger: Logger;
  readonly clock?: DeliveryClock;
}

/** Opens it; the client need not be connected yet. */
export function openReplyChannel(options: ReplyChannelOptions): ReplyChannel {
  const { client, logger, clock = MACHINE_CLOCK } = options;
  const rest = interactionRest(client);
  const witness = makeWitness();
  const missing = makePermissionLog(logger);
  const isWatching = () => client.ws.status === Status.Ready;
  const wires = { rest, clock, witness, missing, isWatching };
  const posts = { rest: client.rest, clock, missing };
  return {
    to: (interaction) => wireTo(interaction, wires, clock.now()),
    replyTo: (message) => channelReply(message, posts),
    saw: (message) => witness.saw(message),
    close() {
      rest.clearHashSweeper();
      rest.clearHandlerSweeper();
    },
  };
}

/**
 * What interactions are answered by. It tries once: discord.js would try again at once, hidden from
 * whoever must know of it, and not at all after some failures. It knows no token and no global
 * limit, for Discord has none for interactions (rate-limits.mdx, "Global Rate Limit").
 */
function interactionRest(client: Client): REST {
  return new REST({
    ...client.rest.options,
    retries: 0,
    globalRequestsPerSecond: Number.POSITIVE_INFINITY,
    handlerSweepInterval: QUEUES_SWEPT_MS,
  });
}
