/** Fetches the page at an address that somebody wants to add: judged at every step, and no more than asked. */
import { Refusal } from '../refusals.ts';
import { type GuardedUrl, guardUrl, type Interfaces, type Resolve } from './address-guard.ts';
import { ADDABLE_ENDINGS, isAcceptedType, mediaType } from './content-kind.ts';
import { connectionError, request } from './http-get.ts';
import { FETCH_MS, MAX_BYTES, MAX_REDIRECTS } from './limits.ts';

/** What fetching is held to; tests tighten it. */
export interface FetchLimits {
  /** Of the body, decompressed. */
  readonly bytes: number;
  /** For everything together, redirects included. */
  readonly milliseconds: number;
  readonly redirects: number;
}

/** How a page is fetched. */
export interface FetchOptions {
  /** Hosts, or `host:port`, that may be fetched from although they are not public. */
  readonly allowlist: readonly string[];
  /** Ends the fetching early. */
  readonly signal?: AbortSignal;
  readonly limits?: Partial<FetchLimits>;
  /** Resolves names instead of the system; what it answers is judged all the same. */
  readonly resolve?: Resolve;
  /** This machine's networks instead of what the system says; they count as inside. */
  readonly interfaces?: Interfaces;
}

/** A page as it came: nobody has looked into its bytes yet. */
export interface FetchedPage {
  /** Decompressed. */
  readonly bytes: Uint8Array;
  /** Where it was in the end, after redirects, without a fragment. */
  readonly url: string;
  /** What the server says that it is; null where it says nothing. */
  readonly contentType: string | null;
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

function refusal(status: number, host: string): Refusal {
  if (status === 404 || status === 410) return new Refusal('pageMissing', { host });
  const isForbidden = status === 401 || status === 402 || status === 403 || status === 451;
  return new Refusal(isForbidden ? 'pageForbidden' : 'pageNotSent', { host, status });
}

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

async function fetchGuarded(
  text: string,
  options: FetchOptions,
  limits: FetchLimits,
  signal: AbortSignal,
): Promise<FetchedPage> {
  let guarded = guardUrl(text, options.allowlist, options.interfaces);
  for (let redirects = 0; ; redirects += 1) {
    const { url } = guarded;
    try {
      const response = await request(guarded, signal, options);
      const { status, contentType } = response;
      if (REDIRECTS.has(status)) {
        response.discard();
        if (redirects === limits.redirects) {
          throw new Refusal('tooManyRedirects', { n: limits.redirects });
        }
        guarded = follow(url, response.location, options);
        continue;
      }
      if (status !== 200) {
        response.discard();
        throw refusal(status, url.host);
      }
      if (!isAcceptedType(contentType)) {
        response.discard();
        const type = mediaType(contentType)
          .slice(0, 60)
          .replace(/[^\w.+/-]/g, '');
        throw new Refusal('foreignContent', { type, endings: ADDABLE_ENDINGS });
      }
      return { bytes: await response.body(limits.bytes), url: url.href, contentType };
    } catch (error) {
      throw connectionError(error, url.host);
    }
  }
}

/**
 * Fetches a page to be added. No cookies, no referrer, no script is run, nothing else is loaded.
 * @throws Refusal where the page cannot be had, or may not: a forbidden address, now or after a
 *   redirect, too long, too slow, too many redirects, or nothing to read
 */
export async function fetchArticle(url: string, options: FetchOptions): Promise<FetchedPage> {
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
  const fetching = fetchGuarded(url, options, limits, signal);
  try {
    return await Promise.race([fetching, ended]);
  } catch (error) {
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
