import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guardedLookup, guardUrl, type Resolve } from '../../src/intake/address-guard.ts';
import { Refusal } from '../../src/refusals.ts';

const FORBIDDEN = [
  // Loopback and "this host", in every spelling of a number that browsers know.
  'http://127.0.0.1/',
  'http://127.1/',
  'http://127.0.1/',
  'http://2130706433/',
  'http://0x7f000001/',
  'http://0x7f.0.0.1/',
  'http://0177.0.0.1/',
  'http://017700000001/',
  'http://127.0.0.1./',
  'http://127.255.255.254:8080/',
  'http://0/',
  'http://0.0.0.0/',
  'http://0.1.2.3/',
  'http://%31%32%37.0.0.1/',
  'http://%6c%6f%63%61%6c%68%6f%73%74/',
  'http://１２７.０.０.１/',
  'http://①②⑦.⓪.⓪.①/',
  'http://127。0。0。1/',
  'http:\\\\127.0.0.1\\x',
  'http://127.0.0.1\t/',
  'http:///127.0.0.1/',
  'http:127.0.0.1',
  // Private, shared, link-local, metadata, special.
  'http://10.0.0.1/',
  'http://172.16.0.1/',
  'http://172.31.255.255/',
  'http://192.168.1.1/',
  'http://100.64.0.1/',
  'http://100.100.100.200/latest/meta-data/',
  'http://169.254.169.254/latest/meta-data/',
  'http://2852039166/',
  'http://0xa9fea9fe/',
  'http://192.0.0.192/',
  'http://168.63.129.16/',
  'http://192.0.2.1/',
  'http://198.18.0.1/',
  'http://198.51.100.7/',
  'http://203.0.113.7/',
  'http://224.0.0.1/',
  'http://239.255.255.250/',
  'http://240.0.0.1/',
  'http://255.255.255.255/',
  // IPv6, and IPv4 inside it.
  'http://[::1]/',
  'http://[0:0:0:0:0:0:0:1]:8080/',
  'http://[::]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::ffff:7f00:1]/',
  'http://[::ffff:8.8.8.8]/',
  'http://[::127.0.0.1]/',
  'http://[::ffff:0:127.0.0.1]/',
  'http://[64:ff9b::7f00:1]/',
  'http://[64:ff9b::169.254.169.254]/',
  'http://[64:ff9b:1::a00:1]/',
  'http://[2002:7f00:1::]/',
  'http://[2002:c0a8:101::1]/',
  'http://[2001:0:53aa:64c:0:fbff:80ff:fffe]/',
  'http://[fe80::1]/',
  'http://[fe80::1%25eth0]/',
  'http://[fec0::1]/',
  'http://[fc00::1]/',
  'http://[fd00:ec2::254]/',
  'http://[ff02::1]/',
  'http://[2001:db8::1]/',
  'http://[100::1]/',
  'http://[5f00::1]/',
  // Names.
  'http://localhost/',
  'http://LOCALHOST:3000/',
  'http://localhost./',
  'http://ｌｏｃａｌｈｏｓｔ/',
  'http://a.b.localhost/',
  'http://localhost.localdomain/',
  'http://printer.local/',
  'http://printer.local./',
  'http://metadata.google.internal/computeMetadata/v1/',
  'http://metadata/',
  'http://intranet/',
  'http://router.lan/',
  'http://nas.home.arpa/',
  // Not for strangers: other schemes, credentials, other services, no address at all.
  'http://user@example.com/',
  'http://:secret@example.com/',
  'http://example.com@127.0.0.1/',
  'ftp://example.com/a.txt',
  'file:///etc/passwd',
  'gopher://example.com/',
  'data:text/html,hello',
  'javascript:alert(1)',
  'https://example.com:22/',
  'http://example.com:25/',
  'http://1.2.3.4.5/',
  'http://256.256.256.256/',
  'http://[::1/',
  'http://exa mple.com/',
  'example.com/page',
  '//example.com/page',
  '',
  `https://example.com/${'a'.repeat(2_100)}`,
];

const PERMITTED = [
  'https://example.com/a?b=c#d',
  'http://example.com:8080/',
  'https://example.com:443/',
  'https://bücher.example/',
  'https://xn--bcher-kva.example/',
  'https://example.com./',
  'http://8.8.8.8/',
  'http://172.32.0.1/',
  'http://100.128.0.1/',
  'http://192.169.0.1/',
  'https://[2606:4700:4700::1111]/',
  'https://localhost.example.com/',
  'https://mylocal.org/',
];

