/** `/sources` through real discord.js: what managers see and press, and what nobody else may. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Announcements, Channels } from '../../src/announcements/announcer.ts';
import { encodeCustomId } from '../../src/discord/custom-id.ts';
import type { FileReading } from '../../src/model.ts';
import type { Actor } from '../../src/playground/stand-in/actor.ts';
import { CHANNELS } from '../../src/playground/stand-in/seed.ts';
import { Refusal, statement } from '../../src/refusals.ts';
import type { SourcePreview, WaitingArticle } from '../../src/sources/source.ts';
import {
  answerTo,
  type BotPair,
  buttonId,
  buttonsOf,
  expectGoodRequests,
  startBotPair,
} from '../support/bot.ts';
import {
  aLook,
  aSource,
  aStatus,
  type FakeSources,
  fetchedArticle,
  makeFakeSources,
} from '../support/fake-sources.ts';
import { makeArticle, makeMemoryLibrary } from '../support/memory-library.ts';
import { textOf } from '../support/shown.ts';

const library = makeMemoryLibrary([{ title: 'The kiln', body: ['The kiln burns at night.'] }]);
const sources: FakeSources = makeFakeSources();
let closedFor: Announcements['closedFor'] = () => null;
let channels: Channels | null = null;
const announcements: Announcements = {
  connect(way) {
    channels = way;
    return () => {
      channels = null;
    };
  },
  closedFor: (source) => closedFor(source),
  async settled() {},
  async close() {},
};
let pair: BotPair;
let moderator: Actor;
beforeAll(async () => {
  pair = await startBotPair(library, { sources, announcements });
});
beforeEach(() => {
  moderator = pair.newModerator();
  Object.assign(sources, { statuses: [], problems: [], waits: [], next: null });
  sources.calls.length = 0;
  closedFor = () => null;
});
afterAll(async () => {
  expectGoodRequests(pair.standIn);
  await pair.close();
});

type Options = Parameters<BotPair['moderator']['runCommand']>[0]['options'];
const run = (name: string, options: Options = {}, who = moderator) =>
  answerTo(who.runCommand({ name: `sources ${name}`, options }));
const press = async (messageId: string, id: string, who = moderator) =>
  (await who.click(messageId, id, { forged: true })).reply();
const labels = (message: Parameters<typeof buttonsOf>[0]) =>
  buttonsOf(message).map(({ label }) => label);

const text = 'The lamp of the quay was lit again. Nobody had seen it *burn* since the war.';
const reading: FileReading = {
  ...{ file: 'island-post/the-lamp.md', sha256: '' },
  articles: [makeArticle({ title: 'The lamp', body: [text, 'A second paragraph.'] })],
  dropped: [{ line: 3, text: 'Share', reason: statement('navigation') }],
  warnings: [],
};
const preview = (more: Partial<SourcePreview> = {}): SourcePreview => ({
  id: 'abcdefghijklmnop',
  source: { ...aSource(), kind: 'feed' },
  title: 'Island *Post*',
  found: 12,
  named: 40,
  newest: [
    {
      ...{ title: 'The lamp', url: 'https://post.example/lamp', published: '2026-11-02' },
      ...{ reading, problem: null, sameAs: null },
    },
    {
      ...{ title: 'The pier', url: 'https://post.example/pier', published: null, reading },
      problem: statement('pageMissing', { host: 'post.example' }),
      sameAs: { file: 'pier.md', title: 'Our pier' },
    },
    {
      ...{ title: 'The mill', url: null, published: null, reading: null },
      ...{ problem: statement('pageMissing', { host: 'post.example' }), sameAs: null },
    },
  ],
  feeds: [],
  expiresAt: Date.now() + 1_000,
  ...more,
});

describe('/sources list', () => {
  it('says where to begin where there are none', async () => {
    const { message, ephemeral } = await run('list');
    expect(ephemeral).toBe(true);
    expect(message.content).toMatch(
      /^There are no sources yet\. <\/sources add:\d+> adds one: a feed, a page, a sitemap or an llms\.txt\.$/,
    );
  });

  it('tells how each does, what is wrong in words, and what waits', async () => {
    const announce = { channel: CHANNELS.general, mostAnHour: 5 };
    sources.statuses = [
      aStatus({
        source: aSource({ announce, keep: { by: 'age', days: 90 }, only: '*/blog/**' }),
        problem: statement('pageMissing', { host: 'post.example' }),
        ...{ failures: 3, gone: 1, waiting: 2 },
      }),
      aStatus({
        source: aSource({ name: 'wiki', kind: 'folder', address: '/srv/wiki', everyMs: 0 }),
        ...{ lastLookAt: null, nextLookAt: null },
      }),
    ];
    sources.problems = [statement('inSources', { line: 7, reason: statement('noSourceList') })];
    closedFor = (name) =>
      name === 'island-post'
        ? { channel: CHANNELS.general, why: 'forbidden', since: 1_700_000_000_000 }
        : null;
    const { message } = await run('list');
    const shown = message.embeds[0]?.description ?? '';
    expect(shown).toContain('**island-post** · feed · https://post.example/feed.xml');
    expect(shown).toContain(
      '3 articles · looked at <t:1700000000:R> · next look <t:1700003600:R> · every 1h',
    );
    expect(shown).toContain('keeps those of the last 90 days');
    expect(shown).toContain(`announced in <#${CHANNELS.general}>`);
    expect(shown).toContain('⏳ 2 articles wait for you · 1 page is gone');
    expect(shown).toMatch(/⚠️ .*post\.example.*\(3 looks in a row failed\)/);
    expect(shown).toContain('I may not write there');
    expect(shown).toContain('**wiki** · folder · /srv/wiki\n-# 3 articles · read in place');
    expect(message.content).toContain('sources.yaml, line 7');
    expect(labels(message)).toEqual(['Refresh', 'See what waits']);
  });

  it('turns its pages, and looks at those that it shows', async () => {
    sources.statuses = Array.from({ length: 6 }, (_, i) =>
      aStatus({ source: aSource({ name: `s${i}`, address: `https://s${i}.example/` }) }),
    );
    const { message } = await run('list');
    expect(labels(message)).toEqual(['Next', 'Refresh']);
    const second = await press(message.id, buttonId(message, 'Next'));
    if (!second.message) throw new Error('there is one');
    expect(second.message.embeds[0]?.description).toContain('**s5**');
    sources.looks.set(
      's5',
      Promise.resolve(
        aLook({
          source: aSource({ name: 's5' }),
          added: [fetchedArticle('s5/a.md', 'aaaaaa', 'A')],
        }),
      ),
    );
    const after = await press(message.id, buttonId(second.message, 'Refresh'));
    expect(sources.calls).toEqual(['refresh s5']);
    expect(after.message?.content).toBe('**s5** · 1 new');
    expect(after.message?.embeds[0]?.description).toContain('**s5**');
  });
});

describe('/sources add', () => {
  it('shows the newest as they would come, word for word, and adds what is pressed', async () => {
    sources.next = preview();
    const { message, ephemeral, deferred } = await run('add', {
      address: ' https://post.example/feed.xml ',
      ...{ name: 'island-post', every: '2h', keep: '90d', only: '*/blog/**', most: 20 },
      announce: CHANNELS.general,
    });
    expect([ephemeral, deferred]).toEqual([true, true]);
    expect(JSON.parse(sources.calls[0]?.replace('preview ', '') ?? '')).toEqual({
      address: 'https://post.example/feed.xml',
      ...{ name: 'island-post', everyMs: 7_200_000, keep: { by: 'age', days: 90 }, most: 20 },
      ...{ only: '*/blog/**', announce: { channel: CHANNELS.general, mostAnHour: 5 } },
    });
    expect(message.content).toContain('“Island \\*Post\\*” (feed)');
    expect(message.content).toContain('12 articles of the 40 that it names');
    const [lamp, pier, mill] = message.embeds;
    expect(lamp).toMatchObject({ title: 'The lamp', url: 'https://post.example/lamp' });
    expect(lamp?.description).toContain('-# 2026-11-02 · 2 paragraphs · 1 line left out');
    expect(lamp?.description).toContain(
      '> The lamp of the quay was lit again. Nobody had seen it \\*burn\\* since the war.',
    );
    expect(pier?.description).toContain('⏳ Would wait for you:');
    expect(pier?.description).toContain('Is there already: “Our pier”');
    expect(mill?.description).not.toContain('>');
    expect(labels(message)).toEqual(['Add', 'Discard']);
    const added = await press(message.id, buttonId(message, 'Add'));
    expect(added.message?.content).toMatch(/^Added: \*\*island-post\*\*\./);
    expect(added.message?.components).toEqual([]);
    const again = await press(message.id, buttonId(message, 'Add'));
    expect(again.message?.content).toMatch(/\S\.$/);
    expect(sources.calls.filter((call) => call.startsWith('add'))).toHaveLength(1);
  });

  it('keeps nothing of what is discarded', async () => {
    sources.next = preview();
    const { message } = await run('add', { address: 'https://post.example/feed.xml' });
    const gone = await press(message.id, buttonId(message, 'Discard'));
    expect(gone.message?.content).toBe('Discarded. Nothing was added.');
    expect(sources.calls.at(-1)).toBe('discard abcdefghijklmnop');
  });

  it('offers the feeds that a page names, with what was wanted of the page', async () => {
    const long = `https://post.example/${'x'.repeat(100)}.xml`;
    const announce = { channel: CHANNELS.general, mostAnHour: 5 };
    sources.next = preview({
      source: {
        ...aSource({ address: 'https://post.example/', everyMs: 86_400_000, most: 1, announce }),
        kind: 'page',
      },
      feeds: ['https://post.example/feed.xml', long],
    });
    const { message } = await run('add', { address: 'https://post.example/' });
    expect(message.content).toContain('https://post.example/feed.xml');
    expect(message.content).toContain(long);
    expect(labels(message)).toEqual(['Add', 'Discard', 'See the feed post.example/feed.xml']);
    const feed = buttonsOf(message).at(-1)?.id ?? '';
    sources.next = preview({ id: 'qrstuvwxyzabcdef' });
    const shown = await press(message.id, feed);
    expect(JSON.parse(sources.calls[1]?.replace('preview ', '') ?? '')).toEqual({
      ...{ address: 'https://post.example/feed.xml', kind: 'feed', name: 'island-post', announce },
    });
    if (!shown.message) throw new Error('there is one');
    expect(labels(shown.message)).toEqual(['Add', 'Discard']);
    expect(buttonId(shown.message, 'Add')).toContain('qrstuvwxyzabcdef');
  });

  it('says in words what is wrong with a setting, an address, a name', async () => {
    const bad = await run('add', { address: 'https://a.example/', every: 'often' });
    expect(bad.message.content).toMatch(/^every “often” is not .*\.$/);
    pair.standIn.setLocale(moderator.userId, 'de');
    const german = await run('add', { address: 'https://a.example/', keep: 'alles' });
    expect(german.message.content).toContain('behalten');
    sources.next = new Refusal('sourceThere', { name: 'island-post' });
    const there = await run('add', { address: 'https://a.example/' });
    expect(there.message.content).toContain('island-post');
  });

  it('announces in no channel that the bot does not see, or that is none of this server', async () => {
    sources.next = preview();
    for (const [announce, said] of [
      [CHANNELS.private, 'I cannot see that channel'],
      [CHANNELS.moderatorDm, 'in a channel of this server'],
      ['1300000000000009999', 'I cannot see that channel'],
    ] as const) {
      const { message } = await run('add', { address: 'https://a.example/', announce });
      expect(message.content).toContain(said);
      expect(buttonsOf(message)).toEqual([]);
    }
    expect(sources.calls).toEqual([]);
  });
});

describe('what waits', () => {
  const waiting = (id: string, title: string): WaitingArticle => ({
    ...{ id, title, source: 'island-post', url: null, published: null },
    ...{ why: statement('pageMissing', { host: 'post.example' }), since: 1_700_000_000_000 },
  });

  it('is shown with its why and first lines, and kept or dropped one by one', async () => {
    sources.statuses = [aStatus({ waiting: 4 })];
    sources.waits = ['a', 'b', 'c', 'd'].map((id) => waiting(id.repeat(16), `Title ${id}`));
    for (const { id } of sources.waits.slice(0, 3)) sources.readings.set(id, reading);
    const { message: list } = await run('list');
    const { message } = await press(list.id, buttonId(list, 'See what waits'));
    if (!message) throw new Error('there is one');
    expect(message.content).toBe('4 articles wait for you\n-# Page 1 of 2');
    expect(message.embeds[0]?.title).toBe('1 · Title a');
    expect(message.embeds[0]?.description).toContain('from **island-post**, waits since');
    expect(message.embeds[0]?.description).toContain('> The lamp of the quay was lit again.');
    expect(labels(message)).toEqual([
      ...['Keep 1', 'Drop 1', 'Keep 2', 'Drop 2', 'Keep 3', 'Drop 3', 'Next', 'All sources'],
    ]);
    const kept = await press(list.id, buttonId(message, 'Keep 2'));
    expect(kept.message?.content).toMatch(/^Kept as island-post\/b+\.md\.\n3 articles wait/);
    expect(kept.message?.embeds.map(({ title }) => title)).toEqual([
      ...['1 · Title a', '2 · Title c', '3 · Title d'],
    ]);
    // What cannot be read just now is shown with the reason, and decided on all the same.
    expect(kept.message?.embeds[2]?.description).toContain('⚠️');
    const dropped = await press(list.id, buttonId(message, 'Drop 1'));
    expect(dropped.message?.content).toMatch(/^Dropped\./);
    expect(sources.calls).toEqual([`keep ${'b'.repeat(16)}`, `drop ${'a'.repeat(16)}`]);
    const again = await press(list.id, buttonId(message, 'Drop 1'));
    expect(again.message?.content).toContain('not waiting any more');
  });
});

describe('/sources remove, refresh and announce', () => {
  beforeEach(() => {
    sources.statuses = [aStatus(), aStatus({ source: aSource({ name: 'old', kind: 'folder' }) })];
  });

  it('asks what becomes of the articles', async () => {
    const { message } = await run('remove', { source: 'island-post' });
    expect(message.content).toContain('Do its 3 articles go, too?');
    expect(labels(message)).toEqual([
      ...['Remove, keep its articles', 'Remove with its articles', 'Cancel'],
    ]);
    const removed = await press(message.id, buttonId(message, 'Remove with its articles'));
    expect(removed.message?.content).toContain('Its 3 articles were taken out');
    expect(sources.calls).toEqual(['remove island-post remove']);
    const again = await press(message.id, buttonId(message, 'Remove, keep its articles'));
    expect(again.message?.content).toContain('no source named island-post');
    expect((await run('remove', { source: 'old' })).message.content).toContain('sources.yaml');
    expect((await run('remove', { source: 'none*' })).message.content).toContain('none\\*');
  });

  it('looks now, and says what came of it', async () => {
    sources.looks.set(
      'island-post',
      Promise.resolve(
        aLook({
          added: [fetchedArticle('a.md', 'aaaaaa', 'A'), fetchedArticle('b.md', 'bbbbbb', 'B')],
          same: 1,
          problem: statement('pageMissing', { host: 'post.example' }),
        }),
      ),
    );
    const { message } = await run('refresh', { source: 'island-post' });
    expect(message.content).toMatch(
      /^\*\*island-post\*\* · 2 new · 1 already here from elsewhere\n⚠️ .*post\.example/,
    );
    await run('refresh');
    expect(sources.calls).toEqual(['refresh island-post', 'refresh']);
  });

  it('sets where new articles are announced, and ends it', async () => {
    const set = await run('announce', {
      ...{ source: 'island-post', channel: CHANNELS.general, hourly: 3 },
    });
    expect(set.message.content).toContain(`announced in <#${CHANNELS.general}>, 3 an hour`);
    const ended = await run('announce', { source: 'island-post' });
    expect(ended.message.content).toContain('not announced any more');
    expect(sources.calls).toEqual([
      `announce island-post {"channel":"${CHANNELS.general}","mostAnHour":3}`,
      'announce island-post null',
    ]);
  });

  it('completes names as one types', async () => {
    const choices = async (name: string, source: string): Promise<unknown[]> => {
      const typing = { name: `sources ${name}`, options: { source }, focused: 'source' };
      const { choices } = await (await moderator.autocomplete(typing)).reply();
      return (choices ?? []).map(({ value }) => value);
    };
    expect(await choices('remove', 'ISLAND')).toEqual(['island-post']);
    expect(await choices('remove', '')).toEqual(['island-post', 'old']);
    expect(await choices('refresh', '')).toEqual(['island-post']);
  });
});

describe('members', () => {
  it('may neither run nor press anything of it', async () => {
    sources.statuses = [aStatus({ waiting: 1 })];
    sources.next = preview();
    const member = pair.newcomer();
    for (const [name, options] of [
      ['list', {}],
      ['add', { address: 'https://a.example/' }],
      ['remove', { source: 'island-post' }],
      ['refresh', {}],
      ['announce', { source: 'island-post' }],
    ] as const) {
      const { message } = await run(name, options, member);
      expect(message.content).toContain('Manage Server');
    }
    const { message } = await answerTo(member.runCommand({ name: 'help' }));
    expect(message.embeds[0]?.description).not.toContain('/sources');
    const actions = [
      { name: 'sources', page: 0 },
      { name: 'look', page: 0 },
      { name: 'waits', page: 0 },
      { name: 'addSource', preview: 'abcdefghijklmnop' },
      { name: 'dropSource', preview: 'abcdefghijklmnop' },
      { name: 'feed', preview: 'abcdefghijklmnop', address: 'https://a.example/f' },
      { name: 'removeSource', source: 'island-post', withArticles: true },
      { name: 'takeWaiting', waiting: 'a'.repeat(16), page: 0 },
      { name: 'dropWaiting', waiting: 'a'.repeat(16), page: 0 },
    ] as const;
    for (const action of actions) {
      const refused = await press(message.id, encodeCustomId(action), member);
      expect(refused.message?.content).toContain('Manage Server');
    }
    expect(sources.calls).toEqual([]);
  });

  it('is in the help of those who manage', async () => {
    const { message } = await answerTo(moderator.runCommand({ name: 'help' }));
    expect(message.embeds[0]?.description).toMatch(/<\/sources add:\d+> https:/);
  });
});

describe('an announcement', () => {
  const post = async (channel: string, nonce: string) => {
    const [first] = await library.articles();
    const article = first ? await library.article(first) : null;
    if (!article || !channels) throw new Error('there is a way');
    return channels.post({ channel, nonce, article, opening: null, more: 7 });
  };

  it('is posted once, notifies nobody, and can be read on', async () => {
    expect(await post(CHANNELS.general, 'nonce-1')).toBe('posted');
    expect(await post(CHANNELS.general, 'nonce-1')).toBe('posted');
    const posted = moderator
      .visibleMessages(CHANNELS.general)
      .filter((message) => textOf(message).includes('and 7 more'));
    expect(posted).toHaveLength(1);
    const [message] = posted;
    if (!message) throw new Error('there is one');
    expect(labels(message)).toEqual(['Read', 'Remove']);
    const read = await press(message.id, buttonId(message, 'Read'));
    expect(read.ephemeral).toBe(true);
    expect(read.message && textOf(read.message)).toContain('The kiln burns at night.');
  });

  it('says what is in the way of a channel', async () => {
    expect(await post(CHANNELS.announcements, 'nonce-2')).toBe('forbidden');
    expect(await post('1300000000000009999', 'nonce-3')).toBe('missing');
  });
});
