/** Decides which requests the page's server answers: those of its own page, and no other site's. */
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/** Names and addresses that always mean this machine. */
const LOOPBACK = ['localhost', '127.0.0.1', '::1'];

/** No inline script or style, nothing from elsewhere, no frames, no markup from strings. */
export const PAGE_HEADERS = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
} as const;

/** The host name of a Host header, without port and brackets; null when it is malformed. */
function hostName(header: string | undefined): string | null {
  if (header === undefined || !URL.canParse(`http://${header}`)) return null;
  const { hostname, host, pathname, username } = new URL(`http://${header}`);
  if (host === '' || pathname !== '/' || username !== '') return null;
  return hostname.replace(/^\[|\]$/g, '');
}

/**
 * Whether a request comes from the page itself or from the address bar.
 *
 * Another site can make a browser send requests here (its Origin shows), or point a name of its own
 * at this machine (DNS rebinding: its Host shows). An address written as numbers can't be rebound.
 * @param boundTo the host that the server listens on.
 */
export function isOwnRequest(request: IncomingMessage, boundTo: string): boolean {
  const { host, origin } = request.headers;
  const name = hostName(host);
  if (name === null) return false;
  const outside = !LOOPBACK.includes(boundTo);
  const known = LOOPBACK.includes(name) || name === boundTo || (outside && isIP(name) !== 0);
  if (!known) return false;
  if (origin !== undefined && origin !== `http://${host}`) return false;
  const site = request.headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none';
}
