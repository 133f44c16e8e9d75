/**
 * What is sent about one interaction, by its token. It keeps itself what it knows of the
 * acknowledgement, for discord.js marks an interaction only after an answer that may be lost.
 *
 * A first answer tried again is known by 40060; an edit or a deletion tried again changes nothing.
 * A follow-up tried again would be there twice: it is only where the gateway would have shown it.
 */
import {
  type APIModalInteractionResponseCallbackData,
  type AutocompleteInteraction,
  type DiscordAPIError,
  InteractionContextType,
  InteractionResponseType,
  MessageFlags,
  PermissionFlagsBits,
  type RawFile,
  type REST,
  RESTJSONErrorCodes,
  type RepliableInteraction,
  Routes,
} from 'discord.js';
import { Refusal } from '../refusals.ts';
import type { PauseLimits } from '../supervision/pauses.ts';
import {
  type Delivered,
  type Delivering,
  type DeliveryClock,
  deliver,
  Undelivered,
} from './delivery.ts';
import { laidOut } from './laid-out.ts';
import { isLayout, type LayoutBody, type MessageBody, type Outgoing } from './message.ts';
import type { PermissionLog } from './permission-log.ts';
import { lighter } from './plain.ts';
import type { SeenMessage, Witness } from './witness.ts';

/** receiving-and-responding.mdx: from its creation on, an interaction waits so long for an answer. */
const ACKNOWLEDGED_WITHIN_MS = 3_000;
/** The same: so long its token lives. The margin is for the clock of who counts. */
const TOKEN_LIVES_MS = 15 * 60_000 - 10_000;
/** A message that is in the way is tried to be deleted for so long; then the answer comes beside it. */
const DELETED_WITHIN_MS = 10_000;

/** Discord answers within a tenth of a second: what takes longer is asked for again, it does no harm. */
const FIRST_TRY_MS = 1_000;
const TRY_MS = 10_000;
/** A line of progress is not worth waiting for: the next one follows. */
const PROGRESS_TRY_MS = 3_000;
const FIRST_PAUSES: PauseLimits = { first: 150, longest: 600 };
const PAUSES: PauseLimits = { first: 500, longest: 60_000 };
/** Longer: meanwhile the gateway shows whether it arrived. */
const FOLLOW_UP_PAUSES: PauseLimits = { first: 3_000, longest: 60_000 };

/** "Unknown Webhook" in spite of an acknowledgement is tried again so often. */
const STALE_TRIES = 2;

/** What says that there is nothing to delete. */
const GONE: ReadonlySet<number | string> = new Set([
  RESTJSONErrorCodes.UnknownMessage,
  RESTJSONErrorCodes.UnknownWebhook,
]);

/** A first answer: Discord's callback type with its data. */
export type FirstAnswer =
  | {
      readonly type: InteractionResponseType.DeferredChannelMessageWithSource;
      readonly flags: number;
    }
  | { readonly type: InteractionResponseType.DeferredMessageUpdate }
  | {
      readonly type:
        | InteractionResponseType.ChannelMessageWithSource
        | InteractionResponseType.UpdateMessage;
      readonly body: Partial<MessageBody> | LayoutBody;
      readonly flags: number;
    }
  | {
      readonly type: InteractionResponseType.Modal;
      readonly form: APIModalInteractionResponseCallbackData;
    }
  | {
      readonly type: InteractionResponseType.ApplicationCommandAutocompleteResult;
      readonly choices: readonly object[];
    };

/** What all interactions are sent through. */
export interface WireOptions {
  /** Tries once and knows no token: see `interactionRest`. */
  readonly rest: Pick<REST, 'post' | 'patch' | 'delete'>;
  readonly clock: DeliveryClock;
  readonly witness: Witness;
  /** Whether the gateway is connected, and shows what there is to see. */
  readonly isWatching: () => boolean;
  readonly missing: PermissionLog;
}

