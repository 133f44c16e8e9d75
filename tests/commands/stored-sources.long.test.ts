/** The built bot over a database: what comes from a source and is announced, what is put back, and what is pressed under an answer. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { CHANNELS, OTHER_GUILD_ID } from '../../src/playground/stand-in/seed.ts';
import { answerTo, expectGoodRequests } from '../support/bot.ts';
import { describePostgres, until } from '../support/postgres.ts';
import { menusIn } from '../support/shown.ts';
import { openChangingSite, page, prose, rss } from '../support/sources.ts';
import {
  loomFiles,
  openStoredProgram,
  press,
  run,
  type StoredProgram,
  suggested,
  upload,
  wordsOf,
} from '../support/stored-program.ts';
import { statementsWithoutCollection } from '../support/tenant-statements.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

const QUAY = CHANNELS.quayside;
const OPENING =
  'The lighthouse of Skarn was lit again on Friday. Its lamp turns every nine seconds.';
const LAMP = { question: 'How often does the lamp of Skarn turn?' };
const KILN = '# The kiln\n\nThe kiln is fired on Tuesdays and Fridays only.\n';
const FIRED = { question: 'When is the kiln fired?' };
const FERRY = `# The ferry

The ferry crosses the sound at eight, noon and six.

The ferry carries sixty people and nine carts across the sound.

In winter the ferry does not cross the sound at noon.
`;
/** Milliseconds that a second announcement would have had. */
const NO_MORE_MS = 3_000;

