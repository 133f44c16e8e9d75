import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/library.ts';
import { inEnglish } from '../support/refusals.ts';
import {
  type ChangingSite,
  changingSite,
  openTestSources,
  page,
  prose,
  rss,
} from '../support/sources.ts';

const DAY_MS = 86_400_000;

const filesOf = (articles: string, name: string) =>
  existsSync(join(articles, name)) ? readdirSync(join(articles, name)).sort() : [];

const sitemap = (site: ChangingSite, entries: Readonly<Record<string, string | null>>) =>
  `<urlset>${Object.entries(entries)
    .map(
      ([path, lastmod]) =>
        `<url><loc>${site.origin}${path}</loc>${lastmod === null ? '' : `<lastmod>${lastmod}</lastmod>`}</url>`,
    )
    .join('')}</urlset>`;

describe('a page', () => {
  it('is looked at again; its text decides whether it changed', async () => {
    const site = await changingSite({ '/times': page('Times', prose('ferry')) });
    const { sources, text } = await openTestSources(
      site,
      `sources:\n  - page: ${site.origin}/times\n    name: times\n`,
    );
    const [first] = await sources.refresh();
    expect(first?.added).toEqual([
      expect.objectContaining({ file: 'times/times.md', title: 'Times' }),
    ]);
    expect(text('times/times.md')).toContain(`url: "${site.origin}/times"`);
    site.pages.set('/times', page('Times', prose('ferry'), '<meta name="visits" content="2">'));
    expect((await sources.refresh())[0]).toMatchObject({ changed: [], problem: null });
    site.pages.set('/times', page('Times', prose('ferry', 25)));
    expect((await sources.refresh())[0]?.changed).toHaveLength(1);
    expect(text('times/times.md')).not.toContain('harbour 26');
    expect(sources.list().sources[0]).toMatchObject({ articles: 1, problem: null, failures: 0 });
  });

  it('is marked when it is missing at three looks, and well when it is back', async () => {
    const site = await changingSite({ '/times': page('Times', prose('ferry')) });
    const { sources, articles } = await openTestSources(
      site,
      `sources:\n  - page: ${site.origin}/times\n    name: times\n`,
    );
    await sources.refresh();
    const whole = site.pages.get('/times') ?? '';
    site.pages.delete('/times');
    for (const misses of [1, 2, 3]) {
      const [{ problem } = { problem: null }] = await sources.refresh();
      expect(problem && inEnglish(problem)).toBe(`${site.host} has no page at that address.`);
      expect(sources.list().sources[0]?.gone).toBe(misses < 3 ? 0 : 1);
    }
    expect(sources.historyOf('times/times.md')?.goneSince).toBeGreaterThan(0);
    expect(filesOf(articles, 'times')).toEqual(['times.md']);
    site.pages.set('/times', whole);
    await sources.refresh();
    expect(sources.list().sources[0]).toMatchObject({ gone: 0, problem: null });
  });

  it('is taken out, and can be put back, where it is gone for good', async () => {
    const site = await changingSite({ '/times': page('Times', prose('ferry')) });
    const { sources, articles, data } = await openTestSources(
      site,
      `sources:\n  - page: ${site.origin}/times\n    name: times\n`,
    );
    await sources.refresh();
    site.pages.set('/times', (_, response) => response.writeHead(410).end());
    const [result] = await sources.refresh();
    expect(result?.removed.map(({ file }) => file)).toEqual(['times/times.md']);
    expect(result?.problem?.key).toBe('pageGoneForGood');
    expect(filesOf(articles, 'times')).toEqual([]);
    const [folder = ''] = readdirSync(join(data, 'state/removed'));
    const kept = readFileSync(join(data, 'state/removed', folder, 'times/times.md'), 'utf8');
    expect(kept).toContain('harbour 30');
  });
});

