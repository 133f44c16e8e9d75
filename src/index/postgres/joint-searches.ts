/**
 * Searches over several collections of one view: each tells what it found before its evidence is fetched,
 * so that the evidence of all together is no more than that of one.
 */
import type { JointSearch, PassageQuery } from '../passage-index.ts';
import type { Scores } from './lexical.ts';

/** What a part has found, by words and by vector. */
export interface PartFound {
  readonly scores: Scores;
  readonly near: readonly { readonly cosine: number }[];
  /** How many passages the filter lets through. */
  readonly within: number;
}

/** What is worth fetching. */
export interface Cuts {
  /** Scores and cosines below these are not among the best of all. */
  readonly score: number;
  readonly cosine: number;
  readonly within: number;
}

interface Meeting {
  readonly found: PartFound[];
  readonly cuts: Promise<Cuts>;
}

/** The searches of one view. */
export class JointSearches {
  readonly #meetings = new Map<number, Meeting>();

  /**
   * What is worth fetching, once every part that was found in the same statement has told of it. One that
   * comes later is cut by what it knows itself, which leaves too much, never too little.
   */
  meet(
    joint: JointSearch | undefined,
    { byWords, byVector }: Pick<PassageQuery, 'byWords' | 'byVector'>,
    found: PartFound,
  ): Promise<Cuts> {
    if (joint === undefined) return Promise.resolve(cutsOf([found], byWords, byVector));
    const { search } = joint;
    const known = this.#meetings.get(search);
    if (known !== undefined) {
      known.found.push(found);
      return known.cuts;
    }
    const all = [found];
    const cuts = new Promise<Cuts>((resolve) => {
      setImmediate(() => {
        this.#meetings.delete(search);
        resolve(cutsOf(all, byWords, byVector));
      });
    });
    this.#meetings.set(search, { found: all, cuts });
    return cuts;
  }
}

function cutsOf(all: readonly PartFound[], byWords: number, byVector: number): Cuts {
  return {
    score: lowestOf(
      all.flatMap(({ scores }) => [...scores.values()]),
      byWords,
    ),
    cosine: lowestOf(
      all.flatMap(({ near }) => near.map(({ cosine }) => cosine)),
      byVector,
    ),
    within: all.reduce((sum, { within }) => sum + within, 0),
  };
}

/** The lowest of the `count` highest. */
function lowestOf(values: readonly number[], count: number): number {
  const descending = Float64Array.from(values).sort().reverse();
  return descending[count - 1] ?? Number.NEGATIVE_INFINITY;
}
