/** Dated lines: each counts, what is taken is taken once, and a place has its own. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openDatedLines } from '../../src/state/dated-lines.ts';
import { diskState } from '../../src/state/disk-state.ts';
import { temporaryFolder } from '../support/library.ts';

const DAY = 24 * 60 * 60 * 1_000;
const Said = z.object({ word: z.string() });
type Options = Partial<Parameters<typeof openDatedLines<z.infer<typeof Said>>>[0]>;

function opening(folder: string, options: Options = {}) {
  return openDatedLines({
    ...{ state: diskState(folder), file: 'words.jsonl', says: Said, retentionDays: 2 },
    ...options,
  });
}
const words = (lines: readonly { readonly word: string }[]) => lines.map(({ word }) => word);

describe('lines', () => {
  it('that say the same at once count each where they are counted, and once otherwise', async () => {
    for (const isEachCounted of [true, false]) {
      const folder = temporaryFolder();
      const lines = await opening(folder, { now: () => 5 * DAY, isEachCounted });
      await Promise.all(['a', 'a', 'a'].map((word) => lines.of('1').note({ word })));
      expect(await lines.of('1').list()).toHaveLength(isEachCounted ? 3 : 1);
      const again = await opening(folder, { now: () => 5 * DAY, isEachCounted: true });
      const kept = await again.of('1').list();
      expect(kept).toHaveLength(isEachCounted ? 3 : 1);
      expect(kept.every(({ id }) => id !== null)).toBe(true);
    }
  });

  it('are taken once, by whichever process, and leave the others', async () => {
    const folder = temporaryFolder();
    const [one, another] = [await opening(folder), await opening(folder)];
    for (const word of ['a', 'b', 'c']) await one.of('1').note({ word });
    await another.of('2').note({ word: 'a' });
    const taking = [one, another, one, another].map((lines) =>
      lines.of('1').take(({ word }) => word !== 'c'),
    );
    const meanwhile = another.of('1').note({ word: 'd' });
    expect((await Promise.all(taking)).flatMap(words).sort()).toEqual(['a', 'b']);
    await meanwhile;
    expect(words(await another.of('1').list()).sort()).toEqual(['c', 'd']);
    expect(words(await one.of('2').list())).toEqual(['a']);
  });

  it('belong to a place, and go with its server', async () => {
    const folder = temporaryFolder();
    const lines = await opening(folder);
    const elsewhere = lines.elsewhere(null, (server) => server === '1');
    await lines.of('1').note({ word: 'a' });
    await lines.elsewhere('2', (server) => server === '1').note({ word: 'b' });
    await elsewhere.note({ word: 'c' });
    expect((await lines.servers()).toSorted()).toEqual(['1', '2']);
    expect(words(await elsewhere.list())).toEqual(['b', 'c']);
    await lines.forget('2');
    expect(words(await elsewhere.list())).toEqual(['c']);
    await elsewhere.clear();
    expect(words(await lines.of('1').list())).toEqual(['a']);
    expect(await lines.servers()).toEqual(['1']);
  });

  it('lose the oldest beyond what is kept, and what does not stay', async () => {
    const folder = temporaryFolder();
    let now = 5 * DAY;
    const lines = await opening(folder, { keptMax: 3, now: () => now++ });
    for (const word of ['a', 'b', 'c', 'd']) await lines.of('1').note({ word });
    expect(words(await lines.of('1').list())).toEqual(['b', 'c', 'd']);
    const again = await opening(folder, {
      ...{ keptMax: 3, now: () => now, isEachCounted: true, stays: () => ({ word: '-' }) },
    });
    await again.of('1').note({ word: 'e' });
    expect(words(await again.of('1').list())).toEqual(['-', '-', '-']);
    expect(readFileSync(join(folder, 'words.jsonl'), 'utf8')).not.toMatch(/"word":"[a-e]"/);
  });

  it('that cannot be kept are told, and harm nobody', async () => {
    const told: unknown[] = [];
    const state = diskState(temporaryFolder());
    const lines = await opening('', {
      state: { ...state, append: () => Promise.reject(new Error('full')) },
      onError: (error) => told.push(error),
    });
    expect(await lines.of('1').note({ word: 'a' })).toBeNull();
    expect(told).toEqual([new Error('full')]);
    await lines.close();
  });
});
