/** Fetches for sources: allowed by the guard and by robots.txt, one at a time a host, only what is new. */
import { guardUrl } from '../intake/address-guard.ts';
import { type FetchedPage, refuseForeignType } from '../intake/fetch-article.ts';
import { type FetchOptions, guardedFetch, statusRefusal } from '../intake/guarded-fetch.ts';
import type { Response } from '../intake/http-get.ts';
import { Refusal } from '../refusals.ts';
import type { HostTurns } from './host-turns.ts';
import { DAY_MS, MINUTE_MS } from './limits.ts';
import type { Robots } from './robots.ts';

/** By what a server tells one version of a page from another (RFC 9110, 8.8). */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** What a fetch brought. */
export type Fetched =
  | { readonly kind: 'new'; readonly page: FetchedPage; readonly validators: Validators }
  /** As it was, by its validators. */
  | { readonly kind: 'same' }
  /** 404, or 410: gone for good. */
  | { readonly kind: 'missing'; readonly isForGood: boolean };

/** How something is fetched. */
export interface PoliteRequest {
  /** A list may be of any type; a page has to be one that articles come in. */
  readonly as: 'list' | 'page';
  /** Of the version that is known; null where none is. */
  readonly known: Validators | null;
  readonly signal: AbortSignal;
}

/** Fetches for sources. */
export interface PoliteFetch {
  /**
   * @throws Refusal as `guardedFetch` and `Robots.ask`; `siteAsksToWait` where the host asked for that,
   *   now or before.
   */
  fetch(address: string, request: PoliteRequest): Promise<Fetched>;
}

/** By what it fetches. */
export interface PoliteParts {
  readonly turns: HostTurns;
  readonly robots: Robots;
  readonly fetching: FetchOptions;
}

/** Lists are longer than pages: a sitemap has 50,000 addresses. Bytes. */
const LIST_BYTES = 12 * 1024 * 1024;

const ACCEPT = {
  list: 'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.7, text/plain;q=0.7, */*;q=0.1',
  page: 'text/html, application/pdf, text/markdown, text/plain;q=0.9',
} as const;

/** A server that asks to wait and does not say how long. */
const USUAL_WAIT_MS = 10 * MINUTE_MS;

/** UTF-16 units of a validator that are kept: no server needs more. */
const LONGEST_VALIDATOR = 1_000;

/** See `PoliteFetch`. */
export function politeFetch({ turns, robots, fetching }: PoliteParts): PoliteFetch {
  function refuseIfAlone(host: string): void {
    const until = turns.aloneUntil(host);
    if (until > 0) throw askedToWait(host, until);
  }

  async function take(
    response: Response,
    url: URL,
    { as, maxBytes }: { readonly as: 'list' | 'page'; readonly maxBytes: number },
  ): Promise<Fetched> {
    const { status, contentType } = response;
    if (status === 200) {
      try {
        if (as === 'page') refuseForeignType(contentType);
        const bytes = await response.body(maxBytes);
        const validators = {
          etag: short(response.header('etag')),
          lastModified: short(response.header('last-modified')),
        };
        return { kind: 'new', page: { bytes, url: url.href, contentType }, validators };
      } finally {
        response.discard();
      }
    }
    response.discard();
    if (status === 304) return { kind: 'same' };
    if (status === 404 || status === 410) return { kind: 'missing', isForGood: status === 410 };
    if (status === 429 || status === 503) {
      const until = Date.now() + waitOf(response.header('retry-after'));
      turns.leaveAlone(url.host, until);
      throw askedToWait(url.host, until);
    }
    throw statusRefusal(status, url.host);
  }

  return {
    async fetch(address, { as, known, signal }) {
      const { url } = guardUrl(address, fetching.allowlist, fetching.interfaces);
      refuseIfAlone(url.host);
      await robots.ask(url, signal);
      const options: FetchOptions = {
        ...fetching,
        signal,
        limits: { ...(as === 'list' && { bytes: LIST_BYTES }), ...fetching.limits },
        headers: {
          accept: ACCEPT[as],
          ...(known?.etag && { 'if-none-match': known.etag }),
          ...(known?.lastModified && { 'if-modified-since': known.lastModified }),
        },
      };
      return turns.run(url.host, signal, () => {
        // It may have asked for that while this waited for its turn.
        refuseIfAlone(url.host);
        return guardedFetch(url.href, options, ({ response, url: there, maxBytes }) =>
          take(response, there, { as, maxBytes }),
        );
      });
    },
  };
}

function askedToWait(host: string, until: number): Refusal<'siteAsksToWait'> {
  const n = Math.max(1, Math.ceil((until - Date.now()) / MINUTE_MS));
  return new Refusal('siteAsksToWait', { host, n });
}

/** `Retry-After`: seconds, or a date (RFC 9110, 10.2.3); a day at most. */
function waitOf(header: string | null): number {
  const seconds = header === null ? Number.NaN : Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(header ?? '') - Date.now();
  if (!Number.isFinite(ms)) return USUAL_WAIT_MS;
  return Math.min(DAY_MS, Math.max(MINUTE_MS, ms));
}

/** Sent back as it came; what could not be sent is none. */
function short(header: string | null): string | null {
  if (header === null || header.length > LONGEST_VALIDATOR) return null;
  return /^[\x20-\x7e]+$/.test(header) ? header : null;
}
