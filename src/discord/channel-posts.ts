/** The one way in which the bot posts into a channel on its own account: a reply to a message, or a message by itself. */
import { DiscordAPIError, type REST, RESTJSONErrorCodes, Routes } from 'discord.js';
import type { Logger } from 'pino';
import type { PauseLimits } from '../supervision/pauses.ts';
import { type Delivered, type DeliveryClock, deliver, Undelivered } from './delivery.ts';
import { errorName } from './error-name.ts';
import { changePayload, messagePayload } from './interaction-wire.ts';
import { laidOut } from './laid-out.ts';
import { isLayout, type Outgoing } from './message.ts';
import type { PermissionLog, PermissionName } from './permission-log.ts';
import { inPlainText } from './plain.ts';

const TRY_MS = 10_000;
const PROGRESS_TRY_MS = 3_000;
const PAUSES: PauseLimits = { first: 500, longest: 15_000 };
/**
 * message.mdx, "Create Message": a nonce is compared with those of “the past few minutes”. What is
 * not posted by then never is.
 */
const POSTED_WITHIN_MS = 2 * 60_000;

/** What posts go through. */
export interface PostOptions {
  /** Signed in as the bot. */
  readonly rest: Pick<REST, 'post' | 'patch'>;
  readonly clock: DeliveryClock;
  readonly missing: PermissionLog;
}

/** A message that is to be replied to. */
export interface Target {
  readonly channelId: string;
  readonly messageId: string;
}

/** The reply to one message: posted once, then edited. It notifies nobody. */
export interface ChannelReply {
  /**
   * Posts it, or changes what was posted.
   *
   * Where the message is gone or may not be referred to, it stands for itself; where embeds are not
   * allowed, it is plain text; where nothing may be posted, the log says so and there is none.
   * @throws Undelivered where Discord was away for too long; whatever else Discord refuses it with.
   */
  say(body: Outgoing): Promise<void>;
  /** The same for what is of no lasting use: what is there already is changed in one try. */
  progress(body: Outgoing): Promise<void>;
}

/** Discord's words for a message that is referred to and gone. */
const REFERENCE = 'message_reference';

/** Where a message is posted, and by which nonce: however often it is sent, it is there once. */
interface Place {
  readonly channelId: string;
  readonly nonce: string;
  /** The message that it replies to; null where it stands for itself. */
  readonly replyTo: string | null;
}

/** A message as it was posted (null where one of this nonce was deleted since), or what is missing. */
type Posted =
  | { readonly id: string | null }
  | { readonly missing: PermissionName; readonly isGone: boolean };

/** @returns the posted message's id; null where a message of this nonce was deleted since. */
async function post(
  { channelId, nonce, replyTo }: Place,
  body: Outgoing,
  { rest, clock }: PostOptions,
): Promise<string | null> {
  const { body: message, ...files } = messagePayload(body);
  const payload = {
    ...files,
    body: {
      ...message,
      ...(replyTo !== null && { message_reference: { message_id: replyTo } }),
      allowed_mentions: { parse: [], ...(replyTo !== null && { replied_user: false }) },
      // However often it is sent, and by whichever process, it is there once.
      nonce,
      enforce_nonce: true,
    },
  };
  const sent = await deliver({
    clock,
    tryWithin: TRY_MS,
    until: clock.now() + POSTED_WITHIN_MS,
    pauses: PAUSES,
    attempt: (signal) =>
      rest.post(Routes.channelMessages(channelId), { ...payload, signal }) as Promise<{
        id: string;
      }>,
  });
  // The nonce of a message that was deleted since: discord-api-docs#6647.
  if (isRefusedWith(sent, RESTJSONErrorCodes.UnknownMessage)) return null;
  return answered(sent).id;
}

/** Posts as much as may be posted there. */
async function postAllowed(place: Place, body: Outgoing, options: PostOptions): Promise<Posted> {
  const { channelId } = place;
  const { missing } = options;
  const lacking = (permission: PermissionName, isGone = false) => {
    missing(channelId, permission);
    return { missing: permission, isGone };
  };
  const plain = withoutEmbeds(body);
  const shapes = (place.replyTo === null ? [false] : [true, false]).flatMap((isReply) =>
    (plain === null ? [body] : [body, plain]).map((shape) => ({ shape, isReply })),
  );
  let [mayReply, lacksHistory] = [true, false];
  for (const { shape, isReply } of shapes) {
    if (isReply && !mayReply) continue;
    try {
      const id = await post(isReply ? place : { ...place, replyTo: null }, shape, options);
      if (shape !== body) missing(channelId, 'Embed Links');
      if (place.replyTo !== null && !isReply && lacksHistory)
        missing(channelId, 'Read Message History');
      return { id };
    } catch (error) {
      if (!(error instanceof DiscordAPIError)) throw error;
      const isNotAllowed = error.code === RESTJSONErrorCodes.MissingPermissions;
      if (UNSEEN.has(error.code)) {
        return lacking('View Channel', error.code === RESTJSONErrorCodes.UnknownChannel);
      }
      if (isAboutReference(error)) mayReply = false;
      else if (!isNotAllowed) throw error;
      if (isNotAllowed || error.code === NO_HISTORY) lacksHistory = true;
    }
  }
  return lacking('Send Messages');
}

