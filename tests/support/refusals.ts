/** What is refused, as a refusal and in words. */
import { expect } from 'vitest';
import { sayIn, type Tellable } from '../../src/languages/say.ts';
import { Refusal } from '../../src/refusals.ts';

const say = sayIn('en');

/** A statement or refusal in English. */
export function inEnglish(tellable: Tellable): string {
  return say.tell(tellable);
}

/** What some work refuses with; fails where it does not. */
export async function refusalOf(work: Promise<unknown> | (() => unknown)): Promise<Refusal> {
  const error = await Promise.resolve(work)
    .then((started) => (typeof started === 'function' ? started() : started))
    .then(
      () => null,
      (thrown: unknown) => thrown,
    );
  expect(error).toBeInstanceOf(Refusal);
  return error as Refusal;
}

/** The English sentence that some work refuses with. */
export async function refusedWords(work: Promise<unknown> | (() => unknown)): Promise<string> {
  return inEnglish(await refusalOf(work));
}
