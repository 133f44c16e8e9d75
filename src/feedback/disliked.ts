/** Which passages answered questions without helping, and which questions these were. */
import { type GapGroup, groupGaps } from '../gaps/group.ts';
import type { Feedback, PassageOf } from './feedback-log.ts';

/** How often something helped, and how often it did not. */
export interface Tally {
  readonly helpful: number;
  readonly unhelpful: number;
}

/** Questions alike that a passage answered. */
export interface RatedQuestion extends Tally, Omit<GapGroup, 'count'> {}

/** A passage that did not help, once at least. */
export interface DislikedPassage extends Tally, PassageOf {
  /** When that was said last, in milliseconds since 1970. */
  readonly lastAt: number;
  /** Those that were kept; what helped least is first. */
  readonly questions: readonly RatedQuestion[];
}

/** Those of what was said, what helped least first; then the latest. */
export function dislikedPassages(feedback: readonly Feedback[]): DislikedPassage[] {
  return byKey(feedback, ({ passage, collection = '' }) => `${collection}~${passage}`)
    .map((said) => ({ said, ...tallyOf(said) }))
    .filter(({ unhelpful }) => unhelpful > 0)
    .map(({ said, ...tally }) => {
      const [{ passage, collection }] = said;
      const lastAt = Math.max(...said.filter(({ helpful }) => !helpful).map(({ at }) => at));
      return {
        ...{ passage, ...(collection !== undefined && { collection }), ...tally, lastAt },
        questions: questionsOf(said),
      };
    })
    .sort(worstFirst);
}

function questionsOf(said: readonly Feedback[]): RatedQuestion[] {
  const asked = said.flatMap((one) =>
    one.question === null ? [] : [{ ...one, question: one.question }],
  );
  const groups = groupGaps(asked);
  const groupOf = new Map(
    groups.toReversed().flatMap((group) => group.wordings.map((wording) => [wording, group])),
  );
  const rated = byKey(asked, ({ question }) => String(groups.indexOf(groupIn(groupOf, question))));
  return rated
    .map((of) => {
      const { question, lastAt, wordings } = groupIn(groupOf, of[0].question);
      return { question, lastAt, wordings, ...tallyOf(of) };
    })
    .sort(worstFirst);
}

function groupIn(groups: ReadonlyMap<string, GapGroup>, question: string): GapGroup {
  const group = groups.get(question);
  if (group === undefined) throw new RangeError('a question in no group');
  return group;
}

function tallyOf(said: readonly Pick<Feedback, 'helpful'>[]): Tally {
  const helpful = said.filter((one) => one.helpful).length;
  return { helpful, unhelpful: said.length - helpful };
}

function worstFirst(
  a: Pick<Tally, 'unhelpful'> & { readonly lastAt: number },
  b: Pick<Tally, 'unhelpful'> & { readonly lastAt: number },
): number {
  return b.unhelpful - a.unhelpful || b.lastAt - a.lastAt;
}

function byKey<T>(all: readonly T[], keyOf: (one: T) => string): [T, ...T[]][] {
  const found = new Map<string, [T, ...T[]]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = found.get(key);
    if (group === undefined) found.set(key, [one]);
    else group.push(one);
  }
  return [...found.values()];
}