describePostgres('the bot over a database', () => {
  let bot: StoredProgram;
  let site: Awaited<ReturnType<typeof openChangingSite>>;
  const item = (name: string, date: string) => ({
    ...{ title: name, link: `${site.origin}/${name}`, date },
  });
  beforeAll(async () => {
    site = await openChangingSite();
    bot = await openStoredProgram({ 'ferry.md': FERRY, ...loomFiles });
    await start();
    await until(async () =>
      (await theirs('ask', { question: 'Has the loom shafts?' })).includes('forty'),
    );
  });
  afterAll(async () => {
    expectGoodRequests(bot.standIn);
    expect(await statementsWithoutCollection(bot.server, bot.url)).toEqual([]);
    await bot.close();
    await site.close();
  });

  const start = () => bot.start({ URL_ALLOWLIST: site.host, COLLECTION_QUOTAS: 'questions=2' });
  /** What a new member of the second server is told there. */
  const theirs = async (name: string, options = {}) =>
    wordsOf(await run(bot.member(OTHER_GUILD_ID), name, QUAY, options));
  const manager = () => bot.manager(OTHER_GUILD_ID);
  const announced = () =>
    manager()
      .visibleMessages(QUAY)
      .filter((message) => message.author.bot && wordsOf(message).includes(OPENING));

  it('brings what a source publishes, announces it once, and goes on after a restart', async () => {
    const old = [item('harbour', '2026-11-01')];
    site.pages.set('/feed.rss', rss(old));
    site.pages.set('/harbour', page('harbour', prose('harbour')));
    const who = manager();
    const address = `${site.origin}/feed.rss`;
    const shown = await run(who, 'sources add', QUAY, { address, name: 'post', announce: QUAY });
    expect(wordsOf(await press(who, shown, 'Add'))).toContain('Added: post.');
    await until(async () => (await theirs('library list')).includes('harbour'), 60_000);

    site.pages.set('/feed.rss', rss([item('lighthouse', '2026-11-20'), ...old]));
    site.pages.set('/lighthouse', page('lighthouse', `<p>${OPENING}</p>${prose('lighthouse')}`));
    expect(wordsOf(await run(manager(), 'sources refresh', QUAY, { source: 'post' }))).toContain(
      '1 new',
    );
    await until(async () => announced().length === 1, 60_000);
    await until(async () => (await theirs('ask', LAMP)).includes('nine seconds'));
    expect(await theirs('sources list')).not.toContain('no sources yet');

    expect((await bot.program().end('SIGTERM')).code).toBe(0);
    await start();
    expect(wordsOf(await run(manager(), 'sources list', QUAY))).toContain('post');
    const again = wordsOf(await run(manager(), 'sources refresh', QUAY, { source: 'post' }));
    expect(again).toContain('nothing new');
    await new Promise((resolve) => setTimeout(resolve, NO_MORE_MS));
    expect(announced()).toHaveLength(1);
    expect(await theirs('ask', LAMP)).toContain('nine seconds');
  });

  it('puts back by /articles restore what was removed', async () => {
    const who = manager();
    const staged = await run(who, 'articles add', QUAY, { file: upload('kiln.md', KILN) });
    await press(who, staged, 'Keep');
    await until(async () => (await theirs('ask', FIRED)).includes('Tuesdays'));
    const [article] = await suggested(who, QUAY, 'articles remove', 'article', 'kiln');
    const sure = await run(who, 'articles remove', QUAY, { article: article?.value ?? '' });
    await press(who, sure, 'Remove the article');
    expect(await theirs('ask', FIRED)).not.toContain('Tuesdays');
    // Of what was removed, nobody but managers is shown a word.
    expect(
      await suggested(bot.member(OTHER_GUILD_ID), QUAY, 'articles restore', 'article'),
    ).toEqual([]);
    const [removed] = await suggested(manager(), QUAY, 'articles restore', 'article', 'kiln');
    expect(removed?.name).toContain('The kiln');
    const restored = await run(manager(), 'articles restore', QUAY, {
      article: removed?.value ?? '',
    });
    expect(wordsOf(restored)).toContain('Put back: kiln.md');
    await until(async () => (await theirs('ask', FIRED)).includes('Tuesdays'));
    expect(await suggested(manager(), QUAY, 'articles restore', 'article', 'kiln')).toEqual([]);
  });

  it('shows more passages of an answer, and gives one to copy', async () => {
    const who = bot.member();
    const question = 'When does the ferry cross the sound?';
    const answer = await run(who, 'ask', CHANNELS.general, { question, count: 1 });
    expect(wordsOf(answer)).toContain('noon');
    const [menu] = menusIn(answer);
    const value = menu?.options[0]?.value ?? '';
    const more = await answerTo(who.select(answer.id, menu?.id ?? '', [value]));
    expect(wordsOf(more.message)).toMatch(/ferry/);
    expect(wordsOf(more.message)).not.toBe(wordsOf(answer));
    const shared = await run(who, 'ask', CHANNELS.general, { question, count: 1, visible: true });
    const id = /\w{6}-\w{6}/.exec(wordsOf(shared))?.[0] ?? '';
    const cited = await run(who, 'cite', CHANNELS.general, { id });
    const copied = wordsOf(await press(who, cited, 'Copy'));
    expect(copied).toContain(id);
    expect(copied).toContain('The ferry');
  });

  it('answers as many questions a minute as a server may ask, and tells others privately', async () => {
    const owner = bot.standIn.addMember('Owner');
    const server = bot.standIn.addServer('Busy', owner, [bot.standIn.world.bot.id]);
    const { id, channelId } = server;
    const theOwner = bot.standIn.as(owner);
    const staged = await run(theOwner, 'articles add', channelId, {
      file: upload('kiln.md', KILN),
    });
    await press(theOwner, staged, 'Keep');
    await until(
      async () => (await suggested(bot.member(id), channelId, 'ask', 'article', 'kiln')).length > 0,
    );
    const ask = async () => {
      const options = { ...FIRED, visible: true };
      return bot.member(id).runCommand({ name: 'ask', options, channelId });
    };
    for (let n = 0; n < 2; n++) {
      const { message, ephemeral } = await answerTo(ask());
      expect([wordsOf(message).includes('Tuesdays'), ephemeral]).toEqual([true, false]);
    }
    const sent = await ask();
    await sent.acknowledged();
    const refused = await sent.followUp();
    expect(wordsOf(refused)).toMatch(/^Here 2 questions a minute are answered/);
    expect((refused.flags ?? 0) & 64).toBe(64);
    expect(wordsOf(await run(theOwner, 'collection', channelId))).toContain('2 of 2');
  });
});
