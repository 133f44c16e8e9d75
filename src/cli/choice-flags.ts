/** The flags by which `footnote add` chooses: what is put right, which lines are taken in or left out. */
import type { Choosing } from '../intake/choosing.ts';
import {
  CORRECTABLE,
  type Correctable,
  type Corrections,
  checkCorrections,
} from '../intake/corrections.ts';
import type { Preview } from '../intake/preview.ts';
import { Refusal } from '../refusals.ts';

/** See the head of this file; what is put right by an empty value is not known. */
export interface ChoiceFlags extends Partial<Record<Correctable, string>> {
  /** Numbers of lines, as the preview has them. */
  readonly take?: readonly number[];
  readonly leave?: readonly number[];
}

/** @throws Refusal `notExpected` for the first value that is none of its field. */
export function correctionsOf(flags: ChoiceFlags): Corrections {
  const given = CORRECTABLE.filter((field) => flags[field] !== undefined);
  const typed = Object.fromEntries(given.map((field) => [field, flags[field] ?? '']));
  const { corrections, wrong } = checkCorrections(typed);
  const [first] = wrong;
  if (first) throw new Refusal('notExpected', { value: first.value, expected: first.expected });
  return corrections;
}

/** A waiting article as the flags have it. @throws Refusal `noSuchLine`, and those of `Choosing`. */
export async function withFlags(
  id: string,
  choices: Choosing,
  { take = [], leave = [] }: ChoiceFlags,
  corrections: Corrections,
): Promise<Preview> {
  const preview = await choices.preview(id);
  const { rows: max } = preview.outline.head;
  const line = [...take, ...leave].find((number) => number > max);
  if (line !== undefined) throw new Refusal('noSuchLine', { line, max });
  const isCorrected = Object.keys(corrections).length > 0;
  const corrected = isCorrected ? await choices.correct(id, corrections) : preview;
  return take.length + leave.length > 0 ? choices.choose(id, { take, leave }) : corrected;
}
