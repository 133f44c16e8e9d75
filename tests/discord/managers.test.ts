/** Who owns the bot: read from Discord, read again, and nobody where it cannot be read. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { makeManagers, ownershipOf } from '../../src/discord/managers.ts';
import { makeLogger } from '../../src/log.ts';
import type { Notice } from '../../src/refusals.ts';
import { inEnglish } from '../support/refusals.ts';

const [OWNER, ADMIN, DEVELOPER, READER, INVITED, TEAM] = '123456'
  .split('')
  .map((digit) => `130000000000000000${digit}`);
const member = (id: string | undefined, role: string, membership_state = 2) => ({
  user: { id },
  role,
  membership_state,
  team_id: TEAM,
});
const TEAM_OWNED = {
  owner: { id: TEAM },
  approximate_guild_count: 3,
  team: {
    owner_user_id: OWNER,
    members: [
      member(OWNER, ''),
      member(ADMIN, 'admin'),
      member(DEVELOPER, 'developer'),
      member(READER, 'read_only'),
      member(INVITED, 'admin', 1),
      member('1300000000000000009', 'a role to come'),
    ],
  },
};

describe('ownershipOf', () => {
  it('is one person, or a team without those who only read and who are only invited', () => {
    expect([...ownershipOf({ owner: { id: OWNER }, team: null }).ownerIds]).toEqual([OWNER]);
    expect([...ownershipOf(TEAM_OWNED).ownerIds]).toEqual([OWNER, ADMIN, DEVELOPER]);
  });

  it.each([
    [null],
    ['x'],
    [{}],
    [{ owner: null }],
    [{ owner: { id: 5 } }],
    [{ team: {}, owner: { id: OWNER } }],
    [{ team: { members: [null, {}, { user: null, role: 'admin', membership_state: 2 }] } }],
  ])('is nobody where Discord says %j', (said) => {
    expect(ownershipOf(said)).toEqual({ ownerIds: new Set(), guilds: 0 });
  });
});

describe('makeManagers', () => {
  afterEach(() => void vi.useRealTimers());

  function start(guildIds: readonly string[] = []) {
    vi.useFakeTimers();
    const notices: Notice[] = [];
    const log: string[] = [];
    let answer: () => Promise<unknown> = async () => TEAM_OWNED;
    const managers = makeManagers({
      rest: { get: () => answer() },
      guildIds,
      logger: makeLogger('trace', { write: (line) => void log.push(line) }),
      notice: (notice) => notices.push(notice),
    });
    const answers = (next: () => Promise<unknown>) => {
      answer = next;
    };
    return { managers, notices, log, answers };
  }
  const fail = () => Promise.reject(new TypeError('no network'));

  it('knows nobody before it has read, and follows the team afterwards', async () => {
    const { managers, answers } = start();
    expect(managers.isOwner(OWNER ?? '')).toBe(false);
    await managers.keep();
    expect(managers.isOwner(ADMIN ?? '')).toBe(true);
    expect(managers.isOwner(READER ?? '')).toBe(false);
    answers(async () => ({ owner: { id: OWNER }, team: null }));
    await vi.advanceTimersByTimeAsync(10 * 60_000);
    expect(managers.isOwner(ADMIN ?? '')).toBe(false);
    expect(managers.isOwner(OWNER ?? '')).toBe(true);
    managers.close();
    answers(async () => TEAM_OWNED);
    await vi.advanceTimersByTimeAsync(10 * 60_000);
    expect(managers.isOwner(ADMIN ?? '')).toBe(false);
  });

  it('asks again soon where it could not read, and forgets after an hour of that', async () => {
    const { managers, answers, log } = start();
    answers(fail);
    await managers.keep();
    expect(managers.isOwner(OWNER ?? '')).toBe(false);
    expect(log.join()).toContain('who owns the bot could not be read');
    answers(async () => TEAM_OWNED);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(managers.isOwner(OWNER ?? '')).toBe(true);
    answers(fail);
    await vi.advanceTimersByTimeAsync(59 * 60_000);
    expect(managers.isOwner(OWNER ?? '')).toBe(true);
    await vi.advanceTimersByTimeAsync(2 * 60_000);
    expect(managers.isOwner(OWNER ?? '')).toBe(false);
    managers.close();
  });

  it.each([
    [[], TEAM_OWNED, /alone: Manage Server .*MANAGER_GUILD_IDS/],
    [[], { ...TEAM_OWNED, approximate_guild_count: 0 }, /owner of the bot and their team\.$/],
    [['1300000000000000002'], TEAM_OWNED, /members with Manage Server of 1300000000000000002/],
  ])('says once who may, with %j named', async (guildIds, application, words) => {
    const { managers, notices, answers } = start(guildIds);
    answers(async () => application);
    await managers.keep();
    await vi.advanceTimersByTimeAsync(30 * 60_000);
    expect(notices.map(inEnglish)).toEqual([expect.stringMatching(words)]);
    managers.close();
  });
});
