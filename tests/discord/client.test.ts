/** Starting, registering, losing the connection and stopping, against the stand-in for Discord. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { buttons, commands } from '../../commands/index.ts';
import { openBot, register, startBot } from '../../src/discord/client.ts';
import { makeLogger } from '../../src/log.ts';
import { GUILD_ID, PEOPLE } from '../../src/playground/stand-in/seed.ts';
import { type StandIn, startStandIn } from '../../src/playground/stand-in/stand-in.ts';
import { asRefusal, type RefusalKey, type Statement } from '../../src/refusals.ts';
import { makeVitals, type PartState } from '../../src/supervision/vitals.ts';
import { answerTo, expectGoodRequests } from '../support/bot.ts';
import { makeMemoryLibrary } from '../support/memory-library.ts';
import { inEnglish, refusalOf } from '../support/refusals.ts';
import { testSettings } from '../support/settings.ts';
import { passagesIn } from '../support/shown.ts';
import { singleCommunity } from '../support/single-community.ts';

const library = makeMemoryLibrary([
  { title: 'A bridge', body: ['The bridge was built in 1931 by hand.'] },
]);
const communities = singleCommunity({ library });
const settings = testSettings();
const QUESTION = 'When was the bridge built?';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

async function standInNow(): Promise<StandIn> {
  const standIn = await startStandIn();
  open.push(standIn);
  return standIn;
}

function options(standIn: Pick<StandIn, 'token' | 'apiUrl'>, log: string[] = []) {
  const logger = makeLogger('trace', { write: (line) => void log.push(line) });
  const { token, apiUrl } = standIn;
  return { token, apiUrl, communities, settings, logger, commands, buttons };
}

async function startNow(standIn: StandIn, guildId?: string): Promise<{ close(): Promise<void> }> {
  const bot = await startBot({ ...options(standIn), ...(guildId !== undefined && { guildId }) });
  open.push(bot);
  return bot;
}

const puts = (standIn: StandIn) => standIn.requests.filter(({ method }) => method === 'PUT');

describe('registering', () => {
  it('happens at the first start, and not again while nothing has changed', async () => {
    const standIn = await standInNow();
    const first = await startNow(standIn);
    expect(puts(standIn)).toHaveLength(1);
    const offered = standIn.as(PEOPLE.member).commands();
    expect(offered.find(({ name }) => name === 'ask')).toMatchObject({
      contexts: [0, 1, 2],
      integration_types: [0, 1],
    });
    expect(offered.map(({ name }) => name)).not.toContain('gaps');
    await first.close();
    await startNow(standIn);
    expect(puts(standIn)).toHaveLength(1);
    expect(await register(options(standIn))).toBe('unchanged');
    expectGoodRequests(standIn);
  });

  it('happens again when a command is another one', async () => {
    const standIn = await standInNow();
    await register(options(standIn));
    for (const command of standIn.world.commands.values()) command.description = 'Older words';
    expect(await register(options(standIn))).toBe('registered');
    expect(await register(options(standIn))).toBe('unchanged');
    expectGoodRequests(standIn);
  });

  it('is for one server where one is named', async () => {
    const standIn = await standInNow();
    await startNow(standIn, GUILD_ID);
    expect(puts(standIn).map(({ route }) => route)).toEqual([
      '/applications/{application_id}/guilds/{guild_id}/commands',
    ]);
    expect(await register({ ...options(standIn), guildId: GUILD_ID })).toBe('unchanged');
    expectGoodRequests(standIn);
  });
});

describe('starting', () => {
  it('tells the id by which it is invited', async () => {
    const standIn = await standInNow();
    const told: string[] = [];
    open.push(await startBot({ ...options(standIn), onApplication: (id) => told.push(id) }));
    expect(told).toEqual([standIn.world.application.id]);
  });

  it('names DISCORD_TOKEN when Discord refuses it, and never logs it', async () => {
    const standIn = await standInNow();
    for (const token of ['MTA.wrong.token', '']) {
      const log: string[] = [];
      const error = await refusalOf(startBot({ ...options(standIn, log), token }));
      expect(error).toMatchObject({ key: 'tokenRefused' });
      expect(inEnglish(error)).toMatch(/^DISCORD_TOKEN [^\n]+\.$/);
      if (token !== '')
        expect(log.join('') + inEnglish(error) + error.message).not.toContain(token);
    }
    const error = await refusalOf(register({ ...options(standIn), token: 'MTA.wrong.token' }));
    expect(inEnglish(error)).toContain('DISCORD_TOKEN');
  });

  it('names DISCORD_GUILD_ID when the bot is not in that server', async () => {
    const standIn = await standInNow();
    const guildId = '1399999999999999999';
    const error = await refusalOf(startBot({ ...options(standIn), guildId }));
    expect(inEnglish(error)).toMatch(/^DISCORD_GUILD_ID [^\n]+1399999999999999999[^\n]+\.$/);
  });

  it('says so when Discord cannot be reached to register, which nobody waits for', async () => {
    const standIn = await startStandIn();
    await standIn.close();
    const error = await refusalOf(register(options(standIn)));
    expect(inEnglish(error)).toContain('cannot be reached');
    expect(inEnglish(error)).toContain('DISCORD_API_URL');
  });
});

describe('a REST root that is not Discord', () => {
  it.each([
    [404, 'application/json', '{}'],
    [200, 'text/html', '<html>'],
    [200, 'application/json', '{"a":1}'],
    [200, 'application/json', 'not json'],
  ])('is named (%i, %s, %s)', async (status, type, body) => {
    const server = createServer((_, response) => {
      response.writeHead(status, { 'content-type': type }).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const apiUrl = `http://127.0.0.1:${port}/api`;
    const error = await refusalOf(startBot(options({ token: 'MTA.some.token', apiUrl })));
    expect(inEnglish(error)).toMatch(/^DISCORD_API_URL [^\n]+\.$/);
    await new Promise((resolve) => server.close(resolve));
  });
});

describe('a password in DISCORD_API_URL', () => {
  it.each([
    ['nobody listens', 'http://user:s3cret@127.0.0.1:1/api', 'discordUnreachableAt'],
    [
      'there is no such host',
      'http://user:s3cr%40t@no-such-host.invalid/api',
      'discordUnreachableAt',
    ],
    ['it is not Discord', 'not Discord', 'notDiscord'],
  ])('is never printed where %s', async (_what, address, key) => {
    const server = createServer((_, response) => void response.writeHead(404).end('{}'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const apiUrl = key === 'notDiscord' ? `http://user:s3cret@127.0.0.1:${port}/api` : address;
    const log: string[] = [];
    const given = options({ token: 'MTA.some.token', apiUrl }, log);
    /** Tries again for as long as it takes, and says meanwhile why it has to. */
    const ailing = async () => {
      const vitals = makeVitals();
      const ill = new Promise<PartState>((resolve) => vitals.onChange(resolve));
      const bot = openBot({ ...given, vitals });
      const { ailment } = await ill;
      await bot.close();
      throw asRefusal(ailment as Statement<RefusalKey>);
    };
    for (const start of [
      () => (key === 'notDiscord' ? startBot(given) : ailing()),
      () => register(given),
    ]) {
      const error = await refusalOf(start());
      expect(error.key).toBe(key);
      expect(error.message).not.toMatch(/s3cr/);
      expect(inEnglish(error)).not.toMatch(/s3cr|user/);
      expect(inEnglish(error)).toContain('/api');
    }
    expect(log.join()).not.toMatch(/s3cr/);
    await new Promise((resolve) => server.close(resolve));
  });
});

describe('running', () => {
  it('answers again after the connection was lost', async () => {
    const standIn = await standInNow();
    await startNow(standIn);
    standIn.disconnect();
    const member = standIn.as(PEOPLE.member);
    const run = member.runCommand({ name: 'ask', options: { question: QUESTION } });
    // Sent while nobody listens: the gateway hands it over when the session is resumed.
    expect(passagesIn((await answerTo(run)).message)).toHaveLength(1);
  });

  it('closes twice without complaint, and lets what it answers finish', async () => {
    const standIn = await standInNow();
    const bot = await startNow(standIn);
    const member = standIn.as(PEOPLE.member);
    const sent = await member.runCommand({ name: 'ask', options: { question: QUESTION } });
    await sent.acknowledged();
    await Promise.all([bot.close(), bot.close()]);
    expect(passagesIn((await answerTo(sent)).message)).toHaveLength(1);
    expect(standIn.world.botOnline).toBe(false);
  });
});
