/** Whom a request counts for: the address that it came from, as far as it can be believed. */
import { isIP, isIPv6 } from 'node:net';

/** Of an IPv6 address, so many of its eight groups name a household or a rented machine: a /64. */
const NETWORK_GROUPS = 4;
const GROUPS = 8;
const MAPPED = /^::ffff:(?=\d+\.)/i;

/** What is known of a request. */
export interface Came {
  /** The other end of the connection; undefined where it is gone already. */
  readonly peer: string | undefined;
  /** The header `X-Forwarded-For`, where there is one. */
  readonly forwardedFor: string | undefined;
}

/**
 * The address that a request is counted by. Each proxy adds whom it was asked by at the end of
 * `X-Forwarded-For`; what stands before those that are trusted, anybody may have written.
 * @param proxies how many are trusted, from 0.
 */
export function clientAddress({ peer = '', forwardedFor }: Came, proxies: number): string {
  if (proxies === 0 || forwardedFor === undefined) return countedBy(peer);
  const named = forwardedFor.split(',');
  const said = (named[named.length - proxies] ?? '').trim().replace(/^\[(.*)\]$/, '$1');
  return countedBy(isIP(said) === 0 ? peer : said);
}

/** The network of an address; of IPv4 the address itself. */
function countedBy(address: string): string {
  const plain = address.replace(MAPPED, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = (plain.split('%', 1)[0] ?? '').toLowerCase().split('::', 2);
  const groups = (part: string) => part.split(':').filter((group) => group !== '');
  const [first, last] = [groups(head), groups(tail ?? '')];
  const filled = tail === undefined ? 0 : Math.max(0, GROUPS - first.length - last.length);
  return [...first, ...Array<string>(filled).fill('0'), ...last]
    .slice(0, NETWORK_GROUPS)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
