/** Fits linear weights: a softmax over the candidates of each question, or a logistic judgement. */

/** One question: a row of features for each candidate, and which of them are right. */
export interface Choice {
  readonly rows: readonly (readonly number[])[];
  readonly right: readonly boolean[];
  /** How much it counts, so that each set counts the same. */
  readonly weight: number;
}

/** One judgement: features, and whether it is so. `weight` balances the cases. */
export interface Case {
  readonly row: readonly number[];
  readonly label: boolean;
  readonly weight: number;
}

/** Adam's usual constants; the problems are convex and small, so that any of these would do. */
const STEPS = 250;
const RATE = 0.1;
const MOMENTUM = 0.9;
const SPREAD = 0.99;
/** A little ridge keeps weights of features that seldom differ near 0. */
const RIDGE = 1e-3;

/** Weights that make right candidates likely; choices without a right one are left out. */
export function fitSoftmax(choices: readonly Choice[], features: number): number[] {
  const usable = choices.filter(({ right }) => right.includes(true) && right.includes(false));
  const total = usable.reduce((sum, { weight }) => sum + weight, 0);
  return descend(features, (weights, gradient) => {
    for (const { rows, right, weight } of usable) {
      const scores = rows.map((row) => dot(row, weights));
      const top = scores.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY);
      let all = 0;
      let good = 0;
      for (let i = 0; i < scores.length; i++) {
        const likely = Math.exp((scores[i] as number) - top);
        scores[i] = likely;
        all += likely;
        if (right[i]) good += likely;
      }
      for (let i = 0; i < scores.length; i++) {
        const likely = scores[i] as number;
        const pull = (weight / total) * (likely / all - (right[i] ? likely / good : 0));
        const row = rows[i] as readonly number[];
        for (let k = 0; k < features; k++) {
          gradient[k] = (gradient[k] as number) + pull * (row[k] as number);
        }
      }
    }
  });
}

/** Weights of a logistic regression. Put a constant 1 in front of each row for the bias. */
export function fitLogistic(cases: readonly Case[], features: number): number[] {
  const total = cases.reduce((sum, { weight }) => sum + weight, 0);
  return descend(features, (weights, gradient) => {
    for (const { row, label, weight } of cases) {
      const pull = (weight * (sigmoid(dot(row, weights)) - (label ? 1 : 0))) / total;
      for (let k = 0; k < features; k++) {
        gradient[k] = (gradient[k] as number) + pull * (row[k] as number);
      }
    }
  });
}

/** The dot product of a row and weights. */
export function dot(row: readonly number[], weights: readonly number[]): number {
  let sum = 0;
  for (let k = 0; k < weights.length; k++) sum += (row[k] as number) * (weights[k] as number);
  return sum;
}

/** A logit's probability. */
export function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
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
