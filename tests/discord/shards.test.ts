/** A bot that is split into several connections, all in one process, on real clients. */
import { afterEach, expect, it } from 'vitest';
import { CHANNELS, PEOPLE } from '../../src/playground/stand-in/seed.ts';
import { subscribe } from '../../src/playground/stand-in/world.ts';
import { type FaultyPair, QUESTION, startFaultyPair } from '../support/fault-bot.ts';
import { until } from '../support/postgres.ts';
import { addServerOnShard } from '../support/shards.ts';
import { textOf } from '../support/shown.ts';

/** A tenth of Discord's, and the bot's share of it. */
const EVERY = { identifyEveryMs: 500, signInEveryMs: 550 };
const TIMING = { signInEveryMs: EVERY.signInEveryMs, readyWithinMs: 1_000 };

let pair: FaultyPair;
afterEach(() => pair.close());

async function askIn(channelId: string): Promise<string> {
  const { standIn } = pair;
  const asking = await standIn
    .as(PEOPLE.member)
    .runCommand({ name: 'ask', options: { question: QUESTION }, channelId });
  return textOf((await asking.reply()).message ?? {});
}

it('answers through all of them, signs in one after the other, and loses none with another', async () => {
  let channels: string[] = [];
  pair = await startFaultyPair(
    ({ standIn }) => {
      Object.assign(standIn.world.gateway, { shards: 4, identifyEveryMs: EVERY.identifyEveryMs });
      channels = [0, 1, 2, 3].map((shard) => addServerOnShard(standIn, shard, 4));
    },
    { timing: TIMING },
  );
  const { gateway } = pair.standIn.world;
  await until(async () => pair.bot.shards().ids.length === 4);
  expect(pair.bot.shards()).toEqual({ count: 4, ids: [0, 1, 2, 3] });
  expect(gateway).toMatchObject({ signIns: 4, hastySignIns: 0 });
  expect(pair.vitals.state('gateway').state).toBe('well');
  for (const channelId of [...channels, CHANNELS.memberDm]) {
    expect(await askIn(channelId)).toContain('1931');
  }
  // A mention comes through its server's shard alone, and is answered once.
  const replies: string[] = [];
  const end = subscribe(pair.standIn.world, (event) => {
    if (event.type === 'message-create' && event.message.data.author.bot) {
      replies.push(event.message.channelId);
    }
  });
  const { bot } = pair.standIn.world;
  const mention = `<@${bot.id}> ${QUESTION}`;
  await pair.standIn.as(PEOPLE.member).sendMessage(channels[3] ?? '', mention);
  await until(async () => replies.length > 0);
  end();
  expect(replies).toEqual([channels[3]]);
  // Cut off, each takes its own session up again.
  const well = pair.wellAgain();
  pair.standIn.disconnect();
  await well;
  await until(async () => pair.bot.shards().ids.length === 4);
  expect(gateway.signIns).toBe(4);
});

it('signs in as many at once as Discord lets it', async () => {
  pair = await startFaultyPair(
    ({ standIn }) => {
      const { gateway } = standIn.world;
      Object.assign(gateway, { shards: 4, maxConcurrency: 4, identifyEveryMs: 60_000 });
    },
    { timing: { ...TIMING, signInEveryMs: 60_000 } },
  );
  await until(async () => pair.bot.shards().ids.length === 4);
  expect(pair.standIn.world.gateway.hastySignIns).toBe(0);
});

it('holds the shards it is told to hold, and comes back where it signed in too early', async () => {
  pair = await startFaultyPair(
    ({ standIn }) => {
      standIn.world.gateway.identifyEveryMs = 300;
    },
    { shards: { count: 4, ids: [1, 3] }, timing: { signInEveryMs: 0 } },
  );
  await until(async () => pair.bot.shards().ids.length === 2);
  expect(pair.bot.shards()).toEqual({ count: 4, ids: [1, 3] });
  expect(pair.standIn.world.gateway.hastySignIns).toBeGreaterThan(0);
});

it('splits further where Discord closes a connection that has too many servers', async () => {
  pair = await startFaultyPair(undefined, {
    timing: { signInEveryMs: 0 },
  });
  expect(await pair.bot.connected).toBe(true);
  const { gateway } = pair.standIn.world;
  Object.assign(gateway, { shards: 2 });
  pair.standIn.disconnect(4011);
  await until(async () => pair.bot.shards().ids.length === 2);
  expect(pair.bot.shards()).toEqual({ count: 2, ids: [0, 1] });
  expect(await pair.ask()).toContain('1931');
});
