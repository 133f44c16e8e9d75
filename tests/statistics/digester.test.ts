/** The digest of a week is posted once, whatever restarts at whichever step, and however many processes there are. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ServerSettings, USUAL_SETTINGS } from '../../src/settings/server-settings.ts';
import { diskState } from '../../src/state/disk-state.ts';
import { dueAt } from '../../src/statistics/digest-times.ts';
import {
  type DigestFate,
  type DigestLease,
  type DigestsOptions,
  type DigestWay,
  openDigests,
} from '../../src/statistics/digester.ts';
import { createClock, type TestClock } from '../support/clock.ts';

const SERVER = '100000000000000001';
const CHANNEL = '200000000000000001';
const OTHER_CHANNEL = '200000000000000002';
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const MONDAY = '2026-11-23';
/** When the channel was chosen: on the Friday before. */
const FRIDAY = Date.parse('2026-11-20T12:00:00Z');

let folder: string;
let clock: TestClock;
let settings: ServerSettings;
/** What stands in the channels, by nonce, as Discord knows it for some minutes. */
let posted: { channel: string; monday: string; nonce: string; at: number }[];
let faults: unknown[];
let open: { close(): Promise<void> }[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'footnote-'));
  clock = createClock(FRIDAY);
  settings = { ...USUAL_SETTINGS, digest: CHANNEL };
  [posted, faults, open] = [[], [], []];
});
afterEach(async () => {
  for (const one of open) await one.close();
  rmSync(folder, { recursive: true, force: true });
  expect(faults).toEqual([]);
});

/** A way that posts, unless it is told otherwise. */
function way(more: Partial<DigestWay> & { readonly fate?: () => DigestFate } = {}): DigestWay {
  const { fate = () => 'posted' as const, ...rest } = more;
  return {
    isThere: () => true,
    prepare: async (_server, channel, monday) => ({
      async post(nonce) {
        const is = fate();
        const isKnown = posted.some(
          (one) => one.nonce === nonce && clock.now() - one.at < 3 * MINUTE,
        );
        if (is === 'posted' && !isKnown) posted.push({ channel, monday, nonce, at: clock.now() });
        return is;
      },
    }),
    wasPosted: async (channel, monday) =>
      posted.some((one) => one.channel === channel && one.monday === monday),
    ...rest,
  };
}

function start(more: Partial<DigestsOptions> = {}, by: DigestWay = way()) {
  const digests = openDigests({
    state: diskState(folder),
    settings: { of: async () => settings, servers: async () => [SERVER] },
    onFault: (error) => void faults.push(error),
    now: clock.now,
    after: (ms, then) => {
      let isOn = true;
      clock.after(ms, () => {
        if (isOn) then();
      });
      return () => {
        isOn = false;
      };
    },
    ...more,
  });
  open.push(digests);
  digests.connect(by);
  return digests;
}

const until = (ms: number): void => clock.pass(ms - clock.now());
const mondays = () => posted.map(({ monday }) => monday);

