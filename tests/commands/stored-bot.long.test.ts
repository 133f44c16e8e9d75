/** The built bot over a database, as its people use it: what it shows and keeps needs no folder of its own. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Actor } from '../../src/playground/stand-in/actor.ts';
import { CHANNELS, OTHER_GUILD_ID, PEOPLE } from '../../src/playground/stand-in/seed.ts';
import { answerTo, buttonId, expectGoodRequests } from '../support/bot.ts';
import { runCli } from '../support/cli.ts';
import { describePostgres, until } from '../support/postgres.ts';
import { startProgram } from '../support/program.ts';
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

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const FERRY = `# The ferry

The ferry crosses the sound at eight, noon and six. It carries sixty people and nine carts.

Tickets are sold on board by the purser. In winter the noon crossing is dropped.
`;
const KILN =
  '# The kiln\n\nThe kiln is fired on Tuesdays and Fridays only. Glaze is mixed outdoors.\n';
const [QUAY, TOWN] = [CHANNELS.quayside, CHANNELS.general];
const TICKETS = { question: 'Who sells tickets on board of the ferry?' };
const SHAFTS = { question: 'How many shafts does the great loom have?' };
const FIRED = { question: 'When is the kiln fired?' };
const UNKNOWN = 'do not seem to answer';

describePostgres('the bot over a database', () => {
  let bot: StoredProgram;
  beforeAll(async () => {
    bot = await openStoredProgram({ 'ferry.md': FERRY, ...loomFiles });
    await bot.start();
    await until(async () => (await said(bot.member(), 'ask', TOWN, TICKETS)).includes('purser'));
    await until(async () => (await theirs('ask', SHAFTS)).includes('forty shafts'));
  });
  afterAll(async () => {
    expectGoodRequests(bot.standIn);
    await bot.close();
  });

  const said = async (...call: Parameters<typeof run>) => wordsOf(await run(...call));
  /** What a new member of the second server is told there. */
  const theirs = (name: string, options = {}) =>
    said(bot.member(OTHER_GUILD_ID), name, QUAY, options);
  /** And one of the first. */
  const ours = (name: string, options = {}) => said(bot.member(), name, TOWN, options);
  const manager = () => bot.manager(OTHER_GUILD_ID);

  it('answers, shares, quotes, verifies and cites what each server sees', async () => {
    const who = bot.member();
    const answer = await run(who, 'ask', TOWN, TICKETS);
    expect(wordsOf(await press(who, answer, 'Context'))).toContain('nine carts');
    const shared = await who.click(answer.id, buttonId(answer, 'Share'));
    expect(wordsOf(await shared.followUp())).toContain('sold on board by the purser');
    const [choice] = await suggested(bot.member(OTHER_GUILD_ID), QUAY, 'quote', 'text', 'shafts');
    expect(await theirs('quote', { text: choice?.value })).toContain('forty shafts');
    const quote = 'The great loom has forty shafts and was built in 1887.';
    expect(await theirs('verify', { quote })).toContain('Verbatim');
    expect(await theirs('verify', { quote: quote.replace('forty', 'fifty') })).toContain('Altered');
    expect(await ours('verify', { quote })).toContain('Not found');
    expect(await ours('ask', SHAFTS)).toContain(UNKNOWN);
    const id = /\w{6}-\w{6}/.exec(wordsOf(answer))?.[0];
    expect(await ours('cite', { id })).toContain('sold on board by the purser');
    // From two collections at once.
    expect(await theirs('ask', TICKETS)).toContain('purser');
    expect(await theirs('library list')).toMatch(/The ferry[\s\S]*The loom/);
    const [, loom] = await suggested(manager(), QUAY, 'library show', 'article');
    const shown = await run(manager(), 'library show', QUAY, { article: loom?.value ?? '' });
    expect(wordsOf(shown)).toContain('forty shafts');
    expect(await theirs('help')).toContain('/ask');
    expect(await theirs('about')).toMatch(/Harbour loom: 1 article\nGeneral articles: 1 article/);
  });

  it('takes an article in, out and in again, for its own server alone', async () => {
    const who = manager();
    const staged = await run(who, 'articles add', QUAY, { file: upload('kiln.md', KILN) });
    expect(wordsOf(await press(who, staged, 'Keep'))).toContain('You can ask about it now');
    expect(await theirs('ask', FIRED)).toContain('Tuesdays');
    const [glaze] = await suggested(
      bot.member(OTHER_GUILD_ID),
      QUAY,
      'quote',
      'text',
      'outdoor galze',
    );
    expect(await theirs('quote', { text: glaze?.value })).toContain('Glaze');
    expect(await ours('ask', FIRED)).toContain(UNKNOWN);
    const article = (await suggested(who, QUAY, 'articles remove', 'article', 'kiln'))[0]?.value;
    const sure = await run(who, 'articles remove', QUAY, { article: article ?? '' });
    const gone = await press(who, sure, 'Remove the article');
    // At once, whatever a writer has come to.
    expect(await theirs('ask', FIRED)).not.toContain('Tuesdays');
    expect(await theirs('verify', { quote: 'Glaze is mixed outdoors.' })).toContain('Not found');
    expect(wordsOf(await press(who, gone, 'Undo'))).toContain('Put back: kiln.md');
    await until(async () => (await theirs('ask', FIRED)).includes('Tuesdays'));
    // What is in a folder is the operator's.
    const theLoom = (await suggested(who, QUAY, 'articles remove', 'article', 'loom'))[0]?.value;
    const asked = await run(who, 'articles remove', QUAY, { article: theLoom ?? '' });
    const kept = await press(who, asked, 'Remove the article');
    expect(wordsOf(kept)).toContain('whoever runs this bot');
    expect(await said(manager(), 'articles refresh', QUAY)).toContain('2 articles');
  });

  it('keeps gaps, choices and settings where they belong', async () => {
    await theirs('ask', { question: 'Where is the recipe of sourdough pancakes?' });
    await ours('ask', { question: 'Where is the recipe of blueberry muffins?' });
    const gaps = await said(manager(), 'gaps list', QUAY);
    expect(gaps).toContain('pancakes');
    expect(gaps).not.toContain('muffins');
    expect(await said(bot.manager(), 'gaps list', TOWN)).toContain('muffins');
    expect(await said(manager(), 'collection', QUAY)).toMatch(/Harbour loom\**\nArticles: 2\n/);
    expect(await said(manager(), 'sources list', QUAY)).toContain('no sources yet');
    const mira = bot.standIn.as(PEOPLE.member);
    const about = await run(mira, 'about', QUAY);
    expect(wordsOf(await press(mira, about, 'Use in my DMs'))).toContain('Harbour loom');
    expect(await said(mira, 'ask', CHANNELS.memberDm, SHAFTS)).toContain('forty shafts');
  });

  it('keeps a message as an article, and tells its managers when that is deleted', async () => {
    const [author, who] = [bot.member(OTHER_GUILD_ID), manager()];
    const words = 'The tide bell is rung by the keeper of the east pier at dusk.';
    const message = await author.sendMessage(QUAY, words);
    const staged = await answerTo(who.runMessageCommand('Keep as article', message.id));
    const kept = wordsOf(await press(who, staged.message, 'Keep'));
    expect(kept).toContain('You can ask about it now');
    const question = 'Who rings the tide bell at dusk?';
    expect(await theirs('ask', { question })).toContain('keeper of the east pier');
    expect(await ours('ask', { question })).toContain(UNKNOWN);
    expect(await theirs('library list')).not.toContain('The original message was deleted');
    await author.deleteMessage(message.id);
    await until(async () =>
      (await theirs('library list')).includes('The original message was deleted'),
    );
    const list = await run(who, 'library list', QUAY);
    const gone = await press(who, list, '1 deleted message');
    expect(wordsOf(await press(who, gone, 'Remove the article'))).toContain('Removed: ');
    expect(await theirs('ask', { question })).not.toContain('east pier');
  });

  it('counts what people say of answers, tells who waits, and logs no word of theirs', async () => {
    const [who, liking] = [bot.member(OTHER_GUILD_ID), bot.member(OTHER_GUILD_ID)];
    const answer = await run(liking, 'ask', QUAY, FIRED);
    expect(wordsOf(await press(liking, answer, 'Not helpful'))).toContain('Counted');
    const question = 'Which flour do blueberry muffins need?';
    const none = await run(who, 'ask', QUAY, { question });
    const waiting = await press(who, none, 'Tell me when there is an answer');
    expect(wordsOf(waiting)).toContain('I will tell you');
    const muffins = '# The muffins\n\nBlueberry muffins need oat flour, which is milled at home.\n';
    const file = upload('muffins.md', muffins);
    const keeper = manager();
    await press(keeper, await run(keeper, 'articles add', QUAY, { file }), 'Keep');
    const { messages, channels } = bot.standIn.world;
    const told = () =>
      [...messages.values()].filter(({ channelId, data }) => {
        const channel = channels.get(channelId);
        const isDirect = channel?.kind === 'bot-dm' && channel.recipients.includes(who.userId);
        return isDirect && wordsOf(data).includes('oat flour');
      });
    await until(async () => told().length === 1, 60_000);
    expect(await said(manager(), 'gaps list', QUAY)).toMatch(/When is the kiln fired/);
    expect(await said(manager(), 'stats', QUAY)).toContain('not helpful: 1');
    const { stdout, stderr } = bot.program();
    const logged = stdout() + stderr();
    expect(logged).toContain('"level"');
    for (const secret of [
      ...[question, FIRED.question, 'pancakes', 'tide bell is rung', 'sold on board'],
      ...[who.userId, liking.userId, PEOPLE.member, bot.standIn.token],
    ]) {
      expect(logged).not.toContain(secret);
    }
  });

  it('goes on after a restart, with nothing of its disk', async () => {
    expect((await bot.program().end('SIGTERM')).code).toBe(0);
    rmSync(bot.data, { recursive: true });
    await bot.start();
    expect(await theirs('ask', FIRED)).toContain('Tuesdays');
    expect(await ours('ask', TICKETS)).toContain('purser');
    const mira = bot.standIn.as(PEOPLE.member);
    expect(await said(mira, 'ask', CHANNELS.memberDm, SHAFTS)).toContain('forty shafts');
    expect(await said(manager(), 'gaps list', QUAY)).toContain('pancakes');
  });

  describe('without any folder, beside a writer', () => {
    it('does the same', async () => {
      expect((await bot.program().end('SIGTERM')).code).toBe(0);
      const env = bot.settings({ DISCORD_TOKEN: '', HEALTH_PORT: '' });
      const writer = startProgram({
        ...{ data: join(bot.root, 'writer'), articles: bot.articles, env },
        ...{ script: 'cli.js', args: ['index', '--watch'] },
      });
      try {
        await writer.says(/Watching for/);
        await bot.start({ WRITER: 'false', ARTICLES_DIR: join(bot.root, 'nowhere') });
        expect(await theirs('ask', SHAFTS)).toContain('forty shafts');
        const who: Actor = manager();
        const file = upload('wheel.md', '# The wheel\n\nThe wheel is oiled on Wednesdays.\n');
        const staged = await run(who, 'articles add', QUAY, { file });
        expect(wordsOf(await press(who, staged, 'Keep'))).toContain('You can ask about it now');
        const question = 'When is the wheel oiled?';
        expect(await theirs('ask', { question })).toContain('Wednesdays');
        expect(await said(bot.manager(), 'articles refresh', TOWN)).toContain('1 article');
        // The first article of a server makes its collection.
        const owner = bot.standIn.addMember('Owner');
        const { id, channelId } = bot.standIn.addServer('New', owner, [bot.standIn.world.bot.id]);
        const theOwner = bot.standIn.as(owner);
        const first = await run(theOwner, 'articles add', channelId, {
          file: upload('k.md', KILN),
        });
        expect(wordsOf(await press(theOwner, first, 'Keep'))).toContain('Kept as k.md');
        await until(async () => {
          const answer = await run(bot.member(id), 'ask', channelId, FIRED);
          return wordsOf(answer).includes('Tuesdays');
        });
      } finally {
        await writer.end('SIGTERM');
      }
    });

    it('is asked at the command line, too', async () => {
      const env = bot.settings({ DISCORD_TOKEN: '' });
      const nowhere = join(bot.root, 'nowhere');
      const flags = ['--articles', nowhere, '--data', join(bot.root, 'cli')];
      const own = [...flags, '--collection', 'loom'];
      const cli = async (...args: string[]) => {
        const { stdout, stderr } = await runCli(args, { env });
        return stdout + stderr;
      };
      expect(await cli('ask', FIRED.question, ...own)).toContain('Tuesdays');
      expect(await cli('ask', FIRED.question, ...flags)).not.toContain('Tuesdays');
      expect(await cli('quote', 'forty shafts', ...own)).toContain('The great loom');
      expect(await cli('verify', 'Glaze is mixed outdoors.', ...own)).toContain('verbatim');
      expect(await cli('verify', 'Glaze is mixed outdoors.', ...flags)).toContain('not found');
      expect(await cli('articles', ...own)).toContain('4 articles, 4 passages indexed.');
    });
  });

  it('names a collection in every statement, and logs no fault', async () => {
    expect(await statementsWithoutCollection(bot.server, bot.url)).toEqual([]);
    expect(bot.program().stderr()).not.toMatch(/"level":50/);
  });
});