describe('guardUrl', () => {
  it('lets an address pass however often it comes: compiled code reads it as any other', () => {
    const none = () => ({});
    let host = '';
    for (let i = 0; i < 20_000; i += 1) {
      host = guardUrl('https://bücher.example/', [], none).url.host;
    }
    expect(host).toBe('xn--bcher-kva.example');
  });

  it.each(FORBIDDEN)('refuses %s', (text) => {
    expect(() => guardUrl(text, [])).toThrow(Refusal);
    // Nor does an allowlist for something else help.
    expect(() => guardUrl(text, ['intranet.example', '127.0.0.9:1'])).toThrow(Refusal);
  });

  it.each(PERMITTED)('lets %s pass', (text) => {
    expect(guardUrl(text, [])).toMatchObject({ listed: false });
    expect(guardUrl(text, []).url.hash).toBe('');
  });

  it('lets hosts on the list pass, at the named port where there is one', () => {
    const listed = (text: string, ...list: string[]) => {
      try {
        return guardUrl(text, list).listed;
      } catch {
        return 'refused';
      }
    };
    expect(listed('http://127.0.0.1:8000/', '127.0.0.1')).toBe(true);
    expect(listed('http://2130706433:8000/', '127.0.0.1')).toBe(true);
    expect(listed('http://127.0.0.1:8000/', '127.0.0.1:8000')).toBe(true);
    expect(listed('http://127.0.0.1:8001/', '127.0.0.1:8000')).toBe('refused');
    expect(listed('http://127.0.0.1/', '127.0.0.1:80')).toBe(true);
    expect(listed('https://127.0.0.1/', '127.0.0.1:80')).toBe('refused');
    expect(listed('https://127.0.0.1/', '127.0.0.1:443')).toBe(true);
    expect(listed('http://127.0.0.1/', '127.0.0.1:443')).toBe('refused');
    expect(listed('http://[::1]:99/', '::1')).toBe(true);
    expect(listed('http://[::1]:99/', '[::1]:99')).toBe(true);
    expect(listed('http://wiki/', 'Wiki')).toBe(true);
    expect(listed('http://wiki.corp:22/', 'wiki.corp:22')).toBe(true);
    expect(listed('http://evil.wiki.corp/', 'wiki.corp')).toBe('refused');
    expect(listed('http://u:p@wiki/', 'wiki')).toBe('refused');
    expect(listed('ftp://wiki/', 'wiki')).toBe('refused');
    expect(listed('http://localhost/', '', '*', 'not a host', '%')).toBe('refused');
  });

  it('refuses every private IPv4, however it is written', () => {
    const part = fc.nat({ max: 255 });
    const address = fc.oneof(
      fc.tuple(fc.constantFrom(0, 10, 127, 224, 255), part, part, part),
      fc.tuple(fc.constant(192), fc.constant(168), part, part),
      fc.tuple(fc.constant(169), fc.constant(254), part, part),
      fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), part, part),
      fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), part, part),
    );
    const spelling = fc.constantFrom<(n: number) => string>(
      (n) => String(n),
      (n) => `0x${n.toString(16)}`,
      (n) => `0${n.toString(8)}`,
    );
    fc.assert(
      fc.property(address, spelling, fc.boolean(), ([a, b, c, d], spell, whole) => {
        const number = ((a * 256 + b) * 256 + c) * 256 + d;
        const host = whole ? spell(number) : [a, b, c, d].map(spell).join('.');
        expect(() => guardUrl(`http://${host}/`, [])).toThrow(Refusal);
        const low = `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
        for (const around of [`::ffff:${low}`, `64:ff9b::${low}`, `2002:${low}::`, `::${low}`]) {
          expect(() => guardUrl(`http://[${around}]/`, [])).toThrow(Refusal);
        }
      }),
    );
  });
});

