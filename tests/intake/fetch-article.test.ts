import type { IncomingMessage, ServerResponse } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Resolve } from '../../src/intake/address-guard.ts';
import { fetchArticle } from '../../src/intake/fetch-article.ts';
import { submissionOf } from '../../src/intake/fetched-page.ts';
import type { FetchOptions } from '../../src/intake/guarded-fetch.ts';
import { Refusal } from '../../src/refusals.ts';
import { refusalOf, refusedWords } from '../support/refusals.ts';
import { openSite, openSocket, type Site } from '../support/site.ts';

const PAGE = '<!doctype html><title>Dams</title><h1>Dams</h1><p>Water is held back by dams.</p>';
const LIMIT = 20_000;
const BOMB = Buffer.alloc(50 * LIMIT, 'a');

/** windows-1251 for what these letters are. */
function cyrillic(text: string): Buffer {
  return Buffer.from(
    [...text].map((c) => {
      const code = c.charCodeAt(0);
      return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code;
    }),
  );
}

const ANSWERS: Readonly<Record<string, (response: ServerResponse, other: Site) => void>> = {
  '/page': (r) => r.setHeader('content-type', 'text/html; charset=utf-8').end(PAGE),
  '/articles/Water%20Held.html': (r) => r.setHeader('content-type', 'text/html').end(PAGE),
  '/gzip': (r) => r.writeHead(200, html({ 'content-encoding': 'gzip' })).end(gzipSync(PAGE)),
  '/deflate': (r) =>
    r.writeHead(200, html({ 'content-encoding': 'deflate' })).end(deflateSync(PAGE)),
  '/br': (r) => r.writeHead(200, html({ 'content-encoding': 'br' })).end(brotliCompressSync(PAGE)),
  '/compress': (r) => r.writeHead(200, html({ 'content-encoding': 'compress' })).end(PAGE),
  '/broken-gzip': (r) => r.writeHead(200, html({ 'content-encoding': 'gzip' })).end(PAGE),
  '/gzip-bomb': (r) => r.writeHead(200, html({ 'content-encoding': 'gzip' })).end(gzipSync(BOMB)),
  '/br-bomb': (r) =>
    r.writeHead(200, html({ 'content-encoding': 'br' })).end(brotliCompressSync(BOMB)),
  '/long': (r) => r.writeHead(200, html({ 'content-length': String(BOMB.length) })).end(BOMB),
  '/long-unannounced': (r) => {
    r.writeHead(200, html());
    for (let i = 0; i < 50; i += 1) r.write(BOMB.subarray(0, LIMIT / 2));
    r.end();
  },
  '/exactly': (r) => r.writeHead(200, { 'content-type': 'text/plain' }).end('a'.repeat(LIMIT)),
  '/drip': (r) => {
    r.writeHead(200, html());
    r.write(PAGE);
  },
  '/silent': () => {},
  '/drop': (r) => r.socket?.destroy(),
  '/drop-later': (r) => {
    r.writeHead(200, html({ 'content-length': '5000' }));
    r.write(PAGE, () => r.socket?.destroy());
  },
  '/image': (r) => r.setHeader('content-type', 'image/png').end('x'),
  '/script': (r) => r.setHeader('content-type', 'application/javascript').end('x'),
  '/untyped': (r) => r.end(PAGE),
  '/stream.md': (r) =>
    r.setHeader('content-type', 'application/octet-stream').end('# Dams\n\nThey hold.'),
  '/raw.md': (r) => r.setHeader('content-type', 'text/plain').end('# Dams\n\nThey hold.'),
  '/pdf-as-html': (r) => r.setHeader('content-type', 'text/html').end('%PDF-1.4 and so on'),
  '/html-as-text': (r) => r.setHeader('content-type', 'text/plain').end(PAGE),
  '/1251-header': (r) =>
    r.setHeader('content-type', 'text/html; charset=windows-1251').end(cyrillic('Вода')),
  '/1251-meta': (r) =>
    r
      .setHeader('content-type', 'text/html')
      .end(Buffer.concat([Buffer.from('<meta charset="windows-1251">'), cyrillic('Вода')])),
  '/latin': (r) =>
    r
      .setHeader('content-type', 'text/plain; charset=ISO-8859-1')
      .end(Buffer.from([0x93, 0x63, 0x61, 0x66, 0xe9, 0x94])),
  '/unknown-charset': (r) =>
    r.setHeader('content-type', 'text/plain; charset=x-none').end(Buffer.from([0xe9])),
  '/404': (r) => r.writeHead(404).end(),
  '/403': (r) => r.writeHead(403).end(),
  '/500': (r) => r.writeHead(500).end(PAGE),
  '/one': (r) => r.writeHead(302, { location: '/page#there', 'set-cookie': 'a=b' }).end(),
  '/two': (r) => r.writeHead(301, { location: '/one' }).end(),
  '/three': (r) => r.writeHead(307, { location: '/two' }).end(),
  '/four': (r) => r.writeHead(308, { location: '/three' }).end(),
  '/loop': (r) => r.writeHead(302, { location: '/loop' }).end(),
  '/nowhere': (r) => r.writeHead(302).end(),
  '/bad-location': (r) => r.writeHead(302, { location: 'http://[' }).end(),
  '/to-file': (r) => r.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  '/to-metadata': (r) =>
    r.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end(),
  '/to-loopback': (r, other) => r.writeHead(302, { location: `${other.origin}/page` }).end(),
  '/to-decimal': (r, other) =>
    r.writeHead(302, { location: `http://2130706433:${other.host.split(':')[1]}/page` }).end(),
  '/to-localhost': (r, other) =>
    r.writeHead(302, { location: `http://localhost:${other.host.split(':')[1]}/page` }).end(),
};

