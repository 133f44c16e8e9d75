import { describe, expect, it } from 'vitest';
import { statement } from '../../src/refusals.ts';
import { pause, within } from '../../src/supervision/deadline.ts';
import { growingPauses } from '../../src/supervision/pauses.ts';
import { type Life, Supervised } from '../../src/supervision/supervised.ts';
import { makeVitals, PARTS, type PartState } from '../../src/supervision/vitals.ts';

/** Something that lives as long as a test wants. */
class Puppet implements Life {
  readonly ready: Promise<unknown>;
  readonly exited: Promise<unknown>;
  killed = false;
  become: () => void = () => {};
  fail: (cause: unknown) => void = () => {};
  die: (cause?: unknown) => void = () => {};

  constructor() {
    this.ready = new Promise((resolve, reject) => {
      this.become = () => resolve(undefined);
      this.fail = reject;
    });
    this.exited = new Promise((resolve) => {
      this.die = resolve;
    });
  }

  kill(): void {
    this.killed = true;
    this.die(new Error('killed'));
  }
}

type Options = ConstructorParameters<typeof Supervised<Puppet>>[0];

function supervise(
  options: Partial<Pick<Options, 'readyWithinMs' | 'pauses' | 'pauseAfter' | 'isFinal'>> = {},
) {
  const lives: Puppet[] = [];
  const waiting: ((life: Puppet) => void)[] = [];
  const vitals = makeVitals();
  const supervised = new Supervised({
    part: 'model',
    vitals,
    start() {
      const life = new Puppet();
      lives.push(life);
      waiting.shift()?.(life);
      return life;
    },
    readyWithinMs: 60_000,
    pauses: { first: 1, longest: 4 },
    soundAfterMs: 60_000,
    ailmentOf: (cause) => statement('foreignWords', { said: String(cause) }),
    ...options,
  });
  const another = () => new Promise<Puppet>((resolve) => waiting.push(resolve));
  return { lives, vitals, supervised, another };
}

describe('what is kept running', () => {
  it('is handed out when it is ready, and again after it died', async () => {
    const { lives, vitals, supervised, another } = supervise();
    const [first] = lives as [Puppet];
    expect(supervised.current).toBeNull();
    first.become();
    expect(await supervised.get()).toBe(first);
    expect(vitals.state('model').state).toBe('well');

    const next = another();
    first.die(new Error('gone'));
    const second = await next;
    expect(vitals.state('model')).toMatchObject({ state: 'ill', restarts: 1 });
    second.become();
    expect(await supervised.get()).toBe(second);
    expect(vitals.state('model')).toMatchObject({ state: 'well', ailment: null });
    await supervised.close();
    expect(second.killed).toBe(true);
    expect(lives).toHaveLength(2);
  });

  it('is ended and started again where it never gets ready, or says that it will not', async () => {
    const { lives, supervised, another } = supervise({ readyWithinMs: 5 });
    const [slow] = lives as [Puppet];
    const second = await another();
    expect(slow.killed).toBe(true);
    const next = another();
    second.fail(new Error('no'));
    const third = await next;
    expect(second.killed).toBe(true);
    third.become();
    expect(await supervised.get()).toBe(third);
    await supervised.close();
  });

  it('is started again when what ended it says so', async () => {
    const hour = { first: 3_600_000, longest: 3_600_000 };
    const { lives, supervised, another } = supervise({ pauses: hour, pauseAfter: () => 1 });
    const next = another();
    lives[0]?.die();
    (await next).become();
    expect(await supervised.get()).toBe(lives[1]);
    await supervised.close();
  });

  it('is not started again where that is of no use', async () => {
    const { lives, vitals, supervised } = supervise({ isFinal: () => true });
    const wanted = supervised.get();
    lives[0]?.fail(new Error('damaged'));
    await expect(wanted).rejects.toThrow('damaged');
    expect(vitals.state('model').state).toBe('ill');
    await supervised.close();
    expect(lives).toHaveLength(1);
  });

  it('rejects those who wait when it is closed, also during a pause', async () => {
    const { lives, supervised } = supervise();
    const wanted = supervised.get();
    lives[0]?.die();
    await supervised.close();
    await expect(wanted).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('vitals', () => {
  it('tell changes once, and keep since when', () => {
    let now = 1;
    const vitals = makeVitals(() => now);
    const told: PartState[] = [];
    const end = vitals.onChange((state) => told.push(state));
    now = 2;
    vitals.ill('folder', statement('gone'));
    now = 3;
    vitals.ill('folder', statement('noPermission'));
    expect(vitals.state('folder')).toMatchObject({
      since: 2,
      ailment: { key: 'noPermission' },
    });
    vitals.well('folder');
    end();
    vitals.ill('folder', null);
    expect(told.map(({ state, since }) => [state, since])).toEqual([
      ['ill', 2],
      ['well', 3],
    ]);
    expect(vitals.states().map(({ part }) => part)).toEqual(PARTS);
    vitals.leaveOut('reader');
    expect(vitals.states().map(({ part }) => part)).toEqual(
      PARTS.filter((part) => part !== 'reader'),
    );
  });
});

describe('pauses and deadlines', () => {
  it('grow up to the longest, shuffled by a quarter, and start over', () => {
    const pauses = growingPauses({ first: 100, longest: 500 }, () => 0.5);
    expect([1, 2, 3, 4].map(() => pauses.next())).toEqual([100, 200, 400, 500]);
    pauses.reset();
    expect(pauses.next()).toBe(100);
    for (const random of [0, 0.999_999]) {
      const shuffled = growingPauses({ first: 100, longest: 500 }, () => random).next();
      expect(shuffled).toBeGreaterThanOrEqual(75);
      expect(shuffled).toBeLessThanOrEqual(125);
    }
  });

  it('give what is in time, and otherwise what is to be done instead', async () => {
    expect(await within(10_000, Promise.resolve(1), () => 2)).toBe(1);
    expect(await within(1, new Promise<number>(() => {}), () => 2)).toBe(2);
    await expect(within(10_000, Promise.reject(new Error('own')), () => 2)).rejects.toThrow('own');
    await expect(
      within(1, new Promise(() => {}), () => {
        throw new Error('late');
      }),
    ).rejects.toThrow('late');
  });

  it('end when they are told to', async () => {
    const stop = new AbortController();
    const paused = pause(60_000, stop.signal);
    stop.abort();
    expect(await paused).toBe(false);
    expect(await pause(60_000, stop.signal)).toBe(false);
    expect(await pause(1)).toBe(true);
  });
});
