import { existsSync, readdirSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diskPlaces } from '../../src/intake/disk-places.ts';
import { readArticle } from '../../src/reading/read-article.ts';
import { looksCut } from '../../src/sources/looks-cut.ts';
import { sharedReader } from '../support/library.ts';
import { inEnglish } from '../support/refusals.ts';
import { changingSite, openTestSources, page, prose, rss } from '../support/sources.ts';

const feedOf = (host: string, more = '') =>
  `sources:\n  - feed: http://${host}/feed.rss\n    name: post\n${more}`;

/** As news sites say that an article is to be paid for. */
const PAID =
  '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>';

const files = (articles: string) =>
  existsSync(join(articles, 'post')) ? readdirSync(join(articles, 'post')).sort() : [];

describe('a teaser', () => {
  it.each([
    ['The lamp was lit and the…', true],
    ['The lamp was lit [...]', true],
    ['The lamp was lit (…) »', true],
    ['The lamp was lit.\n\nRead more', true],
    ['The lamp was lit.\n\n→ Continue reading The lamp at the harbour', true],
    ['Die Lampe brannte … Weiterlesen', true],
    ['Лампу зажгли.\n\nЧитать далее →', true],
    ['The lamp was lit.', false],
    ['You can read more about the lamp in the museum.', false],
    ['He said: “Read on!” and left.', false],
    ['', false],
  ])('%j: %s', (text, isCut) => {
    expect(looksCut(text)).toBe(isCut);
  });
});

