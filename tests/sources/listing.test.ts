import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/project-root.ts';
import type { Listing, ListToRead } from '../../src/sources/listing.ts';
import { work } from '../../src/sources/listing-work.ts';
import { addressFits, fitsPattern } from '../../src/sources/pattern.ts';
import { calendarDate, rootOf } from '../../src/sources/read-feed.ts';
import { refusedWords } from '../support/refusals.ts';

const fixture = (name: string) =>
  new Uint8Array(readFileSync(join(projectRoot(), 'tests/fixtures/sources', name)));

const read = (bytes: Uint8Array | string, list: Partial<ListToRead> = {}): Promise<Listing> =>
  work({
    bytes: typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes,
    url: 'https://feeds.example/all/feed',
    contentType: null,
    kind: null,
    only: null,
    most: 50,
    ...list,
  });

describe('feeds', () => {
  it('reads RSS: sections of text, references, relative links, escapes of any depth', async () => {
    const { kind, title, items, named } = await read(fixture('island-post.rss'));
    expect([kind, title, named]).toEqual(['feed', 'Island Post & Harbour News', 3]);
    const [ferry, brackets, guid] = items;
    expect(ferry).toEqual({
      key: 'post-17',
      url: 'https://post.example/2026/ferry?from=feed&n=1',
      sharesPage: false,
      title: 'The ferry runs & waits',
      author: 'Ada Example',
      // The day as it is written there, not as it was in Greenwich.
      published: '2026-11-24',
      at: Date.parse('2026-11-25T04:30:00Z'),
      language: 'en-gb',
      content: { html: expect.any(String), isSummary: false },
    });
    expect(ferry?.content?.html).toContain('<code>if (a[b[0]]> 1)</code>');
    expect(brackets).toMatchObject({
      title: 'Angle brackets: the <main> element',
      url: 'https://post.example/2026/brackets',
      content: {
        html: '<p>Escaped twice: the <strong>main</strong> pump lifts ninety litres a minute.</p>',
        isSummary: true,
      },
    });
    expect(guid).toMatchObject({
      key: 'https://post.example/2026/only-a-guid',
      url: 'https://post.example/2026/only-a-guid',
      content: {
        html: '<p>Plain words &amp; no tags.</p>\n<p>A second paragraph, after a blank line.</p>',
      },
    });
  });

  it('reads Atom: kinds of text, bases, a language for each entry', async () => {
    const { title, items } = await read(fixture('phare.atom'));
    expect(title).toBe('Le phare & la mer');
    expect(items).toEqual([
      expect.objectContaining({
        url: 'https://turm.example/turm.html',
        language: 'de',
        content: { html: '<p>a &lt; b, und der Turm ist 31 Meter hoch.</p>', isSummary: false },
      }),
      expect.objectContaining({
        url: 'https://phare.example/journal/2026/lampe',
        author: 'Bernard Exemple, Claire Exemple',
        published: '2026-11-18',
        at: Date.parse('2026-11-18T23:30:00+01:00'),
        language: 'fr',
        content: {
          html: expect.stringContaining('<em>douze</em> secondes &amp; porte'),
          isSummary: false,
        },
      }),
      expect.objectContaining({
        url: 'https://phare.example/journal/2026/video',
        content: { html: '<p>Une vidéo du phare.</p>', isSummary: true },
      }),
    ]);
  });

  it('reads RDF in the character set that it declares', async () => {
    const latin = Buffer.from(
      Buffer.from(fixture('werft.rdf')).toString('utf8').replace('&#252;', 'ü'),
      'latin1',
    );
    const { title, items } = await read(latin, { contentType: 'application/rdf+xml' });
    expect(title).toBe('Die Werft');
    expect(items).toEqual([
      {
        key: 'https://werft.example/dock',
        url: 'https://werft.example/dock',
        sharesPage: false,
        title: 'Das Dock für große Schiffe',
        author: 'Dora Beispiel',
        published: '2026-11-02',
        at: Date.parse('2026-11-02T09:00:00Z'),
        language: 'de',
        content: { html: '<p>Das Dock fasst Schiffe bis zu achtzig Metern.</p>', isSummary: true },
      },
    ]);
  });

  it('reads JSON Feed', async () => {
    const { title, items } = await read(fixture('mayak.json'));
    expect(title).toBe('Маяк');
    expect(items).toEqual([
      expect.objectContaining({
        key: '8',
        url: 'https://elsewhere.example/8',
        language: 'en',
        title: null,
      }),
      expect.objectContaining({
        key: '7',
        url: 'https://mayak.example/7',
        language: 'ru',
        author: 'Егор',
        content: {
          html: '<p>Сирена звучит каждые &lt;две&gt; минуты.</p>\n<p>Её слышно за пять миль.</p>',
          isSummary: false,
        },
      }),
    ]);
  });

  it('takes the newest that fit, as many as are wanted', async () => {
    const list = { only: '/2026/*', most: 1 };
    const { items, found, named } = await read(fixture('island-post.rss'), list);
    expect([items.map(({ key }) => key), found, named]).toEqual([['post-17'], 3, 3]);
    const none = await read(fixture('island-post.rss'), { only: '/2025/*' });
    expect([none.items, none.found]).toEqual([[], 0]);
  });

  it.each([
    ['a page', '<!doctype html><html><body>rss</body></html>', 'it is not a feed'],
    ['nothing', '', 'it is not a feed'],
    ['another JSON', '{"items": []}', 'it is not a feed'],
    ['a feed that ends early', '<rss version="2.0"><channel><item><title>a', 'could not be parsed'],
    ['a deep one', `<rss version="2.0"><channel>${'<a>'.repeat(50_000)}`, 'could not be parsed'],
  ])('refuses %s in words', async (_, text, words) => {
    expect(await refusedWords(read(text, { kind: 'feed' }))).toContain(words);
  });

  it('expands no entity of the document, and no more than is asked for', async () => {
    const entities = Array.from(
      { length: 200 },
      (_, i) => `<!ENTITY e${i} "&e${i - 1};&e${i - 1};">`,
    );
    const item = `<item><title>&e199;</title><link>https://x.example/#</link><description>${'y '.repeat(50)}</description></item>`;
    const bomb = `<!DOCTYPE rss [${entities.join('')}]><rss version="2.0"><channel>${item.repeat(1_000).replaceAll('/#', () => `/${Math.random()}`)}</channel></rss>`;
    const { items, named } = await read(bomb);
    expect([items.length, named, items[0]?.title]).toEqual([50, 1_000, '&e199;']);
  });

  it('finds the first element behind what may come before it', () => {
    expect(
      rootOf(
        '\ufeff<?xml version="1.0"?>\n<!-- <rss> --><!DOCTYPE x [<!ENTITY a "<feed>">]>\n<x:RDF a="b">',
      ),
    ).toBe('rdf');
    expect(rootOf('no element')).toBe(null);
    expect(rootOf('<!-- for ever')).toBe(null);
  });

  it('reads the day as it is written', () => {
    expect(calendarDate('Tue, 24 Nov 2026 23:30:00 -0500')).toBe('2026-11-24');
    expect(calendarDate('2026-11-24T23:30:00-05:00')).toBe('2026-11-24');
    expect(calendarDate('yesterday')).toBe(null);
  });
});

