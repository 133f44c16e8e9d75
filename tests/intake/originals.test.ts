/** Messages that articles were made of: watched, told once when they are deleted, and decided about. */
import { describe, expect, it } from 'vitest';
import { messageUrl } from '../../src/citations/message-link.ts';
import { openOriginals } from '../../src/intake/originals.ts';
import { diskState } from '../../src/state/disk-state.ts';
import { temporaryFolder } from '../support/library.ts';

const [SERVER, OTHER] = ['1300000000000000001', '1300000000000000002'];
const CHANNEL = '1300000000000000020';
const [FIRST, SECOND] = ['1300000000000000777', '1300000000000000778'];

const onFault = (error: unknown): never => {
  throw error;
};

describe('a message that an article was made of', () => {
  it('is told of once, to one of the processes that hear it is deleted', async () => {
    const state = diskState(temporaryFolder());
    const processes = [1, 2, 3].map(() => openOriginals({ state, onFault, now: () => 5 }));
    const [one, another] = processes;
    if (!one || !another) throw new Error('Just opened');
    for (const message of [FIRST, SECOND])
      await one.watch({ server: SERVER, channel: CHANNEL, message });
    const told = await Promise.all(processes.map((each) => each.noteDeleted(SERVER, [FIRST, '5'])));
    expect(told.flat()).toEqual([
      { server: SERVER, channel: CHANNEL, message: FIRST, deletedAt: 5 },
    ]);
    expect(await another.noteDeleted(SERVER, [FIRST])).toEqual([]);
    expect(await another.noteDeleted(OTHER, [SECOND])).toEqual([]);
    expect((await another.undecided(SERVER)).map(({ message }) => message)).toEqual([FIRST]);
    const url = (message: string) => messageUrl({ server: SERVER, channel: CHANNEL, message });
    const later = openOriginals({ state, onFault });
    await expect.poll(() => later.deletedAt(url(FIRST))).toBe(5);
    expect(later.deletedAt(url(SECOND))).toBeNull();
    await another.decide(SERVER, FIRST);
    expect(await one.undecided(SERVER)).toEqual([]);
    // Kept once more, it is gone all the same.
    await one.watch({ server: SERVER, channel: CHANNEL, message: FIRST });
    expect(await one.noteDeleted(SERVER, [FIRST])).toEqual([]);
  });
});
