/** What is told of how articles are used: days, charts, questions without names, a report. */
import { describe, expect, it } from 'vitest';
import type { ArticleSummary } from '../../src/model.ts';
import { chart } from '../../src/statistics/chart.ts';
import { type DayCounts, NO_COUNTS } from '../../src/statistics/day-counts.ts';
import { mondayOf, monthsBetween, plusDays } from '../../src/statistics/days.ts';
import { dueAt, lastDue, weekBefore } from '../../src/statistics/digest-times.ts';
import { MOST_KNOWN, seenOn } from '../../src/statistics/known-articles.ts';
import { recurringQuestions } from '../../src/statistics/recurring.ts';
import type { Statistics } from '../../src/statistics/use-counts.ts';
import { reportUse } from '../../src/statistics/use-report.ts';
import { withoutNames } from '../../src/statistics/without-names.ts';

describe('days', () => {
  it('are those of Greenwich, weeks from Monday', () => {
    expect(mondayOf('2026-11-23')).toBe('2026-11-23');
    expect(mondayOf('2026-11-29')).toBe('2026-11-23');
    expect(mondayOf('2026-03-01')).toBe('2026-02-23');
    expect(plusDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(monthsBetween('2026-11-30', '2027-01-01')).toEqual(['2026-11', '2026-12', '2027-01']);
  });

  it('have a digest due on Mondays, spread over an hour', () => {
    const servers = Array.from({ length: 600 }, (_, i) => `1000000000000${i + 10_000}`);
    const minutes = servers.map(
      (server) => (dueAt(server, '2026-11-23') - Date.parse('2026-11-23T09:00:00Z')) / 60_000,
    );
    expect(Math.min(...minutes)).toBe(0);
    expect(Math.max(...minutes)).toBe(59);
    const fullest = Math.max(...minutes.map((one) => minutes.filter((m) => m === one).length));
    expect(fullest).toBeLessThan(30);
    const [server = ''] = servers;
    const due = dueAt(server, '2026-11-23');
    expect(lastDue(server, due - 1)).toBe('2026-11-16');
    expect(lastDue(server, due)).toBe('2026-11-23');
    expect(weekBefore('2026-11-23')).toEqual({ from: '2026-11-16', to: '2026-11-22' });
  });
});

describe('chart', () => {
  it('shows nothing as nothing, and little as something', () => {
    expect(chart([0, 1, 50, 100])).toBe('▁▂▅█');
    expect(chart([0, 0])).toBe('▁▁');
    expect(chart([])).toBe('');
  });
});

describe('withoutNames', () => {
  const knows = async (word: string) => ['NATO', 'Nurek', 'Staudamm', 'Russia’s'].includes(word);

  it.each([
    ['How tall is the Nurek dam?', 'How tall is the Nurek dam?'],
    ['Did Anna Müller pay for the dam?', 'Did … pay for the dam?'],
    ['Anna said the dam leaks, is that so?', '… said the dam leaks, is that so?'],
    ['Is NATO in Ruritania?', 'Is NATO in …?'],
    ['can <@123456789012345678> see the dam plans?', 'can … see the dam plans?'],
    ['is @kara_92 allowed to see the plans of it', 'is … allowed to see the plans of it'],
    ['may I write to kara@example.org about the plans?', 'may I write to … about the plans?'],
    ['who answers the phone at +49 170 1234567 at night?', 'who answers the phone at … at night?'],
    ['is order 20260001 on the way to me yet?', 'is order … on the way to me yet?'],
    ['what was built in 1931 for 12.5 million?', 'what was built in 1931 for 12.5 million?'],
    ['is https://example.org/u/kara the page to see?', 'is … the page to see?'],
    ['does xx_kara_xx still build the dam here?', 'does … still build the dam here?'],
    ['Wie hoch ist der Staudamm von Herrn Schmidt?', 'Wie hoch ist der Staudamm von …?'],
    ['Сколько стоит вход для Анны зимой?', 'Сколько стоит вход для … зимой?'],
    ['Anna Müller @kara?', null],
    ['', null],
  ])('%j is told as %j', async (question, told) => {
    expect(await withoutNames(question, knows)).toBe(told);
  });
});

describe('recurringQuestions', () => {
  const week = { from: '2026-11-16', to: '2026-11-22' };
  const at = (day: string) => Date.parse(`${day}T10:00:00Z`);
  const knows = async () => false;
  const asked = (question: string | null, ...days: string[]) =>
    days.map((day) => ({ question, at: at(day) }));

  it('tells what was asked on three days, one of them in the week', async () => {
    const gaps = [
      ...asked('what does a permit cost?', '2026-11-02', '2026-11-16', '2026-11-18'),
      ...asked('is there parking?', '2026-11-16', '2026-11-16', '2026-11-17'),
      ...asked('when is the museum open?', '2026-11-02', '2026-11-03', '2026-11-04'),
      ...asked(null, '2026-11-16', '2026-11-17', '2026-11-18'),
    ];
    expect(await recurringQuestions(gaps, week, knows)).toEqual([
      { text: 'what does a permit cost?', days: 3 },
    ]);
  });

  it('tells no word that one day alone has', async () => {
    const gaps = [
      ...asked('what does a permit cost', '2026-11-16'),
      ...asked('what does a permit cost?', '2026-11-17'),
      ...asked('what does a permit cost now', '2026-11-18'),
      ...asked('what does a permit cost my ex', '2026-11-19'),
    ];
    const [found, ...others] = await recurringQuestions(gaps, week, knows);
    expect([found?.text, others]).toEqual(['what does a permit cost now', []]);
    expect(await recurringQuestions(gaps.slice(1, 3), week, knows)).toEqual([]);
  });
});

describe('reportUse', () => {
  const summary = (id: string, collection?: string): ArticleSummary => ({
    ...{ id, title: `Article ${id}`, file: `${id}.md`, part: 1, paragraphs: 1 },
    ...{ author: null, publisher: null, published: null, url: null, language: 'en' },
    ...(collection !== undefined && { collection }),
  });
  const day = (counts: Partial<DayCounts>): DayCounts => ({ ...NO_COUNTS, ...counts });

  it('puts a week beside the one before, and names what nobody reached', async () => {
    const days = new Map([
      ['2026-11-12', day({ answers: 3 })],
      [
        '2026-11-18',
        day({
          ...{ answers: 2, noAnswer: 1, articles: new Map([['bbbbbb', 2]]) },
          shared: new Map([
            ['bbbbbb-cccccc', 2],
            ['gonego-cccccc', 3],
          ]),
        }),
      ],
    ]);
    const statistics: Pick<Statistics, 'between' | 'know'> = {
      between: async () => days,
      know: async () => ({
        since: '2026-01-01',
        firstSeen: new Map([
          ['aaaaaa', '2026-01-01'],
          ['bbbbbb', '2026-01-01'],
          ['dddddd', '2026-11-17'],
        ]),
      }),
    };
    const articles = [
      summary('aaaaaa'),
      summary('bbbbbb'),
      summary('dddddd'),
      summary('x', 'other'),
    ];
    const said = { server: null, id: null, question: null, passage: 'bbbbbb-cccccc' };
    const at = Date.parse('2026-11-18T10:00:00Z');
    const report = await reportUse(
      {
        ...{ statistics, library: { articles: async () => articles }, own: '' },
        feedback: {
          list: async () => [
            { ...said, at, helpful: false },
            { ...said, at, helpful: true },
            { ...said, at: at - 7 * 86_400_000, helpful: false },
          ],
        },
      },
      { from: '2026-11-16', to: '2026-11-22' },
    );
    expect(report).toMatchObject({
      now: { answers: 2, noAnswer: 1 },
      before: { answers: 3 },
      weeks: [0, 0, 0, 0, 0, 0, 3, 3],
      said: { helpful: 1, unhelpful: 1 },
      disliked: [{ citationId: 'bbbbbb-cccccc', title: 'Article bbbbbb', n: 1 }],
      shared: [
        { citationId: 'gonego-cccccc', title: null, n: 3 },
        { citationId: 'bbbbbb-cccccc', title: 'Article bbbbbb', n: 2 },
      ],
    });
    // One was added in the week, and one is of others; of a week before any was known nothing is told.
    const later = { ...statistics, know: async () => seenOn(null, ['aaaaaa'], '2026-11-23') };
    const sources = { statistics: later, library: { articles: async () => articles }, own: '' };
    expect((await reportUse(sources, report.days)).unreached).toBe(null);
    expect(report.unreached).toEqual({ articles: [summary('aaaaaa')], of: 2 });
  });

  it('does not follow thousands of articles', () => {
    const many = Array.from({ length: MOST_KNOWN + 1 }, (_, i) => `a${i}`);
    expect(seenOn(null, many, '2026-11-16')).toEqual({ since: '2026-11-16', firstSeen: null });
    expect(seenOn(null, many.slice(1), '2026-11-16').firstSeen?.size).toBe(MOST_KNOWN);
  });
});
