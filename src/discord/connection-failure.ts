/** Why Discord could not be reached or did not let the bot in. */
import {
  DiscordAPIError,
  DiscordjsError,
  DiscordjsErrorCodes,
  GatewayCloseCodes,
  HTTPError,
  RESTJSONErrorCodes,
} from 'discord.js';
import { Refusal } from '../refusals.ts';

/** The refusal for a failure at start; anything that is not expected is handed back as it is. */
export function connectionFailure(
  error: unknown,
  { apiUrl: address, guildId }: { readonly apiUrl?: string; readonly guildId?: string },
): unknown {
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
function withoutPassword(address: string): string {
  return address.replace(/^(\w+:\/\/)[^/?#]*@/, '$1');
}

function isTokenRefused(error: unknown): boolean {
  if (error instanceof DiscordjsError) return error.code === DiscordjsErrorCodes.TokenInvalid;
  if (error instanceof DiscordAPIError) return error.status === 401;
  return (
    error instanceof GatewayError && error.closeCode === GatewayCloseCodes.AuthenticationFailed
  );
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
function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof DiscordAPIError) return false;
  if (error instanceof HTTPError) return error.status >= 500;
  if (error instanceof GatewayError || error.name === 'AbortError') return true;
  return [error, error.cause].some(
    (one) => one instanceof Error && 'code' in one && NETWORK_CODES.test(String(one.code)),
  );
}

/** The gateway did not greet, or closed the connection for good. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  /** Why it closed, by Discord's close codes; null when it was silent. */
  readonly closeCode: number | null;

  constructor(closeCode: number | null) {
    super(closeCode === null ? 'The gateway is silent' : `The gateway closed with ${closeCode}`);
    this.closeCode = closeCode;
  }
}
