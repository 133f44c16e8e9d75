/** Who is in a server: asked of Discord, remembered for a while, and nobody where it cannot be told. */
import { REST } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeMembership } from '../../src/discord/membership.ts';
import { makeLogger } from '../../src/log.ts';
import { GUILD_ID, OTHER_GUILD_ID, PEOPLE } from '../../src/playground/stand-in/seed.ts';
import { type StandIn, startStandIn } from '../../src/playground/stand-in/stand-in.ts';

const logger = makeLogger('silent');

describe('membership, as Discord tells it', () => {
  let standIn: StandIn;
  beforeEach(async () => {
    standIn = await startStandIn();
  });
  afterEach(() => standIn.close());
  const open = () =>
    makeMembership({
      rest: new REST({ api: standIn.apiUrl, retries: 0 }).setToken(standIn.token),
      logger,
    });

  it('is of servers that the bot is in, and asked for once', async () => {
    const membership = open();
    const isMember = (server: string, person: string) =>
      membership.isMember(server, person, 60_000);
    expect(await isMember(GUILD_ID, PEOPLE.member)).toBe(true);
    expect(await isMember(GUILD_ID, PEOPLE.otherModerator)).toBe(false);
    expect(await isMember(OTHER_GUILD_ID, PEOPLE.otherModerator)).toBe(true);
    expect(await isMember('1300000000000009999', PEOPLE.member)).toBe(false);
    // The member is there, but the bot is not.
    const { id } = standIn.addServer('Elsewhere', PEOPLE.member);
    expect(await isMember(id, PEOPLE.member)).toBe(false);
    const asked = standIn.requests.length;
    // A "no" is remembered like a "yes", and neither is asked for twice at a time.
    await Promise.all([
      isMember(GUILD_ID, PEOPLE.member),
      isMember(GUILD_ID, PEOPLE.otherModerator),
      isMember(id, PEOPLE.member),
    ]);
    await Promise.all([1, 2, 3].map(() => isMember(GUILD_ID, PEOPLE.moderator)));
    expect(standIn.requests).toHaveLength(asked + 1);
  });

  it.each(['', '../../users/@me', 'x', `${GUILD_ID}/..`])('asks for no id like %j', async (id) => {
    const membership = open();
    expect(await membership.isMember(id, PEOPLE.member)).toBe(false);
    expect(await membership.isMember(GUILD_ID, id)).toBe(false);
    expect(standIn.requests).toEqual([]);
  });
});

describe('membership', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    // The cache takes the time 0 for none.
    vi.advanceTimersByTime(1);
  });
  afterEach(() => void vi.useRealTimers());
  const yes = { user: { id: PEOPLE.member } };

  it('is asked for again after ten minutes', async () => {
    const get = vi.fn(async (): Promise<unknown> => yes);
    const membership = makeMembership({ rest: { get: get as never }, logger });
    const ask = () => membership.isMember(GUILD_ID, PEOPLE.member);
    expect(await ask()).toBe(true);
    get.mockImplementation(async () => null);
    await vi.advanceTimersByTimeAsync(9 * 60_000);
    expect(await ask()).toBe(true);
    await vi.advanceTimersByTimeAsync(2 * 60_000);
    expect(await ask()).toBe(false);
    expect(get).toHaveBeenCalledTimes(2);
  });

  it('is none where it cannot be told in time, and is known when it comes', async () => {
    let answer: (found: unknown) => void = () => {};
    const asked = new Promise((resolve) => {
      answer = resolve;
    });
    const get = vi.fn(() => asked);
    const membership = makeMembership({ rest: { get: get as never }, logger });
    const early = membership.isMember(GUILD_ID, PEOPLE.member, 300);
    await vi.advanceTimersByTimeAsync(300);
    expect(await early).toBe(false);
    answer(yes);
    expect(await membership.isMember(GUILD_ID, PEOPLE.member, 300)).toBe(true);
    expect(get).toHaveBeenCalledTimes(1);
  });

  it('is none where asking fails, and is asked for again soon', async () => {
    const log: string[] = [];
    const get = vi.fn(async (): Promise<unknown> => {
      throw new TypeError('fetch failed');
    });
    const membership = makeMembership({
      rest: { get: get as never },
      logger: makeLogger('debug', { write: (line) => void log.push(line) }),
    });
    const ask = () => membership.isMember(GUILD_ID, PEOPLE.member);
    expect([await ask(), await ask()]).toEqual([false, false]);
    expect(get).toHaveBeenCalledTimes(1);
    expect(log.join('')).not.toContain(PEOPLE.member);
    get.mockImplementation(async () => yes);
    await vi.advanceTimersByTimeAsync(6_000);
    expect(await ask()).toBe(true);
  });
});