describe('sitemaps', () => {
  it('reads one: addresses of its own site, the last changed first', async () => {
    const { kind, items, named } = await read(fixture('sitemap.xml'), {
      url: 'https://docs.example/sitemap.xml',
    });
    expect([kind, named]).toEqual(['sitemap', 3]);
    expect(items.map(({ url, at }) => [url, at])).toEqual([
      ['https://www.docs.example/guide/start', Date.parse('2026-11-09T08:00:00Z')],
      ['https://docs.example/guide/install?a=1&b=2', Date.parse('2026-11-01')],
      ['https://docs.example/blog/news', null],
    ]);
  });

  it('reads an index, packed', async () => {
    const index = `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
      <sitemap><loc>https://docs.example/a.xml.gz</loc></sitemap>
      <sitemap><loc>https://elsewhere.example/b.xml</loc></sitemap></sitemapindex>`;
    const { kind, items, sitemaps } = await read(gzipSync(index), {
      url: 'https://docs.example/sitemap.xml.gz',
      contentType: 'application/gzip',
    });
    expect([kind, items, sitemaps]).toEqual(['sitemap', [], ['https://docs.example/a.xml.gz']]);
  });

  it('refuses what unpacks to more than a sitemap may have', async () => {
    const bomb = gzipSync(Buffer.alloc(60 * 1024 * 1024, 32));
    expect(await refusedWords(read(bomb, { kind: 'sitemap' }))).toContain('could not be parsed');
  });
});

describe('other lists', () => {
  it('reads llms.txt: each link once', async () => {
    const url = 'https://tools.example/llms.txt';
    const list = await read(fixture('llms.txt'), { url, contentType: 'text/plain' });
    expect([list.kind, list.title]).toEqual(['llms', 'Harbour Tools']);
    expect(list.items.map(({ title, url: address }) => [title, address])).toEqual([
      ['Install', 'https://tools.example/docs/install.md'],
      ['Run crane', 'https://tools.example/docs/run.md'],
      ['History', 'https://elsewhere.example/history'],
    ]);
  });

  it('takes a page for a page, and tells which feeds it names', async () => {
    const page = `<!doctype html><html><head><title>Island &amp; Post</title>
      <link rel="alternate" type="application/rss+xml" href="/feed">
      <link rel="alternate" type="application/rss+xml" href="/feed">
      <link rel="alternate" hreflang="de" href="/de"></head>
      <body><link rel="alternate" type="application/rss+xml" href="/comments"></body></html>`;
    const list = await read(page, { url: 'https://post.example/' });
    expect(list).toMatchObject({
      kind: 'page',
      title: 'Island & Post',
      feeds: ['https://post.example/feed'],
      items: [{ key: 'https://post.example/', url: 'https://post.example/' }],
    });
  });
});

describe('patterns', () => {
  it.each([
    ['abc', 'abc', true],
    ['abc', 'ab', false],
    ['abc', 'a*c', true],
    ['ac', 'a*c', true],
    ['a', 'a*a', false],
    ['a/b/c.html', '*.html', true],
    ['a/b/c', 'a/**', true],
    ['xaybzc', '*a*b*c', true],
    ['xaybz', '*a*b*c', false],
    ['', '*', true],
  ])('%s fits %s: %s', (text, pattern, fits) => {
    expect(fitsPattern(text, pattern)).toBe(fits);
  });

  it('compares with the path or with the whole address', () => {
    expect(addressFits('https://a.example/news/1?p=2', '/news/*')).toBe(true);
    expect(addressFits('https://a.example/news/1', 'https://a.example/*')).toBe(true);
    expect(addressFits('https://a.example/old/news/1', '/news/*')).toBe(false);
    expect(addressFits('https://a.example/x', null)).toBe(true);
  });
});
