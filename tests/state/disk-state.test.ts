/** A state folder on a disk: whatever kills the process or fills the disk, nothing half-done is seen. */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { removeDrafts } from '../../src/state/disk-files.ts';
import { diskState } from '../../src/state/disk-state.ts';
import { temporaryFolder } from '../support/library.ts';
import { itKeepsState } from './state-contract.ts';
import { after, apply, contentOf, type Model, steps } from './state-model.ts';

/** Changes that the disk still takes, and what it says of the next one. */
const disk = vi.hoisted(() => ({ left: Number.POSITIVE_INFINITY, code: 'EDEAD', isForGood: true }));

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  const isOver = (): boolean => {
    if (disk.left-- > 0) return false;
    disk.left = disk.isForGood ? 0 : Number.POSITIVE_INFINITY;
    return true;
  };
  const fail = () => Promise.reject(Object.assign(new Error(disk.code), { code: disk.code }));
  const dying =
    <A extends unknown[], R>(work: (...args: A) => Promise<R>) =>
    (...args: A): Promise<R> =>
      isOver() ? fail() : work(...args);
  /** Dies when half of it is written. */
  const halfWriting = (file: FileHandle): FileHandle => {
    const { writeFile, sync, truncate } = file;
    return Object.assign(file, {
      async writeFile(bytes: Uint8Array) {
        if (!isOver()) return writeFile.call(file, bytes);
        await writeFile.call(file, bytes.subarray(0, bytes.length / 2));
        return fail();
      },
      sync: dying(sync.bind(file)),
      truncate: dying(truncate.bind(file)),
    });
  };
  return {
    ...real,
    open: async (...args: Parameters<typeof real.open>) => halfWriting(await real.open(...args)),
    link: dying(real.link),
    mkdir: dying(real.mkdir as (...args: unknown[]) => Promise<unknown>),
    rename: dying(real.rename),
    rm: dying(real.rm),
    rmdir: dying(real.rmdir),
    unlink: dying(real.unlink),
  };
});

afterEach(() => {
  Object.assign(disk, { left: Number.POSITIVE_INFINITY, code: 'EDEAD', isForGood: true });
});

const asObject = (model: Model) => Object.fromEntries(model);

describe('state on a disk', () => {
  itKeepsState(async () => {
    const root = join(temporaryFolder(), 'state');
    return [diskState(root), diskState(root)];
  });
});

