/** Addresses of the reader page are read as they are written, and nothing else is one. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clientAddress } from '../../src/reader-page/client-address.ts';
import {
  formatPageAddress,
  type PageAddress,
  parsePageAddress,
} from '../../src/reader-page/page-address.ts';

const letters = (length: number) =>
  fc.string({
    unit: fc.constantFrom(...'0123456789abcdefghjkmnpqrstvwxyz'),
    minLength: length,
    maxLength: length,
  });
const number = fc.integer({ min: 1, max: 9_999 });
const view = fc.oneof(
  fc.constant({ view: 'passage' as const }),
  fc.constant({ view: 'card' as const }),
  fc.record({ view: fc.constant('article' as const), page: fc.option(number) }),
);
const address: fc.Arbitrary<PageAddress> = fc
  .tuple(
    view,
    fc.record({
      collection: fc.oneof(fc.constant(''), letters(5)),
      id: fc.tuple(letters(6), letters(6)).map((halves) => halves.join('-')),
      sentence: fc.oneof(fc.constant(0), number),
    }),
  )
  .map(([what, pointer]) => ({ ...what, ...pointer }));

describe('an address of the reader page', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(address, (one) => {
        const path = formatPageAddress(one);
        expect(path.length).toBeLessThanOrEqual(45);
        expect(parsePageAddress(path)).toEqual(one);
      }),
    );
  });

  it('is written in one way only, and anything else is none', () => {
    const near = fc
      .tuple(address, fc.string({ maxLength: 4 }), fc.nat(40))
      .map(([one, put, at]) => {
        const path = formatPageAddress(one);
        return path.slice(0, at) + put + path.slice(at + put.length);
      });
    fc.assert(
      fc.property(fc.oneof(near, fc.string()), (path) => {
        const read = parsePageAddress(path);
        if (read !== null) expect(formatPageAddress(read)).toBe(path);
      }),
    );
    for (const path of [
      ...['', '/', '/k3m9ta', '/k3m9ta-x7q2vd/', '//k3m9ta-x7q2vd', '/k3m9ta-x7q2vd.0'],
      ...['/K3M9TA-X7Q2VD', '/k3m9ta-x7q2vd/article/0', '/k3m9ta-x7q2vd/card.png/2', '/robots.txt'],
      ...['/p4r5s/k3m9ta-x7q2vd/../x', '/k3m9ta-x7q2vd%2Farticle', '/p4r5s~k3m9ta-x7q2vd'],
    ]) {
      expect(parsePageAddress(path)).toBeNull();
    }
  });
});

describe('whom a request counts for', () => {
  const from = (forwardedFor: string | undefined, proxies: number, peer = '10.0.0.1') =>
    clientAddress({ peer, forwardedFor }, proxies);

  it('is whoever connected, whatever the header says, where no proxy is named', () => {
    expect(from('203.0.113.7', 0)).toBe('10.0.0.1');
    expect(from(undefined, 2)).toBe('10.0.0.1');
    expect(from(undefined, 0, '::ffff:10.0.0.2')).toBe('10.0.0.2');
  });

  it('is whom the outermost trusted proxy was asked by; what stands before it may be forged', () => {
    expect(from('1.1.1.1, 203.0.113.7', 1)).toBe('203.0.113.7');
    expect(from('1.1.1.1, 203.0.113.7, 10.0.0.9', 2)).toBe('203.0.113.7');
    // Fewer than there should be, and what is no address.
    expect(from('203.0.113.7', 2)).toBe('10.0.0.1');
    expect(from('unknown', 1)).toBe('10.0.0.1');
  });

  it('is the network of an IPv6 address, however it is written', () => {
    const all = ['2001:db8:0:7::1', '2001:0DB8:0000:0007:ffff::', '[2001:db8:0:7:1:2:3:4]'];
    expect(new Set(all.map((one) => from(one, 1)))).toEqual(new Set(['2001:db8:0:7']));
    expect(from('2001:db8::7', 1)).toBe('2001:db8:0:0');
    expect(from('::1', 1)).toBe('0:0:0:0');
  });
});
