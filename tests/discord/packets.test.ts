/** What comes through the gateway: no packet ends the bot, none is taken twice, none too late. */
import { afterEach, describe, expect, it } from 'vitest';
import { CHANNELS, GUILD_ID } from '../../src/playground/stand-in/seed.ts';
import { subscribe } from '../../src/playground/stand-in/world.ts';
import { type FaultyPair, QUESTION, startFaultyPair } from '../support/fault-bot.ts';
import { connectionPackets, mutatedPackets, samplePackets } from '../support/mutated-packets.ts';
import { passagesIn } from '../support/shown.ts';

const open: FaultyPair[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function connected(...given: Parameters<typeof startFaultyPair>): Promise<FaultyPair> {
  const pair = await startFaultyPair(...given);
  open.push(pair);
  expect(await pair.bot.connected).toBe(true);
  return pair;
}

/** The next interaction as it goes to the bot. */
function nextPayload({ standIn }: FaultyPair): Promise<Record<string, unknown>> {
  return new Promise((resolve) => {
    const end = subscribe(standIn.world, (event) => {
      if (event.type !== 'interaction-create') return;
      end();
      resolve(event.payload);
    });
  });
}

const dispatch = (t: string, d: unknown): string => JSON.stringify({ op: 0, t, s: null, d });
const callbacks = ({ standIn }: FaultyPair) =>
  standIn.requests.filter(({ path }) => path.includes('/callback'));

describe('misshaped packets', () => {
  it('are caught, counted and logged, and end nothing', async () => {
    const seed = Date.now() % 2 ** 31;
    console.info(`mutated packets: seed ${seed}`);
    const pair = await connected();
    const samples = await samplePackets(pair);
    for (const text of mutatedPackets(samples, 400, seed)) pair.standIn.sendRaw(text);
    expect(await pair.ask(), `seed ${seed}`).toContain('1931');
    const counted = pair.events.filter(([name]) => name === 'bad packet');
    expect(counted.length, `seed ${seed}`).toBeGreaterThan(20);
    const logged = pair.log.filter((line) => line.includes('a packet could not be worked with'));
    expect(logged).toHaveLength(counted.length);
    for (const [, event] of counted) {
      expect(Object.keys(event as object).sort()).toEqual(['error', 'type']);
    }
    expect(logged.join('')).not.toContain('bridge');
  });

  it('that a connection lives by are survived: it connects again', async () => {
    const seed = Date.now() % 2 ** 31;
    console.info(`mutated packets of the connection: seed ${seed}`);
    const pair = await connected();
    for (const text of mutatedPackets(connectionPackets(pair), 40, seed)) {
      pair.standIn.sendRaw(text);
      await new Promise(setImmediate);
    }
    pair.standIn.disconnect(4000);
    await pair.wellAgain();
    expect(await pair.ask(), `seed ${seed}`).toContain('1931');
  });

  it('that come before the bot is ready are caught, too', async () => {
    const pair = await connected(({ standIn }) => {
      const end = subscribe(standIn.world, (event) => {
        if (event.type !== 'bot-status') return;
        end();
        // Behind READY: discord.js keeps it until it is ready, and works with it by itself.
        const broken = { id: '1', application_id: '2', token: 'x', type: 2, data: { type: 1 } };
        standIn.sendRaw(dispatch('INTERACTION_CREATE', broken));
      });
    });
    expect(await pair.ask()).toContain('1931');
    expect(pair.events).toEqual([
      ['bad packet', { type: 'INTERACTION_CREATE', error: 'TypeError' }],
    ]);
  });
});

describe('the same event twice', () => {
  it('is answered once: an interaction', async () => {
    const pair = await connected();
    const payload = nextPayload(pair);
    await pair.ask();
    pair.standIn.sendRaw(dispatch('INTERACTION_CREATE', await payload));
    await pair.ask();
    expect(callbacks(pair)).toHaveLength(2);
  });

  it('is answered once: a mention', async () => {
    const pair = await connected();
    const { standIn } = pair;
    const replies = () => standIn.requests.filter(({ path }) => path.endsWith('/messages'));
    const sent = await pair
      .newcomer()
      .sendMessage(CHANNELS.general, `<@${standIn.world.bot.id}> ${QUESTION}`);
    const message = { ...sent, guild_id: GUILD_ID };
    standIn.sendRaw(dispatch('MESSAGE_CREATE', message));
    const other = { ...message, id: standIn.world.nextId() };
    const stored = standIn.world.messages.get(sent.id);
    if (stored)
      standIn.world.messages.set(other.id, { ...stored, data: { ...stored.data, id: other.id } });
    standIn.sendRaw(dispatch('MESSAGE_CREATE', other));
    while (replies().length < 2) await new Promise(setImmediate);
    await pair.ask();
    expect(replies()).toHaveLength(2);
  });
});

describe('an interaction that has waited', () => {
  it.each([
    [2_999, 0],
    [3_001, 1],
  ])('%i ms on this side of the socket is left alone from 3 s on', async (waits, shed) => {
    let time = 0;
    let passes = 0;
    const now = () => {
      const seen = time;
      time += passes;
      return seen;
    };
    const pair = await connected(undefined, { timing: { now } });
    passes = waits;
    const sent = await pair.newcomer().runCommand({ name: 'ask', options: { question: QUESTION } });
    if (shed === 0) expect(passagesIn((await sent.reply()).message ?? {})).toHaveLength(1);
    while (pair.events.length < shed) await new Promise(setImmediate);
    passes = 0;
    expect(await pair.ask()).toContain('1931');
    expect(pair.events).toEqual(shed === 0 ? [] : [['shed', { afterMs: waits }]]);
    expect(callbacks(pair)).toHaveLength(2 - shed);
    expect(pair.log.filter((line) => line.includes('waited too long'))).toHaveLength(shed);
  });
});