/** The way to one interaction. Whatever Discord refuses is thrown as discord.js's `DiscordAPIError`. */
export interface InteractionWire {
  /** @throws Undelivered where Discord was away for as long as there was time. */
  first(answer: FirstAnswer): Promise<void>;
  /** Changes the message that the first answer is, or that the button is on. @throws as `first`. */
  edit(body: Partial<MessageBody> | LayoutBody): Promise<void>;
  /** The same in one try; what fails is forgotten. */
  tryEdit(body: Outgoing): Promise<void>;
  /**
   * Another message.
   * @returns its flags.
   * @throws Refusal `notConfirmed` where nobody can know whether it is there; else as `first`.
   */
  followUp(body: Outgoing, flags: number): Promise<number>;
  /** Deletes the message that the first answer is, or that the button is on. */
  remove(): Promise<void>;
}

type Acknowledgement = 'none' | 'perhaps' | 'certain';

/**
 * @param receivedAt when the interaction came, by the clock.
 */
export function wireTo(
  interaction: RepliableInteraction | AutocompleteInteraction,
  { rest, clock, witness, isWatching, missing }: WireOptions,
  receivedAt: number,
): InteractionWire {
  const { id, token, applicationId } = interaction;
  const original = Routes.webhookMessage(applicationId, token, '@original');
  const tokenEnds = receivedAt + TOKEN_LIVES_MS;
  const known = new Set<string>();
  let acknowledged: Acknowledgement = 'none';
  /** How the first answer was meant, should it have to be given again. */
  let meant: { readonly isUpdate: boolean; readonly flags: number } = { isUpdate: false, flags: 0 };

  /** A message that is laid out stays so. */
  let isLaidOut = isOnLayout(interaction);

  /** What the message can take that is there. */
  function fitting<B extends Partial<MessageBody> | LayoutBody>(body: B): B | LayoutBody {
    if (isLayout(body)) isLaidOut = true;
    else if (isLaidOut) return isWhole(body) ? laidOut(body) : { layout: body.components ?? [] };
    return body;
  }

  const isInTime = () => clock.now() - receivedAt < ACKNOWLEDGED_WITHIN_MS;

  /** One request of several tries. */
  function send<T>(
    method: 'post' | 'patch' | 'delete',
    route: `/${string}`,
    payload: Payload,
    how: Pick<Delivering<T>, 'tryWithin' | 'until' | 'pauses'> & Partial<Delivering<T>>,
  ): Promise<Delivered<T>> {
    const attempt = (signal: AbortSignal) =>
      rest[method](route, { ...payload, auth: false, signal }) as Promise<T>;
    return deliver<T>({ clock, attempt, ...how });
  }

  /** @returns whether it is known that it arrived. */
  async function callback(answer: FirstAnswer): Promise<boolean> {
    const before = acknowledged;
    const route = Routes.interactionCallback(id, token);
    const until = receivedAt + ACKNOWLEDGED_WITHIN_MS;
    const limits = { tryWithin: FIRST_TRY_MS, until, pauses: FIRST_PAUSES };
    const sent = await send('post', route, callbackPayload(answer), limits).catch((error) => {
      if (before === 'none') acknowledged = 'perhaps';
      throw error;
    });
    if (sent.fate === 'refused') {
      // Only what we asked for before can have acknowledged it, or else somebody with the same token.
      const isOurs = sent.tries > 1 || before !== 'none';
      if (sent.error.code !== RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged || !isOurs) {
        throw sent.error;
      }
      acknowledged = 'certain';
      return before === 'none';
    }
    if (sent.fate !== 'unknown') acknowledged = 'certain';
    else if (before === 'none') acknowledged = 'perhaps';
    return sent.fate !== 'unknown';
  }

  async function edit(body: Partial<MessageBody> | LayoutBody, left = STALE_TRIES): Promise<void> {
    const limits = { tryWithin: TRY_MS, until: tokenEnds, pauses: PAUSES };
    const sent = await send('patch', original, changePayload(body), limits);
    if (sent.fate === 'unknown') throw undelivered(sent.error);
    if (sent.fate !== 'refused') return;
    await acknowledgeLate(sent.error, left);
    const { UpdateMessage, ChannelMessageWithSource } = InteractionResponseType;
    const type = meant.isUpdate ? UpdateMessage : ChannelMessageWithSource;
    if (isInTime() && (await callback({ type, body, flags: meant.flags }))) return;
    await edit(body, left - 1);
  }

  /**
   * Lets what was refused be tried once more where the acknowledgement has not arrived, or where
   * Discord says so and knows better a moment later.
   * @throws what it was refused with where that is of no use.
   */
  async function acknowledgeLate(error: DiscordAPIError, left: number): Promise<void> {
    if (error.code !== RESTJSONErrorCodes.UnknownWebhook || left === 0) throw error;
    if (isInTime()) return;
    if (acknowledged !== 'certain') throw error;
    await clock.pause(PAUSES.first);
  }

  async function post(body: Outgoing, flags: number, left = STALE_TRIES): Promise<number> {
    const isPrivate = (flags & MessageFlags.Ephemeral) !== 0;
    const isShown = isPrivate || isSeenByBot(interaction);
    const watch = witness.watch(id, known);
    try {
      const sent = await send<SeenMessage>(
        'post',
        Routes.webhook(applicationId, token),
        messagePayload(body, flags),
        {
          tryWithin: TRY_MS,
          // Where it would not be shown, it is not tried again.
          until: isShown ? tokenEnds : clock.now(),
          pauses: FOLLOW_UP_PAUSES,
          seen: watch.seen,
          clock: { now: clock.now, after: clock.after, pause: watching },
        },
      );
      if (sent.fate === 'unknown') {
        throw isShown ? undelivered(sent.error) : new Refusal('notConfirmed');
      }
      if (sent.fate === 'refused') {
        await acknowledgeLate(sent.error, left);
        const type = InteractionResponseType.ChannelMessageWithSource;
        if (isInTime() && (await callback({ type, body, flags }))) return flags;
        return await post(body, flags, left - 1);
      }
      const message = sent.fate === 'done' ? sent.value : watch.message();
      if (message) known.add(message.id);
      return message?.flags ?? flags;
    } finally {
      watch.end();
    }
  }

  /** Pauses, and goes on pausing while the gateway shows nothing. */
  async function watching(ms: number, seen?: AbortSignal): Promise<boolean> {
    do {
      if (!(await clock.pause(ms, seen))) return false;
    } while (!isWatching() && clock.now() < tokenEnds);
    return true;
  }

  /** Sends a message; where the bot may not post all of it here, what is left. */
  async function allowed<B extends Partial<MessageBody> | LayoutBody, T>(
    body: B,
    sending: (body: B) => Promise<T>,
  ): Promise<T> {
    try {
      return await sending(body);
    } catch (error) {
      const isRefused = hasCode(error, RESTJSONErrorCodes.MissingPermissions);
      const rest =
        isRefused && isWhole(body) ? lighter(body, (bit) => lacks(interaction, bit)) : null;
      if (!rest) throw error;
      for (const permission of rest.missing) missing(interaction.channelId ?? '', permission);
      return sending(rest.body as unknown as B);
    }
  }

  return {
    async first(answer) {
      meant = meaningOf(answer);
      if (!('body' in answer)) {
        await callback(answer);
        return;
      }
      const isChange = answer.type === InteractionResponseType.UpdateMessage;
      await allowed(isChange ? fitting(answer.body) : answer.body, async (body) => {
        isLaidOut ||= isLayout(body);
        // Beyond the three seconds only an edit tells whether it arrived.
        if (!(await callback({ ...answer, body }))) await edit(body);
      });
    },
    edit: (body) => allowed(fitting(body), edit),
    async tryEdit(body) {
      const limits = { tryWithin: PROGRESS_TRY_MS, until: clock.now(), pauses: PAUSES };
      await send('patch', original, changePayload(fitting(body)), limits).catch(() => {});
    },
    followUp: (body, flags) => allowed(body, (body) => post(body, flags)),
    async remove() {
      const limits = {
        tryWithin: TRY_MS,
        until: clock.now() + DELETED_WITHIN_MS,
        pauses: PAUSES,
      };
      const sent = await send('delete', original, {}, limits);
      if (sent.fate === 'unknown') throw undelivered(sent.error);
      if (sent.fate !== 'refused') return;
      if (!GONE.has(sent.error.code)) throw sent.error;
    },
  };
}

