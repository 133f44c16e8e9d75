import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Source } from '../../src/sources/source.ts';
import { parseSources, readSources } from '../../src/sources/sources-file.ts';
import {
  changeSources,
  withAnnouncing,
  withoutSource,
  withSource,
} from '../../src/sources/write-sources.ts';
import { temporaryFolder } from '../support/library.ts';
import { inEnglish, refusalOf, refusedWords } from '../support/refusals.ts';

const WHOLE = `# What we read.
sources:
  # The paper of the island.
  - feed: https://www.example.org/news/feed.xml#top
    every: 30m # it is a small one
    only: /news/*
    most: 20
    keep: 90d
    announce: 1234567890123456789
    an-hour: 2

  - page: https://example.org/timetable
    name: timetable
  - sitemap: https://example.org/sitemap.xml
    keep: 200
  - llms: https://example.org/docs/llms.txt
  - folder: ../handbook
`;

const said = (text: string) => parseSources(text, '/data/articles').problems.map(inEnglish);

describe('reading', () => {
  it('reads each kind, with what is usual where nothing is said', () => {
    const { sources, problems } = parseSources(WHOLE, '/data/articles');
    expect(problems).toEqual([]);
    expect(sources).toEqual([
      {
        name: 'example-org-news',
        kind: 'feed',
        address: 'https://www.example.org/news/feed.xml',
        everyMs: 30 * 60_000,
        only: '/news/*',
        most: 20,
        keep: { by: 'age', days: 90 },
        // Too large for a number: not a digit is lost.
        announce: { channel: '1234567890123456789', mostAnHour: 2 },
        line: 4,
      },
      expect.objectContaining({ name: 'timetable', kind: 'page', most: 1, everyMs: 86_400_000 }),
      expect.objectContaining({
        name: 'example-org',
        kind: 'sitemap',
        keep: { by: 'count', count: 200 },
        line: 14,
      }),
      expect.objectContaining({ name: 'example-org-docs', kind: 'llms', most: 100 }),
      expect.objectContaining({ name: 'handbook', kind: 'folder', address: '/data/handbook' }),
    ]);
  });

  it('names the line of what it cannot understand, and goes on', () => {
    const text = `sources:
  - feed: example.org/feed
  - name: nameless
  - feed: https://example.org/a
    every: 5 seconds
    name: Not Plain
    colour: blue
  - page: https://example.org/b
    sitemap: https://example.org/c
  - feed: https://example.org/a
  - page: https://example.org/a/feed.xml
  - folder: ..
  - just text
`;
    expect(said(text)).toEqual([
      'sources.yaml, line 2: feed “example.org/feed” is not an absolute http(s) address.',
      'sources.yaml, line 3: it names none of feed, page, sitemap, llms or folder.',
      'sources.yaml, line 5: every “5 seconds” is not a time from 1m to 30d, such as 30m, 6h or 2d.',
      'sources.yaml, line 6: name “Not Plain” is not a name of lower-case letters, digits and hyphens, 60 at most.',
      'sources.yaml, line 7: colour is not a setting of a source.',
      'sources.yaml, line 8: it names page and sitemap; a source has one of them.',
      'sources.yaml, line 10: it is the same source as in line 4.',
      'sources.yaml, line 11: the name example-org-a is taken by the source in line 4; give it a “name:”.',
      'sources.yaml, line 12: folder “..” is not a folder outside of the articles folder.',
      'sources.yaml, line 13: it names none of feed, page, sitemap, llms or folder.',
    ]);
    expect(parseSources(text, '/data/articles').sources.map(({ line }) => line)).toEqual([4]);
  });

  it('says where it is no YAML, or no list', () => {
    expect(said('sources:\n  - feed: [\n')).toEqual([
      expect.stringMatching(/^sources\.yaml, line \d: /),
    ]);
    expect(said('feeds: []\n')).toEqual([
      'sources.yaml, line 1: there is no list under “sources:”.',
    ]);
    expect(said('')).toEqual([]);
    expect(said('# nothing yet\nsources:\n')).toEqual([]);
    expect(parseSources('sources: {}', '/x').isBroken).toBe(true);
  });

  it('takes no file for no source, and names a file that may not be read', async () => {
    const folder = temporaryFolder();
    expect(await readSources(folder)).toEqual({ sources: [], problems: [], isBroken: false });
    symlinkSync('/dev/zero', join(folder, 'sources.yaml'));
    const { problems, isBroken } = await readSources(folder);
    expect(isBroken).toBe(true);
    expect(problems).toHaveLength(1);
  });

  it('does not follow aliases into a bomb', () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nsources: [*b,*b,*b]\n`;
    expect(parseSources(bomb, '/x').sources).toEqual([]);
  });
});

const NEW: Source = {
  name: 'post',
  kind: 'feed',
  address: 'https://post.example/feed',
  everyMs: 2 * 3_600_000,
  only: null,
  most: 50,
  keep: { by: 'age', days: 30 },
  announce: { channel: '12345678901234567', mostAnHour: 5 },
  line: 0,
};

describe('writing', () => {
  it('adds at the end, and every comment survives', () => {
    const text = withSource(WHOLE, NEW);
    for (const line of WHOLE.split('\n')) expect(text).toContain(line);
    expect(text).toContain(`  - feed: https://post.example/feed
    name: post
    every: 2h
    keep: 30d
    announce: "12345678901234567"
`);
    expect(parseSources(text, '/data/articles').sources.at(-1)).toEqual({
      ...NEW,
      line: expect.any(Number),
    });
  });

  it.each([null, '', '# mine\n', 'sources:\n', 'sources: []\n'])('begins a list in %j', (text) => {
    const { sources } = parseSources(withSource(text, NEW), '/x');
    expect(sources.map(({ name }) => name)).toEqual(['post']);
    if (text !== null) expect(withSource(text, NEW)).toContain(text.trim().replace(' []', ''));
  });

  it('takes one out, and changes what one says of announcing', () => {
    const { sources } = parseSources(WHOLE, '/data/articles');
    const without = withoutSource(WHOLE, sources[1]?.line ?? 0);
    expect(without).not.toContain('timetable');
    expect(parseSources(without, '/data/articles').sources).toHaveLength(4);
    const silent = withAnnouncing(WHOLE, 4, null);
    expect(silent).not.toMatch(/announce|an-hour/);
    expect(silent).toContain('# it is a small one');
    const loud = withAnnouncing(silent, 4, { channel: '98765432109876543', mostAnHour: 9 });
    expect(parseSources(loud, '/data/articles').sources[0]?.announce).toEqual({
      channel: '98765432109876543',
      mostAnHour: 9,
    });
  });

  it('replaces the file as a whole, keeps its mode, follows its link', async () => {
    const folder = temporaryFolder();
    const elsewhere = join(temporaryFolder(), 'ours.yaml');
    writeFileSync(elsewhere, WHOLE, { mode: 0o640 });
    symlinkSync(elsewhere, join(folder, 'sources.yaml'));
    await changeSources(folder, (text) => withSource(text, NEW));
    expect(readFileSync(elsewhere, 'utf8')).toContain('post.example');
    expect(statSync(elsewhere).mode & 0o777).toBe(0o640);
    expect(readdirSync(folder)).toEqual(['sources.yaml']);
  });

  it('loses nothing that somebody else writes at the same moment', async () => {
    const folder = temporaryFolder();
    let isFirst = true;
    await changeSources(folder, (text) => {
      const after = withSource(text, NEW);
      if (isFirst) {
        const theirs = { ...NEW, name: 'theirs', address: 'https://theirs.example/feed' };
        writeFileSync(join(folder, 'sources.yaml'), withSource(null, theirs));
      }
      isFirst = false;
      return after;
    });
    const { sources } = await readSources(folder);
    expect(sources.map(({ name }) => name)).toEqual(['theirs', 'post']);
  });

  it('leaves a broken file alone, and says so', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'sources.yaml'), 'sources: [\n');
    const refused = await refusalOf(changeSources(folder, (text) => withSource(text, NEW)));
    expect(refused.key).toBe('sourcesBroken');
    expect(readFileSync(join(folder, 'sources.yaml'), 'utf8')).toBe('sources: [\n');
  });

  it.skipIf(process.getuid?.() === 0)('says that a folder cannot be written to', async () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o555);
    expect(await refusedWords(changeSources(folder, (text) => withSource(text, NEW)))).toBe(
      'sources.yaml could not be written: you are not permitted to write there.',
    );
  });

  it('says what else is in the way', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'sources.yaml'));
    expect(await refusedWords(changeSources(folder, (text) => withSource(text, NEW)))).toMatch(
      /^sources\.yaml could not be written: /,
    );
  });
});
