/** Decides which addresses Footnote may fetch a page from: the public web, and what the owner allows. */
import { lookup } from 'node:dns';
import { BlockList, isIP, isIPv4, type LookupFunction } from 'node:net';
import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';
import { Refusal } from '../refusals.ts';

/** Addresses longer than this are no page's. The front matter's limit is the same. */
const MAX_URL_LENGTH = 2_048;

/** Below this, ports belong to other services than the web: mail, remote shells, file shares. */
const FIRST_UNRESERVED_PORT = 1_024;
const WEB_PORTS: readonly number[] = [80, 443];

/**
 * IPv4 that leads nowhere or inside: IANA's special-purpose registry (RFC 6890 and its updates),
 * multicast and the reserved rest. Clouds' metadata is at 169.254.169.254, 100.100.100.200,
 * 192.0.0.192 (all within these) and, at Azure, at 168.63.129.16.
 */
const FORBIDDEN_IPV4 = subnets('ipv4', [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '168.63.129.16/32',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]);

/**
 * Only 2000::/3 is given out to the public (RFC 4291). Everything else is loopback, link-local,
 * unique-local, multicast, or wraps an IPv4 address: mapped, compatible, translated (64:ff9b::).
 */
const PUBLIC_IPV6 = subnets('ipv6', ['2000::/3']);

/** Inside 2000::/3: protocols' own (Teredo with them), documentation, ORCHID, 6to4, and more of each. */
const FORBIDDEN_IPV6 = subnets('ipv6', [
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
  '3ffe::/16',
]);

/** Endings that name machines of a house or a host (RFC 6761, 6762, 8375, 9476; ICANN on .internal). */
const INSIDE_NAMES =
  /(?:^|\.)(?:localhost|localdomain|local|internal|intranet|private|corp|home|lan|home\.arpa|alt|onion|invalid|test)$/;

function subnets(family: 'ipv4' | 'ipv6', ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', prefix = ''] = range.split('/');
    list.addSubnet(network, Number(prefix), family);
  }
  return list;
}

/** This machine's addresses with their networks; `os.networkInterfaces` unless a test answers instead. */
export type Interfaces = () => NodeJS.Dict<NetworkInterfaceInfo[]>;

/**
 * No network of one's own is larger than a class A, or than what a provider gets from its registry.
 * A shorter prefix, such as the /0 of some tunnels, tells of a route: it would forbid the whole web.
 */
const SHORTEST_PREFIX = { ipv4: 8, ipv6: 32 } as const;

/**
 * Networks of IPv6 are 64 bits long (RFC 4291, 2.5.4). DHCPv6 gives single addresses in them, as /128,
 * which tells nothing of how far the house reaches; a lone IPv4 address, /32, has no neighbours.
 */
const LONGEST_PREFIX = { ipv4: 32, ipv6: 64 } as const;

/** One list a family: Node looks for an IPv4 address in networks of IPv6 too, as a mapped one. */
type OwnNetworks = Readonly<Record<'ipv4' | 'ipv6', BlockList>>;

/** The bits that are set at the start of a netmask, such as 24 of `255.255.255.0`. */
function prefixOf(netmask: string): number {
  const isV4 = isIPv4(netmask);
  const groups = isV4 ? netmask.split('.').map(Number) : wholeIPv6(netmask);
  const bits = groups.map((group) => group.toString(2).padStart(isV4 ? 8 : 16, '0')).join('');
  const zero = bits.indexOf('0');
  return zero < 0 ? bits.length : zero;
}

/** The eight groups of a netmask, which is written without an IPv4 tail. */
function wholeIPv6(address: string): number[] {
  const [head = '', tail = ''] = address.split('::');
  const groups = (part: string) => part.split(':').filter((group) => group !== '');
  const [before, after] = [groups(head), groups(tail)];
  const zeros = Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0');
  return [...before, ...zeros, ...after].map((group) => Number.parseInt(group, 16));
}

/**
 * The networks that this machine is part of, its global addresses among them: a server's public
 * address leads to what listens on it for the house only, its neighbours are its house. Asked anew
 * for each request, since addresses come and go.
 */
function ownNetworks(interfaces: Interfaces): OwnNetworks {
  const lists: OwnNetworks = { ipv4: new BlockList(), ipv6: new BlockList() };
  for (const { address, netmask } of Object.values(interfaces()).flatMap((of) => of ?? [])) {
    const [bare = ''] = address.split('%');
    const family = isIPv4(bare) ? 'ipv4' : 'ipv6';
    lists[family].addAddress(bare, family);
    const prefix = Math.min(prefixOf(netmask), LONGEST_PREFIX[family]);
    if (prefix >= SHORTEST_PREFIX[family]) lists[family].addSubnet(bare, prefix, family);
  }
  return lists;
}

