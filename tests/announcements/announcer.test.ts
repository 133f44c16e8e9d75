/** New articles are announced once, at most so many an hour, whatever restarts and whatever is removed. */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import {
  type Announcement,
  type Announcements,
  type Channels,
  type ClosedChannel,
  openAnnouncements,
  type PostFate,
} from '../../src/announcements/announcer.ts';
import type { FetchedArticle } from '../../src/sources/source.ts';
import { diskState } from '../../src/state/disk-state.ts';
import {
  aLook,
  aSource,
  aStatus,
  type FakeSources,
  fetchedArticle,
  makeFakeSources,
} from '../support/fake-sources.ts';
import { temporaryFolder } from '../support/library.ts';
import { makeMemoryLibrary } from '../support/memory-library.ts';

const HOUR = 3_600_000;
const CHANNEL = '1300000000000000020';
const announce = { channel: CHANNEL, mostAnHour: 2 };
const source = aSource({ announce });

let sources: FakeSources;
let library: ReturnType<typeof makeMemoryLibrary>;
let file: string;
let now: number;
let due: (() => void) | null;
let fates: PostFate[];
let posts: Announcement[];
let closed: ClosedChannel[];
let faults: unknown[];
const channels: Channels = {
  isThere: () => true,
  async post(announcement) {
    posts.push(announcement);
    return fates.shift() ?? 'posted';
  },
};

beforeEach(() => {
  sources = makeFakeSources();
  sources.statuses = [aStatus({ source })];
  library = makeMemoryLibrary([]);
  file = join(temporaryFolder(), 'state', 'announcements.json');
  now = 1_700_000_000_000;
  [due, fates, posts, closed, faults] = [null, [], [], [], []];
});

async function open(
  way: Channels | null = channels,
  chosen?: () => Promise<readonly string[]>,
): Promise<Announcements> {
  const announcements = await openAnnouncements({
    ...{ state: diskState(dirname(file)), sources, library },
    ...(chosen && { chosen }),
    onClosed: (_, channel) => closed.push(channel),
    onFault: (error) => faults.push(error),
    now: () => now,
    after(_, then) {
      due = then;
      return () => {
        due = null;
      };
    },
  });
  onTestFinished(async () => {
    await announcements.close();
    expect(faults).toEqual([]);
  });
  if (way) announcements.connect(way);
  await announcements.settled();
  return announcements;
}

/** Puts articles of these titles among the others, as the source would. */
async function bring(...titles: readonly string[]): Promise<FetchedArticle[]> {
  const before = (await library.articles()).map(({ title }) => title);
  library.setArticles(
    [...before, ...titles].map((title) => ({
      title,
      file: `island-post/${title.toLowerCase()}.md`,
      body: [
        '## News',
        `The ${title} of the island was opened on Monday. Its keeper gave a speech. Many people came.`,
      ],
    })),
  );
  const all = await library.articles();
  for (const each of all) {
    sources.histories.set(each.file, {
      ...{ source: source.name, url: 'https://post.example/', fetchedAt: now },
      ...{ changedAt: null, goneSince: null },
    });
  }
  // A list names its newest first.
  return titles.map((title) => {
    const article = all.find((each) => each.title === title);
    if (!article) throw new Error(title);
    return fetchedArticle(article.file, article.id, title);
  });
}

const titles = () => posts.map(({ article }) => article.title);

/** Lets time pass until what waits is looked at again. */
async function pass(ms: number, announcements: Announcements): Promise<void> {
  now += ms;
  due?.();
  await announcements.settled();
}