describe('this machine and its neighbours', () => {
  const card = (address: string, netmask: string) => ({ address, netmask }) as NetworkInterfaceInfo;
  const interfaces = () => ({
    eth0: [
      card('45.33.20.9', '255.255.254.0'),
      card('2a01:7e00:1:2:f03c:95ff:fe01:2345', 'ffff:ffff:ffff:ffff::'),
      card('fe80::1%eth0', 'ffff:ffff:ffff:ffff::'),
    ],
    ppp0: [
      card('81.2.69.160', '255.255.255.255'),
      card('2606:4700::7', `${'ffff:'.repeat(7)}ffff`),
    ],
    tun0: [card('62.1.2.3', '0.0.0.0'), card('2a02:26f0::9', '::')],
    gone0: undefined,
  });
  const inside = [
    '45.33.20.9',
    '45.33.21.254',
    '[2a01:7e00:1:2::1]',
    '[2a01:7e00:1:2:ffff:ffff:ffff:ffff]',
    '81.2.69.160',
    '[2606:4700::7]',
    // A single address of DHCPv6 has the neighbours of its /64.
    '[2606:4700::8]',
    '62.1.2.3',
    '[2a02:26f0::9]',
  ];
  const outside = [
    '45.33.22.1',
    '[2a01:7e00:1:3::1]',
    '81.2.69.161',
    '[2606:4700:0:1::7]',
    '8.8.8.8',
  ];

  it.each(inside)('refuses %s, unless it is on the list', (host) => {
    expect(() => guardUrl(`http://${host}/`, [], interfaces)).toThrow(Refusal);
    expect(guardUrl(`http://${host}/`, [host], interfaces).listed).toBe(true);
  });

  it.each(outside)('lets %s pass: a tunnel to everywhere forbids only itself', (host) => {
    expect(guardUrl(`http://${host}/`, [], interfaces).listed).toBe(false);
  });

  it('refuses a name that leads there, and asks anew each time', async () => {
    let now: () => NodeJS.Dict<NetworkInterfaceInfo[]> = () => ({});
    const answer = (address: string) =>
      new Promise((resolve) => {
        const resolver: Resolve = (_host, _options, done) => done(null, [{ address, family: 4 }]);
        const lookup = guardedLookup(false, resolver, () => now());
        lookup('neighbour.example', {}, (error, found) => resolve(error ?? found));
      });
    expect(await answer('45.33.20.77')).toBe('45.33.20.77');
    now = interfaces;
    expect(await answer('45.33.20.77')).toMatchObject({ key: 'leadsInside' });
    expect(await answer('8.8.8.8')).toBe('8.8.8.8');
  });

  it('knows the addresses of the machine that it runs on', () => {
    for (const { address, family } of Object.values(networkInterfaces()).flatMap(
      (of) => of ?? [],
    )) {
      const host = family === 'IPv6' ? `[${address}]` : address;
      expect(() => guardUrl(`http://${host}:8080/`, [])).toThrow(Refusal);
    }
  });
});

describe('guardedLookup', () => {
  const answer = (listed: boolean, addresses: readonly string[], all: boolean) =>
    new Promise((resolve) => {
      const found = addresses.map((address) => ({
        address,
        family: address.includes(':') ? 6 : 4,
      }));
      const lookup = guardedLookup(listed, (_host, _options, done) => done(null, found));
      lookup('rebinding.example', { all }, (error, address) => resolve(error ?? address));
    });

  it('hands on exactly the addresses that were judged', async () => {
    expect(await answer(false, ['8.8.8.8'], false)).toBe('8.8.8.8');
    expect(await answer(false, ['8.8.8.8', '2606:4700::1'], true)).toEqual([
      { address: '8.8.8.8', family: 4 },
      { address: '2606:4700::1', family: 6 },
    ]);
  });

  it('refuses a name when any of its addresses is forbidden', async () => {
    for (const bad of ['127.0.0.1', '10.1.2.3', '::1', '::ffff:10.0.0.1', 'fe80::1%eth0', 'x']) {
      expect(await answer(false, ['8.8.8.8', bad], true)).toBeInstanceOf(Refusal);
      expect(await answer(false, [bad], false)).toBeInstanceOf(Refusal);
      expect(await answer(true, [bad], false)).toBe(bad);
    }
  });

  it('passes on that a name has no address', async () => {
    expect(await answer(false, [], true)).toMatchObject({ code: 'ENOTFOUND' });
  });

  it('knows public addresses from others', async () => {
    expect(await answer(false, ['93.184.215.14'], false)).toBe('93.184.215.14');
    expect(await answer(false, ['example.com'], false)).toBeInstanceOf(Refusal);
    expect(await answer(false, [''], false)).toBeInstanceOf(Refusal);
  });
});
