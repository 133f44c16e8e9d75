/** Decides which requests a server of the playground answers: its own page's, and no other site's. */
import { isIP, isIPv4 } from 'node:net';

/** Names and addresses that always mean this machine. */
const LOOPBACK = ['localhost', '127.0.0.1', '::1'];

/** Whether a server that listens there is reached from this machine only. */
export function isLoopback(boundTo: string): boolean {
  return LOOPBACK.includes(boundTo) || (isIPv4(boundTo) && boundTo.startsWith('127.'));
}

/** Headers of a request, in lower case, as Node and Hono hand them out. */
export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The host name of a Host header, without port and brackets; null when it is malformed. */
function hostName(header: Headers[string]): string | null {
  if (typeof header !== 'string' || !URL.canParse(`http://${header}`)) return null;
  const { hostname, host, pathname, username } = new URL(`http://${header}`);
  if (host === '' || pathname !== '/' || username !== '') return null;
  return hostname.replace(/^\[|\]$/g, '');
}

/**
 * Whether a request comes from the page itself, from the address bar, or from no browser at all.
 *
 * Another site can make a browser send requests here (its Origin shows), or point a name of its own
 * at this machine (DNS rebinding: its Host shows). An address written as numbers can't be rebound.
 * @param boundTo the host that the server listens on.
 */
export function isOwnRequest(headers: Headers, boundTo: string): boolean {
  const { host, origin, 'sec-fetch-site': site } = headers;
  const name = hostName(host);
  if (name === null) return false;
  const outside = !isLoopback(boundTo);
  const known = LOOPBACK.includes(name) || name === boundTo || (outside && isIP(name) !== 0);
  if (!known) return false;
  if (origin !== undefined && origin !== `http://${host}`) return false;
  return site === undefined || site === 'same-origin' || site === 'none';
}