describe('openDigests', () => {
  it('posts on Mondays, not when the channel is chosen, and each week once', async () => {
    const digests = start();
    await digests.settled();
    expect(mondays()).toEqual([]);
    until(dueAt(SERVER, MONDAY) - 1);
    await digests.settled();
    expect(mondays()).toEqual([]);
    for (let passed = 0; passed < 15 * DAY; passed += 5 * MINUTE) {
      clock.pass(5 * MINUTE);
      await digests.settled();
    }
    expect(mondays()).toEqual([MONDAY, '2026-11-30', '2026-12-07']);
    expect(new Set(posted.map(({ nonce }) => nonce)).size).toBe(3);
  });

  it('posts one when it was off for three weeks, and that of the last week', async () => {
    const before = start();
    await before.settled();
    await before.close();
    clock.pass(21 * DAY);
    const digests = start();
    await digests.settled();
    clock.pass(DAY);
    await digests.settled();
    expect(mondays()).toEqual(['2026-12-07']);
  });

  it('begins anew with another channel', async () => {
    const digests = start();
    await digests.settled();
    until(dueAt(SERVER, MONDAY) + MINUTE);
    settings = { ...settings, digest: OTHER_CHANNEL };
    await digests.settled();
    clock.pass(10 * MINUTE);
    await digests.settled();
    await digests.chosen(SERVER, OTHER_CHANNEL);
    expect(mondays()).toEqual([]);
    until(dueAt(SERVER, '2026-11-30'));
    clock.pass(5 * MINUTE);
    await digests.settled();
    expect(posted.map(({ channel }) => channel)).toEqual([OTHER_CHANNEL]);
  });

  /** Every writing and every request, before and after it: a process may die there. */
  const STEPS = ['claim', 'claimed', 'post', 'posted', 'end', 'ended'] as const;

  it.each(STEPS.flatMap((step) => [30_000, 2 * MINUTE, 6 * MINUTE].map((off) => ({ step, off }))))(
    'posts once where it is killed at $step and starts again after $off ms',
    async ({ step, off }) => {
      const first = start();
      await first.settled();
      await first.close();
      until(dueAt(SERVER, MONDAY));
      const disk = diskState(folder);
      let isDead = false;
      let updates = 0;
      const never = new Promise<never>(() => {});
      let killed = () => {};
      const death = new Promise<void>((resolve) => {
        killed = resolve;
      });
      const die = (at: string) => {
        if (at === step) {
          isDead = true;
          killed();
        }
        return isDead ? never : undefined;
      };
      const doomed = way();
      const dying = openDigests({
        state: {
          read: (path, range) => (isDead ? never : disk.read(path, range)),
          async update(path, change) {
            updates += 1;
            const isClaim = updates === 1;
            await die(isClaim ? 'claim' : 'end');
            await disk.update(path, change);
            await die(isClaim ? 'claimed' : 'ended');
          },
        },
        settings: { of: async () => settings, servers: async () => [SERVER] },
        onFault: (error) => void faults.push(error),
        now: clock.now,
        after: () => () => {},
      });
      dying.connect({
        ...doomed,
        async prepare(...given) {
          const digest = await doomed.prepare(...given);
          if (typeof digest === 'string') return digest;
          return {
            async post(nonce) {
              await die('post');
              const fate = await digest.post(nonce);
              await die('posted');
              return fate;
            },
          };
        },
      });
      await death;
      clock.pass(off);
      const digests = start();
      for (let i = 0; i < 40; i++) {
        await digests.settled();
        clock.pass(20_000);
      }
      await digests.settled();
      expect(mondays()).toEqual([MONDAY]);
    },
  );

  it('posts none rather than two where nobody can tell', async () => {
    const first = start();
    await first.settled();
    await first.close();
    until(dueAt(SERVER, MONDAY));
    const unseen = { wasPosted: async () => null };
    let tries = 0;
    const digests = start(
      {},
      way({
        ...unseen,
        fate() {
          tries += 1;
          return 'away';
        },
      }),
    );
    for (let i = 0; i < 60; i++) {
      await digests.settled();
      clock.pass(20_000);
    }
    // Within the minute in which Discord knows the nonce, and no more.
    expect(tries).toBeGreaterThan(1);
    expect(tries).toBeLessThan(5);
    await digests.close();
    const next = start();
    await next.settled();
    expect(mondays()).toEqual([]);
  });

  it('tells that a channel takes none, and tries again the next week only', async () => {
    let tries = 0;
    let fate: DigestFate = 'forbidden';
    const closed: unknown[] = [];
    const counting = way({
      fate() {
        tries += 1;
        return fate;
      },
    });
    const digests = start({ onClosed: (...told) => void closed.push(told) }, counting);
    await digests.settled();
    expect(await digests.closedFor(SERVER)).toBe(null);
    until(dueAt(SERVER, MONDAY) + MINUTE);
    await digests.settled();
    const since = clock.now();
    expect(await digests.closedFor(SERVER)).toEqual({ channel: CHANNEL, why: 'forbidden', since });
    for (let passed = 0; passed < 6 * DAY; passed += 60 * MINUTE) {
      clock.pass(60 * MINUTE);
      await digests.settled();
    }
    expect([tries, closed.length]).toEqual([1, 1]);
    until(dueAt(SERVER, '2026-11-30') + 10 * MINUTE);
    await digests.settled();
    expect([tries, closed.length]).toEqual([2, 1]);
    expect(await digests.closedFor(SERVER)).toMatchObject({ since });
    fate = 'posted';
    until(dueAt(SERVER, '2026-12-07') + 10 * MINUTE);
    await digests.settled();
    expect(mondays()).toEqual(['2026-12-07']);
    expect(await digests.closedFor(SERVER)).toBe(null);
  });

  it('is quiet where there is nothing to tell, waits for the articles, and goes on', async () => {
    let state: 'later' | 'nothing' = 'later';
    let asked = 0;
    const quiet = way({
      async prepare() {
        asked += 1;
        return state;
      },
    });
    const digests = start({}, quiet);
    await digests.settled();
    until(dueAt(SERVER, MONDAY));
    for (let i = 0; i < 30; i++) {
      clock.pass(20_000);
      await digests.settled();
    }
    expect(asked).toBeGreaterThan(3);
    state = 'nothing';
    clock.pass(20_000);
    await digests.settled();
    const before = asked;
    for (let passed = 0; passed < DAY; passed += 5 * MINUTE) {
      clock.pass(5 * MINUTE);
      await digests.settled();
    }
    expect([asked - before, posted.length]).toEqual([0, 0]);
  });

  it('is posted by the process that has the lease', async () => {
    let holder: string | null = null;
    const take = (name: string) => async (): Promise<DigestLease | null> => {
      if (holder !== null) return null;
      holder = name;
      return {
        lost: new AbortController().signal,
        async release() {
          holder = null;
        },
      };
    };
    const all = ['one', 'two', 'three'].map((name) => start({ take: take(name) }));
    for (const each of all) await each.settled();
    until(dueAt(SERVER, MONDAY));
    for (let i = 0; i < 5; i++) {
      clock.pass(5 * MINUTE);
      await Promise.all(all.map((each) => each.settled()));
    }
    expect(mondays()).toEqual([MONDAY]);
  });

  it('is posted once by processes that all think they have it', async () => {
    const all = [start(), start(), start()];
    for (const each of all) await each.settled();
    until(dueAt(SERVER, MONDAY));
    for (let i = 0; i < 5; i++) {
      clock.pass(5 * MINUTE);
      await Promise.all(all.map((each) => each.settled()));
    }
    expect(mondays()).toEqual([MONDAY]);
  });
});
