/** Unanswered questions survive crashes, are forgotten in time, and never become formulas. */
import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gapsToCsv } from '../../src/gaps/csv.ts';
import { type GapLog, openGapLogs } from '../../src/gaps/gap-log.ts';
import { groupGaps } from '../../src/gaps/group.ts';
import { diskState } from '../../src/state/disk-state.ts';
import { temporaryFolder } from '../support/library.ts';

const DAY = 24 * 60 * 60 * 1_000;
const questions = (gaps: readonly { question: string | null }[]) =>
  gaps.map(({ question }) => question);

/** The log of all that is asked. */
async function openLog(folder: string, retentionDays = 90, now = Date.now): Promise<GapLog> {
  const logs = await openGapLogs({ state: diskState(folder), retentionDays, now });
  return logs.gapsElsewhere(null, () => false);
}

describe('the log', () => {
  it('has on the disk what it noted, without being closed, and nothing but question and time', async () => {
    const folder = join(temporaryFolder(), 'kept');
    const file = join(folder, 'gaps.jsonl');
    const log = await openLog(folder, 90, () => 1_000);
    await Promise.all([log.note('Who?\nAnd "why"?'), log.note('Where?')]);
    expect(readFileSync(file, 'utf8')).toBe(
      '{"question":"Who?\\nAnd \\"why\\"?","at":1000}\n{"question":"Where?","at":1000}\n',
    );
    expect(statSync(file).mode & 0o077).toBe(0);
    const again = await openLog(folder, 90, () => 1_000);
    expect(questions(await again.list())).toEqual(['Who?\nAnd "why"?', 'Where?']);
  });

  it('loses nothing but the half-written line of a crash, wherever it is cut', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'gaps.jsonl');
    const log = await openLog(folder);
    await log.note('First?');
    await log.note('Вторая?');
    const whole = readFileSync(file);
    const firstLine = whole.indexOf('\n') + 1;
    for (let cut = firstLine; cut <= whole.length; cut++) {
      writeFileSync(file, whole.subarray(0, cut));
      const after = await openLog(folder);
      await after.note('Third?');
      const kept = questions(await (await openLog(folder)).list());
      const isWhole = cut >= whole.length - 1;
      expect(kept).toEqual(isWhole ? ['First?', 'Вторая?', 'Third?'] : ['First?', 'Third?']);
    }
  });

  it('passes over damaged lines', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'gaps.jsonl');
    writeFileSync(file, '{"question":"Good?","at":4102444800000}\n\0\0\0\n[1]\n{"at":1}\n');
    const log = await openLog(folder);
    expect(questions(await log.list())).toEqual(['Good?']);
    appendFileSync(file, '{"question":');
    expect(questions(await (await openLog(folder)).list())).toEqual(['Good?']);
  });

  it('forgets after the retention time, on the disk too, and at once when told', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'gaps.jsonl');
    let now = DAY;
    const log = await openLog(folder, 2, () => now);
    await log.note('Old?');
    now += 3 * DAY;
    expect(await log.list()).toEqual([]);
    await log.note('New?');
    expect(readFileSync(file, 'utf8')).not.toContain('Old?');
    await log.clear();
    expect(readFileSync(file, 'utf8')).toBe('');
    expect(await log.list()).toEqual([]);
  });
});

describe('texts', () => {
  it('are kept without people, those of an older log too; of what is no word there is no line', async () => {
    const folder = temporaryFolder();
    const lines = ['Who is <@184405311681986560>?', '184405311681986560'].map((question, i) =>
      JSON.stringify({ question, at: i + 1 }),
    );
    writeFileSync(join(folder, 'gaps.jsonl'), `${lines.join('\n')}\n`);
    const log = await openLog(folder, 90, () => 3);
    for (const question of ['Where is @mary?', '@mary', '???']) await log.note(question);
    expect(questions(await log.list())).toEqual(['Who is ?', null, 'Where is ?']);
    expect(readFileSync(join(folder, 'gaps.jsonl'), 'utf8')).not.toMatch(/1844|mary/);
  });

  it('go where they are not to be kept, and every question counts', async () => {
    const folder = temporaryFolder();
    const now = () => 5;
    const kept = await openLog(folder, 90, now);
    for (const question of ['First?', 'Second?']) await kept.note(question);
    const open = () =>
      openGapLogs({ state: diskState(folder), retentionDays: 90, now, keepsTexts: false });
    const quiet = (await open()).gapsOf('7');
    await Promise.all([quiet.note('Third?'), quiet.note('Third?')]);
    const before = readFileSync(join(folder, 'gaps.jsonl'), 'utf8');
    expect(before).not.toMatch(/First|Second|Third/);
    const all = (await open()).gapsElsewhere(null, () => false);
    expect(questions(await all.list())).toEqual([null, null, null, null]);
    expect([quiet.keepsTexts, kept.keepsTexts]).toEqual([false, true]);
    // What has been put right is not written again.
    expect(readFileSync(join(folder, 'gaps.jsonl'), 'utf8')).toBe(before);
  });
});