describe('a sitemap', () => {
  it('brings the pages that fit, and asks again for those that changed', async () => {
    const site = await changingSite({
      '/guide/a': page('A', prose('anchor')),
      '/guide/b': page('B', prose('buoy')),
      '/blog/c': page('C', prose('crane')),
    });
    const list = { '/guide/a': '2026-01-01', '/guide/b': null, '/blog/c': null };
    site.pages.set('/sitemap.xml', sitemap(site, list));
    const yaml = `sources:\n  - sitemap: ${site.origin}/sitemap.xml\n    name: guide\n    only: /guide/*\n`;
    const { sources, articles, data } = await openTestSources(site, yaml);
    const [first] = await sources.refresh();
    expect(first).toMatchObject({ problem: null, failed: 0 });
    expect(filesOf(articles, 'guide')).toEqual(['a.md', 'b.md']);
    await sources.close();
    site.asked();
    site.pages.set('/guide/a', page('A', prose('anchor', 20)));
    site.pages.set('/guide/b', page('B', prose('buoy', 20)));
    // Due by itself: what its map says is old is not asked for, what it says nothing of is.
    const later = await openTestSources(site, null, {
      ...{ articles, data, isScheduled: true },
      now: () => Date.now() + 2 * DAY_MS,
    });
    await later.looked(1);
    expect(site.asked()).toEqual(['/robots.txt', '/sitemap.xml', '/guide/b']);
    expect(later.results[0]?.changed.map(({ title }) => title)).toEqual(['B']);
    site.pages.set(
      '/sitemap.xml',
      sitemap(site, { ...list, '/guide/a': new Date(Date.now() + 3 * DAY_MS).toISOString() }),
    );
    await later.sources.refresh();
    expect(later.results[1]?.changed.map(({ title }) => title)).toEqual(['A']);
  });

  it('is followed through an index, and forgets no page that it names no more', async () => {
    const site = await changingSite({
      '/a': page('A', prose('anchor')),
      '/b': page('B', prose('buoy')),
    });
    site.pages.set(
      '/sitemap.xml',
      `<sitemapindex><sitemap><loc>${site.origin}/one.xml</loc></sitemap><sitemap><loc>${site.origin}/two.xml</loc></sitemap></sitemapindex>`,
    );
    site.pages.set('/one.xml', sitemap(site, { '/a': null }));
    site.pages.set('/two.xml', sitemap(site, { '/b': null }));
    const { sources, articles, pass } = await openTestSources(
      site,
      `sources:\n  - sitemap: ${site.origin}/sitemap.xml\n    name: all\n`,
    );
    await sources.refresh();
    expect(filesOf(articles, 'all')).toEqual(['a.md', 'b.md']);
    site.pages.set('/two.xml', sitemap(site, {}));
    site.pages.delete('/b');
    await sources.refresh();
    expect(sources.list().sources[0]).toMatchObject({ articles: 2, gone: 0 });
    pass(8 * DAY_MS);
    for (let look = 0; look < 3; look += 1) await sources.refresh();
    expect(sources.list().sources[0]).toMatchObject({ articles: 2, gone: 1 });
  });
});

describe('a list of links', () => {
  it('brings the pages that it leads to, in whatever format they are', async () => {
    const site = await changingSite({
      '/llms.txt': '# Tools\n\n- [Install](/install.md): how\n- [Run](/run)\n',
      '/install.md': `# Install\n\n${prose('install').replace(/<\/?p>/g, '\n')}`,
      '/run': page('Run it', prose('run')),
    });
    const { sources, articles, text } = await openTestSources(
      site,
      `sources:\n  - llms: ${site.origin}/llms.txt\n    name: tools\n`,
    );
    const [result] = await sources.refresh();
    expect(result).toMatchObject({ failed: 0, problem: null });
    expect(filesOf(articles, 'tools')).toEqual(['install.md', 'run-it.md']);
    expect(text('tools/install.md')).toMatch(
      /^---\ntitle: "Install"\n[\s\S]*fetched-from: "tools"\n---\n\n# Install\n/,
    );
  });
});

