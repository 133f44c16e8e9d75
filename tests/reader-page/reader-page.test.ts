/** The reader page over HTTP: what it shows, of which collections, and that it answers for nothing else. */
import { rmSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Library } from '../../src/library/library.ts';
import type { PageResult } from '../../src/reader-page/page-result.ts';
import { openReaderPage, type ReaderPageOptions } from '../../src/reader-page/reader-page.ts';
import { Refusal } from '../../src/refusals.ts';
import {
  type CommunityFolders,
  communityFolders,
  openTestCommunities,
} from '../support/communities.ts';
import { writeFiles } from '../support/library.ts';

const PUBLIC_URL = 'https://quotes.example/q';
const LOOM = [
  '---\ntitle: The <loom> & "Quill"\npublisher: The weavers\npublished: 2024-11-05\nlanguage: en\n---',
  'The workshop stands by the river, where the water is soft.',
  '## The loom',
  'Marta came in 1909. The loom was built by Marta Quill in the winter of 1911. It has 24 shafts.',
  'In summer it stands still, for the wool is shorn then.',
  '| wool | days |\n| --- | --- |\n| merino | 12 |\n| <script>alert(1)</script> | 9 |',
  '- card it\n  - by hand\n- spin it',
].join('\n\n');
const KILN = '# The kiln\n\nThe kiln is fired with beech wood on the first Friday of the month.\n';
const MILL = '# The mill\n\nThe mill grinds rye for the zebrafant bakery every Tuesday.\n';
const RUSSIAN =
  '# Мельница\n\nМельница стоит у реки и мелет рожь для пекарни каждый вторник, а по пятницам отдыхает.\n';
const HEBREW =
  '---\ntitle: הטחנה\nlanguage: he\n---\n\nהטחנה טוחנת שיפון עבור המאפייה בכל יום שלישי.\n';

const FILES = {
  'collection.yaml': 'title: Weaving\npage: articles\n',
  'loom.md': LOOM,
  'russian.md': RUSSIAN,
  'hebrew.md': HEBREW,
  'kilns/collection.yaml': 'title: Kilns\npage: passages\n',
  'kilns/kiln.md': KILN,
  'millers/collection.yaml': 'title: Millers\n',
  'millers/mill.md': MILL,
};

