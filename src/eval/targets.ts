/** What is promised of each set, and how far a sample of it may fall behind by chance. */
import type { FigureName, Measured } from './figures.ts';

/** A figure held against its target. */
export interface Figure extends Measured {
  /** What it has to reach, or must not exceed; null where nothing is promised. */
  readonly target: number | null;
  readonly atMost: boolean;
  readonly ok: boolean;
}

/** Figures of which less is better. */
const AT_MOST: ReadonlySet<FigureName> = new Set(['withheld', 'mayAnswer', 'loss', 'error']);

type Targets = Readonly<Partial<Record<FigureName, number>>>;

/** Said of more questions than one in eight, "may answer" would be a way out. */
const MOST_DOUBT = 1 / 8;

/** By set. */
const TARGETS: Readonly<Record<string, Targets>> = {
  /** The project's own, chat and near misses among them: a floor a little below what is measured. */
  sample: { first: 0.8, three: 0.9, answered: 0.8, refused: 0.75, auc: 0.88 },
  /** A third of them needs a cell by row and column, a step, a command or a speaker. */
  corpus: { three: 0.95 },
  seed: { first: 13 / 15, three: 1, refused: 1 },
  far: { refused: 0.99 },
  squad: { first: 0.87, three: 0.955, highlight: 0.9 },
  'squad-typos': { loss: 0.05 },
  /** Where there is no model: words find a little less, and are believed less. */
  'squad-by-words': { first: 0.82, three: 0.93, answered: 0.95 },
  'tydi-en': { first: 0.855, three: 0.97, highlight: 0.74 },
  'tydi-ru': { first: 0.8, three: 0.92, answered: 0.9 },
  'piaf-fr': { first: 0.745, three: 0.865 },
  'xquad-ru': { first: 0.92, three: 0.988, answered: 0.93 },
  'near-miss-squad': { auc: 0.91, kept: 0.87 },
  'near-miss-tydi-en': { auc: 0.81, kept: 0.65 },
  'chat-dev': {
    ...{ first: 0.62, three: 0.74, highlight: 0.85 },
    ...{ answered: 0.92, refused: 0.6, auc: 0.86, kept: 0.74 },
  },
  'docs-dev': {
    ...{ first: 0.78, three: 0.925, highlight: 0.84 },
    ...{ answered: 0.93, refused: 0.65, auc: 0.9, kept: 0.83 },
  },
  mixed: { loss: 0.01 },
  all: { error: 0.05, verbatim: 1 },
};

/** What chance may take from a sample: one good build in a hundred and fifty has less. */
const STANDARD_ERRORS = 2.5;

/** A part of a set, in numbers of questions. */
export interface Counts {
  readonly asked: number;
  readonly unanswerable: number;
}

/**
 * Holds figures against what is promised of a set.
 * @param promises the key of the promises: the set's name, or `mixed`, or `all`.
 * @param sampled the counts of a sample, for which targets become floors: so many standard errors
 *   below that a good build stays above them; null for a whole set.
 */
export function heldAgainst(
  figures: readonly Measured[],
  promises: string,
  sampled: Counts | null,
): Figure[] {
  return figures.map((figure): Figure => {
    const { name, value } = figure;
    const atMost = AT_MOST.has(name);
    const whole = TARGETS[promises]?.[name] ?? (name === 'mayAnswer' ? MOST_DOUBT : null);
    const target = whole === null || !sampled ? whole : floorOf(figure, whole, atMost, sampled);
    const ahead = target === null ? 0 : atMost ? target - value : value - target;
    return { ...figure, target, atMost, ok: ahead >= -1e-9 };
  });
}

/** Null where a sample says too little: of a threshold that a few dozen questions set. */
function floorOf(
  { name, of }: Measured,
  target: number,
  atMost: boolean,
  { asked, unanswerable }: Counts,
): number | null {
  if (name === 'kept' || name === 'loss' || name === 'error') return null;
  const error =
    name === 'auc'
      ? errorOfArea(target, asked, unanswerable)
      : Math.sqrt((target * (1 - target)) / of);
  return atMost
    ? Math.min(1, target + STANDARD_ERRORS * error)
    : Math.max(0, target - STANDARD_ERRORS * error);
}

/** The standard error of an area under the curve (Hanley and McNeil 1982). */
function errorOfArea(area: number, yes: number, no: number): number {
  const [q1, q2] = [area / (2 - area), (2 * area ** 2) / (1 + area)];
  const variance = area * (1 - area) + (yes - 1) * (q1 - area ** 2) + (no - 1) * (q2 - area ** 2);
  return Math.sqrt(variance / (yes * no));
}
