/** The roles that are the bot's own: by Discord's word, asked for once an hour, and none where it cannot be told. */
import type { REST } from 'discord.js';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeOwnRoles } from '../../src/discord/own-roles.ts';
import { makeLogger } from '../../src/log.ts';
import { GUILD_ID } from '../../src/playground/stand-in/seed.ts';

const BOT = '1300000000000000001';
const OWN = '1300000000000000031';
const ROLES = [
  { id: GUILD_ID, name: '@everyone' },
  { id: OWN, tags: { bot_id: BOT } },
  { id: '1300000000000000032', tags: { bot_id: '1300000000000000099' } },
  { id: '1300000000000000033', tags: { premium_subscriber: null } },
  { id: '1300000000000000034', tags: null },
];

const log: string[] = [];
const open = (get: () => Promise<unknown>) =>
  makeOwnRoles({
    rest: { get: get as REST['get'] },
    logger: makeLogger('debug', { write: (line) => void log.push(line) }),
    botId: () => BOT,
  });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  // The cache takes the time 0 for none.
  vi.advanceTimersByTime(1);
  log.length = 0;
});
afterEach(() => void vi.useRealTimers());

describe('the bot’s own roles', () => {
  it('are those that Discord made for it, asked for once an hour', async () => {
    const get = vi.fn(async () => ROLES);
    const roles = open(get);
    expect([...(await roles.of(GUILD_ID))]).toEqual([OWN]);
    await Promise.all([roles.of(GUILD_ID), roles.of(GUILD_ID)]);
    expect(get).toHaveBeenCalledExactlyOnceWith(`/guilds/${GUILD_ID}/roles`, expect.anything());
    await vi.advanceTimersByTimeAsync(61 * 60_000);
    await roles.of(GUILD_ID);
    expect(get).toHaveBeenCalledTimes(2);
  });

  it('are none of what is no server’s id, and that is not asked for', async () => {
    const get = vi.fn(async () => ROLES);
    for (const id of ['', 'x', '../../users/@me', `${GUILD_ID}/..`]) {
      expect((await open(get).of(id)).size).toBe(0);
    }
    expect(get).not.toHaveBeenCalled();
  });

  it('are none, or ids, whatever Discord says', async () => {
    const odd = fc.oneof(
      fc.anything(),
      fc.array(
        fc.record(
          {
            id: fc.oneof(fc.constant(OWN), fc.anything()),
            tags: fc.oneof(fc.constant({ bot_id: BOT }), fc.anything()),
          },
          { requiredKeys: [] },
        ),
      ),
    );
    await fc.assert(
      fc.asyncProperty(odd, async (found) => {
        for (const id of await open(async () => found).of(GUILD_ID)) expect(id).toBe(OWN);
      }),
    );
  });

  it('are none for a minute where asking fails', async () => {
    const get = vi.fn(async (): Promise<unknown> => {
      throw new TypeError('fetch failed');
    });
    const roles = open(get);
    expect([(await roles.of(GUILD_ID)).size, (await roles.of(GUILD_ID)).size]).toEqual([0, 0]);
    expect(get).toHaveBeenCalledTimes(1);
    expect(log.join('')).toContain('could not be asked for');
    get.mockImplementation(async () => ROLES);
    await vi.advanceTimersByTimeAsync(61_000);
    expect((await roles.of(GUILD_ID)).size).toBe(1);
  });

  it('are none where it takes too long, and known when it comes', async () => {
    let answer: (found: unknown) => void = () => {};
    const get = vi.fn(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    const roles = open(get);
    const early = roles.of(GUILD_ID);
    await vi.advanceTimersByTimeAsync(3_000);
    expect((await early).size).toBe(0);
    answer(ROLES);
    expect((await roles.of(GUILD_ID)).size).toBe(1);
    expect(get).toHaveBeenCalledTimes(1);
  });
});
