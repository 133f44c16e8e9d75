/**
 * What comes through the gateway, looked at before discord.js sees it: of what shape it is, whether
 * it came before, and when. What the bot has no use for is not passed on.
 */
import {
  ApplicationCommandType,
  GatewayDispatchEvents,
  type GatewayMessageCreateDispatchData,
  GatewayOpcodes,
} from 'discord.js';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Original } from './kept-message.ts';
import { readParent } from './parent-channel.ts';
import { readPressedMessage, SNOWFLAKE } from './pressed-message.ts';
import { readTargetMessage, type TargetMessage } from './target-message.ts';

/** A payload of the gateway, as `@discordjs/ws` works with it. */
export interface Packet {
  readonly op: number;
  /** The event's name; null where it is none. */
  readonly t: string | null;
  /** Its number in the session; null where it has none. */
  readonly s: number | null;
  readonly d: unknown;
}

/** When an interaction came, and what it is on. */
export interface Arrival {
  /** Milliseconds of the monotonic clock. */
  readonly at: number;
  /** The message that a message command was used on. */
  readonly target: TargetMessage | null;
  /** The same as it came. */
  readonly original: Original | null;
  /** What the channel that it came from is in, by id. */
  readonly parent: string | null;
}

/** Looks at packets. */
export interface Packets {
  /**
   * Makes a packet fit for discord.js; what is of no use keeps its number, so that it is not sent
   * again, and nothing else. Null for what is no packet.
   * @param at when it came, in milliseconds of the monotonic clock.
   * @throws for an interaction or message that lacks what each has.
   */
  admit(raw: unknown, at: number): Packet | null;
  /** How an interaction came that was admitted; the message it is on is given once. */
  arrivalOf(interactionId: string): Arrival | null;
}

/** After a lost connection Discord sends what it is not sure of once more: a few hundred events. */
const IDS_KEPT = 10_000;
/** Interactions that discord.js has been given and not handed on yet. */
const TARGETS_KEPT = 500;
const PARENTS_KEPT = 500;
/** Milliseconds between heartbeats that can be meant; Discord's are 41,250. */
const HEARTBEAT = { min: 50, max: 600_000 };

/** An event that no part of discord.js listens to. */
const UNUSED = 'UNUSED';
/** What discord.js works with itself. It has no business with messages, which it would cache. */
const PASSED_ON: ReadonlySet<string> = new Set([
  GatewayDispatchEvents.Ready,
  GatewayDispatchEvents.Resumed,
]);

const PACKET = z.object({
  op: z.int(),
  t: z.string().nullish().catch(null),
  s: z.int().nullish().catch(null),
  d: z.unknown().optional(),
});

/** What everything that is done with an interaction relies on. */
const INTERACTION = z.looseObject({
  id: SNOWFLAKE,
  application_id: SNOWFLAKE,
  token: z.string(),
  type: z.int(),
  locale: z.string().optional(),
  guild_locale: z.string().nullish(),
  data: z.looseObject({
    type: z.unknown().optional(),
    target_id: z.unknown().optional(),
    resolved: z.unknown().optional(),
  }),
  message: z.unknown().optional(),
});

/** The messages that an interaction names. */
const RESOLVED = z.object({ messages: z.record(z.string(), z.unknown()) });

/** What everything that is done with a message relies on. */
const MESSAGE = z.looseObject({
  id: SNOWFLAKE,
  channel_id: SNOWFLAKE,
  type: z.int(),
  content: z.string(),
  author: z.looseObject({ id: SNOWFLAKE }),
  mentions: z.array(z.looseObject({ id: SNOWFLAKE })),
  mention_roles: z.array(SNOWFLAKE).optional(),
  guild_id: SNOWFLAKE.optional(),
  webhook_id: SNOWFLAKE.optional(),
});

/** Of one message or of many; in messages with the bot there is no server. */
const DELETED = z.object({
  id: SNOWFLAKE.optional(),
  ids: z.array(SNOWFLAKE).default([]),
  guild_id: SNOWFLAKE.optional(),
});