interface Payload {
  readonly body?: unknown;
  readonly files?: RawFile[];
}

function callbackPayload(answer: FirstAnswer): Payload {
  const { type } = answer;
  if ('body' in answer) {
    const isChange = type === InteractionResponseType.UpdateMessage;
    const { body, ...rest } = isChange
      ? changePayload(answer.body)
      : messagePayload(answer.body, answer.flags);
    return { ...rest, body: { type, data: body } };
  }
  if ('form' in answer) return { body: { type, data: answer.form } };
  if ('choices' in answer) return { body: { type, data: { choices: answer.choices } } };
  if ('flags' in answer) return { body: { type, data: { flags: answer.flags } } };
  return { body: { type } };
}

/** A message as the REST API takes it. The one place where it is said that nobody is notified. */
export function messagePayload(
  { files, ...parts }: Partial<MessageBody> | LayoutBody,
  flags = 0,
): Payload & { readonly body: object } {
  const shape = 'layout' in parts ? MessageFlags.IsComponentsV2 : 0;
  const body = 'layout' in parts ? { components: parts.layout } : parts;
  const named = (files ?? []).map(({ name = 'file', attachment }) => ({
    name,
    data: attachment as Buffer,
  }));
  return {
    body: {
      ...body,
      allowed_mentions: { parse: [] },
      ...(flags | shape ? { flags: flags | shape } : {}),
      // An empty list takes away what an edited message had.
      ...(files !== undefined && {
        attachments: named.map(({ name }, id) => ({ id: String(id), filename: name })),
      }),
    },
    ...(named.length > 0 && { files: named }),
  };
}

