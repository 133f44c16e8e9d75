/** What the list of an option offers while one types. */
import type { PageContext } from '../context.ts';
import { OPTION } from '../discord.ts';
import { channelsHere, serverHere, standing } from '../places.ts';
import type { ListEntry } from '../widgets/listbox.ts';
import type { CommandOption } from '../wire.ts';
import { words } from '../words/words.ts';
import { labelOf } from './calls.ts';

/** A value of an option. */
export type Picked = string | number | boolean;

/** Everything that an option with a closed list offers; null where anything can be typed. */
export function closedEntries(
  option: CommandOption,
  page: PageContext,
): ListEntry<Picked>[] | null {
  const { snapshot } = page;
  const here = snapshot === null ? undefined : serverHere(snapshot);
  const people = (snapshot?.people ?? []).map((person) => ({
    value: person.id,
    label: person.name,
    detail: standing(person, here),
  }));
  if (option.choices !== undefined && option.choices.length > 0)
    return option.choices.map((choice) => ({ label: labelOf(choice), value: choice.value }));
  switch (option.type) {
    case OPTION.boolean:
      return [true, false].map((value) => ({ label: value ? words.yes : words.no, value }));
    case OPTION.user:
    case OPTION.mentionable:
      return people;
    case OPTION.channel:
      return channelsHere(snapshot).map(({ id, name }) => ({ value: id, label: `#${name}` }));
    case OPTION.role:
      return [];
    default:
      return null;
  }
}

/** The entries that fit what was typed. */
export function fitting<T>(entries: readonly ListEntry<T>[], typed: string): ListEntry<T>[] {
  const wanted = typed.trim().toLowerCase();
  return entries.filter(({ label }) => label.toLowerCase().includes(wanted));
}