describe('announcing', () => {
  it('posts what a later look brings, its first two sentences as they stand, oldest first', async () => {
    const announcements = await open();
    sources.tellLook(aLook({ source, added: await bring('Mill', 'Quay') }));
    await announcements.settled();
    expect(titles()).toEqual(['Quay', 'Mill']);
    const [quay] = posts;
    expect(quay?.channel).toBe(CHANNEL);
    expect(quay?.opening?.text).toBe(
      'The Quay of the island was opened on Monday. Its keeper gave a speech.',
    );
    const { start = 0, end = 0 } = quay?.opening ?? {};
    expect(quay?.article.text.slice(start, end)).toBe(quay?.opening?.text);
    expect(new Set(posts.map(({ nonce }) => nonce)).size).toBe(2);
    expect(quay?.nonce.length).toBeLessThanOrEqual(25);
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it('says nothing of the first fetch, nor where no channel is named', async () => {
    const announcements = await open();
    sources.tellLook(aLook({ source, added: await bring('Mill') }), true);
    sources.tellLook(aLook({ source: aSource(), added: await bring('Quay') }));
    await announcements.settled();
    expect(posts).toEqual([]);
  });

  it('tells what comes from sources without a channel in each channel that managers chose', async () => {
    const [first, second, third] = ['1300000000000000031', '1300000000000000032', '9'];
    let chosen = [first, second];
    const plain = aSource();
    sources.statuses = [aStatus({ source: plain })];
    const announcements = await open(channels, async () => chosen);
    sources.tellLook(aLook({ source: plain, added: await bring('Mill') }), true);
    sources.tellLook(aLook({ source: plain, added: await bring('Quay') }));
    await announcements.settled();
    const told = () => posts.map(({ article, channel }) => `${article.title} in ${channel}`);
    expect(told()).toEqual([`Quay in ${first}`, `Quay in ${second}`]);
    // One that takes none holds up no other, and is told of; what is chosen no more is told nothing.
    fates = ['forbidden', 'posted'];
    sources.tellLook(aLook({ source: plain, added: await bring('Pier') }));
    await announcements.settled();
    expect(told().slice(2)).toEqual([`Pier in ${first}`, `Pier in ${second}`]);
    expect(announcements.closedFor('island-post')).toMatchObject({
      channel: first,
      why: 'forbidden',
    });
    chosen = [third];
    await pass(HOUR, announcements);
    expect(announcements.closedFor('island-post')).toBeNull();
    sources.tellLook(aLook({ source: plain, added: await bring('Lock') }));
    await announcements.settled();
    expect(told().slice(4)).toEqual([`Lock in ${third}`]);
    // A restart tells none of it again.
    await announcements.close();
    await open(channels, async () => chosen);
    expect(posts).toHaveLength(5);
  });

  it('tells a source with a channel of its own there alone, and ends what was chosen when it gets one', async () => {
    const chosen = async () => ['1300000000000000031'];
    const announcements = await open(channels, chosen);
    sources.tellLook(aLook({ source, added: await bring('Mill') }));
    await announcements.settled();
    expect(posts.map(({ channel }) => channel)).toEqual([CHANNEL]);
    await announcements.close();
    sources.statuses = [aStatus()];
    const waiting = await open(null, chosen);
    sources.tellLook(aLook({ source: aSource(), added: await bring('Quay') }));
    await waiting.close();
    sources.statuses = [aStatus({ source })];
    await open(channels, chosen);
    expect(posts).toHaveLength(1);
  });

  it('posts so many an hour, the last of them for the rest', async () => {
    const announcements = await open();
    sources.tellLook(aLook({ source, added: await bring('E', 'D', 'C', 'B', 'A') }));
    await announcements.settled();
    expect(posts.map(({ article, more }) => [article.title, more])).toEqual([
      ['D', 0],
      ['E', 3],
    ]);
    sources.tellLook(aLook({ source, added: await bring('G', 'F') }));
    await announcements.settled();
    await pass(HOUR / 2, announcements);
    expect(posts).toHaveLength(2);
    await pass(HOUR / 2, announcements);
    expect(titles().slice(2)).toEqual(['F', 'G']);
    await pass(HOUR, announcements);
    expect(posts).toHaveLength(4);
    expect(due).toBe(null);
  });

  it('keeps what waits over a restart, and announces nothing twice', async () => {
    const before = await open(null);
    sources.tellLook(aLook({ source, added: await bring('Mill') }));
    await before.close();
    const after = await open();
    expect(titles()).toEqual(['Mill']);
    await after.close();
    await open();
    expect(titles()).toEqual(['Mill']);
  });

  it('tries what a crash left half done with its nonce, and not when that is too old', async () => {
    fates = ['away'];
    const before = await open();
    sources.tellLook(aLook({ source, added: await bring('C', 'B', 'A') }));
    await before.settled();
    await before.close();
    const left = readFileSync(file, 'utf8');
    await (await open()).close();
    // The one that was being posted again, and then what was behind it; the last for the third.
    expect(posts.map(({ article, more }) => [article.title, more])).toEqual([
      ['B', 0],
      ['B', 0],
      ['C', 1],
    ]);
    expect(posts[1]?.nonce).toBe(posts[0]?.nonce);
    writeFileSync(file, left);
    posts = [];
    now += 10 * 60_000;
    await open();
    expect(titles()).toEqual(['A', 'C']);
  });

  it('says nothing of what was removed meanwhile, by a source that is gone, or a day ago', async () => {
    const way = { ...channels, isThere: () => isThere };
    let isThere = false;
    const announcements = await open(way);
    const [mill, quay] = await bring('Mill', 'Quay');
    if (!mill || !quay) throw new Error('there are two');
    sources.tellLook(aLook({ source, added: [mill, quay] }));
    await announcements.settled();
    sources.histories.delete(mill.file);
    isThere = true;
    await pass(60_000, announcements);
    expect(titles()).toEqual(['Quay']);
    isThere = false;
    sources.tellLook(aLook({ source, added: await bring('Pier') }));
    await announcements.settled();
    sources.statuses = [];
    isThere = true;
    await pass(60_000, announcements);
    sources.statuses = [aStatus({ source })];
    await pass(60_000, announcements);
    expect(titles()).toEqual(['Quay']);
  });

  it('tells once that a channel is closed, tries again each hour, and is well after that', async () => {
    fates = ['forbidden', 'forbidden'];
    const announcements = await open();
    sources.tellLook(aLook({ source, added: await bring('Mill') }));
    await announcements.settled();
    const since = now;
    expect(announcements.closedFor(source.name)).toEqual({
      ...{ channel: CHANNEL, why: 'forbidden', since, triedAt: since },
    });
    await pass(60_000, announcements);
    expect(posts).toHaveLength(1);
    await pass(HOUR, announcements);
    expect(posts).toHaveLength(2);
    expect(closed).toEqual([{ channel: CHANNEL, why: 'forbidden', since }]);
    expect(announcements.closedFor(source.name)?.since).toBe(since);
    await pass(HOUR, announcements);
    expect(titles()).toEqual(['Mill', 'Mill', 'Mill']);
    expect(announcements.closedFor(source.name)).toBe(null);
    await pass(HOUR, announcements);
    expect(posts).toHaveLength(3);
  });

  it('goes on after what Discord refuses for its words', async () => {
    fates = ['refused'];
    const announcements = await open();
    sources.tellLook(aLook({ source, added: await bring('B', 'A') }));
    await announcements.settled();
    expect(titles()).toEqual(['A', 'B']);
    expect(announcements.closedFor(source.name)).toBe(null);
  });

  it('begins anew where its file is damaged', async () => {
    await (await open()).close();
    writeFileSync(file, '{"queue":[{"source":1}]}');
    const announcements = await open();
    sources.tellLook(aLook({ source, added: await bring('Mill') }));
    await announcements.settled();
    expect(titles()).toEqual(['Mill']);
  });
});
