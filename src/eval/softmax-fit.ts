/** Fits linear weights: a softmax over the candidates of each question, or a logistic judgement. */

/** One question: a row of features for each candidate, and which of them are right. */
export interface Choice {
  readonly rows: readonly (readonly number[])[];
  readonly right: readonly boolean[];
}

/** One judgement: features, and whether it is so. `weight` balances the cases. */
export interface Case {
  readonly row: readonly number[];
  readonly label: boolean;
  readonly weight: number;
}

/** Adam's usual constants; the problems are convex and small, so that any of these would do. */
const STEPS = 300;
const RATE = 0.1;
const MOMENTUM = 0.9;
const SPREAD = 0.99;
/** A little ridge keeps weights of features that seldom differ near 0. */
const RIDGE = 1e-3;

/** Weights that make right candidates likely; choices without a right one are left out. */
export function fitSoftmax(choices: readonly Choice[], features: number): number[] {
  const usable = choices.filter(({ right }) => right.some(Boolean));
  return descend(features, (weights, gradient) => {
    for (const { rows, right } of usable) {
      const scores = rows.map((row) => dot(row, weights));
      const top = Math.max(...scores);
      const likely = scores.map((score) => Math.exp(score - top));
      const all = likely.reduce((sum, value) => sum + value, 0);
      const good = likely.reduce((sum, value, i) => sum + (right[i] ? value : 0), 0);
      rows.forEach((row, i) => {
        const value = likely[i] as number;
        const pull = (value / all - (right[i] ? value / good : 0)) / usable.length;
        row.forEach((feature, k) => {
          gradient[k] = (gradient[k] as number) + pull * feature;
        });
      });
    }
  });
}

/** Weights of a logistic regression. Put a constant 1 in front of each row for the bias. */
export function fitLogistic(cases: readonly Case[], features: number): number[] {
  const total = cases.reduce((sum, { weight }) => sum + weight, 0);
  return descend(features, (weights, gradient) => {
    for (const { row, label, weight } of cases) {
      const pull = (weight * (1 / (1 + Math.exp(-dot(row, weights))) - (label ? 1 : 0))) / total;
      row.forEach((feature, k) => {
        gradient[k] = (gradient[k] as number) + pull * feature;
      });
    }
  });
}

/** The dot product of a row and weights. */
export function dot(row: readonly number[], weights: readonly number[]): number {
  return row.reduce((sum, feature, k) => sum + feature * (weights[k] as number), 0);
}

function descend(
  features: number,
  addGradient: (weights: readonly number[], gradient: number[]) => void,
): number[] {
  const weights = new Array<number>(features).fill(0);
  const mean = new Array<number>(features).fill(0);
  const square = new Array<number>(features).fill(0);
  for (let step = 1; step <= STEPS; step++) {
    const gradient = weights.map((weight) => RIDGE * weight);
    addGradient(weights, gradient);
    for (let k = 0; k < features; k++) {
      const slope = gradient[k] as number;
      mean[k] = MOMENTUM * (mean[k] as number) + (1 - MOMENTUM) * slope;
      square[k] = SPREAD * (square[k] as number) + (1 - SPREAD) * slope * slope;
      const unbiased = (mean[k] as number) / (1 - MOMENTUM ** step);
      const spread = Math.sqrt((square[k] as number) / (1 - SPREAD ** step)) + 1e-8;
      weights[k] = (weights[k] as number) - (RATE * unbiased) / spread;
    }
  }
  return weights;
}
