/** What Discord does to a connection: each time the bot comes back by itself and answers rightly. */

import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';
import type { APIMessage } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/languages/languages.ts';
import { sayIn } from '../../src/languages/say.ts';
import { CHANNELS } from '../../src/playground/stand-in/seed.ts';
import { subscribe } from '../../src/playground/stand-in/world.ts';
import { type FaultyPair, QUESTION, startFaultyPair } from '../support/fault-bot.ts';
import { startFaultProxy } from '../support/fault-proxy.ts';
import { inEnglish, refusalOf } from '../support/refusals.ts';
import { textOf } from '../support/shown.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

const start: typeof startFaultyPair = async (...given) => {
  const pair = await startFaultyPair(...given);
  open.push(pair);
  return pair;
};

async function connected(...given: Parameters<typeof startFaultyPair>): Promise<FaultyPair> {
  const pair = await start(...given);
  expect(await pair.bot.connected).toBe(true);
  return pair;
}

async function expectRightAnswer(pair: FaultyPair): Promise<void> {
  expect(await pair.ask()).toContain('1931');
  expect(pair.vitals.state('gateway')).toMatchObject({ state: 'well', ailment: null });
}

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A port where somebody listens who never says anything. */
async function silentPort(): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => void sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  });
  return (server.address() as AddressInfo).port;
}

/** Where something is to be silent. */
const BRIEF = { timing: { readyWithinMs: 400 } };

describe('at the start', () => {
  it('waits for a Discord that nobody can reach, says so, and connects as soon as it is there', async () => {
    const port = await freePort();
    const apiUrl = `http://127.0.0.1:${port}/api`;
    const pair = await start(undefined, { apiUrl, timing: { sayEveryMs: 1 } });
    const said = () => pair.log.filter((line) => line.includes('not connected with Discord'));
    const { ailment } = await pair.ill();
    expect(ailment).toMatchObject({ key: 'discordUnreachableAt' });
    while (said().length < 3) await new Promise(setImmediate);
    expect(said()[0]).toContain('cannot be reached');
    open.push(await startFaultProxy(pair.standIn.apiUrl, port));
    expect(await pair.bot.connected).toBe(true);
    await expectRightAnswer(pair);
  });

  it.each([503, 500, 429, 403])('waits while Discord answers with %i', async (status) => {
    let left = 9;
    const pair = await connected(({ proxy }) => {
      proxy.spoil = async ({ path }) =>
        path.includes('/gateway/bot') && left-- > 0 ? { status, body: { message: 'no' } } : null;
    });
    expect(left).toBeLessThan(0);
    await expectRightAnswer(pair);
  });

  it.each([
    ['a port where nobody listens', async () => `ws://127.0.0.1:${await freePort()}`],
    ['a name that nobody has', async () => 'ws://gateway.invalid'],
    ['a server that says nothing', async () => `ws://127.0.0.1:${await silentPort()}`],
    ['a server that speaks something else', async (api: string) => api.replace(/^http/, 'ws')],
  ])('waits while the gateway is said to be at %s', async (_what, place) => {
    let left = 4;
    const pair = await connected(({ proxy }) => {
      proxy.spoil = async ({ path }, pass) => {
        if (!path.includes('/gateway/bot') || left-- <= 0) return null;
        const { status, body } = await pass();
        return { status, body: { ...(body as object), url: await place(proxy.apiUrl) } };
      };
    }, BRIEF);
    expect(left).toBeLessThan(0);
    await expectRightAnswer(pair);
  });

  it('waits until it may sign in again, and does not sign in before', async () => {
    let asked = 0;
    const pair = await connected(({ standIn, proxy }) => {
      Object.assign(standIn.world.gateway, { sessionStarts: 0, resetAfterMs: 1 });
      proxy.spoil = async ({ path }) => {
        if (path.includes('/gateway/bot') && ++asked === 5) {
          expect(standIn.world.gateway.signIns).toBe(0);
          standIn.world.gateway.sessionStarts = 1;
        }
        return null;
      };
    });
    expect(pair.standIn.world.gateway.signIns).toBe(1);
    await expectRightAnswer(pair);
  });

  it.each(['greets', 'letsIn'] as const)('leaves a gateway that never %s', async (what) => {
    const pair = await start(
      ({ standIn }) => {
        standIn.world.gateway[what] = false;
      },
      { timing: { readyWithinMs: 200 } },
    );
    await pair.ill();
    pair.standIn.world.gateway[what] = true;
    expect(await pair.bot.connected).toBe(true);
    await expectRightAnswer(pair);
  });

  it('can be closed at any moment, and ends at once', async () => {
    const apiUrl = `http://127.0.0.1:${await freePort()}/api`;
    const hour = { first: 3_600_000, longest: 3_600_000 };
    const pausing = await start(undefined, { apiUrl, timing: { pauses: hour } });
    await pausing.ill();
    await pausing.bot.close();
    expect(await pausing.bot.connected).toBe(false);

    const unanswered = await start(({ standIn }) => {
      standIn.world.gateway.greets = false;
    });
    await unanswered.bot.close();
    expect(await unanswered.bot.connected).toBe(false);
  });

  it('does not sign in after it was closed, though Discord answers late', async () => {
    let answer: () => void = () => {};
    let asked = 0;
    const late = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const pair = await start(({ proxy }) => {
      // Its first request is the bot's, the second discord.js's own.
      proxy.spoil = async ({ path }) => {
        if (path.includes('/gateway/bot') && ++asked === 2) await late;
        return null;
      };
    });
    while (asked < 2) await new Promise(setImmediate);
    await pair.bot.close();
    answer();
    const { token } = pair.standIn;
    const other = await connected(undefined, { token, apiUrl: pair.standIn.apiUrl });
    pair.standIn.disconnect();
    await other.wellAgain();
    expect(pair.standIn.world.gateway.signIns).toBe(1);
  });
});

