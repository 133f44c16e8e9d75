import pc from 'picocolors';
import { expect, it } from 'vitest';
import { printLook, printSources } from '../../src/cli/print-sources.ts';
import { statement } from '../../src/refusals.ts';
import type { Source, SourceStatus } from '../../src/sources/source.ts';

const plain = pc.createColors(false);
const NOW = Date.UTC(2026, 10, 26, 12);
const MINUTE = 60_000;

const source: Source = {
  name: 'island-post',
  kind: 'feed',
  address: 'https://post.example/feed',
  everyMs: 60 * MINUTE,
  only: '/news/*',
  most: 50,
  keep: { by: 'age', days: 90 },
  announce: null,
  line: 2,
};

const status: SourceStatus = {
  source,
  isLooking: false,
  lastLookAt: NOW - 5 * MINUTE,
  lastGoodAt: NOW - 5 * MINUTE,
  nextLookAt: NOW + 55 * MINUTE,
  problem: null,
  failures: 0,
  articles: 120,
  gone: 0,
  waiting: 3,
  changedAt: null,
};

it('lists sources in columns, with what is wrong under them', () => {
  const ill: SourceStatus = {
    ...status,
    source: {
      ...source,
      name: 'times',
      kind: 'page',
      only: null,
      keep: null,
      address: 'https://t.example/\u202e',
    },
    ...{ lastLookAt: null, nextLookAt: NOW - 1, articles: 1, waiting: 0, failures: 3, gone: 1 },
    problem: statement('pageMissing', { host: 't.example' }),
  };
  const folder: SourceStatus = {
    ...status,
    source: {
      ...source,
      name: 'handbook',
      kind: 'folder',
      address: '/srv/handbook',
      only: null,
      keep: null,
    },
    ...{ lastLookAt: null, nextLookAt: null },
  };
  const problem = statement('inSources', {
    line: 9,
    reason: statement('unknownSourceKey', { field: 'colour' }),
  });
  const list = { sources: [status, ill, folder], problems: [problem] };
  expect(
    printSources(list, plain, 100, NOW),
  ).toBe(`source       kind    articles  waiting  last look  next look
island-post  feed         120        3  5 min ago  in 55 min
   https://post.example/feed · every 1h · only /news/* · at most 50 · keeps 90d
times        page           1        0  never      now
   https://t.example/\ufffd · every 1h
   t.example has no page at that address. (3 times in a row)
   1 article whose page is gone.
handbook     folder                     in place
   /srv/handbook · at most 50
sources.yaml, line 9: colour is not a setting of a source.
`);
});

it('says what a look came to', () => {
  const nothing = {
    source,
    added: [],
    changed: [],
    removed: [],
    waiting: [],
    same: 0,
    failed: 0,
    problem: null,
  };
  expect(printLook(nothing, plain, 80)).toBe('island-post\n   nothing new\n');
  const article = {
    file: 'island-post/a.md',
    articleIds: [],
    title: 'A',
    url: null,
    published: null,
  };
  const why = statement('onlyBeginning');
  const waiting = {
    id: 'x',
    source: 'island-post',
    title: 'B',
    url: null,
    published: null,
    why,
    since: 0,
  };
  expect(printLook({ ...nothing, added: [article], waiting: [waiting], same: 2 }, plain, 80)).toBe(
    'island-post\n   added island-post/a.md A\n   waits B: only the beginning of the article came\n   2 articles already here from elsewhere\n',
  );
});