/**
 * Posts a message that replies to nothing, and notifies nobody.
 * @param nonce at most 25 characters.
 * @returns what became of it, whether all of it could be posted or not.
 * @throws as `ChannelReply.say`.
 */
export async function postInChannel(
  channelId: string,
  nonce: string,
  body: Outgoing,
  options: PostOptions,
): Promise<'posted' | 'forbidden' | 'missing'> {
  const posted = await postAllowed({ channelId, nonce, replyTo: null }, body, options);
  if ('id' in posted) return 'posted';
  return posted.isGone ? 'missing' : 'forbidden';
}

/** The reply to a message; nothing is posted yet. */
export function channelReply(target: Target, options: PostOptions): ChannelReply {
  const { rest, clock, missing } = options;
  const { channelId, messageId } = target;
  const place = { channelId, nonce: messageId, replyTo: messageId };
  let posted: string | null = null;
  /** A message that is laid out stays so. */
  let isLaidOut = false;
  /** Nothing can be posted, or somebody deleted it: there is nothing more to say. */
  let isOver = false;

  /** @returns false where it is gone. */
  async function isEdited(id: string, body: Outgoing, isPatient: boolean): Promise<boolean> {
    const { body: message } = changePayload(isLaidOut ? laidOut(body) : body);
    const sent = await deliver({
      clock,
      tryWithin: isPatient ? TRY_MS : PROGRESS_TRY_MS,
      until: isPatient ? clock.now() + POSTED_WITHIN_MS : clock.now(),
      pauses: PAUSES,
      attempt: (signal) =>
        rest.patch(Routes.channelMessage(channelId, id), { body: message, signal }),
    });
    if (isRefusedWith(sent, RESTJSONErrorCodes.UnknownMessage)) return false;
    if (isRefusedWith(sent, RESTJSONErrorCodes.MissingPermissions)) {
      const plain = withoutEmbeds(body);
      if (plain) {
        missing(channelId, 'Embed Links');
        return isEdited(id, plain, isPatient);
      }
    }
    answered(sent);
    return true;
  }

  async function say(body: Outgoing): Promise<void> {
    if (isOver) return;
    isLaidOut ||= isLayout(body);
    if (posted === null) {
      const sent = await postAllowed(place, body, options);
      posted = 'id' in sent ? sent.id : null;
      isOver = posted === null;
    } else {
      isOver = !(await isEdited(posted, body, true));
    }
  }

  return {
    say,
    async progress(body) {
      if (isOver) return;
      if (posted === null) await say(body);
      else await isEdited(posted, body, false).catch(() => {});
    },
  };
}

/** `RESTJSONErrorCodes` calls it so; without Read Message History there is no reference. */
const NO_HISTORY = RESTJSONErrorCodes.CannotReplyWithoutPermissionToReadMessageHistory;

/** The channel is gone, or may not be looked into. */
const UNSEEN: ReadonlySet<number | string> = new Set([
  RESTJSONErrorCodes.MissingAccess,
  RESTJSONErrorCodes.UnknownChannel,
]);

/** Null where there are none. */
function withoutEmbeds(body: Outgoing): Outgoing | null {
  return isLayout(body) || body.embeds.length === 0 ? null : inPlainText(body);
}

function isAboutReference({ code, rawError }: DiscordAPIError): boolean {
  if (code === NO_HISTORY) return true;
  const errors = 'errors' in rawError ? rawError.errors : undefined;
  const isForm = code === RESTJSONErrorCodes.InvalidFormBodyOrContentType;
  return isForm && typeof errors === 'object' && errors !== null && REFERENCE in errors;
}

function isRefusedWith(sent: Delivered<unknown>, code: number): boolean {
  return sent.fate === 'refused' && sent.error.code === code;
}

/** @throws what it was refused with, or Undelivered. */
function answered<T>(sent: Delivered<T>): T {
  if (sent.fate === 'done') return sent.value;
  if (sent.fate === 'refused') throw sent.error;
  throw new Undelivered('Discord was away for as long as there was time', {
    cause: sent.fate === 'unknown' ? sent.error : undefined,
  });
}

/**
 * What becomes of a message that nobody waits for: a failure is logged, and never thrown.
 * @param post as `postInChannel`. @param what for the log, such as `a digest was not posted`.
 * @returns also `refused` for what Discord does not take and never will, such as words that a server blocks,
 *   and `away` for all that may go well later.
 */
export async function fateOfPost<Posted>(
  post: () => Promise<Posted>,
  {
    channelId,
    what,
    logger,
  }: {
    readonly channelId: string;
    readonly what: string;
    readonly logger: Pick<Logger, 'warn'>;
  },
): Promise<Posted | 'refused' | 'away'> {
  try {
    return await post();
  } catch (error) {
    const code = error instanceof DiscordAPIError ? error.code : undefined;
    logger.warn({ channel: channelId, error: errorName(error), code }, what);
    return code === undefined ? 'away' : 'refused';
  }
}