const HELLO = z.object({
  heartbeat_interval: z.number().min(HEARTBEAT.min).max(HEARTBEAT.max),
});

/**
 * @param onMessage given each message that was written, once.
 * @param onDeleted told which messages of a server were deleted, by ids.
 */
export function makePackets(
  onMessage: (message: GatewayMessageCreateDispatchData) => void,
  onDeleted: (server: string, messages: readonly string[]) => void = () => {},
): Packets {
  /** By id, when it came: of interactions and of messages, whose ids are never the same. */
  const arrivals = new LRUCache<string, number>({ max: IDS_KEPT });
  const targets = new LRUCache<string, Pick<Arrival, 'target' | 'original'>>({ max: TARGETS_KEPT });
  const parents = new LRUCache<string, string>({ max: PARENTS_KEPT });

  /** Whether it came for the first time. */
  function isNew(id: string, at: number): boolean {
    if (arrivals.has(id)) return false;
    arrivals.set(id, at);
    return true;
  }

  function admitInteraction(raw: unknown, at: number): object | null {
    const interaction = INTERACTION.parse(raw);
    const { id, data, message } = interaction;
    const pressed = message === undefined ? {} : { message: readPressedMessage(message) };
    if (!isNew(id, at)) return null;
    const parent = readParent(raw);
    if (parent !== null) parents.set(id, parent);
    if (data.type !== ApplicationCommandType.Message) return { ...interaction, ...pressed };
    const messages = RESOLVED.safeParse(data.resolved).data?.messages ?? {};
    const target = new Map(Object.entries(messages)).get(String(data.target_id));
    const original = { message: target, channel: interaction.channel };
    targets.set(id, { target: readTargetMessage(target), original });
    return { ...interaction, ...pressed, data: { ...data, resolved: {} } };
  }

  function admitEvent({ op, t, s, d }: Packet, at: number): Packet {
    const unused: Packet = { op, t: UNUSED, s, d: null };
    if (t === null) return unused;
    if (PASSED_ON.has(t)) return { op, t, s, d };
    if (t === GatewayDispatchEvents.InteractionCreate) {
      const interaction = admitInteraction(d, at);
      return interaction === null ? unused : { op, t, s, d: interaction };
    }
    if (t === GatewayDispatchEvents.MessageCreate) {
      const { id } = MESSAGE.parse(d);
      if (isNew(id, at)) onMessage(d as GatewayMessageCreateDispatchData);
    }
    if (
      t === GatewayDispatchEvents.MessageDelete ||
      t === GatewayDispatchEvents.MessageDeleteBulk
    ) {
      const { guild_id: server, id, ids } = DELETED.parse(d);
      if (server !== undefined) onDeleted(server, [...(id === undefined ? [] : [id]), ...ids]);
    }
    return unused;
  }

  return {
    admit(raw, at) {
      const { success, data } = PACKET.safeParse(raw);
      if (!success) return null;
      const packet = { op: data.op, t: data.t ?? null, s: data.s ?? null, d: data.d };
      switch (packet.op) {
        case GatewayOpcodes.Dispatch:
          return admitEvent(packet, at);
        case GatewayOpcodes.Hello:
          return { ...packet, d: HELLO.parse(packet.d) };
        case GatewayOpcodes.InvalidSession:
          return { ...packet, d: packet.d === true };
        default:
          return { ...packet, d: null };
      }
    },
    arrivalOf(id) {
      const at = arrivals.get(id);
      if (at === undefined) return null;
      const { target = null, original = null } = targets.get(id) ?? {};
      targets.delete(id);
      const parent = parents.get(id) ?? null;
      parents.delete(id);
      return { at, target, original, parent };
    },
  };
}

/** What a packet is called where it is counted; never a text of its own. */
export function nameOf(raw: unknown): string {
  const { success, data } = PACKET.safeParse(raw);
  if (!success) return 'none';
  if (data.op !== GatewayOpcodes.Dispatch) return `op ${GatewayOpcodes[data.op] ?? 'unknown'}`;
  const known: readonly string[] = Object.values(GatewayDispatchEvents);
  return data.t != null && known.includes(data.t) ? data.t : 'unknown';
}
