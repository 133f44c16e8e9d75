/** The flags by which `footnote add` chooses: what is put right, which lines are taken in or left out. */
import type { Choosing, ChosenRows } from '../intake/choosing.ts';
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

/** A waiting article as the flags have it. @throws Refusal those of `chooseLines`. */
export async function withFlags(
  id: string,
  choices: Choosing,
  { take = [], leave = [] }: ChoiceFlags,
  corrections: Corrections,
): Promise<Preview> {
  const isCorrected = Object.keys(corrections).length > 0;
  const preview = isCorrected ? await choices.correct(id, corrections) : await choices.preview(id);
  return take.length + leave.length > 0 ? chooseLines(preview, choices, { take, leave }) : preview;
}

/**
 * Takes lines in and leaves others out.
 * @throws Refusal `noSuchLine`, with nothing changed, and those of `Choosing.choose`
 */
export async function chooseLines(
  { id, outline }: Preview,
  choices: Choosing,
  chosen: ChosenRows,
): Promise<Preview> {
  const { rows: max } = outline.head;
  const line = [...chosen.take, ...chosen.leave].find((number) => number > max);
  if (line !== undefined) throw new Refusal('noSuchLine', { line, max });
  return choices.choose(id, chosen);
}
