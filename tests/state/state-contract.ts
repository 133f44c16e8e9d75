/** What state promises, on a disk and in a database alike. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { removeOlder, type StateFolder } from '../../src/state/state-folder.ts';
import { after, apply, contentOf, type Model, steps } from './state-model.ts';

/**
 * @param open two ways to the same state, which is empty, as two processes have it.
 */
export function itKeepsState(open: () => Promise<readonly [StateFolder, StateFolder]>): void {
  it('holds after any steps what a model of it holds', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const [state] = await open();
        let model: Model = new Map();
        for (const step of all) {
          const wanted = after(model, step);
          const failed = typeof wanted === 'string' ? wanted : null;
          expect([step, await apply(state, step)]).toEqual([step, failed]);
          if (typeof wanted !== 'string') model = wanted;
        }
        expect([...(await contentOf(state))]).toEqual([...model].sort());
        for (const { path, size } of await state.list('')) {
          expect(size).toBe(Buffer.byteLength(model.get(path) ?? ''));
        }
        const tops = [...new Set([...model.keys()].map((path) => path.split('/')[0]))].sort();
        // An empty folder may be left on a disk.
        const shown = (await state.entries('')).filter(({ name }) => tops.includes(name));
        expect(shown.map(({ name }) => name)).toEqual(tops);
        for (const { name, isFolder } of shown) expect(isFolder).toBe(!model.has(name));
        await state.remove('');
        expect(await state.list('')).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('reads a part of a file without the rest', async () => {
    const [state] = await open();
    const bytes = Buffer.from(Array.from({ length: 5_000 }, (_, i) => i % 251));
    await state.write('some/file', bytes);
    await state.append('lines', ['first']);
    await state.append('lines', ['second']);
    expect(await state.read('some/file', { start: 4_990, end: 6_000 })).toEqual(
      bytes.subarray(4_990),
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(5_100), fc.nat(5_100), async (start, length) => {
        const range = { start, end: start + length };
        expect(await state.read('some/file', range)).toEqual(bytes.subarray(start, range.end));
      }),
      { numRuns: 20 },
    );
    expect((await state.read('lines', { start: 3, end: 9 }))?.toString()).toBe('st\nsec');
    expect(await state.read('none', { start: 0, end: 1 })).toBeNull();
    expect(await state.readEach(['lines', 'none', 'some/file'])).toEqual([
      Buffer.from('first\nsecond\n'),
      null,
      bytes,
    ]);
  });

  it('loses no change and no line, however many are made at once', async () => {
    const both = await open();
    const [state] = both;
    const count = (before: Buffer | null) => Buffer.from(String(Number(before ?? 0) + 1));
    const changes = Array.from({ length: 30 }, (_, i) => {
      const one = both[i % 2] as StateFolder;
      return [
        one.update('count', count),
        one.append('lines', [`line ${i}`]),
        // Some lines go while others come.
        one.update('lines', (before) =>
          Buffer.from((before?.toString() ?? '').replaceAll(/^line [0-9]*5\n/gm, '')),
        ),
      ];
    });
    await Promise.all(changes.flat());
    expect(Number(await state.read('count'))).toBe(30);
    const lines = (await state.read('lines'))?.toString().split('\n') ?? [];
    const kept = Array.from({ length: 30 }, (_, i) => `line ${i}`).filter(
      (each) => !/5$/.test(each),
    );
    expect(lines.filter((each) => each !== '' && !/5$/.test(each)).sort()).toEqual(kept.sort());
  });

  it('gives what is moved to one alone', async () => {
    const [one, another] = await open();
    await one.write('waiting/x/note', Buffer.from('x'));
    await one.write('waiting/x/content', Buffer.from('y'));
    const taken = await Promise.allSettled([
      one.move('waiting/x', 'waiting/.x'),
      another.move('waiting/x', 'waiting/.x'),
      another.move('waiting/x', 'waiting/.y'),
    ]);
    expect(taken.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await one.list('waiting')).map(({ size }) => size)).toEqual([1, 1]);
  });

  it('tells when things were changed, and removes what is old', async () => {
    const [state] = await open();
    const from = Date.now() - 2_000;
    await state.write('waiting/x/note', Buffer.from('x'));
    const [entry] = await state.entries('waiting');
    const [file] = await state.list('waiting/x/note');
    for (const at of [entry?.modifiedAt, file?.modifiedAt]) {
      expect(at).toBeGreaterThan(from);
      expect(at).toBeLessThan(Date.now() + 2_000);
    }
    await removeOlder(state, 'waiting', 60_000);
    expect(await state.entries('waiting')).toHaveLength(1);
    await removeOlder(state, 'waiting', -10_000);
    expect(await state.entries('waiting')).toEqual([]);
    await removeOlder(state, 'none', 0);
  });

  it.each([
    '',
    '/',
    'a/',
    '/a',
    'a//b',
    '.',
    'a/..',
    '../a',
    'a\\b',
    'a\0',
    '\ud800',
    'lock/1',
    'collections/x',
    '.x.tmp',
    `${'x'.repeat(256)}`,
  ])('has no path %j', async (path) => {
    const [state] = await open();
    await expect(state.read(path)).rejects.toThrow('no path');
    await expect(state.write(path, Buffer.alloc(1))).rejects.toThrow('no path');
    await expect(state.update(path, () => null)).rejects.toThrow('no path');
    await expect(state.append(path, ['x'])).rejects.toThrow('no path');
    await expect(state.move(path, 'a')).rejects.toThrow('no path');
    await expect(state.move('a', path)).rejects.toThrow('no path');
    if (path === '') return;
    await expect(state.list(path)).rejects.toThrow('no path');
    await expect(state.remove(path)).rejects.toThrow('no path');
  });
}
