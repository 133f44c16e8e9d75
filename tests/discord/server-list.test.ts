/** Which servers the bot is in: read to an empty page, or not at all, and again a day later. */
import { DiscordAPIError, REST } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepListingServers, listServers } from '../../src/discord/server-list.ts';
import { makeLogger } from '../../src/log.ts';
import { GUILD_ID, OTHER_GUILD_ID, PEOPLE } from '../../src/playground/stand-in/seed.ts';
import { type StandIn, startStandIn } from '../../src/playground/stand-in/stand-in.ts';

const { signal } = new AbortController();
const id = (n: number) => String(1_500_000_000_000_000_000n + BigInt(n));
const pageOf = (...numbers: number[]) => numbers.map((n) => ({ id: id(n), name: `Server ${n}` }));

describe('listServers', () => {
  let standIn: StandIn;
  let rest: REST;
  beforeEach(async () => {
    standIn = await startStandIn();
    rest = new REST({ api: standIn.apiUrl, retries: 0 }).setToken(standIn.token);
  });
  afterEach(() => standIn.close());

  it('reads short pages on to an empty one', async () => {
    const bot = standIn.world.bot.id;
    const added = Array.from({ length: 5 }, (_, n) =>
      standIn.addServer(`Server ${n}`, PEOPLE.member, [bot]),
    );
    standIn.addServer('Without the bot', PEOPLE.member);
    standIn.world.pages.servers = 3;
    const found = await listServers(rest, signal);
    expect(found).toEqual([GUILD_ID, OTHER_GUILD_ID, ...added.map((one) => one.id)]);
    const after = standIn.requests.map(({ query }) => query.after);
    expect(after).toEqual(['0', found[2], found[5], found[6]]);
  });
});

describe('a list', () => {
  const restOf = (...pages: unknown[]) => ({
    get: vi.fn(async () => {
      const page = pages.shift();
      if (page instanceof Error) throw page;
      return page as never;
    }),
  });
  it.each([
    ['fails at its second page', [pageOf(1, 2), new Error('gone')]],
    ['is no list', [pageOf(1, 2), null]],
    ['is no list at all', [{ message: 'hm' }]],
    ['has something else in it', [[{ id: 'x' }]]],
    ['goes round', [pageOf(1, 2), pageOf(2)]],
    ['is not in its order', [pageOf(3, 1)]],
  ])('that %s is none', async (_what, pages) => {
    await expect(listServers(restOf(...pages), signal)).rejects.toThrow();
  });
  it('may be empty', async () => {
    expect(await listServers(restOf([]), signal)).toEqual([]);
  });
});

describe('keepListingServers', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const HOUR = 60 * 60_000;

  function start() {
    const told: (readonly string[])[] = [];
    const log: string[] = [];
    let pages: () => unknown[] = () => [pageOf(1, 2), []];
    let left: unknown[] = [];
    const end = keepListingServers({
      rest: {
        get: async () => {
          if (left.length === 0) left = pages();
          const page = left.shift();
          if (page instanceof Error) {
            left = [];
            throw page;
          }
          return page as never;
        },
      },
      seen: async (ids) => void told.push(ids),
      logger: makeLogger('debug', { write: (line) => void log.push(line) }),
      random: () => 0.5,
    });
    const set = (next: () => unknown[]): void => {
      pages = next;
    };
    return { told, log, end, set };
  }

  it('lists soon after the start, then once a day', async () => {
    const { told, end } = start();
    expect(told).toEqual([]);
    await vi.advanceTimersByTimeAsync(2 * 60_000);
    expect(told).toEqual([[id(1), id(2)]]);
    await vi.advanceTimersByTimeAsync(23 * HOUR);
    expect(told).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2 * HOUR);
    expect(told).toHaveLength(2);
    end();
    await vi.advanceTimersByTimeAsync(50 * HOUR);
    expect(told).toHaveLength(2);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('tells nobody of what is not whole, and tries again before the day is over', async () => {
    const { told, log, end, set } = start();
    set(() => [
      pageOf(1, 2),
      new DiscordAPIError({ message: 'no', code: 0 }, 0, 500, 'GET', '', {}),
    ]);
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(told).toEqual([]);
    expect(log.join('')).toContain('could not be listed');
    set(() => [pageOf(1), pageOf(2), []]);
    await vi.advanceTimersByTimeAsync(3 * HOUR);
    expect(told).toEqual([[id(1), id(2)]]);
    end();
  });
});
