/** The reading process: what it bears, what it blames on a file, and whose turn it is. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { Reader, type ReaderOptions, type ReadOptions } from '../../src/reading/reader.ts';
import { Unread } from '../../src/reading/unread.ts';
import type { Work } from '../../src/reading/work.ts';
import { Refusal } from '../../src/refusals.ts';
import { makeVitals } from '../../src/supervision/vitals.ts';

interface Odd {
  readonly say?: string;
  readonly spinMs?: number;
  readonly pauseMs?: number;
  readonly growMb?: number;
  readonly heap?: boolean;
  readonly crash?: boolean;
  readonly question?: unknown;
  readonly fail?: boolean;
}

const ODD: Work<Odd, { say: string; answer: unknown; pid: number }> = {
  module: new URL('../support/odd-work.mjs', import.meta.url),
};
/** More than any test computes. */
const LONG_MS = 60_000;

function open(options: ReaderOptions = {}) {
  const vitals = makeVitals();
  const reader = new Reader({ vitals, ...options });
  onTestFinished(() => reader.close());
  const read = (input: Odd, { lane = 'folder', ...more }: Partial<ReadOptions> = {}) =>
    reader.read(ODD, input, { lane, ...more });
  return { reader, vitals, read };
}

/** Whether there is such a process; one that has ended and is not fetched yet is none. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s*Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

/** What a file was refused with. */
async function blamed(reading: Promise<unknown>): Promise<[string, boolean]> {
  const error = await reading.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(error instanceof Unread)) throw error;
  return [error.reason.key, error.isCertain];
}

describe('a reading process', () => {
  it('reads one file after the other', async () => {
    const { read, vitals } = open();
    const one = await read({ say: 'one' });
    const two = await read({ say: 'two' });
    expect([one.say, two.say]).toEqual(['one', 'two']);
    expect(one.pid).toBe(two.pid);
    expect(one.pid).not.toBe(process.pid);
    expect(vitals.state('reading')).toMatchObject({ state: 'well', restarts: 0 });
  });

  it('is ended where a file takes too long, and the next one is read', async () => {
    const { read, vitals } = open({ limits: { readMs: 200 } });
    const loop = monitorEventLoopDelay({ resolution: 5 });
    loop.enable();
    const slow = blamed(read({ spinMs: LONG_MS }));
    const next = read({ say: 'next' });
    expect(await slow).toEqual(['readingTooSlow', true]);
    expect((await next).say).toBe('next');
    loop.disable();
    expect(loop.max / 1e6).toBeLessThan(500);
    // What a file does is no failure of the process.
    expect(vitals.state('reading').state).toBe('well');
  });

  it('is ended where a file takes too much memory, in V8’s heap or out of it', async () => {
    const { read } = open({ limits: { residentMb: 250, heapMb: 64 } });
    expect(await blamed(read({ growMb: 400 }))).toEqual(['readingTooBig', true]);
    expect(await blamed(read({ heap: true }))).toEqual(['readingTooBig', true]);
    expect((await read({ say: 'next' })).say).toBe('next');
  });

  it('has the same limits where nobody can look at it from outside', async () => {
    const usageOf = () => null;
    const { read } = open({ usageOf, limits: { residentMb: 250 } });
    expect(await blamed(read({ growMb: 400 }))).toEqual(['readingTooBig', true]);
    expect((await read({ say: 'next' })).say).toBe('next');
    const { read: readSoon } = open({ usageOf, limits: { readMs: 200 } });
    expect(await blamed(readSoon({ spinMs: LONG_MS }))).toEqual(['readingTooSlow', true]);
  });

  it('says what the work throws: a bug there is the file’s misfortune', async () => {
    const { read } = open();
    expect(await blamed(read({ fail: true }))).toEqual(['unreadable', true]);
  });

  it('that another hand ends reads the same file again', async () => {
    const { read, vitals } = open();
    const { pid } = await read({ say: 'first' });
    const reading = read({ say: 'second', pauseMs: 300 });
    await pause(100);
    process.kill(pid, 'SIGKILL');
    const second = await reading;
    expect(second.say).toBe('second');
    expect(second.pid).not.toBe(pid);
    expect(vitals.state('reading')).toMatchObject({ state: 'well', restarts: 1 });
  });

  it('that is ended between two files costs neither of them anything', async () => {
    const { read } = open();
    for (let round = 0; round < 3; round++) {
      const { pid } = await read({ say: 'one' });
      process.kill(pid, 'SIGKILL');
      expect((await read({ say: 'two' })).say).toBe('two');
    }
  });

  it('that is stopped is replaced, and the file is read', async () => {
    const { read } = open({ limits: { hungMs: 500 } });
    const { pid } = await read({ say: 'first' });
    process.kill(pid, 'SIGSTOP');
    const second = await read({ say: 'second' });
    expect(second.pid).not.toBe(pid);
    expect(second.say).toBe('second');
  });

  it('blames a file that takes it down twice, but not for certain', async () => {
    const { read, vitals } = open();
    expect(await blamed(read({ crash: true }))).toEqual(['unreadable', false]);
    expect((await read({ say: 'next' })).say).toBe('next');
    expect(vitals.state('reading')).toMatchObject({ state: 'well', restarts: 2 });
  });

  it('asks, and waits for an answer outside of the file’s time', async () => {
    const { read } = open({ limits: { readMs: 200, hungMs: 200 } });
    const answer = async (question: unknown) => {
      await pause(700);
      return `to ${question}`;
    };
    expect((await read({ question: 'how many' }, { answer })).answer).toBe('to how many');
    const refuse = async () => {
      throw new Refusal('embedderStopped');
    };
    await expect(read({ question: 'how many' }, { answer: refuse })).rejects.toMatchObject({
      key: 'embedderStopped',
    });
    expect((await read({ say: 'next' })).say).toBe('next');
  });

  it('is not waited for for ever where it cannot be started', async () => {
    const { reader, vitals } = open({ limits: { startMs: 300, heapMb: Number.NaN } });
    const reading = reader.read(ODD, { say: 'one' }, { lane: 'folder' });
    await expect(reading).rejects.toMatchObject({ key: 'readingUnavailable' });
    expect(vitals.state('reading').state).toBe('ill');
  });

  it('ends with the one that started it, in the middle of a file that never ends', async () => {
    const built = (file: string) => new URL(`../../dist/src/reading/${file}`, import.meta.url).href;
    const script = `
      import { Reader } from '${built('reader.js')}';
      const module = new URL('${ODD.module.href}');
      const reader = new Reader();
      const { pid } = await reader.read({ module }, {}, { lane: 'test' });
      void reader.read({ module }, { spinMs: ${LONG_MS} }, { lane: 'test' });
      setTimeout(() => process.stdout.write(String(pid)), 300);`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script]);
    const pid = Number(await new Promise((resolve) => parent.stdout.once('data', resolve)));
    expect(isRunning(pid)).toBe(true);
    parent.kill('SIGKILL');
    await vi.waitFor(() => expect(isRunning(pid)).toBe(false), { timeout: 10_000 });
  });

  it('refuses what is left when it is closed', async () => {
    const { reader, read } = open();
    await read({ say: 'first' });
    const readings = [read({ spinMs: LONG_MS }), read({ say: 'waits' })];
    const settled = Promise.allSettled(readings);
    await reader.close();
    for (const each of await settled) {
      expect(each).toMatchObject({ status: 'rejected', reason: { key: 'readingUnavailable' } });
    }
    await expect(read({})).rejects.toMatchObject({ key: 'readingUnavailable' });
  });
});

