import { EventEmitter, once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { noMemory } from '../../src/sources/memory.ts';
import { dueAt, readWithOf, untilNextLook } from '../../src/sources/next-look.ts';
import type { SourcesOptions } from '../../src/sources/open-sources.ts';
import { inEnglish, refusalOf, refusedWords } from '../support/refusals.ts';
import { changingSite, openTestSources, page, prose, rss } from '../support/sources.ts';

const FOUR = ['one', 'two', 'three', 'four'].map((name, i) => ({
  ...{ title: name, link: `/${name}`, html: prose(name), date: `2026-11-0${i + 1}` },
}));

describe('adding', () => {
  it('shows the newest three, keeps nothing, and then brings them all', async () => {
    const site = await changingSite({ '/news/feed.rss': rss(FOUR) });
    const { sources, articles, results, faults, looked } = await openTestSources(site, '# ours\n', {
      isScheduled: true,
    });
    const preview = await sources.preview({ address: `${site.origin}/news/feed.rss` }, 'ann');
    expect(preview).toMatchObject({
      title: 'Island Post',
      found: 4,
      named: 4,
      source: { kind: 'feed', name: expect.stringMatching(/^127-0-0-1-news$/), most: 50 },
      newest: [
        { title: 'four', published: '2026-11-04', problem: null, sameAs: null },
        { title: 'three' },
        { title: 'two' },
      ],
    });
    expect(preview.newest[0]?.reading?.articles[0]?.text).toContain('harbour 30');
    expect(readdirSync(articles)).toEqual(['sources.yaml']);
    const source = await sources.add(preview.id);
    expect(source).toMatchObject({ name: '127-0-0-1-news', line: 4 });
    expect(readFileSync(join(articles, 'sources.yaml'), 'utf8')).toBe(
      `# ours\n\nsources:\n  - feed: ${site.origin}/news/feed.rss\n    name: 127-0-0-1-news\n`,
    );
    await looked(1);
    expect(results[0]).toMatchObject({ isFirst: true, problem: null });
    expect(results[0]?.added).toHaveLength(4);
    // What comes from now on is news.
    const five = { title: 'five', link: '/five', html: prose('five'), date: '2026-11-05' };
    site.pages.set('/news/feed.rss', rss([five, ...FOUR]));
    await sources.refresh(source.name);
    expect(results[1]).toMatchObject({ isFirst: false, added: [{ title: 'five' }] });
    expect((await refusalOf(sources.add(preview.id))).key).toBe('previewGone');
    expect(faults).toEqual([]);
  });

  it('finds out what an address is, and names the feeds of a page', async () => {
    const link = '<link rel="alternate" type="application/rss+xml" href="/feed.rss">';
    const site = await changingSite({
      '/': page('Home', prose('home'), link),
      '/map.xml': '<urlset><url><loc>/page</loc></url></urlset>',
      '/llms.txt': '# L\n\n- [Page](/page)\n',
      '/page': page('Page', prose('page')),
    });
    const { sources } = await openTestSources(site, null);
    const kinds = await Promise.all(
      ['/', '/map.xml', '/llms.txt'].map(async (path) => {
        const { source, feeds, newest } = await sources.preview(
          { address: site.origin + path },
          path,
        );
        return [source.kind, feeds, newest.map(({ title }) => title)];
      }),
    );
    expect(kinds).toEqual([
      ['page', [`${site.origin}/feed.rss`], ['Home']],
      ['sitemap', [], ['Page']],
      ['llms', [], ['Page']],
    ]);
  });

  it('says what would wait, what is there already, and what cannot be had', async () => {
    const site = await changingSite({
      '/feed.rss': rss([
        { title: 'Mine', link: '/mine', html: prose('mine'), date: '2026-11-03' },
        { title: 'Empty', html: '<p>Nothing.</p>', date: '2026-11-02' },
        { title: 'Gone', link: '/gone', date: '2026-11-01' },
      ]),
    });
    const { sources, articles } = await openTestSources(site, null);
    writeFileSync(join(articles, 'mine.md'), prose('mine').replace(/<\/?p>/g, '\n'));
    const { newest } = await sources.preview({ address: `${site.origin}/feed.rss` }, 'ann');
    expect(
      newest.map(({ title, problem, sameAs }) => [
        title,
        problem && inEnglish(problem),
        sameAs?.file,
      ]),
    ).toEqual([
      ['Mine', null, 'mine.md'],
      ['Empty', 'it has hardly any text (8 characters)', undefined],
      ['Gone', `${site.host} has no page at that address.`, undefined],
    ]);
  });

  it('refuses in words what is no source, is one already, or cannot be named so', async () => {
    const site = await changingSite({
      '/feed.rss': rss(FOUR),
      '/none.rss': rss([]),
      '/page': page('Page', prose('page')),
    });
    const { sources, articles } = await openTestSources(
      site,
      `sources:\n  - feed: ${site.origin}/feed.rss\n    name: post\n`,
    );
    mkdirSync(join(articles, 'mine'));
    writeFileSync(join(articles, 'mine/a.md'), 'A text.');
    const words = (wanted: Parameters<typeof sources.preview>[0]) =>
      refusedWords(sources.preview(wanted, 'ann'));
    expect(await words({ address: `${site.origin}/feed.rss#x` })).toBe(
      'That address is a source already: post.',
    );
    expect(await words({ address: `${site.origin}/page`, kind: 'feed' })).toBe(
      `What ${site.host} sent cannot be used as a source: it is not a feed.`,
    );
    expect(await words({ address: `${site.origin}/none.rss` })).toContain(
      'it names no page that fits',
    );
    expect(await words({ address: `${site.origin}/page`, name: 'No Name' })).toContain(
      'lower-case letters',
    );
    expect(await words({ address: `${site.origin}/page`, name: 'mine' })).toBe(
      'The name mine belongs to another source or to a folder of articles.',
    );
    expect(await words({ address: 'http://10.0.0.1/feed' })).toBe(
      'That address is not on the public web.',
    );
    expect(await words({ address: 'file:///etc/passwd' })).toBe(
      'Only http and https addresses can be added.',
    );
    expect(await words({ address: `${site.origin}/missing` })).toBe(
      `${site.host} has no page at that address.`,
    );
  });
});

describe('removing', () => {
  const setUp = async (options: Partial<SourcesOptions> = {}) => {
    const site = await changingSite({ '/feed.rss': rss(FOUR) });
    const yaml = `sources:\n  - feed: ${site.origin}/feed.rss\n    name: post\n  - folder: ../handbook\n`;
    const opened = await openTestSources(site, yaml, options);
    await opened.sources.refresh();
    return opened;
  };

  it('takes the articles along, restorable, or leaves them', async () => {
    const { sources, articles, data } = await setUp();
    expect(await sources.remove('post', 'remove')).toMatchObject({
      articles: 4,
      source: { name: 'post' },
    });
    expect(readdirSync(join(articles, 'post'))).toEqual([]);
    expect(readdirSync(join(data, 'state/removed'))).toHaveLength(4);
    expect(sources.list().sources.map(({ source }) => source.name)).toEqual(['handbook']);
    const other = await setUp();
    expect(await other.sources.remove('post', 'keep')).toMatchObject({ articles: 4 });
    expect(readdirSync(join(other.articles, 'post'))).toHaveLength(4);
    expect(await refusedWords(other.sources.remove('post', 'keep'))).toBe(
      'There is no source named post.',
    );
    expect((await refusalOf(other.sources.remove('handbook', 'keep'))).key).toBe('sourceOnMachine');
  });

  it('sets and ends announcing', async () => {
    const { sources } = await setUp();
    const announcing = { channel: '12345678901234567', mostAnHour: 3 };
    expect((await sources.announce('post', announcing)).announce).toEqual(announcing);
    expect((await sources.announce('post', null)).announce).toBe(null);
  });
});

describe('by itself', () => {
  it('notices what is written into its file, and says what is wrong with it once', async () => {
    const site = await changingSite({ '/feed.rss': rss(FOUR) });
    const { sources, articles, results, notices, looked, noticed } = await openTestSources(
      site,
      null,
      { isScheduled: true },
    );
    expect(sources.list()).toEqual({ sources: [], problems: [] });
    expect((await refusalOf(sources.refresh())).key).toBe('noSources');
    const yaml = `sources:\n  - feed: ${site.origin}/feed.rss\n    name: post\n    colour: red\n`;
    writeFileSync(join(articles, 'sources.yaml'), yaml);
    await looked(1);
    expect(results[0]?.added).toHaveLength(4);
    expect(notices.map(inEnglish)).toEqual([
      'sources.yaml, line 4: colour is not a setting of a source.',
    ]);
    writeFileSync(join(articles, 'sources.yaml'), 'sources: [');
    await noticed(2);
    // What is broken leaves the sources as they were.
    expect(sources.list().sources).toHaveLength(1);
  });

  it('goes on with what it was ended in, and loses nothing', async () => {
    const site = await changingSite();
    const asked = new EventEmitter();
    const items = [
      { title: 'one', link: '/one', html: prose('one'), date: '2026-11-02' },
      { title: 'two', link: '/two', date: '2026-11-01' },
    ];
    site.pages.set('/feed.rss', rss(items));
    site.pages.set('/two', (_, response) => {
      response.setHeader('content-type', 'text/html');
      asked.emit('two', () => response.end(page('two', prose('two'))));
    });
    const yaml = `sources:\n  - feed: ${site.origin}/feed.rss\n    name: post\n`;
    const first = once(asked, 'two');
    const { sources, articles, data, faults } = await openTestSources(site, yaml, {
      isScheduled: true,
    });
    await first;
    await sources.close();
    expect(readdirSync(join(articles, 'post'))).toEqual(['one.md']);
    const second = once(asked, 'two');
    const again = await openTestSources(site, null, { articles, data });
    const looking = again.sources.refresh();
    const [answer] = await second;
    answer();
    expect((await looking)[0]).toMatchObject({ added: [{ title: 'two' }], same: 0, problem: null });
    expect([...faults, ...again.faults]).toEqual([]);
  });

  it('finds its own files again when what it remembered is lost', async () => {
    const site = await changingSite({ '/feed.rss': rss(FOUR) });
    const yaml = `sources:\n  - feed: ${site.origin}/feed.rss\n    name: post\n`;
    const { sources, articles } = await openTestSources(site, yaml);
    await sources.refresh();
    const before = readdirSync(join(articles, 'post'));
    const again = await openTestSources(site, null, { articles });
    await again.sources.refresh();
    expect(readdirSync(join(articles, 'post'))).toEqual(before);
    expect(again.sources.list().sources[0]?.articles).toBe(4);
  });

  it('follows a source to another name, and leaves what it brought where it is', async () => {
    const site = await changingSite({ '/feed.rss': rss(FOUR) });
    const yaml = (name: string) =>
      `sources:\n  - feed: ${site.origin}/feed.rss\n    name: ${name}\n    every: 1m\n`;
    const { sources, articles, data } = await openTestSources(site, yaml('post'));
    await sources.refresh();
    await sources.close();
    writeFileSync(join(articles, 'sources.yaml'), yaml('paper'));
    const five = { title: 'five', link: '/five', html: prose('five'), date: '2026-11-05' };
    const [one, ...others] = FOUR;
    const changed = { ...one, title: 'one', html: prose('one', 20) };
    site.pages.set('/feed.rss', rss([five, ...others, changed]));
    const again = await openTestSources(site, null, {
      ...{ articles, data, isScheduled: true },
      now: () => Date.now() + 120_000,
    });
    await again.looked(1);
    expect(again.results[0]).toMatchObject({
      isFirst: false,
      added: [{ file: 'paper/five.md' }],
      changed: [{ file: 'post/one.md' }],
      same: 0,
    });
    expect(
      readdirSync(join(data, 'state/sources')).filter((name) => name.endsWith('.json')),
    ).toEqual(['paper.json']);
  });

  it('is due at once where its settings say so, or the clock was wrong', () => {
    const source = { everyMs: 3_600_000, kind: 'feed', only: null, most: 50 } as const;
    const now = Date.now();
    const readWith = readWithOf(source);
    const memory = { ...noMemory('x'), lastLookAt: now, nextLookAt: now + 3_600_000, readWith };
    expect(dueAt(source, memory, now)).toBe(now + 3_600_000);
    expect(dueAt({ ...source, everyMs: 60_000 }, memory, now)).toBe(now + 66_000);
    expect(dueAt({ ...source, only: '/a/*' }, memory, now)).toBe(0);
    expect(dueAt(source, { ...memory, lastLookAt: now + 9e9, nextLookAt: now + 9e9 }, now)).toBe(0);
    expect(dueAt(source, { ...memory, failures: 2, nextLookAt: now + 9e10 }, now)).toBe(
      now + 86_400_000,
    );
  });

  it('is looked at by its interval, later and later where it fails, sooner where much is left', () => {
    const hour = 3_600_000;
    const at = (failures: number, isWhole = true) =>
      untilNextLook({ everyMs: hour }, { failures, isWhole }, () => 0.5);
    expect(at(0)).toBe(hour);
    expect(at(0, false)).toBe(hour / 12);
    expect([1, 2, 3, 9].map((n) => at(n) / 60_000)).toEqual([10, 20, 40, 1_440]);
    expect(untilNextLook({ everyMs: hour }, { failures: 0, isWhole: true }, () => 0)).toBe(
      0.9 * hour,
    );
  });
});