describe('politeness', () => {
  it('heeds robots.txt, for lists and for pages', async () => {
    const site = await changingSite({
      '/robots.txt':
        'User-agent: *\nDisallow: /private/\n\nUser-agent: Footnote\nDisallow: /closed/\nCrawl-delay: 0\n',
      '/feed.rss': rss([
        { title: 'Closed', link: '/closed/1', summary: '<p>Only this…</p>' },
        { title: 'Open', link: '/private/2', summary: '<p>Only this…</p>' },
      ]),
      '/private/2': page('Open', prose('open')),
      '/closed/feed.rss': rss([]),
    });
    const { sources, articles } = await openTestSources(
      site,
      `sources:\n  - feed: ${site.origin}/feed.rss\n    name: post\n  - feed: ${site.origin}/closed/feed.rss\n    name: closed\n`,
    );
    const [open, closed] = await sources.refresh();
    expect(filesOf(articles, 'post')).toEqual(['open.md']);
    expect(open?.waiting.map(({ title }) => title)).toEqual(['Closed']);
    expect(closed?.problem && inEnglish(closed.problem)).toBe(
      `${site.host} asks programs not to fetch that address (robots.txt).`,
    );
    expect(site.requests.map(({ url }) => url)).not.toContain('/closed/1');
  });

  it('fetches nothing where robots.txt cannot be had', async () => {
    const site = await changingSite({
      '/robots.txt': (_, response) => response.writeHead(500).end(),
      '/feed.rss': rss([{ title: 'A', html: prose('a') }]),
    });
    const { sources } = await openTestSources(
      site,
      `sources:\n  - feed: ${site.origin}/feed.rss\n`,
    );
    expect((await sources.refresh())[0]?.problem?.key).toBe('robotsSilent');
    expect(site.asked()).toEqual(['/robots.txt']);
  });

  it('leaves a site alone that asks for it', async () => {
    const site = await changingSite({
      '/feed.rss': (_, response) => response.writeHead(429, { 'retry-after': '7200' }).end(),
    });
    const { sources } = await openTestSources(
      site,
      `sources:\n  - feed: ${site.origin}/feed.rss\n    every: 5m\n`,
    );
    const [first] = await sources.refresh();
    expect(first?.problem && inEnglish(first.problem)).toBe(
      `${site.host} asks to be left alone for 120 minutes.`,
    );
    site.asked();
    expect((await sources.refresh())[0]?.problem?.key).toBe('siteAsksToWait');
    expect(site.asked()).toEqual([]);
    expect(sources.list().sources[0]?.nextLookAt).toBeGreaterThan(Date.now() + 110 * 60_000);
  });

  it('asks a host for one thing at a time', async () => {
    let open = 0;
    let most = 0;
    const slow =
      (text: string) =>
      (
        _: unknown,
        response: { setHeader(n: string, v: string): unknown; end(t: string): void },
      ) => {
        most = Math.max(most, ++open);
        setTimeout(() => {
          open -= 1;
          response.setHeader('content-type', 'text/html');
          response.end(text);
        }, 20);
      };
    const site = await changingSite();
    const names = ['a', 'b', 'c', 'd'];
    for (const name of names) site.pages.set(`/${name}`, slow(page(name, prose(name))));
    const yaml = `sources:\n${names.map((name) => `  - page: ${site.origin}/${name}\n    name: ${name}\n`).join('')}`;
    const { sources } = await openTestSources(site, yaml);
    const results = await sources.refresh();
    expect(results.map(({ added }) => added.length)).toEqual([1, 1, 1, 1]);
    expect(most).toBe(1);
  });

  it('gives up a site that is not well, and goes on with it at the next look', async () => {
    const site = await changingSite();
    const paths = Array.from({ length: 8 }, (_, i) => `/p${i}`);
    const entries = Object.fromEntries(paths.map((path) => [path, null]));
    site.pages.set('/sitemap.xml', sitemap(site, entries));
    for (const path of paths) site.pages.set(path, (_, response) => response.writeHead(500).end());
    const { sources, articles } = await openTestSources(
      site,
      `sources:\n  - sitemap: ${site.origin}/sitemap.xml\n    name: all\n`,
    );
    const [ill] = await sources.refresh();
    expect(ill).toMatchObject({ failed: 3, problem: { key: 'pageNotSent' } });
    for (const path of paths) site.pages.set(path, page(path, prose(path)));
    const [well] = await sources.refresh();
    expect(well).toMatchObject({ failed: 0, problem: null });
    expect(filesOf(articles, 'all')).toHaveLength(8);
  });
});