describe('a feed', () => {
  it('becomes files with front matter that names address, date, publisher and time', async () => {
    const site = await changingSite({
      '/feed.rss': rss([
        { title: 'The lamp', link: '/lamp', html: prose('lamp'), date: '2026-11-02' },
        { title: 'The tide', link: '/tide', html: prose('tide'), date: '2026-11-03' },
      ]),
    });
    const { sources, articles, text, results, faults } = await openTestSources(
      site,
      feedOf(site.host),
    );
    const [result] = await sources.refresh();
    expect(result?.added.map(({ file }) => file)).toEqual(['post/the-tide.md', 'post/the-lamp.md']);
    expect(files(articles)).toEqual(['the-lamp.md', 'the-tide.md']);
    expect(text('post/the-lamp.md').replace(/(?<=fetched: ").*(?=")/, 'then')).toMatch(
      `---
title: "The lamp"
publisher: "Island Post"
published: "2026-11-02"
url: "http://${site.host}/lamp"
fetched: "then"
fetched-from: "post"
---

The lamp of harbour 1 was measured`,
    );
    const bytes = new TextEncoder().encode(text('post/the-lamp.md'));
    const reading = await readArticle(
      sharedReader,
      { bytes, file: 'post/the-lamp.md', companion: null },
      { lane: 't' },
    );
    expect(reading.articles[0]).toMatchObject({
      id: result?.added[1]?.articleIds[0],
      publisher: 'Island Post',
      published: '2026-11-02',
    });
    expect(reading.warnings).toEqual([]);
    // The text of the feed was long enough: nobody asked for the pages.
    expect(site.asked()).toEqual(['/robots.txt', '/feed.rss']);
    expect(results.map(({ isFirst }) => isFirst)).toEqual([true]);
    expect(faults).toEqual([]);
  });

  it('reads the page behind a teaser, and keeps what is all there is', async () => {
    const site = await changingSite({
      '/feed.rss': rss([
        {
          title: 'Lamp',
          link: '/lamp',
          summary: '<p>The lamp was … <a href="/lamp">Read more</a></p>',
        },
        { title: 'Short', link: '/short', html: prose('buoy', 6) },
      ]),
      '/lamp': page('Lamp', prose('lamp'), '<meta name="author" content="Ada Example">'),
      '/short': page('Short', prose('buoy', 6)),
    });
    const { sources, text } = await openTestSources(site, feedOf(site.host));
    const [result] = await sources.refresh('post');
    expect(result).toMatchObject({ waiting: [], failed: 0, problem: null });
    expect(text('post/lamp.md')).toContain('harbour 30');
    expect(text('post/lamp.md')).toContain('author: "Ada Example"');
    expect(text('post/lamp.md')).not.toContain('Read more');
    expect(text('post/short.md')).toContain('harbour 6');
  });

  it('is looked after by several processes, and what each decides counts for all', async () => {
    const teaser = (name: string) => ({
      title: name,
      link: `/${name}`,
      summary: `${prose(name, 4)}<p>And then…</p>`,
    });
    const feed = [
      teaser('One'),
      teaser('Two'),
      { title: 'Whole', link: '/w', html: prose('tide') },
    ];
    const wall = page('Wall', '<p>Subscribers only.</p>');
    const site = await changingSite({
      '/feed.rss': rss(feed),
      ...{ '/One': wall, '/Two': wall, '/Three': wall },
    });
    const { articles, data } = await openTestSources(site, feedOf(site.host));
    const places = { ...diskPlaces({ articlesDir: articles, dataDir: data }), isShared: true };
    const [one, another] = [
      await openTestSources(site, null, { articles, data, places }),
      await openTestSources(site, null, { articles, data, places }),
    ];
    await one.sources.refresh('post');
    const [first, second] = one.sources.waiting();
    // The other one has not looked itself.
    expect((await another.sources.readWaiting(first?.id ?? '')).articles).toHaveLength(1);
    expect(another.sources.waiting().map(({ title }) => title)).toEqual(['One', 'Two']);
    await another.sources.dropWaiting(first?.id ?? '');
    site.pages.set('/feed.rss', rss([...feed, teaser('Three')]));
    // This one knows nothing of that yet, and saves what it knows.
    await one.sources.refresh('post');
    expect(one.sources.waiting().map(({ title }) => title)).toEqual(['Two', 'Three']);
    await expect(one.sources.keepWaiting(first?.id ?? '')).rejects.toMatchObject({
      key: 'notWaiting',
    });
    const { file } = await another.sources.keepWaiting(second?.id ?? '');
    expect(another.sources.historyOf(file)).toMatchObject({ source: 'post' });
    await one.sources.dropWaiting(another.sources.waiting()[0]?.id ?? '');
    const last = await openTestSources(site, null, { articles, data });
    expect(last.sources.waiting()).toEqual([]);
    expect(last.sources.list().sources[0]).toMatchObject({ articles: 2 });
  });

  it('lets teasers, near-empty and mostly left out articles wait for a manager', async () => {
    const site = await changingSite({
      '/feed.rss': rss([
        { title: 'Teaser', link: '/wall', summary: `${prose('lamp', 4)}<p>And then…</p>` },
        { title: 'Empty', link: '/empty', html: '<p>Just a line.</p>' },
        { title: 'Paid', link: '/paid', summary: '<p>What it costs.</p>' },
        { title: 'Whole', link: '/whole', html: prose('tide') },
      ]),
      '/wall': (_, response) => response.writeHead(403).end(),
      '/empty': page('Empty', '<p>Just a line.</p>'),
      '/paid': page('Paid', prose('price', 10), PAID),
    });
    const { sources, articles, data, text } = await openTestSources(site, feedOf(site.host));
    const [result] = await sources.refresh('post');
    expect(files(articles)).toEqual(['whole.md']);
    expect(result?.waiting.map(({ title, why }) => [title, inEnglish(why)])).toEqual([
      ['Teaser', 'only the beginning of the article came'],
      ['Empty', 'it has hardly any text (12 characters)'],
      ['Paid', 'only the beginning of the article came'],
    ]);
    const [teaser, empty, paid] = sources.waiting();
    expect(sources.list().sources[0]).toMatchObject({ articles: 1, waiting: 3 });
    const reading = await sources.readWaiting(teaser?.id ?? '');
    expect(reading.articles[0]?.text).toContain('harbour 4');
    // It outlives a restart.
    await sources.close();
    const again = await openTestSources(site, null, { articles, data });
    const { file } = await again.sources.keepWaiting(teaser?.id ?? '');
    expect(file).toBe('post/teaser.md');
    expect(text(file)).toContain('And then');
    await again.sources.dropWaiting(empty?.id ?? '');
    await again.sources.dropWaiting(paid?.id ?? '');
    expect(again.sources.waiting()).toEqual([]);
    expect(readdirSync(join(data, 'state/sources/waiting'))).toEqual([]);
    // Neither comes again.
    const [later] = await again.sources.refresh('post');
    expect(later).toMatchObject({ added: [], waiting: [], changed: [] });
  });

  it('counts as changed what has other words, and nothing else', async () => {
    const site = await changingSite();
    const items = (words: string, more = '') =>
      rss([{ title: 'Lamp', link: '/lamp', html: `${prose('lamp')}<p>${words}</p>${more}` }]);
    site.pages.set('/feed.rss', items('It is lit.'));
    const { sources, text, pass } = await openTestSources(site, feedOf(site.host));
    await sources.refresh();
    const before = text('post/lamp.md');
    expect(sources.historyOf('post/lamp.md')).toMatchObject({ changedAt: null, goneSince: null });
    site.pages.set('/feed.rss', items('It  is lit.', '<img src="counter.gif?2">'));
    const [same] = await sources.refresh();
    expect(same).toMatchObject({ changed: [], added: [] });
    expect(text('post/lamp.md')).toBe(before);
    site.pages.set('/feed.rss', items('It is out.'));
    pass(3_600_000);
    const [other] = await sources.refresh();
    expect(other?.changed.map(({ file }) => file)).toEqual(['post/lamp.md']);
    expect(text('post/lamp.md')).toContain('It is out.');
    expect(sources.historyOf('post/lamp.md')?.changedAt).toBeGreaterThan(Date.now());
  });

  it('leaves alone what left its window, was changed by hand, or was taken away', async () => {
    const site = await changingSite();
    const item = (name: string, words = '') => ({
      title: name,
      link: `/${name}`,
      html: prose(name) + words,
    });
    site.pages.set('/feed.rss', rss([item('one'), item('two'), item('three')]));
    const { sources, articles, text } = await openTestSources(site, feedOf(site.host));
    await sources.refresh();
    unlinkSync(join(articles, 'post/two.md'));
    writeFileSync(join(articles, 'post/three.md'), 'Mine now.');
    site.pages.set('/feed.rss', rss([item('two', '<p>New.</p>'), item('three', '<p>New.</p>')]));
    const [result] = await sources.refresh();
    expect(result).toMatchObject({ added: [], changed: [], removed: [], problem: null });
    expect(files(articles)).toEqual(['one.md', 'three.md']);
    expect(text('post/three.md')).toBe('Mine now.');
    expect(sources.list().sources[0]?.articles).toBe(2);
  });

  it('tells nobody twice: the same story of two feeds, and what is there already', async () => {
    const story = { title: 'Storm', html: prose('storm') };
    const site = await changingSite({
      '/feed.rss': rss([
        { ...story, link: '/storm', id: 'a' },
        { title: 'Own', link: '/own', html: prose('own') },
      ]),
      '/other.rss': rss([{ ...story, link: '/other/storm', id: 'b' }], 'Other Post'),
    });
    const yaml = `${feedOf(site.host)}  - feed: http://${site.host}/other.rss\n    name: other\n`;
    const { sources, articles } = await openTestSources(site, yaml);
    writeFileSync(join(articles, 'mine.md'), prose('own').replace(/<\/?p>/g, '\n'));
    const [first] = await sources.refresh('post');
    expect(first).toMatchObject({ same: 1, added: [{ title: 'Storm' }] });
    const [second] = await sources.refresh('other');
    expect(second).toMatchObject({ same: 1, added: [] });
    expect(files(articles)).toEqual(['storm.md']);
  });

  it('takes episodes of one page, or of none, for as many articles', async () => {
    const site = await changingSite({ '/show': page('The show', prose('show')) });
    const episode = (n: number, words = '') => ({
      ...{ title: `Episode ${n}`, id: `e${n}`, html: `${prose(`episode ${n}`, 8)}${words}` },
    });
    const feed = (words = '') =>
      rss([
        { ...episode(1, words), link: '/show' },
        { ...episode(2), link: '/show' },
        episode(3),
        episode(4),
      ]);
    site.pages.set('/feed.rss', feed());
    const { sources, articles, text } = await openTestSources(site, feedOf(site.host));
    const [first] = await sources.refresh();
    expect(first).toMatchObject({ same: 0, failed: 0, waiting: [] });
    expect(files(articles)).toEqual([1, 2, 3, 4].map((n) => `episode-${n}.md`));
    expect(text('post/episode-1.md')).toContain(`url: "http://${site.host}/show"`);
    expect(text('post/episode-3.md')).not.toContain('url:');
    site.pages.set('/feed.rss', feed('<p>A word more.</p>'));
    const [second] = await sources.refresh();
    expect(second?.changed.map(({ title }) => title)).toEqual(['Episode 1']);
    // The same pages under new ids are the same articles.
    const whole = { title: 'Alone', link: '/alone', html: prose('alone') };
    site.pages.set('/feed.rss', rss([{ ...whole, id: 'old' }]));
    await sources.refresh();
    site.pages.set('/feed.rss', rss([{ ...whole, id: 'new' }]));
    expect((await sources.refresh())[0]).toMatchObject({ added: [], same: 0, changed: [] });
    expect(site.requests.map(({ url }) => url)).not.toContain('/show');
  });

  it('calls an article as its feed does, and not as its page, which has its site in it', async () => {
    const site = await changingSite({
      '/feed.rss': rss([
        { title: 'The lamp', link: '/lamp', summary: '<p>Only…</p>', date: '2026-11-02' },
        { title: 'The very long head…', link: '/head', summary: '<p>Only…</p>' },
      ]),
      '/lamp': page('The lamp | Island Post', prose('lamp')),
      '/head': page('The very long headline', prose('head')),
    });
    const { sources, articles } = await openTestSources(site, feedOf(site.host));
    const [result] = await sources.refresh();
    expect(result?.added.map(({ title }) => title)).toEqual(['The lamp', 'The very long headline']);
    expect(files(articles)).toEqual(['the-lamp.md', 'the-very-long-headline.md']);
  });

  it('keeps the newest by number, or those that are young enough, in the folder', async () => {
    const days = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString();
    const item = (name: string, ago: number) => ({
      ...{ title: name, link: `/${name}`, html: prose(name), date: days(ago) },
    });
    const site = await changingSite({
      '/feed.rss': rss([item('one', 1), item('two', 20), item('old', 90)]),
    });
    const { sources, articles, data } = await openTestSources(
      site,
      feedOf(site.host, '    keep: 30d\n'),
    );
    await sources.refresh();
    expect(files(articles)).toEqual(['one.md', 'two.md']);
    writeFileSync(join(articles, 'sources.yaml'), feedOf(site.host, '    keep: 1\n'));
    site.pages.set('/feed.rss', rss([item('zero', 0)]));
    const again = await openTestSources(site, null, { articles, data });
    const [result] = await again.sources.refresh();
    expect(files(articles)).toEqual(['zero.md']);
    expect(result?.removed.map(({ title }) => title)).toEqual(['one', 'two']);
    const removed = readdirSync(join(data, 'state/removed'), { recursive: true, encoding: 'utf8' });
    expect(removed.filter((name) => name.endsWith('.md'))).toHaveLength(2);
  });

  it('asks for what is new only, and keeps what was good when it fails', async () => {
    const site = await changingSite();
    let answer = rss([{ title: 'Lamp', link: '/lamp', html: prose('lamp') }]);
    site.pages.set('/feed.rss', (request, response) => {
      if (request.headers['if-none-match'] === '"v1"') response.writeHead(304).end();
      else response.writeHead(200, { etag: '"v1"' }).end(answer);
    });
    const { sources, articles, notices, data } = await openTestSources(site, feedOf(site.host));
    await sources.refresh();
    site.asked();
    await sources.close();
    // Looked at because it is due, nothing is asked for twice.
    const again = await openTestSources(site, null, {
      ...{ articles, data, isScheduled: true },
      now: () => Date.now() + 4_000_000,
    });
    await again.looked(1);
    expect(again.results[0]).toMatchObject({ problem: null, isFirst: false });
    expect(site.requests.at(-1)?.headers).toMatchObject({ 'if-none-match': '"v1"' });
    answer = '<html><body>We are sorry.</body></html>';
    site.pages.set('/feed.rss', answer);
    const [failed] = await again.sources.refresh();
    expect(failed?.problem && inEnglish(failed.problem)).toBe(
      `What ${site.host} sent cannot be used as a source: it is not a feed.`,
    );
    expect(files(articles)).toEqual(['lamp.md']);
    expect(again.notices.map(inEnglish)).toEqual([
      `The source post is not well. What ${site.host} sent cannot be used as a source: it is not a feed.`,
    ]);
    expect(notices).toEqual([]);
    expect(again.sources.list().sources[0]).toMatchObject({ failures: 1, articles: 1 });
    rmSync(data, { recursive: true });
  });
});