describe('the queue of the reading process', () => {
  it('lets an upload by while one bad file after the other is read', async () => {
    const { reader, read } = open({ limits: { readMs: 3_000 } });
    await read({ say: 'warm' });
    const bad = Array.from({ length: 4 }, () => blamed(read({ spinMs: LONG_MS })));
    let left = bad.length;
    const settled = Promise.allSettled(bad.map((each) => each.finally(() => left--)));
    await pause(100);
    const upload = await read({ say: 'upload' }, { lane: 'person' });
    expect(upload.say).toBe('upload');
    expect(left).toBe(4);
    await reader.close();
    await settled;
  });

  it('reads one file of a lane at a time, and gives lanes their turns', async () => {
    const { read } = open();
    await read({ say: 'warm' });
    const order: string[] = [];
    const readings = ['a1', 'a2', 'a3', 'b1', 'c1', 'c2'].map(async (say) => {
      const { pid } = await read({ say, pauseMs: 30 }, { lane: say.charAt(0) });
      order.push(say);
      return pid;
    });
    const pids = new Set(await Promise.all(readings));
    expect(pids.size).toBe(1);
    expect(order).toEqual(['a1', 'b1', 'c1', 'a2', 'c2', 'a3']);
  });

  it('gives groups their turns, however many lanes each has', async () => {
    const { read } = open();
    await read({ say: 'warm' });
    const order: string[] = [];
    const wanted = ['a1', 'a2', 'a3', 'b1', 'a4', 'b2'];
    const readings = wanted.map(async (say) => {
      await read({ say, pauseMs: 30 }, { lane: say, group: say.charAt(0) });
      order.push(say);
    });
    await Promise.all(readings);
    expect(order).toEqual(['a1', 'b1', 'a2', 'b2', 'a3', 'a4']);
  });

  it('has room for others where one group takes all of its own, and for what takes none', async () => {
    const { read } = open();
    await read({ say: 'warm' });
    const of = (group: string, count: number, isLight = false) =>
      Array.from({ length: count }, (_, i) =>
        read({ pauseMs: 20 }, { lane: `${isLight} ${i}`, group, isLight }).then(
          () => 'read',
          ({ key }: Refusal) => key,
        ),
      );
    const [mine, theirs, light, all] = [of('a', 12), of('b', 4), of('a', 40, true), of('', 10)];
    const results = await Promise.all([mine, theirs, light, all].map((each) => Promise.all(each)));
    const refused = results.map((each) => each.filter((result) => result === 'readingBusy').length);
    // Eight wait; nothing is taken before all of them have come.
    expect(refused).toEqual([4, 0, 0, 0]);
  });

  it('is bounded, and says how many wait', async () => {
    const { read } = open();
    await read({ say: 'warm' });
    const readings = Array.from({ length: 8 }, (_, i) => read({ say: `${i}`, pauseMs: 50 }));
    const settled = await Promise.allSettled(readings);
    const refused = settled.filter((each) => each.status === 'rejected');
    expect(refused.length).toBeGreaterThanOrEqual(3);
    for (const { reason } of refused)
      expect(reason).toMatchObject({ key: 'readingBusy', facts: { n: 4 } });
    expect((await read({ say: 'next' })).say).toBe('next');
  });

  it('forgets what is not wanted any more', async () => {
    const { read } = open();
    await read({ say: 'warm' });
    const stop = new AbortController();
    const running = read({ pauseMs: 200 }, { signal: stop.signal });
    const waiting = read({ say: 'waits' }, { signal: stop.signal });
    stop.abort(new Error('enough'));
    await expect(running).rejects.toThrow('enough');
    await expect(waiting).rejects.toThrow('enough');
    await vi.waitFor(async () => expect((await read({ say: 'next' })).say).toBe('next'));
  });
});
