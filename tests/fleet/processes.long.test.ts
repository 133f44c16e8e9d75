/** The built program in many processes over one database, as a bot that is split among them. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIMessage } from 'discord.js';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { PEOPLE } from '../../src/playground/stand-in/seed.ts';
import { type StandIn, startStandIn } from '../../src/playground/stand-in/stand-in.ts';
import { answerTo, buttonId, messageOnce } from '../support/bot.ts';
import { runCli } from '../support/cli.ts';
import { migratedDatabase } from '../support/database.ts';
import { describePostgres, startPostgres, type TestServer, until } from '../support/postgres.ts';
import { type Program, startProgram } from '../support/program.ts';
import { addServerOnShard } from '../support/shards.ts';
import { textOf } from '../support/shown.ts';

vi.setConfig({ testTimeout: 180_000 });
/** Four programs start side by side, and sign in 5 s after each other. */
const STARTED_MS = 120_000;
/** 10 s of the lease, 1 s until it is looked at, and the time to sign in. */
const TAKEN_OVER_MS = 25_000;
const KILN = '# The kiln\n\nThe kiln of the potters burns day and night in the winter of 1874.\n';
const FERRY = '# The ferry\n\nThe ferry crosses the river at six in the morning.\n';

describePostgres('a bot in many processes', () => {
  const root = mkdtempSync(join(tmpdir(), 'footnote-fleet-'));
  const programs = new Map<string, Program>();
  let server: TestServer;
  let standIn: StandIn;
  let url: string;
  /** One on each shard of four. */
  let channels: string[];

  beforeAll(async () => {
    server = await startPostgres();
    url = await migratedDatabase(server);
    standIn = await startStandIn();
    channels = [0, 1, 2, 3].map((shard) => addServerOnShard(standIn, shard, 4));
    mkdirSync(join(root, 'articles'));
    writeFileSync(join(root, 'articles', 'kiln.md'), KILN);
  });
  afterAll(async () => {
    for (const program of programs.values()) program.kill('SIGKILL');
    await Promise.all([...programs.values()].map(({ ended }) => ended));
    await standIn.close();
    await server.close();
    rmSync(root, { recursive: true });
  });

  function start(name: string, shards: number, ids: string, isWriter = false): Program {
    const program = startProgram({
      data: join(root, name),
      articles: join(root, isWriter ? 'articles' : 'none'),
      env: {
        ...{ DISCORD_TOKEN: standIn.token, DISCORD_API_URL: standIn.apiUrl, DATABASE_URL: url },
        ...{ SHARDS: String(shards), SHARD_IDS: ids, WRITER: String(isWriter) },
        MANAGER_GUILD_IDS: channels.map(serverOf).join(),
        ...{ READER_MODEL: 'none', LOG_LEVEL: 'debug' },
      },
    });
    programs.set(name, program);
    return program;
  }
  const serverOf = (channelId: string) => standIn.world.channels.get(channelId)?.serverId ?? '';
  const status = async (name: string) =>
    JSON.parse((await runCli(['status', '--json', '--data', join(root, name)])).stdout);
  const held = (name: string, n: number, ms = STARTED_MS) =>
    until(async () => (await status(name)).together?.shards.held === n, ms);
  const end = async (name: string, signal: NodeJS.Signals): Promise<void> => {
    await programs.get(name)?.end(signal);
    programs.delete(name);
  };
  const run = async (name: string, options: object, channelId: string | undefined) =>
    (
      await answerTo(
        standIn.as(PEOPLE.moderator).runCommand({
          name,
          options: options as Record<string, string>,
          ...(channelId !== undefined && { channelId }),
        }),
      )
    ).message;
  const ask = (question: string, channelId: string | undefined) =>
    run('ask', { question }, channelId);

  let answered: APIMessage;
  let waiting: APIMessage;

  it('answers in two, each its own servers', async () => {
    start('a', 2, '0', true);
    start('b', 2, '1');
    await held('a', 2);
    await until(async () => (await status('a')).articles === 1, STARTED_MS);
    for (const channelId of channels) {
      const answer = await ask('When did the kiln burn?', channelId);
      expect(textOf(answer)).toContain('1874');
    }
    answered = await ask('When did the kiln burn?', channels[3]);
    const data = new TextEncoder().encode(FERRY);
    const file = { filename: 'ferry.md', contentType: 'text/markdown', data };
    waiting = await run('articles add', { file }, channels[3]);
    expect(textOf(waiting)).toContain('The ferry');
    expect(standIn.world.gateway.hastySignIns).toBe(0);
  });

  it('goes on in four with the buttons and uploads of two, and signs in by turns', async () => {
    await Promise.all([end('a', 'SIGTERM'), end('b', 'SIGTERM')]);
    for (const id of [0, 1, 2, 3]) start(`c${id}`, 4, String(id), id === 0);
    await held('c1', 4);
    expect(standIn.world.gateway).toMatchObject({ signIns: 6, hastySignIns: 0 });
    const moderator = standIn.as(PEOPLE.moderator);
    const shown = await answerTo(moderator.click(answered.id, buttonId(answered, 'Context')));
    expect(textOf(shown.message)).toContain('The kiln');
    await moderator.click(waiting.id, buttonId(waiting, 'Keep'));
    await messageOnce(standIn, waiting.id, (message) => textOf(message) !== textOf(waiting));
    await until(
      async () => textOf(await ask('When does the ferry cross?', channels[1])).includes('six'),
      60_000,
    );
    const { stdout } = await runCli(['status', '--data', join(root, 'c2')]);
    expect(stdout).toMatch(/All 4 processes: .* 4 of 4 shards held/);
  });

  it('goes on where one is frozen or killed, and is answered by one alone', async () => {
    // Who holds a shard has still to sign in, and what comes until then is nobody's.
    const answers = () =>
      until(
        () =>
          ask('When did the kiln burn?', channels[3]).then(
            (answer) => textOf(answer).includes('1874'),
            () => false,
          ),
        2 * TAKEN_OVER_MS,
      );
    const standby = start('d', 4, '3');
    await standby.says(/standing by/);
    const frozen = programs.get('c3');
    frozen?.kill('SIGSTOP');
    await standby.says(/takes a shard over/);
    await until(async () => (await status('d')).together.processes === 4, TAKEN_OVER_MS);
    await held('d', 4, TAKEN_OVER_MS);
    await answers();
    frozen?.kill('SIGCONT');
    await frozen?.says(/another process holds this shard: standing by/);
    const mention = `<@${standIn.world.bot.id}> When did the kiln burn?`;
    const replies = () =>
      [...standIn.world.messages.values()].filter(
        ({ channelId, data }) => channelId === channels[3] && data.message_reference !== undefined,
      ).length;
    await standIn.as(PEOPLE.member).sendMessage(channels[3] ?? '', mention);
    await until(async () => replies() > 0);
    await end('d', 'SIGKILL');
    await frozen?.says(/takes a shard over/);
    await held('c3', 4, TAKEN_OVER_MS);
    await answers();
    expect(replies()).toBe(1);
  });
});
