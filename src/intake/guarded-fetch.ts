/** Fetches what is at an address: judged at every step, within limits, and no more than asked. */
import { Refusal } from '../refusals.ts';
import { type GuardedUrl, guardUrl, type Interfaces, type Resolve } from './address-guard.ts';
import { connectionError, type Response, request } from './http-get.ts';
import { FETCH_MS, MAX_BYTES, MAX_REDIRECTS } from './limits.ts';

/** What fetching is held to; tests tighten it. */
export interface FetchLimits {
  /** Of the body, decompressed. */
  readonly bytes: number;
  /** For everything together, redirects included. */
  readonly milliseconds: number;
  readonly redirects: number;
}

/** How something is fetched. */
export interface FetchOptions {
  /** Hosts, or `host:port`, that may be fetched from although they are not public. */
  readonly allowlist: readonly string[];
  /** Ends the fetching early. */
  readonly signal?: AbortSignal;
  readonly limits?: Partial<FetchLimits>;
  /** Headers beside the usual ones, or instead of them; names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Resolves names instead of the system; what it answers is judged all the same. */
  readonly resolve?: Resolve;
  /** This machine's networks instead of what the system says; they count as inside. */
  readonly interfaces?: Interfaces;
}

/** An answer that leads nowhere else. */
export interface Answered {
  readonly response: Response;
  /** Where it was in the end, after redirects, without a fragment. */
  readonly url: URL;
  /** Of its body, decompressed. */
  readonly maxBytes: number;
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** The next address of a redirect, judged like the first. */
function follow(
  from: URL,
  location: string | null,
  { allowlist, interfaces }: FetchOptions,
): GuardedUrl {
  if (location === null || !URL.canParse(location, from.href)) {
    throw new Refusal('redirectNowhere', { host: from.host });
  }
  const next = guardUrl(new URL(location, from), allowlist, interfaces);
  if (from.protocol === 'https:' && next.url.protocol === 'http:') {
    throw new Refusal('redirectInsecure', { host: from.host });
  }
  return next;
}

async function fetchGuarded<T>(
  text: string,
  options: FetchOptions & { readonly limits: FetchLimits; readonly signal: AbortSignal },
  take: (answered: Answered) => Promise<T>,
): Promise<T> {
  const { limits, signal } = options;
  let guarded = guardUrl(text, options.allowlist, options.interfaces);
  for (let redirects = 0; ; redirects += 1) {
    const { url } = guarded;
    try {
      const response = await request(guarded, signal, options);
      if (!REDIRECTS.has(response.status)) {
        return await take({ response, url, maxBytes: limits.bytes });
      }
      response.discard();
      if (redirects === limits.redirects) {
        throw new Refusal('tooManyRedirects', { n: limits.redirects });
      }
      guarded = follow(url, response.location, options);
    } catch (error) {
      throw connectionError(error, url.host);
    }
  }
}

/**
 * Fetches what is at an address. No cookies, no referrer, nothing else is loaded.
 * @param take reads the answer's body, or discards it; what it refuses is what this refuses.
 * @throws Refusal where it cannot be had, or may not: a forbidden address, now or after a redirect,
 *   too long, too slow, too many redirects; `fetchStopped` where the signal ended it
 */
export async function guardedFetch<T>(
  url: string,
  options: FetchOptions,
  take: (answered: Answered) => Promise<T>,
): Promise<T> {
  const limits: FetchLimits = {
    bytes: MAX_BYTES,
    milliseconds: FETCH_MS,
    redirects: MAX_REDIRECTS,
    ...options.limits,
  };
  const late = AbortSignal.timeout(limits.milliseconds);
  const signal = options.signal ? AbortSignal.any([options.signal, late]) : late;
  // Whatever a server, a resolver or a stream fails to end, the deadline ends.
  const ended = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
  const fetching = fetchGuarded(url, { ...options, limits, signal }, take);
  try {
    options.signal?.throwIfAborted();
    return await Promise.race([fetching, ended]);
  } catch (error) {
    fetching.catch(() => {});
    if (late.aborted) {
      const seconds = Math.round(limits.milliseconds / 1_000);
      throw new Refusal('pageTooSlow', { n: seconds }, { cause: error });
    }
    if (options.signal?.aborted) {
      throw new Refusal('fetchStopped', {}, { cause: error });
    }
    throw error;
  }
}

/** Why an answer of this status brings no page. */
export function statusRefusal(status: number, host: string): Refusal {
  if (status === 404 || status === 410) return new Refusal('pageMissing', { host });
  const isForbidden = status === 401 || status === 402 || status === 403 || status === 451;
  return new Refusal(isForbidden ? 'pageForbidden' : 'pageNotSent', { host, status });
}
