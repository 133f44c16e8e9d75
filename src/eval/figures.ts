/** What is counted of a set's answers, and what it comes to: shares, and how well scores part them. */
import type { Judgement } from '../model.ts';

/** A question as it was answered, held against what is right. */
export interface Row {
  readonly question: string;
  readonly kind: string;
  readonly answerable: boolean;
  /** Place of the right passage among the excerpts, from 1; 0 where it is not among them. */
  readonly rank: number;
  /** Whether the right passage is first and its highlight holds the answer. */
  readonly highlighted: boolean;
  readonly judgement: Judgement;
  /** The first excerpt's: the probability that it answers; 0 without one. */
  readonly score: number;
  /** What the first excerpt highlights; empty without one. */
  readonly shown: string;
}

/** What each figure is called where people read it. */
export const FIGURES = {
  first: 'right passage first',
  three: '… among the first three',
  highlight: '… of those first, the highlight answers',
  answered: 'answered',
  withheld: 'right first, yet withheld',
  refused: 'no answer there: refused',
  auc: '… AUC of the first score',
  kept: '… kept where 80 % are refused',
  mayAnswer: 'said that it may answer',
  loss: 'fewer right first than without',
  error: 'expected calibration error',
  verbatim: 'excerpts that are exact slices',
} as const;
export type FigureName = keyof typeof FIGURES;

/** A measured figure, before it is held against a target. */
export interface Measured {
  readonly name: FigureName;
  readonly value: number;
  /** Of how many questions. */
  readonly of: number;
}

/** People see three excerpts unless they ask for more. */
const SHOWN = 3;
/** The share of unanswerable questions that `kept` refuses. */
const REFUSED = 0.8;

/** The figures of a set, defined as `score.mjs` beside the shared sets does. */
export function figuresOf(rows: readonly Row[]): Measured[] {
  const asked = rows.filter(({ answerable }) => answerable);
  const none = rows.filter(({ answerable }) => !answerable);
  const figures: Measured[] = [];
  if (asked.length > 0) {
    const first = asked.filter(isFirst);
    figures.push(
      share('first', asked, isFirst),
      share('three', asked, ({ rank }) => rank > 0 && rank <= SHOWN),
      share('highlight', first, ({ highlighted }) => highlighted),
      share('answered', asked, isAnswered),
      share('withheld', asked, (row) => isFirst(row) && !isAnswered(row)),
    );
  }
  if (none.length > 0) figures.push(share('refused', none, (row) => !isAnswered(row)));
  if (asked.length > 0 && none.length > 0) {
    const [yes, no] = [asked, none].map((some) => some.map(({ score }) => score)) as [
      number[],
      number[],
    ];
    figures.push(
      { name: 'auc', value: areaUnderCurve(yes, no), of: rows.length },
      { name: 'kept', value: keptAt(REFUSED, yes, no), of: asked.length },
    );
  }
  figures.push(share('mayAnswer', rows, ({ judgement }) => judgement === 'may-answer'));
  return figures;
}

/** How many fewer of the answerable are right first than without the trouble that they were put to. */
export function lossOf(without: readonly Row[], troubled: readonly Row[]): Measured {
  const [before, after] = [without, troubled].map((rows) => {
    const asked = rows.filter(({ answerable }) => answerable);
    return share('first', asked, isFirst);
  }) as [Measured, Measured];
  return { name: 'loss', value: before.value - after.value, of: after.of };
}

export function isFirst({ rank }: Row): boolean {
  return rank === 1;
}

export function isAnswered({ judgement }: Row): boolean {
  return judgement !== 'no-answer';
}

function share(name: FigureName, rows: readonly Row[], test: (row: Row) => boolean): Measured {
  const hits = rows.filter(test).length;
  return { name, value: rows.length === 0 ? 0 : hits / rows.length, of: rows.length };
}

/** The chance that one of `yes` is above one of `no`, equal ones counting half (Mann and Whitney). */
export function areaUnderCurve(yes: readonly number[], no: readonly number[]): number {
  const sorted = [...no].sort((a, b) => a - b);
  const sum = yes.reduce(
    (total, score) => total + (below(sorted, score) + upTo(sorted, score)) / 2,
    0,
  );
  return sum / (yes.length * no.length);
}

/** The share of `yes` above the threshold that refuses this share of `no`. */
export function keptAt(refused: number, yes: readonly number[], no: readonly number[]): number {
  const sorted = [...no].sort((a, b) => a - b);
  const limit = sorted[Math.ceil(no.length * refused) - 1] ?? 0;
  return yes.filter((score) => score > limit).length / yes.length;
}

function below(sorted: readonly number[], score: number): number {
  return countWhile(sorted, (each) => each < score);
}

function upTo(sorted: readonly number[], score: number): number {
  return countWhile(sorted, (each) => each <= score);
}

/** How many at the beginning pass a test that none passes after one that does not. */
function countWhile(sorted: readonly number[], test: (each: number) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (test(sorted[middle] as number)) low = middle + 1;
    else high = middle;
  }
  return low;
}
