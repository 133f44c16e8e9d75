/** Takes out of an answer what is gone by now, where it was found in a copy that may not have heard of it. */
import type { Answer, Excerpt, ExcerptRef, Judgement } from '../model.ts';

/**
 * Those of some citation ids that are still there, in the collection with a key, '' for the default one;
 * null where that is known of all.
 */
export type StillThere = (
  key: string,
  ids: readonly string[],
) => Promise<ReadonlySet<string> | null>;

/** The answer without whatever of it is gone: what is shown, what would come after, and what agrees or differs. */
export async function withoutGone(answer: Answer, stillThere: StillThere): Promise<Answer> {
  const ids = new Map<string, Set<string>>();
  for (const { id, collection = '' } of refsOf(answer)) {
    const own = ids.get(collection) ?? new Set();
    ids.set(collection, own.add(id));
  }
  const there = new Map(
    await Promise.all(
      [...ids].map(async ([key, some]) => [key, await stillThere(key, [...some])] as const),
    ),
  );
  const isThere = ({ id, collection = '' }: Ref) => there.get(collection)?.has(id) ?? true;
  if (refsOf(answer).every(isThere)) return answer;
  const excerpts = answer.excerpts.filter((excerpt) => isThere(refOf(excerpt)));
  const parts = answer.parts?.map((part) =>
    part.excerpt === null || isThere(part.excerpt)
      ? part
      : { ...part, judgement: 'no-answer' as const, excerpt: null },
  );
  // How sure it was is said of the first one, or of the best part.
  const isFirst = excerpts[0] === answer.excerpts[0];
  const first = isFirst ? answer.judgement : 'no-answer';
  const judgement = parts ? bestOf(parts.map((part) => part.judgement)) : first;
  const { isPinned: _ofFirst, ...rest } = answer;
  return {
    ...(isFirst ? answer : rest),
    ...{ judgement, answered: judgement !== 'no-answer' },
    excerpts: excerpts.map((excerpt) => agreeing(excerpt, isThere)),
    further: answer.further.filter(isThere),
    ...(parts && { parts }),
  };
}

/** From the best. */
const JUDGEMENTS: readonly Judgement[] = ['answers', 'may-answer', 'no-answer'];

function bestOf(judgements: readonly Judgement[]): Judgement {
  return JUDGEMENTS.find((each) => judgements.includes(each)) ?? 'no-answer';
}

type Ref = Pick<ExcerptRef, 'id' | 'collection'>;

function refOf({ citation: { id }, collection }: Excerpt): Ref {
  return { id, ...(collection !== undefined && { collection }) };
}

function refsOf({ excerpts, further, parts = [] }: Answer): readonly Ref[] {
  return [
    ...excerpts.flatMap((excerpt) => [
      refOf(excerpt),
      ...(excerpt.alsoIn ?? []),
      ...(excerpt.differsIn ?? []),
    ]),
    ...further,
    ...parts.flatMap(({ excerpt }) => excerpt ?? []),
  ];
}

function agreeing(excerpt: Excerpt, isThere: (ref: Ref) => boolean): Excerpt {
  const { alsoIn, differsIn, ...rest } = excerpt;
  const also = alsoIn?.filter(isThere) ?? [];
  const differs = differsIn?.filter(isThere) ?? [];
  return {
    ...rest,
    ...(also.length > 0 && { alsoIn: also }),
    ...(differs.length > 0 && { differsIn: differs }),
  };
}