describe('a process that dies', () => {
  it('has done a thing, or has not', async () => {
    let deaths = 0;
    await fc.assert(
      fc.asyncProperty(steps, fc.nat(8), async (all, left) => {
        const root = join(temporaryFolder(), 'state');
        let model: Model = new Map();
        for (const step of all) {
          const wanted = after(model, step);
          if (typeof wanted === 'string') continue;
          disk.left = left;
          const failed = await apply(diskState(root), step);
          disk.left = Number.POSITIVE_INFINITY;
          const now = asObject(await contentOf(diskState(root)));
          if (failed === null) expect([step, now]).toEqual([step, asObject(wanted)]);
          else {
            deaths += 1;
            const isDone = JSON.stringify(now) === JSON.stringify(sorted(wanted));
            // Of a line that was cut short by death a part may be left.
            const isCut = step.do === 'append' && isPartOf(now, asObject(wanted), step.path);
            if (!isDone && !isCut) expect([step, now]).toEqual([step, asObject(model)]);
          }
          model = new Map(Object.entries(now));
        }
      }),
      { numRuns: 60 },
    );
    expect(deaths).toBeGreaterThan(40);
  });

  function sorted(model: Model): object {
    return Object.fromEntries([...model].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  function isPartOf(now: Record<string, string>, then: Record<string, string>, path: string) {
    return (
      Buffer.from(then[path] ?? '').indexOf(
        Buffer.from((now[path] ?? '').replace(/\ufffd+$/, '')),
      ) === 0
    );
  }

  it('is in nobody’s way, and what it left goes', async () => {
    const root = join(temporaryFolder(), 'state');
    const state = diskState(root);
    await state.write('some/file', Buffer.from('1'));
    for (let left = 1; left < 9; left += 2) {
      for (const change of [() => null, () => Buffer.from('2')]) {
        await state.write('some/file', Buffer.from('1'));
        disk.left = left;
        await state.update('some/file', change).catch(() => {});
        disk.left = Number.POSITIVE_INFINITY;
      }
    }
    const left = readdirSync(join(root, 'some')).filter((name) => name.startsWith('.'));
    expect(left.length).toBeGreaterThan(3);
    expect(left.some((name) => name.endsWith('.next'))).toBe(true);
    await state.write('some/file', Buffer.from('1'));
    // Who holds a claim for that long is gone.
    const now = Date.now();
    vi.spyOn(Date, 'now').mockImplementation(() => now + 60_000);
    await state.update('some/file', () => Buffer.from('3'));
    expect((await state.read('some/file'))?.toString()).toBe('3');
    await removeDrafts(root, 120_000);
    expect(readdirSync(join(root, 'some')).length).toBeGreaterThan(1);
    await removeDrafts(root, 30_000);
    expect(readdirSync(join(root, 'some'))).toEqual(['file']);
    vi.restoreAllMocks();
  });
});

describe('a full disk', () => {
  it('loses nothing of what was there, and takes the next thing when there is room', async () => {
    const root = join(temporaryFolder(), 'state');
    const state = diskState(root);
    await state.write('file', Buffer.from('before'));
    await state.append('lines', ['before']);
    for (const work of [
      () => state.write('file', Buffer.from('after')),
      () => state.update('file', () => Buffer.from('after')),
      () => state.append('lines', ['after']),
    ]) {
      Object.assign(disk, { left: 0, code: 'ENOSPC', isForGood: false });
      // The first thing is to see that the folder is there.
      disk.left = 1;
      await expect(work()).rejects.toMatchObject({ code: 'ENOSPC' });
      disk.left = Number.POSITIVE_INFINITY;
      expect(readFileSync(join(root, 'file'), 'utf8')).toBe('before');
      expect(readFileSync(join(root, 'lines'), 'utf8')).toBe('before\n');
      expect(readdirSync(root).sort()).toEqual(['file', 'lines']);
    }
    await state.append('lines', ['after']);
    expect(readFileSync(join(root, 'lines'), 'utf8')).toBe('before\nafter\n');
  });
});

describe('what is kept', () => {
  it('is for the user alone', async () => {
    const root = join(temporaryFolder(), 'data', 'state');
    const state = diskState(root);
    await state.write('some/deep/file', Buffer.from('x'));
    await state.update('some/updated', () => Buffer.from('x'));
    await state.append('lines', ['x']);
    const mode = (...parts: string[]) => statSync(join(root, ...parts)).mode & 0o777;
    expect([mode(), mode('some'), mode('some/deep')]).toEqual([0o700, 0o700, 0o700]);
    expect(['some/deep/file', 'some/updated', 'lines'].map((path) => mode(path))).toEqual([
      0o600, 0o600, 0o600,
    ]);
  });

  it('is not what lies there of others, or half-written', async () => {
    const root = temporaryFolder();
    mkdirSync(join(root, 'collections/other'), { recursive: true });
    mkdirSync(join(root, 'lock'));
    for (const path of ['collections/other/gaps.jsonl', 'lock/1', '.x.tmp', '.file.abc.next']) {
      writeFileSync(join(root, path), 'x');
    }
    const state = diskState(root);
    expect(await state.list('')).toEqual([]);
    expect(await state.entries('')).toEqual([]);
    await state.remove('');
    expect(existsSync(join(root, 'collections/other/gaps.jsonl'))).toBe(true);
  });
});

describe('a link', () => {
  it('is not followed to what lies elsewhere', async () => {
    const outside = temporaryFolder();
    writeFileSync(join(outside, 'secret.md'), 'secret');
    const root = temporaryFolder();
    mkdirSync(join(root, 'removed'));
    symlinkSync(outside, join(root, 'removed/folder'));
    symlinkSync(join(outside, 'secret.md'), join(root, 'removed/linked.md'));
    const state = diskState(root);
    expect(await state.read('removed/linked.md')).toBeNull();
    await expect(state.read('removed/folder/secret.md')).rejects.toThrow('leads out');
    await expect(state.write('removed/folder/x', Buffer.alloc(1))).rejects.toThrow('leads out');
    await expect(state.append('removed/linked.md', ['x'])).rejects.toMatchObject({ code: 'ELOOP' });
    // They are there, and go with what they are in.
    expect((await state.list('removed')).map(({ path }) => path)).toEqual([
      'removed/folder',
      'removed/linked.md',
    ]);
    await state.remove('removed');
    expect(readdirSync(root)).toEqual([]);
    expect(readFileSync(join(outside, 'secret.md'), 'utf8')).toBe('secret');
    expect(readdirSync(outside)).toEqual(['secret.md']);
  });

  it('of the operator’s at the top leads to another disk', async () => {
    const elsewhere = temporaryFolder();
    writeFileSync(join(elsewhere, 'gaps.jsonl'), 'one\n');
    mkdirSync(join(elsewhere, 'removed/x'), { recursive: true });
    writeFileSync(join(elsewhere, 'removed/x/dam.md'), 'The dam.');
    const root = temporaryFolder();
    symlinkSync(join(elsewhere, 'gaps.jsonl'), join(root, 'gaps.jsonl'));
    symlinkSync(join(elsewhere, 'removed'), join(root, 'removed'));
    const state = diskState(root);
    await state.append('gaps.jsonl', ['two']);
    await state.move('removed/x', 'removed/.x');
    expect(readFileSync(join(elsewhere, 'gaps.jsonl'), 'utf8')).toBe('one\ntwo\n');
    expect((await state.read('removed/.x/dam.md'))?.toString()).toBe('The dam.');
    expect((await state.list('')).map(({ path }) => path)).toEqual([
      'gaps.jsonl',
      'removed/.x/dam.md',
    ]);
    utimesSync(join(elsewhere, 'removed/.x'), 1_000, 1_000);
    expect(await state.entries('removed')).toMatchObject([{ name: '.x', modifiedAt: 1_000_000 }]);
  });
});
