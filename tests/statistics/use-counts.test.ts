/** Use is counted per place and day, by several processes at once, and outlives them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskState } from '../../src/state/disk-state.ts';
import type { StateFolder } from '../../src/state/state-folder.ts';
import { askedIn, MOST_ARTICLES, NO_COUNTS } from '../../src/statistics/day-counts.ts';
import { openUseCounts, type UseCounts } from '../../src/statistics/use-counts.ts';
import { createClock, type TestClock } from '../support/clock.ts';

const SERVER = '100000000000000001';
const OTHER = '100000000000000002';
const START = Date.parse('2026-11-25T12:00:00Z');
const DAY = 86_400_000;

let folder: string;
let clock: TestClock;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'footnote-'));
  clock = createClock(START);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const after = (ms: number, then: () => void) => {
  clock.after(ms, then);
  return () => {};
};
const open = (state: StateFolder = diskState(folder)): Promise<UseCounts> =>
  openUseCounts({
    ...{ state, now: clock.now, after },
    onError: (error) => void faults.push(error),
  });
let faults: unknown[] = [];
beforeEach(() => {
  faults = [];
});

const article = (id: string) => ({ id });
const quote = (id: string, collection?: string) => ({
  citation: { id },
  ...(collection !== undefined && { collection }),
});

describe('openUseCounts', () => {
  it('adds up what two processes count, and keeps it over a restart', async () => {
    const [one, other] = [await open(), await open()];
    for (const counts of [one, other]) {
      const here = counts.statisticsOf(SERVER);
      here.asked('answers', [article('aaaaaa')]);
      here.asked('no-answer', []);
      here.shared(quote('bbbbbb-cccccc', 'zzzzz'));
    }
    one.statisticsOf(SERVER).asked('may-answer', [article('aaaaaa'), article('dddddd')]);
    await Promise.all([one.flush(), other.flush()]);
    await Promise.all([one.close(), other.close()]);
    const again = await open();
    const days = await again.statisticsOf(SERVER).between('2026-11-24', '2026-11-25');
    expect([...days]).toEqual([
      [
        '2026-11-25',
        {
          ...{ answers: 2, mayAnswer: 1, noAnswer: 2, isCut: false },
          articles: new Map([
            ['aaaaaa', 3],
            ['zzzzz~bbbbbb', 2],
            ['dddddd', 1],
          ]),
          shared: new Map([['zzzzz~bbbbbb-cccccc', 2]]),
        },
      ],
    ]);
    expect(faults).toEqual([]);
  });

  it('loses half a minute to a process that is killed', async () => {
    const killed = await open();
    killed.statisticsOf(SERVER).asked('answers', []);
    clock.pass(30_000);
    await killed.flush();
    killed.statisticsOf(SERVER).asked('answers', []);
    const next = await open();
    const days = await next.statisticsOf(SERVER).between('2026-11-25', '2026-11-25');
    expect(askedIn(days.get('2026-11-25') ?? NO_COUNTS)).toBe(1);
  });

  it('tells each place its own, and those without a list of their own together', async () => {
    const counts = await open();
    const hasOwn = (server: string) => server === SERVER;
    counts.statisticsOf(SERVER).asked('answers', []);
    counts.statisticsElsewhere(OTHER, hasOwn).asked('no-answer', []);
    counts.statisticsElsewhere(null, hasOwn).asked('may-answer', []);
    const told = async (from: ReturnType<UseCounts['statisticsOf']>) => {
      const day = (await from.between('2026-11-25', '2026-11-25')).get('2026-11-25');
      return day && [day.answers, day.mayAnswer, day.noAnswer];
    };
    expect(await told(counts.statisticsOf(SERVER))).toEqual([1, 0, 0]);
    expect(await told(counts.statisticsElsewhere(OTHER, hasOwn))).toEqual([0, 1, 1]);
    expect(await counts.servers()).toEqual([SERVER, OTHER]);
    await counts.forget(OTHER);
    expect(await told(counts.statisticsElsewhere(null, hasOwn))).toEqual([0, 1, 0]);
    expect(await counts.servers()).toEqual([SERVER]);
    // Nothing of it comes back with what is written later.
    await counts.close();
    expect(await diskState(folder).list(`statistics/${OTHER}`)).toEqual([]);
  });

  it('counts what was written once, though nobody was told so', async () => {
    const disk = diskState(folder);
    let isCutOff = true;
    const state: StateFolder = {
      ...disk,
      read: (...given) => disk.read(...given),
      readEach: (paths) => disk.readEach(paths),
      list: (path) => disk.list(path),
      entries: (path) => disk.entries(path),
      remove: (path) => disk.remove(path),
      async update(path, change) {
        await disk.update(path, change);
        if (isCutOff) throw new Error('the line broke');
      },
    };
    const counts = await open(state);
    counts.statisticsOf(SERVER).asked('answers', []);
    await counts.flush();
    expect(faults.map(String)).toEqual(['Error: the line broke']);
    counts.statisticsOf(SERVER).asked('answers', []);
    isCutOff = false;
    await counts.flush();
    const days = await counts.statisticsOf(SERVER).between('2026-11-25', '2026-11-25');
    expect(days.get('2026-11-25')?.answers).toBe(2);
  });

  it('forgets after 400 days, a month at a time, and is bounded on each', async () => {
    const counts = await open();
    const here = counts.statisticsOf(SERVER);
    const ids = Array.from({ length: MOST_ARTICLES + 5 }, (_, i) => article(`a${i}`));
    here.asked('answers', ids);
    const [day] = (await here.between('2026-11-25', '2026-11-25')).values();
    expect([day?.articles.size, day?.isCut]).toEqual([MOST_ARTICLES, true]);
    clock.pass(400 * DAY);
    here.asked('answers', []);
    await counts.flush();
    expect((await diskState(folder).list('statistics')).map(({ path }) => path)).toEqual([
      `statistics/${SERVER}/2026-11.json`,
      `statistics/${SERVER}/2027-12.json`,
    ]);
    clock.pass(6 * DAY);
    here.asked('answers', []);
    await counts.flush();
    expect((await diskState(folder).list('statistics')).map(({ path }) => path)).toEqual([
      `statistics/${SERVER}/2027-12.json`,
      `statistics/${SERVER}/2028-01.json`,
    ]);
  });

  it('knows since when which articles are there, once a day', async () => {
    const counts = await open();
    let there = [article('aaaaaa'), article('bbbbbb')];
    let asked = 0;
    const own = async () => {
      asked += 1;
      return there;
    };
    const here = counts.statisticsOf(SERVER, own);
    here.asked('answers', []);
    here.asked('answers', []);
    expect(asked).toBe(1);
    await expect
      .poll(() => diskState(folder).read(`statistics/${SERVER}/articles.json`))
      .not.toBe(null);
    clock.pass(DAY);
    there = [article('bbbbbb'), article('cccccc')];
    expect(await here.know(there)).toEqual({
      since: '2026-11-25',
      firstSeen: new Map([
        ['bbbbbb', '2026-11-25'],
        ['cccccc', '2026-11-26'],
      ]),
    });
  });

  it('begins anew where a file is damaged', async () => {
    const disk = diskState(folder);
    await disk.write(`statistics/${SERVER}/2026-11.json`, Buffer.from('{"days":'));
    await disk.write(`statistics/${SERVER}/articles.json`, Buffer.from('[]'));
    const counts = await open();
    const here = counts.statisticsOf(SERVER);
    here.asked('answers', []);
    expect((await here.between('2026-11-25', '2026-11-25')).size).toBe(1);
    expect((await here.know([])).since).toBe('2026-11-25');
    expect(faults).toEqual([]);
  });
});
