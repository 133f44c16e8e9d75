/** Decides which requests the page's server answers: those of its own page, and no other site's. */
import { isIP } from 'node:net';
import type { HonoRequest } from 'hono';

/** Names and addresses that always mean this machine. */
const LOOPBACK = ['localhost', '127.0.0.1', '::1'];

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
export function isOwnRequest(request: HonoRequest, boundTo: string): boolean {
  const { host, origin, 'sec-fetch-site': site } = request.header();
  const name = hostName(host);
  if (name === null) return false;
  const outside = !LOOPBACK.includes(boundTo);
  const known = LOOPBACK.includes(name) || name === boundTo || (outside && isIP(name) !== 0);
  if (!known) return false;
  if (origin !== undefined && origin !== `http://${host}`) return false;
  return site === undefined || site === 'same-origin' || site === 'none';
}
