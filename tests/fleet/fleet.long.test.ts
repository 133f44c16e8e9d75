/** Several bots on one stand-in, which agree through a real database. */
import type { RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buttons, commands } from '../../commands/index.ts';
import { makeLeases } from '../../src/database/leases.ts';
import { type Bot, type BotOptions, openBot } from '../../src/discord/client.ts';
import type { Command } from '../../src/discord/command.ts';
import { joinFleet } from '../../src/fleet/fleet.ts';
import { keepPresence, type ProcessReport } from '../../src/fleet/processes.ts';
import { isOlder } from '../../src/fleet/registrar.ts';
import { makeLogger } from '../../src/log.ts';
import { PEOPLE } from '../../src/playground/stand-in/seed.ts';
import { type StandIn, startStandIn } from '../../src/playground/stand-in/stand-in.ts';
import { createClock } from '../support/clock.ts';
import { migratedDatabase, testPool } from '../support/database.ts';
import { QUESTION, QUICK } from '../support/fault-bot.ts';
import { makeMemoryLibrary } from '../support/memory-library.ts';
import { describePostgres, startPostgres, type TestServer, until } from '../support/postgres.ts';
import { testSettings } from '../support/settings.ts';
import { addServerOnShard } from '../support/shards.ts';
import { textOf } from '../support/shown.ts';
import { singleCommunity } from '../support/single-community.ts';

/** As they are, a tenth as long. */
const TIMES = { heldMs: 1_000, renewMs: 250, sureMs: 800, tryMs: 100, patienceMs: 100 };
/** Of the stand-in, and a little more of the bot's. */
const IDENTIFY_EVERY_MS = 300;
const SIGN_IN_EVERY_MS = 500;

describePostgres('processes of one bot', () => {
  let server: TestServer;
  let url: string;
  let standIn: StandIn;
  const closing: { close(): Promise<void> }[] = [];
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.close());
  afterEach(async () => {
    for (const one of closing.splice(0).reverse()) await one.close();
  });

  async function begin(): Promise<void> {
    url = await migratedDatabase(server);
    standIn = await startStandIn({
      ...{ clock: createClock(), identifyEveryMs: IDENTIFY_EVERY_MS },
    });
    closing.push(standIn);
  }

  /** Starts what would be a process. */
  function start(release: string, more: Partial<BotOptions>) {
    const primary = testPool(url);
    const fleet = joinFleet({ primary, leases: makeLeases(primary, TIMES) }, release, TIMES);
    const library = makeMemoryLibrary([
      { title: 'A bridge', body: ['The bridge was built in 1931 by hand.'] },
    ]);
    const log: string[] = [];
    const bot = openBot({
      ...{ token: standIn.token, apiUrl: standIn.apiUrl, commands, buttons },
      communities: singleCommunity({ library, quotes: library.quotes }),
      settings: testSettings(),
      logger: makeLogger('trace', { write: (line) => void log.push(line) }),
      agreement: fleet.agreement,
      timing: { ...QUICK, signInEveryMs: SIGN_IN_EVERY_MS },
      ...more,
    });
    async function close(): Promise<void> {
      await bot.close();
      await fleet.close();
    }
    closing.push({ close });
    return { bot, log, close };
  }
  const holds = (bot: Bot, ...ids: number[]) =>
    until(async () => bot.shards().ids.join() === ids.join());
  async function ask(channelId: string): Promise<string> {
    const options = { question: QUESTION };
    const asked = await standIn.as(PEOPLE.member).runCommand({ name: 'ask', options, channelId });
    return textOf((await asked.reply()).message ?? {});
  }

  it('hold each shard once, sign in by turns, and take over what another leaves', async () => {
    await begin();
    const channels = [0, 1].map((shard) => addServerOnShard(standIn, shard, 2));
    const one = start('1.0.0', { shards: { count: 2, ids: [0] } });
    await holds(one.bot, 0);
    const other = start('1.0.0', { shards: { count: 2, ids: null } });
    await holds(other.bot, 1);
    await until(async () => other.log.some((line) => line.includes('standing by')));
    for (const channelId of channels) expect(await ask(channelId)).toContain('1931');
    const { gateway } = standIn.world;
    expect(gateway).toMatchObject({ signIns: 2, hastySignIns: 0 });

    // Others that split it otherwise would answer everybody twice.
    const split = start('1.0.0', { shards: { count: 4, ids: null } });
    await until(async () => split.log.some((line) => line.includes('another number of shards')));
    await one.close();
    await holds(other.bot, 0, 1);
    expect(await ask(channels[0] ?? '')).toContain('1931');
    expect(split.bot.shards().ids).toEqual([]);
    await other.close();
    await holds(split.bot, 0, 1, 2, 3);
    expect(await ask(channels[1] ?? '')).toContain('1931');
    expect(gateway).toMatchObject({ signIns: 7, hastySignIns: 0 });
  });

  it('register the commands of the newest release, and never go back', async () => {
    await begin();
    const added = { ...(commands[0] as Command) } as Command;
    const data = {
      ...added.data,
      name: 'newer',
    } as RESTPostAPIChatInputApplicationCommandsJSONBody;
    const newer = [...commands, { ...added, data } as Command];
    const names = () => [...standIn.world.commands.values()].map(({ name }) => name);
    const old = start('1.9.0', { shards: { count: 2, ids: [0] } });
    expect(await old.bot.connected).toBe(true);
    expect(names()).not.toContain('newer');
    const next = start('1.10.0', { shards: { count: 2, ids: [1] }, commands: newer });
    expect(await next.bot.connected).toBe(true);
    expect(names()).toContain('newer');
    await old.close();
    const again = start('1.9.0', { shards: { count: 2, ids: [0] } });
    expect(await again.bot.connected).toBe(true);
    expect(names()).toContain('newer');
    expect(again.log.join('\n')).toContain('"outcome":"older"');
  });

  it('are counted together, for as long as they tell something', async () => {
    await begin();
    const pool = testPool(url);
    const report: ProcessReport = {
      ...{ version: '1.0.0', condition: 'well', ill: [], inProgress: 1, memoryBytes: 100 },
      ...{ shards: { count: 4, ids: [0, 1] }, lastHour: { ask: { answered: 2 } } },
    };
    const one = keepPresence(pool, () => report);
    const other = keepPresence(pool, () => ({
      ...{ ...report, condition: 'ill', ill: ['model'] },
      ...{ shards: { count: 4, ids: [3] }, lastHour: { ask: { answered: 1, refused: 1 } } },
    }));
    await pool.query(
      `insert into processes values (gen_random_uuid(), now() - interval '1 minute', $1),
       (gen_random_uuid(), now(), '{"of": "another release"}')`,
      [JSON.stringify(report)],
    );
    await other.together();
    expect(await one.together()).toEqual({
      ...{ processes: 2, unwell: 1, inProgress: 2, memoryBytes: 200 },
      shards: { count: 4, held: 3 },
      lastHour: { ask: { answered: 3, refused: 1 } },
    });
    await other.close();
    expect(await one.together()).toMatchObject({ processes: 1, shards: { held: 2 } });
    await one.close();
  });
});

describe('releases', () => {
  it.each([
    ['1.9.0', '1.10.0', true],
    ['1.10.0', '1.9.9', false],
    ['1.0.0', '1.0.0', false],
    ['1.0.0-rc.1', '1.0.0', true],
    ['1.0.0', '1.0.0-rc.1', false],
    ['0.9.9', '1.0.0-rc.1', true],
  ])('%s before %s: %s', (release, than, expected) => {
    expect(isOlder(release, than)).toBe(expected);
  });
});
