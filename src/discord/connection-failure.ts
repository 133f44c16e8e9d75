/** Why Discord could not be reached or did not let the bot in. */
import {
  DiscordAPIError,
  DiscordjsError,
  DiscordjsErrorCodes,
  GatewayCloseCodes,
  HTTPError,
  RESTJSONErrorCodes,
} from 'discord.js';
import { isRefusal, Refusal, type RefusalKey } from '../refusals.ts';

/** Where Discord is, and for which server the commands are. */
interface Place {
  readonly apiUrl?: string;
  readonly guildId?: string;
}

/** Why the gateway lets a bot in no more, whatever it does (topics/opcodes-and-status-codes.mdx). */
const CLOSED_FOR_GOOD = {
  [GatewayCloseCodes.AuthenticationFailed]: 'tokenRefused',
  [GatewayCloseCodes.InvalidShard]: 'shardRefused',
  [GatewayCloseCodes.ShardingRequired]: 'shardingRequired',
  [GatewayCloseCodes.InvalidAPIVersion]: 'gatewayVersionRefused',
  [GatewayCloseCodes.InvalidIntents]: 'intentsInvalid',
  [GatewayCloseCodes.DisallowedIntents]: 'intentsDisallowed',
} as const satisfies Readonly<Record<number, RefusalKey>>;

/** The refusal of a gateway that closed for good; null where it may let the bot in later. */
export function closedForGood(error: unknown): Refusal | null {
  if (!(error instanceof GatewayError) || error.closeCode === null) return null;
  const keys: Readonly<Record<number, (typeof CLOSED_FOR_GOOD)[keyof typeof CLOSED_FOR_GOOD]>> =
    CLOSED_FOR_GOOD;
  const key = keys[error.closeCode];
  return key === undefined ? null : new Refusal(key, {}, { cause: error });
}

/**
 * The refusal that ends the bot, where trying again is of no use: closed for good at any time; a
 * token that is refused and an address that is not Discord's while it was never connected. Later
 * both may be a moment's trouble.
 */
export function finalFailure(error: unknown, place: Place, wasConnected: boolean): Refusal | null {
  const closed = closedForGood(error);
  if (closed !== null || wasConnected) return closed;
  const failure = connectionFailure(error, place);
  return isRefusal(failure, 'tokenRefused') || isRefusal(failure, 'notDiscord') ? failure : null;
}

/** The refusal for a failure to connect; anything that is not expected is handed back as it is. */
export function connectionFailure(error: unknown, { apiUrl: address, guildId }: Place): unknown {
  if (isRefusal(error)) return error;
  const closed = closedForGood(error);
  if (closed !== null) return closed;
  const apiUrl = address && withoutPassword(address);
  if (isTokenRefused(error)) {
    return new Refusal('tokenRefused', {}, { cause: error });
  }
  if (guildId !== undefined && isServerRefused(error)) {
    return new Refusal('notInServer', { server: guildId }, { cause: error });
  }
  if (apiUrl !== undefined && isForeign(error)) {
    return new Refusal('notDiscord', { url: apiUrl }, { cause: error });
  }
  if (isUnreachable(error)) {
    return apiUrl === undefined
      ? new Refusal('discordUnreachable', {}, { cause: error })
      : new Refusal('discordUnreachableAt', { url: apiUrl }, { cause: error });
  }
  return error;
}

/** An address as it may be shown. */
export function withoutPassword(address: string): string {
  return address.replace(/^(\w+:\/\/)[^/?#]*@/, '$1');
}

function isTokenRefused(error: unknown): boolean {
  if (error instanceof DiscordjsError) return error.code === DiscordjsErrorCodes.TokenInvalid;
  return error instanceof DiscordAPIError && error.status === 401;
}

function isServerRefused(error: unknown): boolean {
  if (!(error instanceof DiscordAPIError)) return false;
  return (
    error.code === RESTJSONErrorCodes.MissingAccess ||
    error.code === RESTJSONErrorCodes.UnknownGuild
  );
}

/** Some other site: it knows no `/gateway/bot`, or what it says there has not the form. */
function isForeign(error: unknown): boolean {
  if (error instanceof DiscordAPIError) return error.status === 404;
  return (error instanceof TypeError && !isUnreachable(error)) || error instanceof SyntaxError;
}

/** What Node and undici call a connection that failed, beside their many `UND_ERR_…`. */
const NETWORK_CODES =
  /^(?:ECONN\w+|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|UND_ERR_\w+)$/;

/** A failed fetch, a timeout, a 5xx answer that its retries outlived, a gateway that is silent. */
export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof DiscordAPIError) return false;
  if (error instanceof HTTPError) return error.status >= 500;
  if (error instanceof GatewayError || error instanceof NoSessionStarts) return true;
  if (error.name === 'AbortError') return true;
  return [error, error.cause].some(
    (one) => one instanceof Error && 'code' in one && NETWORK_CODES.test(String(one.code)),
  );
}

/** Discord lets the bot sign in no more for a while (events/gateway.mdx, "Session Start Limit"). */
export class NoSessionStarts extends Error {
  override readonly name = 'NoSessionStarts';
  /** Milliseconds until it may again. */
  readonly resetAfterMs: number;

  constructor(resetAfterMs: number) {
    super(`No session starts are left; there will be in ${resetAfterMs} ms`);
    this.resetAfterMs = resetAfterMs;
  }
}

/** Another process holds this shard now. */
export class ShardLost extends Error {
  override readonly name = 'ShardLost';
}

/** The gateway did not greet, or closed the connection. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  /** Why it closed, by Discord's close codes; null when it was silent. */
  readonly closeCode: number | null;

  constructor(closeCode: number | null) {
    super(closeCode === null ? 'The gateway is silent' : `The gateway closed with ${closeCode}`);
    this.closeCode = closeCode;
  }
}
