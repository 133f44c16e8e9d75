/** The built bot whose questions go to a replica that lags: what was removed is shown to nobody, at once. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { CHANNELS, OTHER_GUILD_ID } from '../../src/playground/stand-in/seed.ts';
import { buttonId } from '../support/bot.ts';
import { runCli } from '../support/cli.ts';
import { describePostgres, until } from '../support/postgres.ts';
import { startReplica, type TestReplica } from '../support/postgres-replica.ts';
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

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const KILN =
  '# The kiln\n\nThe kiln is fired on Tuesdays and Fridays only. Glaze is mixed outdoors.\n';
const WHEEL = '# The wheel\n\nThe wheel of the potter is oiled on Wednesdays.\n';
const FIRED = { question: 'When is the kiln fired?' };
const QUAY = CHANNELS.quayside;

describePostgres('a bot with a replica that lags', () => {
  let bot: StoredProgram;
  let replica: TestReplica;
  let readUrl: string;
  beforeAll(async () => {
    bot = await openStoredProgram({ 'ferry.md': '# The ferry\n\nIt sails.\n', ...loomFiles });
    replica = await startReplica(bot.server);
    readUrl = replica.url(new URL(bot.url).pathname.slice(1));
    await bot.start({ DATABASE_READ_URL: readUrl });
  });
  afterAll(async () => {
    await bot.close();
    await replica.close();
  });

  const member = () => bot.member(OTHER_GUILD_ID);
  const said = async (name: string, options = {}) =>
    wordsOf(await run(member(), name, QUAY, options));
  const asked = (): number =>
    replica.statements(new URL(bot.url).pathname.slice(1)).filter((one) => /passages/.test(one))
      .length;
  async function keep(name: string, text: string): Promise<void> {
    const manager = bot.manager(OTHER_GUILD_ID);
    const staged = await run(manager, 'articles add', QUAY, { file: upload(name, text) });
    expect(wordsOf(await press(manager, staged, 'Keep'))).toContain('Kept as');
  }

  it('asks it, and shows what was removed to nobody, however far it lags', async () => {
    await keep('kiln.md', KILN);
    await replica.caughtUp();
    const before = asked();
    await until(async () => (await said('ask', FIRED)).includes('Tuesdays'));
    expect(asked()).toBeGreaterThan(before);
    const reader = member();
    const old = await run(reader, 'ask', QUAY, FIRED);
    const id = /\w{6}-\w{6}/.exec(wordsOf(old))?.[0] ?? '';

    await replica.pause();
    const manager = bot.manager(OTHER_GUILD_ID);
    const [choice] = await suggested(manager, QUAY, 'articles remove', 'article', 'kiln');
    const sure = await run(manager, 'articles remove', QUAY, { article: choice?.value ?? '' });
    await press(manager, sure, 'Remove the article');

    const quote = 'Glaze is mixed outdoors.';
    const [answer, verdict, cited, listed] = await Promise.all([
      said('ask', FIRED),
      said('verify', { quote }),
      said('cite', { id }),
      said('library list'),
    ]);
    expect(answer).not.toContain('Tuesdays');
    expect(verdict).toContain('Not found');
    expect(cited).not.toContain('Tuesdays');
    expect(listed).not.toContain('kiln');
    expect(await suggested(member(), QUAY, 'quote', 'text', 'Glaze')).toEqual([]);
    expect(await suggested(member(), QUAY, 'library show', 'article', 'kiln')).toEqual([]);
    for (const label of ['Share', 'Context', 'Copy']) {
      const sent = await reader.click(old.id, buttonId(old, label));
      const said = [sent.reply(), sent.followUp().then((data) => ({ message: data }))];
      const { message } = await Promise.race(said);
      expect(message && wordsOf(message), label).not.toContain('Tuesdays');
    }
    // Another process, that heard of nothing.
    const env = bot.settings({ DISCORD_TOKEN: '', DATABASE_READ_URL: readUrl });
    const flags = ['--collection', 'loom', '--data', `${bot.root}/cli`];
    const elsewhere = await runCli(['ask', FIRED.question, ...flags], { env });
    expect(elsewhere.stdout).not.toContain('Tuesdays');
    // Nobody waits for it, either.
    await keep('wheel.md', WHEEL);
    await until(async () =>
      (await said('ask', { question: 'When is the wheel oiled?' })).includes('Wednesdays'),
    );

    await replica.resume();
    await replica.caughtUp();
    const then = asked();
    await until(async () => {
      expect(await said('ask', FIRED)).not.toContain('Tuesdays');
      return asked() > then;
    });
    expect(bot.program().stderr()).not.toMatch(/"level":50/);
  });
});
