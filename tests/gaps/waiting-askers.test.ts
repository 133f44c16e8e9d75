/** Who waits for an answer: kept for that alone, a few of each person, and forgotten in time. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openWaitingAskers, WAITING_EACH } from '../../src/gaps/waiting-askers.ts';
import { diskState } from '../../src/state/disk-state.ts';
import { temporaryFolder } from '../support/library.ts';
import { refusedWords } from '../support/refusals.ts';

const DAY = 24 * 60 * 60 * 1_000;
const MIRA = '123456789012345678';
const waiting = (question: string, user = MIRA) => ({
  ...{ user, question, channel: '223456789012345678', locale: 'en-US' },
});

describe('askers', () => {
  it('wait at their place, each for the same once, and for a few things at most', async () => {
    const askers = await openWaitingAskers({ state: diskState(temporaryFolder()) });
    const first = await askers.at('1').wait(waiting('How high?'));
    expect(await askers.at('1').wait(waiting('How high?'))).toBe(first);
    // Elsewhere other articles may answer.
    for (let i = 1; i < WAITING_EACH; i += 1) await askers.at(null).wait(waiting(`How ${i}?`));
    await expect(refusedWords(askers.at('2').wait(waiting('How long?')))).resolves.toContain(
      'waiting for the answers to 3 questions already',
    );
    await askers.at('2').wait(waiting('How long?', '323456789012345678'));
    const all = await askers.list();
    expect(all.map(({ server, question }) => [server, question])).toEqual([
      ['1', 'How high?'],
      [null, 'How 1?'],
      [null, 'How 2?'],
      ['2', 'How long?'],
    ]);
    expect((await askers.servers()).toSorted()).toEqual(['1', '2']);
    await askers.forget('1');
    expect((await askers.list()).map(({ server }) => server)).toEqual([null, null, '2']);
  });

  it('are forgotten by themselves alone, when they were told, and after 90 days', async () => {
    const folder = temporaryFolder();
    let now = Date.UTC(2030, 0, 1);
    const opened = () => openWaitingAskers({ state: diskState(folder), now: () => now });
    const askers = await opened();
    const id = await askers.at('1').wait(waiting('How high?'));
    await askers.at('1').forget(id, '323456789012345678');
    expect(await askers.list()).toHaveLength(1);
    await askers.at('1').forget(id, MIRA);
    expect(await askers.list()).toEqual([]);

    await askers.at('1').wait(waiting('How high?'));
    const [asker] = await (await opened()).list();
    expect(asker?.toldSince).toBeNull();
    expect(asker && (await askers.begin(asker))).toBe(true);
    expect((await (await opened()).list())[0]?.toldSince).toBe(now);
    await askers.end(asker?.id ?? '');
    expect(readFileSync(join(folder, 'waiting-askers.jsonl'), 'utf8')).toBe('');

    await askers.at(null).wait(waiting('How high?'));
    now += 89 * DAY;
    expect(await (await opened()).list()).toHaveLength(1);
    now += 2 * DAY;
    expect(await askers.list()).toEqual([]);
    await opened();
    // Nothing of it is left on the disk.
    expect(readFileSync(join(folder, 'waiting-askers.jsonl'), 'utf8')).toBe('');
  });
});