function html(more: Record<string, string> = {}): Record<string, string> {
  return { 'content-type': 'text/html', ...more };
}

let site: Site;
let other: Site;

beforeAll(async () => {
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const known = ANSWERS[request.url ?? ''];
    if (known) known(response, other);
    else response.writeHead(404).end();
  };
  site = await openSite(answer);
  other = await openSite(answer);
});
afterAll(() => Promise.all([site.close(), other.close()]));

function fetchFrom(path: string, options: Partial<FetchOptions> = {}) {
  return fetchArticle(`${site.origin}${path}`, {
    allowlist: [site.host],
    limits: { bytes: LIMIT },
    ...options,
  });
}

async function textOf(path: string): Promise<string> {
  const { bytes } = submissionOf(await fetchFrom(path));
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}

describe('fetchArticle', () => {
  it('brings a page, where it was in the end, and what it is', async () => {
    const page = submissionOf(await fetchFrom('/articles/Water%20Held.html#part'));
    expect(page).toMatchObject({
      sourceUrl: `${site.origin}/articles/Water%20Held.html`,
      contentType: 'text/html',
      name: 'Water Held.html',
    });
    expect(Buffer.from(page.bytes).toString()).toBe(PAGE);
  });

  it('says who asks, and nothing about where from', async () => {
    await fetchFrom('/one');
    const headers = site.requests.at(-1)?.headers;
    expect(headers?.['user-agent']).toContain('Footnote');
    expect(headers?.referer).toBeUndefined();
    expect(headers?.cookie).toBeUndefined();
    expect(headers?.authorization).toBeUndefined();
  });

  it.each(['/gzip', '/deflate', '/br'])('unpacks %s', async (path) => {
    expect(await textOf(path)).toBe(PAGE);
  });

  it('takes exactly as much as is allowed', async () => {
    expect((await fetchFrom('/exactly')).bytes.length).toBe(LIMIT);
  });

  it('follows up to three redirects', async () => {
    expect((await fetchFrom('/three')).url).toBe(`${site.origin}/page`);
  });

  it.each([
    ['/untyped', 'text/html'],
    ['/stream.md', 'text/markdown'],
    ['/raw.md', 'text/markdown'],
    ['/pdf-as-html', 'application/pdf'],
    ['/html-as-text', 'text/html'],
    ['/exactly', 'text/plain'],
  ])('takes %s for what it is: %s', async (path, type) => {
    expect(submissionOf(await fetchFrom(path)).contentType).toBe(type);
  });

  it.each([
    ['/1251-header', 'Вода'],
    ['/1251-meta', 'Вода'],
    ['/latin', '“café”'],
  ])('turns %s into UTF-8', async (path, text) => {
    expect(await textOf(path)).toContain(text);
  });

  it('leaves an encoding nobody knows to the reader of the articles', async () => {
    expect([...submissionOf(await fetchFrom('/unknown-charset')).bytes]).toEqual([0xe9]);
  });

  it.each([
    ['/gzip-bomb', /longer than/],
    ['/br-bomb', /longer than/],
    ['/long', /longer than/],
    ['/long-unannounced', /longer than/],
    ['/broken-gzip', /damaged/],
    ['/compress', /compression/],
    ['/drop', /broke off/],
    ['/drop-later', /broke off/],
    ['/image', /leads to image\/png/],
    ['/script', /articles are \.md, .*files/],
    ['/404', /no page/],
    ['/403', /does not show/],
    ['/500', /did not send/],
    ['/four', /more than 3 redirects/],
    ['/loop', /more than 3 redirects/],
    ['/nowhere', /no address/],
    ['/bad-location', /no address/],
    ['/to-file', /http and https/],
  ])('refuses %s in one sentence', async (path, sentence) => {
    const words = await refusedWords(fetchFrom(path));
    expect(words).toMatch(sentence);
    expect(words).toMatch(/^[^\n]+\.$/);
  });

  it.each(['/to-metadata', '/to-loopback', '/to-decimal', '/to-localhost'])(
    'does not follow %s, although the first address was allowed',
    async (path) => {
      const before = other.requests.length;
      expect((await refusalOf(fetchFrom(path))).key).toMatch(/^(?:address|machine)NotPublic$/);
      expect(other.requests.length).toBe(before);
    },
  );

  it('asks no forbidden address, however it is written', async () => {
    const port = other.host.split(':')[1];
    const before = other.requests.length;
    for (const host of ['127.0.0.1', 'localhost', '2130706433', '[::ffff:127.0.0.1]', '0']) {
      await expect(
        fetchArticle(`http://${host}:${port}/page`, { allowlist: [] }),
      ).rejects.toBeInstanceOf(Refusal);
    }
    expect(other.requests.length).toBe(before);
  });

  it('judges what a name resolves to at the moment of connecting, each time', async () => {
    const port = site.host.split(':')[1];
    const asked: string[] = [];
    const options = {
      allowlist: [],
      resolve: ((host, _options, done) => {
        asked.push(host);
        done(null, [{ address: '127.0.0.1', family: 4 }]);
      }) satisfies Resolve,
    };
    const before = site.requests.length;
    expect(await refusedWords(fetchArticle(`http://dams.example:${port}/page`, options))).toMatch(
      /not on the public web/,
    );
    expect(site.requests.length).toBe(before);
    // Allowed by name, it is connected to at the very address that was looked up.
    const allowlist = [`dams.example:${port}`];
    const page = await fetchArticle(`http://dams.example:${port}/one`, { ...options, allowlist });
    expect(page.url).toBe(`http://dams.example:${port}/page`);
    expect(asked).toEqual(['dams.example', 'dams.example', 'dams.example']);
  });

  it.each(['/silent', '/drip'])('does not wait for %s', async (path) => {
    expect(await refusedWords(fetchFrom(path, { limits: { milliseconds: 200 } }))).toMatch(
      /not waited for/,
    );
  });

  it.each([
    [
      'other protocols that nobody asked for',
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n',
    ],
    ['101 without a word of which', 'HTTP/1.1 101 Switching Protocols\r\n\r\n'],
    [
      'a flood of answers that are none',
      'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'.repeat(50),
    ],
  ])('refuses %s at once', async (_what, said) => {
    const server = await openSocket((socket) => void socket.write(said));
    // Long after the deadline of this test: it must not be the clock that ends it.
    const fetching = fetchArticle(server.origin, {
      allowlist: [server.host],
      limits: { milliseconds: 60_000 },
    });
    expect(['connectionBroke', 'pageNotSent']).toContain((await refusalOf(fetching)).key);
    await server.close();
  });

  it.each([
    ['headers that never end', 'HTTP/1.1 200 OK\r\n', 'x-more: a\r\n'],
    ['answers that are none, one after the other', '', 'HTTP/1.1 102 Processing\r\n\r\n'],
    ['a body that trickles', 'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n', 'a'],
  ])('ends by the deadline: %s', async (_what, first, more) => {
    const server = await openSocket((socket) => {
      socket.write(first);
      const timer = setInterval(() => socket.write(more), 50);
      socket.on('close', () => clearInterval(timer));
    });
    const fetching = fetchArticle(server.origin, {
      allowlist: [server.host],
      limits: { milliseconds: 300 },
    });
    expect((await refusalOf(fetching)).key).toBe('pageTooSlow');
    await server.close();
  });

  it('ends by the deadline where no name server answers', async () => {
    const fetching = fetchArticle('http://dams.example/', {
      allowlist: [],
      limits: { milliseconds: 100 },
      resolve: () => {},
    });
    expect((await refusalOf(fetching)).key).toBe('pageTooSlow');
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    const fetching = fetchFrom('/silent', { signal: stop.signal });
    stop.abort();
    expect(await refusedWords(fetching)).toMatch(/stopped/);
  });

  it('says that nobody listens there', async () => {
    const gone = await openSite(() => {});
    await gone.close();
    expect(await refusedWords(fetchArticle(gone.origin, { allowlist: [gone.host] }))).toMatch(
      /does not take connections/,
    );
  });
});
