/**
 * The one channel through which everything reaches Discord that people are to see: answers to
 * interactions by their tokens, and replies to messages.
 */
import {
  type AutocompleteInteraction,
  type GatewayMessageCreateDispatchData,
  REST,
  type RepliableInteraction,
} from 'discord.js';
import type { Logger } from 'pino';
import { type ChannelReply, channelReply, postInChannel, type Target } from './channel-posts.ts';
import { type DeliveryClock, endable } from './delivery.ts';
import { type InteractionWire, wireTo } from './interaction-wire.ts';
import type { Outgoing } from './message.ts';
import { makePermissionLog } from './permission-log.ts';
import { makeWitness } from './witness.ts';

/**
 * discord.js keeps a queue for each token that it ever sent something to, and throws away those at
 * rest so often: milliseconds.
 */
const QUEUES_SWEPT_MS = 60_000;

/** See the head of this file. */
export interface ReplyChannel {
  /** The way to an interaction that came `afterMs` milliseconds ago. */
  to(interaction: RepliableInteraction | AutocompleteInteraction, afterMs: number): InteractionWire;
  /** To be given the way to Discord of each new connection. */
  signIn(rest: REST): void;
  /** The reply to a message; one comes only after `signIn`. */
  replyTo(message: Target): ChannelReply;
  /** Posts a message that replies to nothing, after `signIn`; as `postInChannel`. */
  post(
    channelId: string,
    nonce: string,
    body: Outgoing,
  ): Promise<'posted' | 'forbidden' | 'missing'>;
  /** To be told of every message that the gateway brings: some are the bot's own. */
  saw(message: GatewayMessageCreateDispatchData): void;
  /** Ends what is still being tried. */
  close(): void;
}

/** What a reply channel is opened with. */
export interface ReplyChannelOptions {
  /** Root of Discord's REST API without the version; its own where it is undefined. */
  readonly apiUrl: string | undefined;
  readonly logger: Logger;
  readonly clock: DeliveryClock;
  /** Whether the gateway is connected, and shows what there is to see. */
  readonly isWatching: () => boolean;
}

/** Opens it; nothing need be connected yet. */
export function openReplyChannel(options: ReplyChannelOptions): ReplyChannel {
  const { apiUrl, logger, isWatching } = options;
  const clock = endable(options.clock);
  const rest = interactionRest(apiUrl);
  let signedIn: REST = rest;
  const witness = makeWitness();
  const missing = makePermissionLog(logger);
  const wires = { rest, clock, witness, missing, isWatching };
  return {
    to: (interaction, afterMs) => wireTo(interaction, wires, clock.now() - afterMs),
    signIn(rest) {
      signedIn = rest;
    },
    replyTo: (message) => channelReply(message, { rest: signedIn, clock, missing }),
    post: (channelId, nonce, body) =>
      postInChannel(channelId, nonce, body, { rest: signedIn, clock, missing }),
    saw: (message) => witness.saw(message),
    close() {
      clock.end();
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
function interactionRest(apiUrl: string | undefined): REST {
  return new REST({
    userAgentAppendix: 'Footnote',
    ...(apiUrl !== undefined && { api: apiUrl }),
    retries: 0,
    globalRequestsPerSecond: Number.POSITIVE_INFINITY,
    handlerSweepInterval: QUEUES_SWEPT_MS,
  });
}