describe('a place', () => {
  it('has what was asked there, and the rest belongs to the default one', async () => {
    const folder = temporaryFolder();
    // An earlier release wrote no server.
    writeFileSync(join(folder, 'gaps.jsonl'), `{"question":"Long ago?","at":${Date.now() - 1}}\n`);
    const logs = await openGapLogs({ state: diskState(folder), retentionDays: 90 });
    const hasOwnList = (server: string) => server === '1' || server === '2';
    const log = (server: string | null) => logs.gapsElsewhere(server, hasOwnList);
    await logs.gapsOf('1').note('On the first?');
    await logs.gapsOf('2').note('On the second?');
    await log('3').note('On the third?');
    await log(null).note('In a DM?');
    const shown = async () => ({
      first: questions(await logs.gapsOf('1').list()),
      second: questions(await logs.gapsOf('2').list()),
      elsewhere: questions(await log('3').list()),
    });
    const elsewhere = ['Long ago?', 'On the third?', 'In a DM?'];
    expect(await shown()).toEqual({
      first: ['On the first?'],
      second: ['On the second?'],
      elsewhere,
    });
    await logs.gapsOf('2').clear();
    expect(await shown()).toEqual({ first: ['On the first?'], second: [], elsewhere });
    await log('3').clear();
    expect(await shown()).toEqual({ first: ['On the first?'], second: [], elsewhere: [] });
    await logs.gapsOf('2').note('Again?');
    await logs.forget('1');
    expect(await shown()).toEqual({ first: [], second: ['Again?'], elsewhere: [] });
  });

  it('keeps what another process notes meanwhile', async () => {
    const folder = temporaryFolder();
    let now = Date.now();
    const open = () => openGapLogs({ state: diskState(folder), retentionDays: 2, now: () => now });
    const [one, another] = [await open(), await open()];
    await one.gapsOf('1').note('First?');
    await another.gapsOf('1').note('Second?');
    now += 3 * DAY;
    await Promise.all([one.gapsOf('1').note('Third?'), another.gapsOf('1').note('Fourth?')]);
    await Promise.all([one.gapsOf('2').clear(), another.gapsOf('1').note('Fifth?')]);
    expect(questions(await one.gapsOf('1').list()).sort()).toEqual(['Fifth?', 'Fourth?', 'Third?']);
    expect(readFileSync(join(folder, 'gaps.jsonl'), 'utf8')).not.toContain('First?');
  });
});

describe('groups', () => {
  const at = (question: string, index: number) => ({ question, at: index });
  it('put wordings of a question together, and keep others apart', () => {
    const asked = [
      'How tall is the Rogun dam?',
      'Who is the mayor of Dushanbe?',
      'how tall is rogun dam',
      'Какова высота плотины?',
      'Какой высоты плотина?',
      'Is the Rogun dam tall?',
      '???',
    ].map(at);
    expect(groupGaps(asked).map(({ count, wordings }) => [count, wordings.length])).toEqual([
      [3, 3],
      [2, 2],
      [1, 1],
      [1, 1],
    ]);
    expect(groupGaps(asked)[0]?.question).toBe('Is the Rogun dam tall?');
  });
});

describe('CSV', () => {
  it('has no cell that a spreadsheet takes for a formula, and every question word for word', () => {
    const start = fc.constantFrom('=', '+', '-', '@', '\t=', ' =', '\r', '', '"', ',', '\n');
    fc.assert(
      fc.property(fc.tuple(start, fc.string()), ([start, rest]) => {
        const question = start + rest;
        const csv = gapsToCsv([{ question, count: 1, lastAt: 0, wordings: [question] }]);
        const cells = [
          ...csv
            .split('\r\n')
            .slice(1)
            .join('\r\n')
            .matchAll(/"((?:[^"]|"")*)"/g),
        ];
        const first = (cells[0]?.[1] ?? '').replaceAll('""', '"');
        expect(first.replace(/^'/, '').endsWith(question.replace(/^'/, ''))).toBe(true);
        expect(first).not.toMatch(/^\s*[=+\-@]/);
        expect(cells).toHaveLength(9);
      }),
    );
  });
});
