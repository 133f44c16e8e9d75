/** The one way in which the bot posts into a channel on its own account: a reply to a message. */
import { DiscordAPIError, type REST, RESTJSONErrorCodes, Routes } from 'discord.js';
import type { PauseLimits } from '../supervision/pauses.ts';
import { type Delivered, type DeliveryClock, deliver, Undelivered } from './delivery.ts';
import { messagePayload } from './interaction-wire.ts';
import type { MessageBody } from './message.ts';
import type { PermissionLog } from './permission-log.ts';
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
  say(body: MessageBody): Promise<void>;
  /** The same for what is of no lasting use: what is there already is changed in one try. */
  progress(body: MessageBody): Promise<void>;
}

/** Discord's words for a message that is referred to and gone. */
const REFERENCE = 'message_reference';

/** The reply to a message; nothing is posted yet. */
export function channelReply(target: Target, options: PostOptions): ChannelReply {
  const { rest, clock, missing } = options;
  const { channelId, messageId } = target;
  let posted: string | null = null;
  /** Nothing can be posted, or somebody deleted it: there is nothing more to say. */
  let isOver = false;

  /** @returns the posted message's id; null where a message of this nonce was deleted since. */
  async function post(body: MessageBody, isReply: boolean): Promise<string | null> {
    const { body: message, ...files } = messagePayload(body);
    const payload = {
      ...files,
      body: {
        ...message,
        ...(isReply && { message_reference: { message_id: messageId } }),
        allowed_mentions: { parse: [], ...(isReply && { replied_user: false }) },
        // However often it is sent, and by whichever process, it is there once.
        nonce: messageId,
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

  /** Posts as much as may be posted here. @returns null where that is nothing. */
  async function postAllowed(body: MessageBody): Promise<string | null> {
    const plain = withoutEmbeds(body);
    const shapes = [true, false].flatMap((isReply) =>
      (plain === null ? [body] : [body, plain]).map((shape) => ({ shape, isReply })),
    );
    let [mayReply, lacksHistory] = [true, false];
    for (const { shape, isReply } of shapes) {
      if (isReply && !mayReply) continue;
      try {
        const id = await post(shape, isReply);
        if (shape !== body) missing(channelId, 'Embed Links');
        if (!isReply && lacksHistory) missing(channelId, 'Read Message History');
        return id;
      } catch (error) {
        if (!(error instanceof DiscordAPIError)) throw error;
        const isNotAllowed = error.code === RESTJSONErrorCodes.MissingPermissions;
        if (UNSEEN.has(error.code)) {
          missing(channelId, 'View Channel');
          return null;
        }
        if (isAboutReference(error)) mayReply = false;
        else if (!isNotAllowed) throw error;
        if (isNotAllowed || error.code === NO_HISTORY) lacksHistory = true;
      }
    }
    missing(channelId, 'Send Messages');
    return null;
  }

  /** @returns false where it is gone. */
  async function isEdited(id: string, body: MessageBody, isPatient: boolean): Promise<boolean> {
    const { body: message } = messagePayload(body);
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

  async function say(body: MessageBody): Promise<void> {
    if (isOver) return;
    if (posted === null) {
      posted = await postAllowed(body);
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
function withoutEmbeds(body: MessageBody): MessageBody | null {
  return body.embeds.length === 0 ? null : inPlainText(body);
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
