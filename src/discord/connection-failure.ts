/** Why Discord could not be reached or did not let the bot in, in one sentence. */
import {
  DiscordAPIError,
  DiscordjsError,
  DiscordjsErrorCodes,
  GatewayCloseCodes,
  HTTPError,
  RESTJSONErrorCodes,
} from 'discord.js';
import { FootnoteError } from '../errors.ts';

/** The sentence for a failure at start; anything that is not expected is handed back as it is. */
export function connectionFailure(
  error: unknown,
  { apiUrl, guildId }: { readonly apiUrl?: string; readonly guildId?: string },
): unknown {
  if (isTokenRefused(error)) {
    return new FootnoteError(
      'bad-config',
      'DISCORD_TOKEN was refused by Discord: copy the bot’s token from its page in the Developer Portal.',
      { cause: error },
    );
  }
  if (guildId !== undefined && isServerRefused(error)) {
    return new FootnoteError(
      'bad-config',
      `DISCORD_GUILD_ID names a server that the bot is not in (${guildId}): invite it there first.`,
      { cause: error },
    );
  }
  if (apiUrl !== undefined && isForeign(error)) {
    return new FootnoteError(
      'bad-config',
      `DISCORD_API_URL (${apiUrl}) does not answer as Discord does: it must be the root of its REST API.`,
      { cause: error },
    );
  }
  if (isUnreachable(error)) {
    const where = apiUrl === undefined ? 'Discord' : `Discord at ${apiUrl} (DISCORD_API_URL)`;
    return new FootnoteError(
      'not-ready',
      `${where} cannot be reached: check the network and try again.`,
      { cause: error },
    );
  }
  return error;
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
