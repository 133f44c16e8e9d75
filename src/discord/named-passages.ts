/** Passages of other articles that the excerpts of an answer name: those that agree, and those that differ. */
import { type ExcerptSource, excerptOf } from '../citations/look-up.ts';
import { exactly } from '../citations/refs.ts';
import type { Excerpt, ExcerptRef } from '../model.ts';

/** By `refKey`; what is gone by now is not among them. */
export type NamedPassages = ReadonlyMap<string, Excerpt>;

/** Tells pointers apart. */
export function refKey({ id, sentence, collection = '' }: ExcerptRef): string {
  return `${collection}~${id}#${sentence}`;
}

/** Looks up all that excerpts name. */
export async function passagesNamedIn(
  library: Pick<ExcerptSource, 'excerpt'>,
  excerpts: readonly Excerpt[],
): Promise<NamedPassages> {
  const named = new Map<string, Excerpt>();
  const refs = excerpts.flatMap(({ alsoIn = [], differsIn = [] }) => [...alsoIn, ...differsIn]);
  for (const ref of refs) {
    const found = await excerptOf(library, exactly(ref));
    if (found) named.set(refKey(ref), found);
  }
  return named;
}
