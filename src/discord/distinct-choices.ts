/** Choices told apart by their names: Discord refuses two of one name, and with them all the others. */
import { cutLabel } from './fit.ts';
import { CHOICE_NAME_MAX } from './limits.ts';

/** The same choices, in their order; a name that came before is numbered. */
export function distinctChoices<T extends { readonly name: string }>(choices: readonly T[]): T[] {
  const taken = new Set<string>();
  /** By name, how often it came, so that many of one name take no time. */
  const counts = new Map<string, number>();
  return choices.map((choice) => {
    let { name } = choice;
    let n = counts.get(name) ?? 0;
    while (taken.has(name)) {
      n += 1;
      const mark = ` (${n + 1})`;
      name = `${cutLabel(choice.name, CHOICE_NAME_MAX - mark.length, '…')}${mark}`;
    }
    counts.set(choice.name, n);
    taken.add(name);
    return name === choice.name ? choice : { ...choice, name };
  });
}
