/** What is counted of answers: shares, the area under the curve, targets, reliability, typos, samples. */
import { describe, expect, it } from 'vitest';
import {
  areaUnderCurve,
  type FigureName,
  figuresOf,
  keptAt,
  lossOf,
  type Row,
} from '../../src/eval/figures.ts';
import { LEAST_IN_BIN, reliabilityOf } from '../../src/eval/reliability.ts';
import { sampleOf } from '../../src/eval/seeded.ts';
import { heldAgainst } from '../../src/eval/targets.ts';
import { withTypo } from '../../src/eval/typos.ts';

const row = (given: Partial<Row>): Row => ({
  ...{ question: 'why', kind: 'all', answerable: true, rank: 0, highlighted: false },
  ...{ judgement: 'answers', score: 0.5, shown: '' },
  ...given,
});

describe('figuresOf', () => {
  const rows = [
    row({ rank: 1, highlighted: true, score: 0.9 }),
    row({ rank: 1, judgement: 'no-answer', score: 0.2 }),
    row({ rank: 3, judgement: 'may-answer', score: 0.4 }),
    row({ rank: 4, score: 0.6 }),
    row({ answerable: false, judgement: 'no-answer', score: 0.1 }),
    row({ answerable: false, judgement: 'answers', score: 0.5 }),
  ];
  const figure = (name: FigureName) => figuresOf(rows).find((each) => each.name === name);

  it('counts what is first, shown, highlighted, answered, withheld and refused', () => {
    expect(figure('first')).toEqual({ name: 'first', value: 2 / 4, of: 4 });
    expect(figure('three')).toEqual({ name: 'three', value: 3 / 4, of: 4 });
    expect(figure('highlight')).toEqual({ name: 'highlight', value: 1 / 2, of: 2 });
    expect(figure('answered')).toEqual({ name: 'answered', value: 3 / 4, of: 4 });
    expect(figure('withheld')).toEqual({ name: 'withheld', value: 1 / 4, of: 4 });
    expect(figure('refused')).toEqual({ name: 'refused', value: 1 / 2, of: 2 });
  });

  it('counts "may answer" over all questions', () => {
    expect(figure('mayAnswer')).toEqual({ name: 'mayAnswer', value: 1 / 6, of: 6 });
  });

  it('leaves out what a set without the other kind cannot tell', () => {
    const names = (some: readonly Row[]) => figuresOf(some).map(({ name }) => name);
    expect(names(rows.slice(4))).toEqual(['refused', 'mayAnswer']);
    expect(names(rows.slice(0, 4))).not.toContain('auc');
  });

  it('tells the loss of answerable questions that were first', () => {
    const mistyped = [row({ rank: 1 }), row({ rank: 2 }), row({}), row({})];
    expect(lossOf(rows, mistyped)).toEqual({ name: 'loss', value: 1 / 4, of: 4 });
  });
});

describe('areaUnderCurve', () => {
  it('is the share of pairs in the right order, equal ones by half', () => {
    expect(areaUnderCurve([0.9, 0.8], [0.1, 0.2])).toBe(1);
    expect(areaUnderCurve([0.1], [0.9, 0.8])).toBe(0);
    expect(areaUnderCurve([0.5, 0.5], [0.5])).toBe(0.5);
    expect(areaUnderCurve([0.3, 0.7], [0.5, 0.3])).toBe((0 + 0.5 + 1 + 1) / 4);
  });
});

describe('keptAt', () => {
  it('keeps what is above the score that refuses the share', () => {
    const no = [0.1, 0.2, 0.3, 0.4, 0.5];
    expect(keptAt(0.8, [0.39, 0.4, 0.41, 0.9], no)).toBe(0.5);
  });
});

describe('heldAgainst', () => {
  it('holds shares from below and losses from above', () => {
    const held = (name: FigureName, value: number, set: string) =>
      heldAgainst([{ name, value, of: 100 }], set, null)[0];
    expect(held('first', 0.87, 'squad')).toMatchObject({ target: 0.87, ok: true });
    expect(held('first', 0.869, 'squad')).toMatchObject({ atMost: false, ok: false });
    expect(held('mayAnswer', 0.125, 'squad')).toMatchObject({ atMost: true, ok: true });
    expect(held('mayAnswer', 0.13, 'tydi-ru')).toMatchObject({ ok: false });
    expect(held('loss', 0.02, 'mixed')).toMatchObject({ target: 0.01, ok: false });
    expect(held('withheld', 0.9, 'squad')).toMatchObject({ target: null, ok: true });
  });

  it('lets a sample fall behind by chance, a small one further', () => {
    const floor = (of: number, name: FigureName = 'first') =>
      heldAgainst([{ name, value: 1, of }], 'chat-dev', { asked: of, unanswerable: of })[0]
        ?.target ?? null;
    expect(floor(100)).toBeCloseTo(0.62 - 2.5 * Math.sqrt((0.62 * 0.38) / 100), 9);
    expect(floor(25)).toBeLessThan(floor(100) ?? 0);
    expect(floor(25, 'auc')).toBeLessThan(floor(400, 'auc') ?? 0);
    expect(floor(400, 'auc')).toBeLessThan(0.86);
    expect(floor(25, 'kept')).toBeNull();
    expect(floor(25, 'mayAnswer')).toBeGreaterThan(1 / 8);
  });
});