async function open(
  folders: CommunityFolders = communityFolders(FILES),
  more: Partial<ReaderPageOptions> = {},
) {
  const all = await openTestCommunities(folders);
  const results: PageResult[] = [];
  const faults: unknown[] = [];
  const page = openReaderPage({
    ...{ publicUrl: PUBLIC_URL, host: '127.0.0.1', port: 0, proxies: 1 },
    ...{ communities: all.communities, collections: all.opened.registry },
    onResult: (result) => void results.push(result),
    onFault: (error) => void faults.push(error),
    onForwarded: () => {},
    onAwaited: () => {},
    ...more,
  });
  onTestFinished(async () => {
    await page.close();
    expect(faults).toEqual([]);
  });
  const origin = await page.listening;
  const library = async (id: string): Promise<Library> => {
    const { library: own } = await all.see(id);
    await own.whenReady();
    return own;
  };
  const get = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${origin}/q${path}`, init);
    const { status, headers } = response;
    return { status, headers, text: await response.text() };
  };
  return { ...all, folders, page, origin, results, library, get };
}

/** The id of the passage that has some words. */
async function idOf(library: Library, words: string): Promise<string> {
  for (const { id } of await library.articles()) {
    for (const passage of await library.passages({ id })) {
      const excerpt = await library.excerpt({ id: passage });
      if (excerpt?.text.includes(words)) return passage;
    }
  }
  throw new Error(`No passage has ${words}`);
}

describe('the reader page', () => {
  it('opens a citation at its passage, marked, with what stands around it', async () => {
    const { get, library, results } = await open();
    const id = await idOf(await library(''), 'Marta Quill');
    const { status, headers, text } = await get(`/${id}.1`);
    expect(status).toBe(200);
    expect(text).toContain(
      'Marta came in 1909. <mark>The loom was built by Marta Quill in the winter of 1911.</mark> It has',
    );
    expect(text).toContain('<p dir="auto">The workshop stands by the river');
    expect(text).toContain('<h2 dir="auto">The loom</h2>');
    expect(text).toContain('<title>The &lt;loom&gt; &amp; &quot;Quill&quot; · Weaving</title>');
    expect(text).toContain('<time datetime="2024-11-05">5 November 2024</time>');
    expect(text).toContain('<th scope="col" colspan="1" dir="auto">wool</th>');
    expect(text).not.toContain('<script');
    expect(text).toContain(`Citation ${id}`);
    expect(text).toContain(`<meta property="og:url" content="${PUBLIC_URL}/${id}.1">`);
    expect(text).toContain(
      '<meta property="og:description" content="The loom was built by Marta Quill in the winter of 1911.">',
    );
    expect(text).not.toContain('og:image');
    expect(text).toContain('<meta name="robots" content="noindex">');
    expect(headers.get('x-robots-tag')).toBe('noindex');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-/,
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('set-cookie')).toBeNull();
    expect(results).toEqual(['passage']);
  });

  it('speaks the language of the article where it is one of ours, and says which it is', async () => {
    const { get, library } = await open();
    const own = await library('');
    const russian = (await get(`/${await idOf(own, 'рожь')}`)).text;
    expect(russian).toContain('<html lang="ru" dir="ltr">');
    expect(russian).toContain('<article lang="ru" dir="ltr">');
    expect(russian).toContain('Дословная цитата');
    const hebrew = (await get(`/${await idOf(own, 'שיפון')}`)).text;
    expect(hebrew).toContain('<html lang="en" dir="ltr">');
    expect(hebrew).toContain('<article lang="he" dir="rtl">');
    expect(hebrew).toContain('<p dir="auto"><mark>הטחנה');
  });

  it('shows the whole article only where the collection allows it', async () => {
    const { get, library, collections } = await open();
    const own = await idOf(await library(''), 'Marta Quill');
    expect((await get(`/${own}`)).text).toContain(`${PUBLIC_URL}/${own}/article#cited`);
    const whole = await get(`/${own}/article`);
    expect(whole.status).toBe(200);
    expect(whole.text).toContain('<mark>Marta came in 1909.</mark>');
    expect(whole.text).toContain('by the river');
    expect(whole.text).toContain('<li>card it<ul dir="auto"><li>by hand</li></ul></li>');
    expect((await get(`/${own}/article/2`)).status).toBe(404);
    const key = collections.byId('kilns')?.key;
    const kiln = await idOf(await library('kilns'), 'beech');
    const passage = await get(`/${key}/${kiln}`);
    expect(passage.status).toBe(200);
    expect(passage.text).not.toContain('/article#');
    expect((await get(`/${key}/${kiln}/article`)).status).toBe(404);
  });

  it('answers alike for what is unknown, elsewhere, closed, or no address', async () => {
    const { get, library, collections, results } = await open();
    const kiln = await idOf(await library('kilns'), 'beech');
    const mill = await idOf(await library('millers'), 'rye');
    const [kilns, millers] = ['kilns', 'millers'].map((id) => collections.byId(id)?.key);
    const paths = [
      ...['/zzzzzz-zzzzzz', `/${kiln}`, `/${mill}`, `/${millers}/${mill}`, `/${kilns}/${mill}`],
      ...['/', '/robots.txt', `/${millers}/${mill}/card.png`, `/${kilns}/${kiln}/card.png`],
    ];
    const answers = await Promise.all(paths.map((path) => get(path)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(results.every((result) => result === 'missing')).toBe(true);
  });

  it('answers GET and HEAD, and nothing else', async () => {
    const { get, library } = await open();
    const id = await idOf(await library(''), 'Marta Quill');
    const head = await get(`/${id}`, { method: 'HEAD' });
    expect([head.status, head.text]).toEqual([200, '']);
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND']) {
      const { status, headers } = await get(`/${id}`, { method });
      expect([method, status, headers.get('allow')]).toEqual([method, 405, 'GET, HEAD']);
    }
  });

  it('shows nothing any more of what was removed, at once, nor of a collection that opted out', async () => {
    const { get, library, folders, opened } = await open();
    const id = await idOf(await library(''), 'Marta Quill');
    expect((await get(`/${id}`)).status).toBe(200);
    rmSync(join(folders.articles, 'loom.md'));
    await opened.ofAll.library.withdraw('loom.md');
    const withdrawn = await get(`/${id}`);
    await opened.ofAll.library.refresh();
    const removed = await get(`/${id}`);
    const unknown = await get('/zzzzzz-zzzzzz');
    expect(withdrawn).toMatchObject({ status: 404, text: unknown.text });
    expect(removed).toMatchObject({ status: 404, text: unknown.text });
    const other = await idOf(await library(''), 'рожь');
    writeFiles(folders.articles, { 'collection.yaml': 'title: Weaving\npage: none\n' });
    await opened.registry.look();
    expect(await get(`/${other}`)).toMatchObject({ status: 404, text: unknown.text });
  });

  it('says that a passage has changed since, what it read, and what is there now', async () => {
    const { get, library, folders, opened, results } = await open();
    const id = await idOf(await library(''), 'Marta Quill');
    const now = LOOM.replace('the winter of 1911', 'the winter of 1912');
    writeFiles(folders.articles, { 'loom.md': now });
    await opened.ofAll.library.refresh();
    const { status, text } = await get(`/${id}`);
    expect(status).toBe(200);
    expect(text).toContain('has changed since: this passage is not in it any more.');
    expect(text).toMatch(/<blockquote class="former"[^>]*>Marta came .* winter of 1911\./);
    expect(text).toContain('built by Marta Quill in the winter of 1912.');
    expect((await get(`/${id}/article`)).status).toBe(404);
    // Moved to another file, the words are the same.
    rmSync(join(folders.articles, 'russian.md'));
    writeFiles(folders.articles, { 'moved.md': RUSSIAN });
    const moved = await idOf(await library(''), 'рожь');
    await opened.ofAll.library.refresh();
    expect((await get(`/${moved}`)).text).toContain('Теперь эти слова');
    // Taken out, no word of it is shown.
    writeFiles(folders.articles, { 'loom.md': LOOM.replace(/Marta came.*\n/, '') });
    await opened.ofAll.library.refresh();
    expect((await get(`/${id}`)).status).toBe(404);
    expect(results).toEqual(['changed', 'missing', 'passage', 'missing']);
  });

  it('says that the message was deleted which an article was made of', async () => {
    const url =
      'https://discord.com/channels/1300000000000000001/1300000000000000020/1300000000000000077';
    const kept = (words: string) =>
      `---\ntitle: Kept\nurl: ${url}\nlanguage: en\n---\n\n${words}\n`;
    const first = 'The weir opens at noon on every second day of the week.';
    const folders = communityFolders({ ...FILES, 'kept.md': kept(first) });
    const messageGoneAt = (of: string | null) => (of === url ? Date.UTC(2026, 2, 5) : null);
    const { get, library, opened } = await open(folders, { messageGoneAt });
    const id = await idOf(await library(''), 'The weir');
    const says = 'The original message was deleted on 5 March 2026; these are its words';
    expect((await get(`/${id}`)).text).toContain(says);
    expect((await get(`/${id}/article`)).text).toContain(says);
    const other = await idOf(await library(''), 'Marta Quill');
    expect((await get(`/${other}`)).text).not.toContain('original message');
    writeFiles(folders.articles, { 'kept.md': kept(first.replace('noon', 'dawn')) });
    await opened.ofAll.library.refresh();
    const { text } = await get(`/${id}`);
    expect(text).toContain('has changed since');
    expect(text).toContain(says);
  });

  it('has pictures for citations that are there, and for nothing else', async () => {
    const drawn: string[] = [];
    const { get, library } = await open(undefined, {
      cards: {
        isOffered: () => true,
        async draw(quote) {
          drawn.push(quote.text);
          if (quote.text.includes('рожь')) throw new Refusal('cardTooLong');
          if (quote.text.includes('שיפון')) throw new Refusal('cardAway');
          return { png: new Uint8Array([137, 80, 78, 71]), alt: quote.text };
        },
      },
    });
    const own = await library('');
    const id = await idOf(own, 'Marta Quill');
    const { text } = await get(`/${id}.1`);
    expect(text).toContain(`<meta property="og:image" content="${PUBLIC_URL}/${id}.1/card.png">`);
    const card = await get(`/${id}.1/card.png`);
    expect([card.status, card.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect((await get(`/${await idOf(own, 'рожь')}/card.png`)).status).toBe(404);
    expect((await get('/zzzzzz-zzzzzz/card.png')).status).toBe(404);
    expect(drawn[0]).toBe('The loom was built by Marta Quill in the winter of 1911.');
    expect((await get(`/${await idOf(own, 'שיפון')}/card.png`)).status).toBe(503);
    expect(drawn).toHaveLength(3);
  });

  it('lets one address ask so much and no more, as the proxy says whose it is', async () => {
    const { get, results } = await open();
    const from = (address: string) =>
      get('/zzzzzz-zzzzzz', { headers: { 'x-forwarded-for': `6.6.6.6, ${address}` } });
    const many = await Promise.all(Array.from({ length: 130 }, () => from('203.0.113.7')));
    const limited = many.filter(({ status }) => status === 429);
    expect(limited).toHaveLength(10);
    expect(Number(limited[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await from('203.0.113.8')).status).toBe(404);
    expect(results.filter((result) => result === 'limited')).toHaveLength(10);
  });

  it('says once that visitors come through a proxy that nobody named', async () => {
    const onForwarded = vi.fn();
    const { get } = await open(undefined, { proxies: 0, onForwarded });
    for (let i = 0; i < 2; i += 1) await get('/x', { headers: { 'x-forwarded-for': '6.6.6.6' } });
    expect(onForwarded).toHaveBeenCalledTimes(1);
  });

  it('is not known by what a Host header says, and answers what is none', async () => {
    const { origin, library } = await open();
    const id = await idOf(await library(''), 'Marta Quill');
    const answered = await new Promise<{ status: number | undefined; text: string }>((resolve) => {
      const asked = request(
        `${origin}/q/${id}`,
        { headers: { host: 'evil.example' } },
        (response) => {
          let text = '';
          response.on('data', (chunk) => {
            text += chunk;
          });
          response.on('end', () => resolve({ status: response.statusCode, text }));
        },
      );
      asked.end();
    });
    expect(answered.status).toBe(200);
    expect(answered.text).not.toContain('evil.example');
  });

  it('says where citations have a page: of the collections that opted in', async () => {
    const { page, collections } = await open();
    const ref = { id: 'k3m9ta-x7q2vd', sentence: 2 };
    const [kilns, millers] = ['kilns', 'millers'].map((id) => collections.byId(id)?.key ?? '');
    expect(page.publicUrlOf(ref)).toBe(`${PUBLIC_URL}/k3m9ta-x7q2vd.2`);
    expect(page.publicUrlOf({ ...ref, sentence: 0, collection: kilns ?? '' })).toBe(
      `${PUBLIC_URL}/${kilns}/k3m9ta-x7q2vd`,
    );
    expect(page.publicUrlOf({ ...ref, collection: millers ?? '' })).toBeNull();
  });

  it('waits for a port that is in use, and ends nothing meanwhile', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    const awaited: string[] = [];
    const page = openReaderPage({
      ...{ publicUrl: PUBLIC_URL, host: '127.0.0.1', port, proxies: 0, againMs: 20 },
      communities: { serve: () => Promise.reject(new Error('nobody asks')) },
      collections: { default: (await open()).collections.default, all: () => [] },
      ...{ onResult: () => {}, onFault: () => {}, onForwarded: () => {} },
      onAwaited: ({ key }) => void awaited.push(key),
    });
    await vi.waitFor(() => expect(awaited).toEqual(['pagePortTaken']));
    await new Promise((resolve) => other.close(resolve));
    expect(await page.listening).toBe(`http://127.0.0.1:${port}`);
    await page.close();
    await page.close();
  });

  it('answers with words of its own where something fails, and goes on', async () => {
    const errors: unknown[] = [];
    const { get, results, collections } = await open(undefined, {
      communities: { serve: () => Promise.reject(new Error('a disk that is gone')) },
      onFault: (error) => void errors.push(error),
    });
    expect(collections.default.page).toBe('articles');
    const { status, text } = await get('/k3m9ta-x7q2vd');
    expect(status).toBe(500);
    expect(text).not.toContain('disk');
    expect(errors).toHaveLength(1);
    expect((await get('/')).status).toBe(404);
    expect(results).toEqual(['failed', 'missing']);
  });

  it('is late rather than silent, also while the database is away', async () => {
    const { get } = await open(undefined, {
      communities: { serve: () => Promise.reject(new Refusal('databaseAway')) },
    });
    const { status, headers } = await get('/k3m9ta-x7q2vd');
    expect([status, headers.get('retry-after')]).toEqual([503, '30']);
  });
});
