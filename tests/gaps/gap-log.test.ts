/** Unanswered questions survive crashes, are forgotten in time, and never become formulas. */
import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gapsToCsv } from '../../src/gaps/csv.ts';
import { openGapLog } from '../../src/gaps/gap-log.ts';
import { groupGaps } from '../../src/gaps/group.ts';
import { temporaryFolder } from '../support/library.ts';

const DAY = 24 * 60 * 60 * 1_000;
const questions = (gaps: readonly { question: string }[]) => gaps.map(({ question }) => question);

describe('the log', () => {
  it('has on the disk what it noted, without being closed, and nothing but question and time', async () => {
    const file = join(temporaryFolder(), 'kept', 'gaps.jsonl');
    const log = await openGapLog({ file, retentionDays: 90, now: () => 1_000 });
    await Promise.all([log.note('Who?\nAnd "why"?'), log.note('Where?')]);
    expect(readFileSync(file, 'utf8')).toBe(
      '{"question":"Who?\\nAnd \\"why\\"?","at":1000}\n{"question":"Where?","at":1000}\n',
    );
    expect(statSync(file).mode & 0o077).toBe(0);
    const again = await openGapLog({ file, retentionDays: 90, now: () => 1_000 });
    expect(questions(again.list())).toEqual(['Who?\nAnd "why"?', 'Where?']);
  });

  it('loses nothing but the half-written line of a crash, wherever it is cut', async () => {
    const file = join(temporaryFolder(), 'gaps.jsonl');
    const log = await openGapLog({ file, retentionDays: 90 });
    await log.note('First?');
    await log.note('Вторая?');
    const whole = readFileSync(file);
    const firstLine = whole.indexOf('\n') + 1;
    for (let cut = firstLine; cut <= whole.length; cut++) {
      writeFileSync(file, whole.subarray(0, cut));
      const after = await openGapLog({ file, retentionDays: 90 });
      await after.note('Third?');
      const kept = questions((await openGapLog({ file, retentionDays: 90 })).list());
      const isWhole = cut >= whole.length - 1;
      expect(kept).toEqual(isWhole ? ['First?', 'Вторая?', 'Third?'] : ['First?', 'Third?']);
    }
  });

  it('passes over damaged lines', async () => {
    const file = join(temporaryFolder(), 'gaps.jsonl');
    writeFileSync(file, '{"question":"Good?","at":4102444800000}\n\0\0\0\n[1]\n{"at":1}\n');
    const log = await openGapLog({ file, retentionDays: 90 });
    expect(questions(log.list())).toEqual(['Good?']);
    appendFileSync(file, '{"question":');
    expect(questions((await openGapLog({ file, retentionDays: 90 })).list())).toEqual(['Good?']);
  });

  it('forgets after the retention time, on the disk too, and at once when told', async () => {
    const file = join(temporaryFolder(), 'gaps.jsonl');
    let now = DAY;
    const log = await openGapLog({ file, retentionDays: 2, now: () => now });
    await log.note('Old?');
    now += 3 * DAY;
    expect(log.list()).toEqual([]);
    await log.note('New?');
    expect(readFileSync(file, 'utf8')).not.toContain('Old?');
    await log.clear();
    expect(readFileSync(file, 'utf8')).toBe('');
    expect(log.list()).toEqual([]);
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
        expect(cells).toHaveLength(4);
      }),
    );
  });
});
