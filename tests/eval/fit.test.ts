import { describe, expect, it } from 'vitest';
import type { Collected } from '../../src/eval/collect.ts';
import { fitJudgement, thresholdsOf } from '../../src/eval/fit-judgement.ts';
import { FOLDS, foldOf, overFolds } from '../../src/eval/folds.ts';
import { dot, fitLogistic, fitSoftmax, sigmoid } from '../../src/eval/softmax-fit.ts';
import { confidenceOf, type JudgementSignals, judge } from '../../src/search/judgement.ts';

/** A question of a set whose first passage has these signals. */
function judged(
  set: string,
  file: string,
  signals: Partial<JudgementSignals>,
  { isAnswerable, isRight = isAnswerable }: { isAnswerable: boolean; isRight?: boolean },
): Collected {
  const question = { question: 'why', file, kind: 'all', paragraph: null, section: null };
  return {
    set,
    isAnswerable,
    question: { ...question, expect: [], answers: [] },
    ranking: {
      judgement: 'answers',
      isIdle: false,
      evidence: { confidence: 0, signals, reading: null },
    },
    candidates: [{ isRight } as Collected['candidates'][number]],
  };
}

/** The same numbers every time. */
function* numbers(): Generator<number> {
  for (let state = 1; ; ) {
    state = (state * 48_271) % 0x7fffffff;
    yield state / 0x7fffffff;
  }
}

describe('fitLogistic', () => {
  it('finds the weights that cases were made with', () => {
    const random = numbers();
    const next = () => random.next().value as number;
    const cases = Array.from({ length: 4_000 }, () => {
      const row = [1, 4 * next() - 2, 4 * next() - 2];
      return { row, label: next() < sigmoid(dot(row, [0.5, 2, -1])), weight: 1 };
    });
    const [bias, one, other] = fitLogistic(cases, 3);
    expect(bias).toBeCloseTo(0.5, 0);
    expect(one).toBeGreaterThan(1.6);
    expect(other).toBeLessThan(-0.7);
  });
});

describe('fitSoftmax', () => {
  it('lets the right candidate win, and counts a choice by its weight', () => {
    const choice = (good: number, weight: number) => ({
      rows: [
        [good, 0],
        [0, 1],
      ],
      right: [true, false],
      weight,
    });
    const [feature = 0, other = 0] = fitSoftmax([choice(1, 1)], 2);
    expect(feature).toBeGreaterThan(other);
    const torn = (first: number, second: number) =>
      fitSoftmax(
        [
          { rows: [[1], [0]], right: [true, false], weight: first },
          { rows: [[1], [0]], right: [false, true], weight: second },
        ],
        1,
      )[0] as number;
    expect(torn(3, 1)).toBeGreaterThan(0.5);
    expect(torn(1, 3)).toBeLessThan(-0.5);
  });
});

describe('fitJudgement', () => {
  const random = numbers();
  const next = () => random.next().value as number;
  const made = Array.from({ length: 1_200 }, (_, i) => {
    const closeness = next();
    const isAnswerable = next() < sigmoid(8 * (closeness - 0.5));
    // One answerable question in four has something else first.
    const isRight = isAnswerable && next() < 0.75;
    return judged(i % 3 ? 'one' : 'two', `${i}.md`, { closeness }, { isAnswerable, isRight });
  });

  it('gives the probability that the first passage answers, not only that some does', () => {
    const rule = fitJudgement(made, ['closeness']);
    expect(rule.weights.closeness).toBeGreaterThan(2);
    const at = (closeness: number) => confidenceOf({ closeness } as JudgementSignals, rule);
    const near = made.filter(
      ({ ranking }) => Math.abs((ranking.evidence.signals.closeness ?? 0) - 0.9) < 0.1,
    );
    const came = near.filter(({ candidates }) => candidates[0]?.isRight).length / near.length;
    expect(Math.abs(at(0.9) - came)).toBeLessThan(0.12);
  });

  it('leaves out what asks nothing', () => {
    const idle = made.map((each) => ({
      ...each,
      isAnswerable: false,
      ranking: { ...each.ranking, isIdle: true },
    }));
    expect(fitJudgement([...made, ...idle], ['closeness'])).toEqual(
      fitJudgement(made, ['closeness']),
    );
  });
});

describe('thresholdsOf', () => {
  const set = (ps: readonly number[], isAnswerable: boolean) =>
    ps.map((p) => ({ p, isAnswerable }));

  it('answers enough of the hardest set, and says "may" of no set too often', () => {
    const even = Array.from({ length: 100 }, (_, i) => i / 100);
    const easy = even.map((p) => 0.5 + p / 2);
    const sets = new Map([
      ['hard', [...set(even, true), ...set(even, false)]],
      ['easy', [...set(easy, true), ...set(easy, false)]],
    ]);
    const thresholds = thresholdsOf(sets);
    for (const each of sets.values()) {
      const answerable = each.filter(({ isAnswerable }) => isAnswerable);
      const answered = answerable.filter(({ p }) => judge(p, thresholds) !== 'no-answer');
      expect(answered.length / answerable.length).toBeGreaterThanOrEqual(0.92);
      const may = each.filter(({ p }) => judge(p, thresholds) === 'may-answer');
      expect(may.length / each.length).toBeLessThanOrEqual(1 / 8);
    }
    expect(thresholds.mayAnswerFrom).toBeGreaterThan(0.05);
    expect(thresholds.answersFrom).toBeGreaterThan(thresholds.mayAnswerFrom);
  });
});

describe('overFolds', () => {
  const items = Array.from({ length: 60 }, (_, i) =>
    judged('one', `${i % 20}.md`, {}, { isAnswerable: true }),
  );

  it('tries each item once, on what was learnt without its article', () => {
    let tried = 0;
    overFolds(
      items,
      (seen) => new Set(seen.map(({ question }) => question.file)),
      (seen, unseen) => {
        tried++;
        expect(seen.has(unseen.question.file)).toBe(false);
      },
    );
    expect(tried).toBe(items.length);
    expect(new Set(items.map(foldOf)).size).toBe(FOLDS);
  });
});