/** Whether an IP address, without brackets or zone, is one that the public web is served from. */
function isPublicAddress(address: string, inside: OwnNetworks): boolean {
  if (isIPv4(address)) {
    return !FORBIDDEN_IPV4.check(address, 'ipv4') && !inside.ipv4.check(address, 'ipv4');
  }
  if (isIP(address) !== 6 || address.includes('%') || inside.ipv6.check(address, 'ipv6'))
    return false;
  return PUBLIC_IPV6.check(address, 'ipv6') && !FORBIDDEN_IPV6.check(address, 'ipv6');
}

/** A URL's host without brackets or the root's dot: an IP address or a lower-case ASCII name. */
function bareHost(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '').replace(/(?<!\.)\.+$/, '');
}

function portOf(url: URL): number {
  return Number(url.port || (url.protocol === 'https:' ? 443 : 80));
}

/** Whether an entry of the allowlist (`host` for every port, or `host:port`) names this URL's host. */
function isListed(url: URL, allowlist: readonly string[]): boolean {
  return allowlist.some((entry) => {
    const written = isIP(entry) === 6 ? `[${entry}]` : entry;
    // As https, so that a written `:80` stays visible; `:443` is looked for in the text.
    const listed = parsed(`https://${written}`);
    if (listed === null || bareHost(listed) !== bareHost(url)) return false;
    return !/:\d+$/.test(written) || portOf(listed) === portOf(url);
  });
}

/** An address that may be connected to. */
export interface GuardedUrl {
  readonly url: URL;
  /** Named by the allowlist: wherever its name leads is right. */
  readonly listed: boolean;
}

/**
 * The address that a text is; null where it is none. Not by `URL.canParse`: once Node 20 has compiled a caller, that
 * takes `ü` and its like for no address.
 */
function parsed(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/**
 * Judges an address by its text alone; nothing is resolved or connected to. The WHATWG parser has
 * then undone every disguise of a host: decimal, octal and hexadecimal IPv4, full-width digits,
 * percent signs, tabs and backslashes. A name's addresses are judged by `guardedLookup`.
 * @param allowlist hosts, or `host:port`, that are allowed although the rules refuse them
 * @param interfaces what counts as inside beside the rules
 * @throws Refusal for what is no http(s) address, and for a forbidden one
 */
export function guardUrl(
  text: string | URL,
  allowlist: readonly string[],
  interfaces: Interfaces = networkInterfaces,
): GuardedUrl {
  const typed = String(text).trim();
  const url = typed.length > MAX_URL_LENGTH ? null : parsed(typed);
  if (url === null) throw new Refusal('noAddress');
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new Refusal('addressNotHttp');
  }
  if (url.username !== '' || url.password !== '') {
    throw new Refusal('addressWithPassword');
  }
  url.hash = '';
  if (isListed(url, allowlist)) return { url, listed: true };
  const host = bareHost(url);
  if (isIP(host) !== 0) {
    if (!isPublicAddress(host, ownNetworks(interfaces))) throw new Refusal('addressNotPublic');
  } else if (!host.includes('.') || INSIDE_NAMES.test(host)) {
    throw new Refusal('machineNotPublic');
  }
  const port = portOf(url);
  if (port < FIRST_UNRESERVED_PORT && !WEB_PORTS.includes(port)) {
    throw new Refusal('portNotWeb', { port });
  }
  return { url, listed: false };
}

/** Asks for all addresses of a name; `dns.lookup` unless a test answers instead. */
export type Resolve = (
  host: string,
  options: { readonly all: true; readonly verbatim: true },
  done: (
    error: NodeJS.ErrnoException | null,
    addresses: readonly { readonly address: string; readonly family: number }[],
  ) => void,
) => void;

/**
 * A `lookup` for `node:http(s)`: resolves once, refuses a name of which any address is forbidden,
 * and hands the socket exactly the addresses that were judged, so that a name cannot answer one
 * thing to the guard and another to the connection. It is not called for hosts that are IP
 * addresses: `guardUrl` has judged those.
 * @param listed whether the host is on the allowlist, so that every address of it is right
 */
export function guardedLookup(
  listed: boolean,
  resolve: Resolve = lookup,
  interfaces: Interfaces = networkInterfaces,
): LookupFunction {
  const isAllowed = (addresses: readonly { readonly address: string }[]) => {
    const inside = ownNetworks(interfaces);
    return addresses.every(({ address }) => isPublicAddress(address, inside));
  };
  return (host, options, done) => {
    resolve(host, { all: true, verbatim: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error || first === undefined) {
        done(error ?? Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), '', 0);
      } else if (!listed && !isAllowed(addresses)) {
        done(new Refusal('leadsInside'), '', 0);
      } else if (options.all) done(null, [...addresses]);
      else done(null, first.address, first.family);
    });
  };
}