describe('reliabilityOf', () => {
  const forecasts = (count: number, probability: number, share: number) =>
    Array.from({ length: count }, (_, i) => ({ probability, came: i < count * share }));

  it('finds no error where what was said came true as often', () => {
    const table = reliabilityOf([...forecasts(50, 0.2, 0.2), ...forecasts(50, 0.8, 0.8)]);
    expect(table?.bins).toHaveLength(2);
    expect(table?.bins[0]).toMatchObject({ count: 50, from: 0.2, to: 0.2, came: 0.2 });
    expect(table?.error).toBeCloseTo(0, 9);
  });

  it('weighs the difference of each bin by its count', () => {
    const table = reliabilityOf([...forecasts(150, 0.9, 0.5), ...forecasts(50, 0.1, 0.1)]);
    expect(table?.error).toBeCloseTo((150 * 0.4) / 200, 9);
  });

  it('has at most ten bins, none too small, and parts no equal probabilities', () => {
    const many = Array.from({ length: 1_017 }, (_, i) => ({ probability: i / 1_017, came: true }));
    const bins = reliabilityOf(many)?.bins ?? [];
    expect(bins).toHaveLength(10);
    expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(1_017);
    const lumpy = [...forecasts(70, 0, 0), ...forecasts(40, 0.3, 1), ...forecasts(45, 0.6, 1)];
    const counts = reliabilityOf(lumpy)?.bins.map(({ count }) => count);
    expect(counts).toEqual([70, 85]);
    for (const { count } of bins) expect(count).toBeGreaterThanOrEqual(LEAST_IN_BIN);
  });

  it('says nothing of too few', () => {
    expect(reliabilityOf(forecasts(LEAST_IN_BIN - 1, 0.5, 0.5))).toBeNull();
  });
});

describe('withTypo', () => {
  const questions = [
    'Who built the lighthouse of Norrvik?',
    'when did electricity reach the tower',
    'Сколько лет строили плотину?',
    'Où se trouve la bibliothèque municipale ?',
  ];

  it('makes one slip in one word, and the same one every time', () => {
    for (const question of questions) {
      for (let seed = 0; seed < 40; seed++) {
        const typed = withTypo(question, String(seed));
        expect(typed).toBe(withTypo(question, String(seed)));
        const [words, mistyped] = [question.split(' '), typed.split(' ')];
        const other = words.flatMap((word, i) => (word === mistyped[i] ? [] : [i]));
        expect(mistyped).toHaveLength(words.length);
        expect(other).toHaveLength(1);
        const [was, is] = [words[other[0] ?? 0] ?? '', mistyped[other[0] ?? 0] ?? ''];
        expect(Math.abs(was.length - is.length)).toBeLessThanOrEqual(1);
        expect(is[0]).toBe(was[0]);
      }
    }
  });

  it('slips differently with another seed', () => {
    const typed = new Set(
      Array.from({ length: 40 }, (_, seed) => withTypo(questions[0] ?? '', String(seed))),
    );
    expect(typed.size).toBeGreaterThan(10);
  });

  it('leaves short words alone', () => {
    expect(withTypo('is it 2024 or so?', 'a')).toBe('is it 2024 or so?');
  });
});

describe('sampleOf', () => {
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  const keyOf = (letter: string) => letter;

  it('draws the same ones whatever else is there, in their order', () => {
    const drawn = sampleOf(letters, 8, 'seed', keyOf);
    expect(drawn).toHaveLength(8);
    expect([...drawn].sort()).toEqual(drawn);
    const without = letters.filter((letter) => letter !== drawn[0]);
    expect(sampleOf(without, 8, 'seed', keyOf)).toEqual(expect.arrayContaining(drawn.slice(1)));
    expect(sampleOf(letters, 8, 'another', keyOf)).not.toEqual(drawn);
  });

  it('draws all where there are no more', () => {
    expect(sampleOf(letters, 100, 'seed', keyOf)).toEqual(letters);
  });
});