describe('a connection that is lost', () => {
  it.each([1000, 1001, 4000, 4001, 4002, 4003, 4005, 4007, 4008, 4009])(
    'comes back (close code %i)',
    async (code) => {
      const pair = await connected();
      const again = pair.wellAgain();
      pair.standIn.disconnect(code);
      await again;
      await expectRightAnswer(pair);
      expect(pair.vitals.state('gateway').restarts).toBeGreaterThan(0);
    },
  );

  it.each([
    ['told to reconnect', { op: 7, d: null }],
    ['its session invalid', { op: 9, d: false }],
  ])('comes back (%s)', async (_what, payload) => {
    const pair = await connected();
    const again = pair.wellAgain();
    pair.standIn.sendRaw(JSON.stringify(payload));
    await again;
    await expectRightAnswer(pair);
  });

  it('comes back when heartbeats are not acknowledged', async () => {
    const pair = await connected(({ standIn }) => {
      Object.assign(standIn.world.gateway, { heartbeatMs: 60, acknowledges: false });
    });
    const again = pair.wellAgain();
    await pair.ill();
    pair.standIn.world.gateway.acknowledges = true;
    await again;
    await expectRightAnswer(pair);
  });

  it('comes back when its session is taken up by nobody', async () => {
    const pair = await connected(undefined, { timing: { readyWithinMs: 400 } });
    const { gateway } = pair.standIn.world;
    const again = pair.wellAgain();
    gateway.letsIn = false;
    pair.standIn.disconnect();
    await pair.ill();
    while (gateway.signIns < 2) await new Promise(setImmediate);
    gateway.letsIn = true;
    await again;
    await expectRightAnswer(pair);
  });

  it('resumes, so that what was asked meanwhile is answered, and once', async () => {
    const pair = await connected();
    const again = pair.wellAgain();
    const gone = pair.ill();
    pair.standIn.disconnect(4000);
    await gone;
    const answer = pair.ask();
    await again;
    expect(await answer).toContain('1931');
    expect(pair.standIn.world.gateway.signIns).toBe(1);
  });
});

