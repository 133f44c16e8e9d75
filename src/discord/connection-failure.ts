/** Why Discord could not be reached or did not let the bot in, in one sentence. */
import {
  DiscordAPIError,
  DiscordjsError,
  DiscordjsErrorCodes,
  GatewayCloseCodes,
  RESTJSONErrorCodes,
} from 'discord.js';
import { FootnoteError } from '../errors.ts';

const DISCORD = 'Discord';

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
  if (isUnreachable(error)) {
    const where = apiUrl === undefined ? DISCORD : `${DISCORD} at ${apiUrl} (DISCORD_API_URL)`;
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
  return closeCodeOf(error) === GatewayCloseCodes.AuthenticationFailed;
}

function isServerRefused(error: unknown): boolean {
  if (!(error instanceof DiscordAPIError)) return false;
  return (
    error.code === RESTJSONErrorCodes.MissingAccess ||
    error.code === RESTJSONErrorCodes.UnknownGuild
  );
}

/** A failed fetch, a timeout, a 5xx answer that its retries outlived, a gateway that is silent. */
function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof DiscordjsError) return false;
  if (error instanceof DiscordAPIError) return false;
  if ('status' in error && typeof error.status === 'number') return error.status >= 500;
  return (
    error.name === 'AbortError' ||
    error.message.includes('The gateway') ||
    error.message.includes('fetch failed') ||
    'code' in error ||
    'cause' in error
  );
}

function closeCodeOf(error: unknown): unknown {
  return error instanceof Error && 'closeCode' in error ? error.closeCode : null;
}
