/** What is opened on demand: once, for as long as it is used, within its memory. */
import { expect, it, onTestFinished, vi } from 'vitest';
import { type OnDemandOptions, onDemand } from '../../src/collections/on-demand.ts';

const HOUR_MS = 3_600_000;

function things(options: Partial<OnDemandOptions<{ id: string; bytes: number }>> = {}) {
  const log: string[] = [];
  const busy = new Set<string>();
  const all = onDemand<{ id: string; bytes: number }>({
    async open(id) {
      log.push(`open ${id}`);
      return { id, bytes: 10 };
    },
    async close({ id }) {
      log.push(`close ${id}`);
    },
    bytesOf: ({ bytes }) => bytes,
    isBusy: ({ id }) => busy.has(id),
    stays: (id) => id === '',
    mostBytes: 25,
    idleMs: HOUR_MS,
    onFault: (error) => log.push(String(error)),
    ...options,
  });
  onTestFinished(() => all.close());
  return { all, log, busy };
}

it('is opened once for all who want it at the same time', async () => {
  const { all, log } = things();
  const held = await Promise.all([all.hold('a'), all.hold('a'), all.hold('a')]);
  expect(new Set(held.map(({ item }) => item)).size).toBe(1);
  expect(log).toEqual(['open a']);
  for (const { release } of held) release();
  expect((await all.hold('a')).item).toBe(held[0]?.item);
});

it('gives way, the longest unused first, to what needs its memory; never while it is held or at work', async () => {
  const { all, log, busy } = things();
  const [first, a] = [await all.hold(''), await all.hold('a')];
  first.release();
  const b = await all.hold('b');
  // All of them are in use but the one that stays.
  expect([...all.open()].sort()).toEqual(['', 'a', 'b']);
  busy.add('a');
  a.release();
  expect(log).not.toContain('close a');
  b.release();
  expect(log.slice(-1)).toEqual(['open b']);
  await vi.waitFor(() => expect([...all.open()].sort()).toEqual(['', 'a']));
  busy.delete('a');
  (await all.hold('c')).release();
  await vi.waitFor(() => expect([...all.open()].sort()).toEqual(['', 'c']));
  expect(log.slice(-3)).toEqual(['close b', 'open c', 'close a']);
});

it('is closed when it was long unused, and opened anew when that is over', async () => {
  const { all, log } = things({ idleMs: 20 });
  for (const id of ['', 'a']) (await all.hold(id)).release();
  await vi.waitFor(() => expect(log).toEqual(['open ', 'open a', 'close a']));
  const { item } = await all.hold('a');
  expect(item.id).toBe('a');
  expect(log.at(-1)).toBe('open a');
});

it('that cannot be opened is tried anew by the next one', async () => {
  let tries = 0;
  const { all } = things({
    async open(id) {
      tries += 1;
      if (tries === 1) throw new Error('no disk');
      return { id, bytes: 1 };
    },
  });
  await expect(all.hold('a')).rejects.toThrow('no disk');
  expect((await all.hold('a')).item.id).toBe('a');
});

it('that is banned is closed when it is let go, and given to nobody', async () => {
  const { all, log } = things();
  const held = await all.hold('a');
  const banned = all.ban('a', () => new Error('deleted'));
  await expect(all.hold('a')).rejects.toThrow('deleted');
  expect(log).not.toContain('close a');
  held.release();
  await banned;
  expect(log).toContain('close a');
  all.allow('a');
  expect((await all.hold('a')).item.id).toBe('a');
});
