/** Requests to Discord's REST API with a token that outlives one refusal. */
import { DiscordAPIError, type InternalRequest, REST, type ResponseLike, Routes } from 'discord.js';
import { pause } from '../supervision/deadline.ts';
import { growingPauses, type PauseLimits } from '../supervision/pauses.ts';

/**
 * discord.js's own forgets its token at the first 401, so that whatever needs one fails until a
 * restart. Discord answers 401 now and then for a moment: this keeps the token and asks once more.
 */
export class TokenKeepingRest extends REST {
  /** Called after a request was refused twice in a row. */
  onRefused: () => void = () => {};

  /** @param apiUrl root of the API without the version; Discord's own where it is left out. */
  constructor(apiUrl: string | undefined) {
    super({ userAgentAppendix: 'Footnote', ...(apiUrl !== undefined && { api: apiUrl }) });
  }

  /** Sets the token; null, by which discord.js drops it, is passed over. */
  override setToken(token: string | null): this {
    return token === null ? this : super.setToken(token.replace(/^Bot\s+/i, ''));
  }

  override async queueRequest(request: InternalRequest): Promise<ResponseLike> {
    try {
      return await super.queueRequest(request);
    } catch (error) {
      if (request.auth === false || !isUnauthorized(error)) throw error;
    }
    try {
      return await super.queueRequest(request);
    } catch (error) {
      if (isUnauthorized(error)) this.onRefused();
      throw error;
    }
  }
}

/** Whether Discord did not take the token. */
export function isUnauthorized(error: unknown): boolean {
  return error instanceof DiscordAPIError && error.status === 401;
}

/** How often Discord must refuse a token, over more than a minute, to be believed. */
const REFUSALS_BELIEVED = 4;

/**
 * Whether Discord goes on refusing a token that it once took. Asks again until that is known, or
 * the signal ends it: false then.
 */
export async function staysRefused(
  rest: REST,
  limits: PauseLimits,
  signal: AbortSignal,
): Promise<boolean> {
  const pauses = growingPauses(limits);
  for (let refused = 0; refused < REFUSALS_BELIEVED; ) {
    if (!(await pause(pauses.next(), signal))) return false;
    try {
      await rest.get(Routes.user(), { signal });
      return false;
    } catch (error) {
      if (isUnauthorized(error)) refused++;
    }
  }
  return true;
}