describe('a connection that is closed for good', () => {
  const CODES = [
    [4004, 'tokenRefused', 'DISCORD_TOKEN'],
    [4010, 'shardRefused', '4010'],
    [4011, 'shardingRequired', '4011'],
    [4012, 'gatewayVersionRefused', '4012'],
    [4013, 'intentsInvalid', 'intent'],
    [4014, 'intentsDisallowed', 'Privileged Gateway Intents'],
  ] as const;

  it.each(CODES)('ends with its cause in words (%i, at the start)', async (code, key, words) => {
    const pair = await start(({ standIn }) => {
      standIn.world.gateway.refusesWith = code;
    });
    const refusal = await refusalOf(pair.bot.connected);
    expect(refusal.key).toBe(key);
    expect(inEnglish(refusal)).toContain(words);
    expect(inEnglish(refusal)).not.toContain('network');
    expect(await pair.bot.ended).toBe(refusal);
  });

  it.each(CODES)('ends with its cause in words (%i, later)', async (code, key, words) => {
    const pair = await connected();
    pair.standIn.disconnect(code);
    const refusal = await pair.bot.ended;
    expect(refusal.key).toBe(key);
    for (const language of Object.keys(LANGUAGES)) {
      const sentence = sayIn(language).tell(refusal);
      expect(sentence).toMatch(words === 'intent' ? /intent|интент/i : words);
    }
    await pair.bot.close();
    expect(pair.vitals.state('gateway')).toMatchObject({ state: 'ill', ailment: { key } });
  });
});

describe('a request that Discord refuses', () => {
  const MENTION = /^POST .*\/channels\/\d+\/messages/;

  /** Mentions the bot. @returns what it answers. */
  async function mention({ standIn, newcomer }: FaultyPair): Promise<APIMessage> {
    const who = newcomer();
    const answered = new Promise<APIMessage>((resolve) => {
      const end = subscribe(standIn.world, (event) => {
        if (event.type !== 'message-create' || !event.message.data.author.bot) return;
        end();
        resolve(event.message.data);
      });
    });
    await who.sendMessage(CHANNELS.general, `<@${standIn.world.bot.id}> ${QUESTION}`);
    return answered;
  }

  /** Answers 401 to what fits, so often. */
  function refuse({ proxy }: Pick<FaultyPair, 'proxy'>, fits: RegExp, times: number): () => number {
    let refused = 0;
    proxy.spoil = async ({ method, path }) => {
      if (refused >= times || !fits.test(`${method} ${path}`)) return null;
      refused++;
      return { status: 401, body: { code: 0, message: '401: Unauthorized' } };
    };
    return () => refused;
  }

  it('is sent once more after a 401, and mentions go on being answered', async () => {
    const pair = await connected();
    const refused = refuse(pair, MENTION, 1);
    expect(textOf(await mention(pair))).toContain('1931');
    expect(textOf(await mention(pair))).toContain('1931');
    expect(refused()).toBe(1);
  });

  it('does not end the bot where a 401 stays for a while', async () => {
    const pair = await connected();
    const refused = refuse(pair, MENTION, 2);
    await pair
      .newcomer()
      .sendMessage(CHANNELS.general, `<@${pair.standIn.world.bot.id}> ${QUESTION}`);
    const isAsked = () => pair.standIn.requests.some(({ path }) => path === '/users/@me');
    while (refused() < 2 || !isAsked()) await new Promise(setImmediate);
    expect(textOf(await mention(pair))).toContain('1931');
    await expectRightAnswer(pair);
  });

  it('ends the bot where its token is refused for good', async () => {
    const pair = await connected();
    const refused = refuse(pair, /./, Number.POSITIVE_INFINITY);
    await pair
      .newcomer()
      .sendMessage(CHANNELS.general, `<@${pair.standIn.world.bot.id}> ${QUESTION}`);
    expect(inEnglish(await pair.bot.ended)).toContain('DISCORD_TOKEN');
    expect(refused()).toBeGreaterThan(4);
  });

  it.each([
    [500, 0],
    [403, 20_012],
    [400, 50_035],
    [401, 0],
  ])(
    'keeps commands from being registered, and not the bot from answering (%i)',
    async (status, code) => {
      let left = Number.POSITIVE_INFINITY;
      const pair = await connected(({ proxy }) => {
        proxy.spoil = async ({ method, path }) => {
          if (method !== 'PUT' || !path.includes('/commands') || left-- <= 0) return null;
          return { status, body: { code, message: 'no' } };
        };
      });
      expect(pair.standIn.world.commands.size).toBe(0);
      expect(textOf(await mention(pair))).toContain('1931');
      const registered = new Promise<void>((resolve) => {
        const end = subscribe(pair.standIn.world, ({ type }) => {
          if (type !== 'commands-change') return;
          end();
          resolve();
        });
      });
      left = 0;
      await registered;
      await expectRightAnswer(pair);
    },
  );
});