/**
 * The same for a message that is there. One that is laid out can hold neither content nor embeds, so
 * what it had of them goes (message.mdx, "Edit Message").
 */
export function changePayload(
  body: Partial<MessageBody> | LayoutBody,
): Payload & { readonly body: object } {
  const payload = messagePayload(body);
  if (!isLayout(body)) return payload;
  return { ...payload, body: { ...payload.body, content: null, embeds: [] } };
}

function meaningOf(answer: FirstAnswer): { isUpdate: boolean; flags: number } {
  const { DeferredMessageUpdate, UpdateMessage } = InteractionResponseType;
  const isUpdate = answer.type === DeferredMessageUpdate || answer.type === UpdateMessage;
  return { isUpdate, flags: 'flags' in answer ? answer.flags : 0 };
}

/** Whether the gateway shows the bot everyone's messages there: it is in the place, and may look. */
function isSeenByBot(interaction: RepliableInteraction | AutocompleteInteraction): boolean {
  const { context, authorizingIntegrationOwners: owners, guildId } = interaction;
  if (context === InteractionContextType.BotDM) return true;
  const isThere = guildId !== null && owners.guildId === guildId;
  return isThere && !lacks(interaction, PermissionFlagsBits.ViewChannel);
}

function lacks(
  { appPermissions }: RepliableInteraction | AutocompleteInteraction,
  permission: bigint,
): boolean {
  return !appPermissions.has(permission);
}

function isWhole(body: Partial<MessageBody> | LayoutBody): body is Outgoing {
  if (isLayout(body)) return true;
  return body.content !== undefined && body.embeds !== undefined;
}

/** Whether it comes from a message that is laid out: from a component of it, or a form opened from there. */
function isOnLayout(interaction: RepliableInteraction | AutocompleteInteraction): boolean {
  const isForm = interaction.isModalSubmit() && interaction.isFromMessage();
  if (!interaction.isMessageComponent() && !isForm) return false;
  return interaction.message.flags.has(MessageFlags.IsComponentsV2);
}

function hasCode(error: unknown, code: number): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

function undelivered(cause: unknown): Undelivered {
  return new Undelivered('Discord was away for as long as there was time', { cause });
}