describe('what is in the way', () => {
  const yaml = (site: ChangingSite) =>
    `sources:\n  - feed: ${site.origin}/feed.rss\n    name: post\n`;

  it.each([
    ['a file', 'it is not a folder', (place: string) => writeFileSync(place, '')],
    [
      'a link that leads out',
      'it is a link that leads out of the articles folder',
      (place: string) => symlinkSync(temporaryFolder(), place),
    ],
  ])('is said where %s has the name of the folder', async (_, reason, make) => {
    const site = await changingSite({ '/feed.rss': rss([{ title: 'A', html: prose('a') }]) });
    const { sources, articles } = await openTestSources(site, yaml(site));
    make(join(articles, 'post'));
    const [{ problem } = { problem: null }] = await sources.refresh();
    expect(problem && inEnglish(problem)).toBe(
      `Fetched articles cannot be written to the folder ${join(articles, 'post')}: ${reason}.`,
    );
    expect(readdirSync(articles).sort()).toEqual(['post', 'sources.yaml']);
  });

  it('is said where the articles folder is away, and nothing is fetched', async () => {
    const site = await changingSite({ '/feed.rss': rss([{ title: 'A', html: prose('a') }]) });
    const { sources, articles } = await openTestSources(site, yaml(site));
    renameSync(articles, `${articles}-away`);
    const [{ problem } = { problem: null }] = await sources.refresh();
    renameSync(`${articles}-away`, articles);
    expect(problem && inEnglish(problem)).toBe(`The articles folder ${articles} does not exist.`);
    expect(site.asked()).toEqual([]);
  });

  it('is said where no page of a list can be had', async () => {
    const site = await changingSite();
    site.pages.set('/sitemap.xml', sitemap(site, { '/a': null, '/b': null }));
    for (const path of ['/a', '/b']) {
      site.pages.set(path, (_, response) => response.writeHead(403).end());
    }
    const { sources } = await openTestSources(
      site,
      `sources:\n  - sitemap: ${site.origin}/sitemap.xml\n`,
    );
    await sources.refresh();
    const [{ problem } = { problem: null }] = sources.list().sources;
    expect(problem && inEnglish(problem)).toBe(
      `${site.host} does not show that page to Footnote (403).`,
    );
  });
});

describe('the guard', () => {
  it('lets no source lead inside, by its address or by a redirect', async () => {
    const inside = await changingSite({
      '/feed.rss': rss([{ title: 'Secret', html: prose('s') }]),
    });
    const site = await changingSite({
      '/robots.txt': '',
      '/feed.rss': (_, response) =>
        response.writeHead(302, { location: `${inside.origin}/feed.rss` }).end(),
      '/list.rss': rss([
        { title: 'Inside', link: `${inside.origin}/page`, summary: '<p>More…</p>' },
      ]),
    });
    const { sources } = await openTestSources(
      site,
      `sources:\n  - feed: ${inside.origin}/feed.rss\n    name: direct\n  - feed: ${site.origin}/feed.rss\n    name: redirected\n  - feed: ${site.origin}/list.rss\n    name: named\n`,
    );
    const results = await sources.refresh();
    expect(results.map(({ problem }) => problem?.key)).toEqual([
      'addressNotPublic',
      'addressNotPublic',
      undefined,
    ]);
    expect(results[2]?.waiting.map(({ title }) => title)).toEqual(['Inside']);
    expect(inside.requests).toEqual([]);
  });
});
