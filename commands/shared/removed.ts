/** Articles that were removed: completed as one types, found by id or title, and put back. */
import type { APIApplicationCommandOptionChoice } from 'discord.js';
import type { Turn } from '../../src/discord/command.ts';
import { oneLine } from '../../src/discord/escape.ts';
import { cutLabel } from '../../src/discord/fit.ts';
import { CHOICE_NAME_MAX, CHOICES_MAX } from '../../src/discord/limits.ts';
import type { RemovedFile } from '../../src/intake/removed.ts';
import type { Restored } from '../../src/intake/restore-removed.ts';
import { Refusal } from '../../src/refusals.ts';
import { comparable } from './comparable.ts';
import { intakeOf, upkeepOf } from './services.ts';

/** Choices for what was typed so far, what was removed last first; the value is the id. */
export function suggestRemovedChoices(
  removed: readonly RemovedFile[],
  typed: string,
): APIApplicationCommandOptionChoice<string>[] {
  const wanted = comparable(typed);
  return removed
    .filter((each) => namesOf(each).some((name) => name.includes(wanted)))
    .slice(0, CHOICES_MAX)
    .map((each) => ({ name: choiceName(each), value: each.id }));
}

/**
 * What was removed under this id, else last under this title or file name, else the only one that fits.
 * @throws Refusal `nothingRemoved`, or `unknownRemoved` when none or several fit.
 */
export function findRemoved(removed: readonly RemovedFile[], typed: string): RemovedFile {
  if (removed.length === 0) throw new Refusal('nothingRemoved');
  const wanted = comparable(typed);
  const fitting = removed.filter((each) => namesOf(each).some((name) => name.includes(wanted)));
  const found =
    removed.find(({ id }) => id === typed) ??
    removed.find((each) => namesOf(each).includes(wanted)) ??
    (wanted !== '' && fitting.length === 1 ? fitting[0] : undefined);
  if (found) return found;
  throw new Refusal('unknownRemoved', { article: typed });
}

/** Puts back what was removed, and whether it can be asked about by now. */
export async function putBack(
  id: string,
  turn: Turn,
): Promise<{ readonly restored: Restored; readonly isRead: boolean }> {
  const restored = await intakeOf(turn).restore(id);
  // Back it is, whether or not the folder can be looked at just now.
  const isRead = await upkeepOf(turn)
    .refresh()
    .then(
      () => true,
      () => false,
    );
  return { restored, isRead };
}

function namesOf({ file, titles }: RemovedFile): string[] {
  return [file, ...titles].map(comparable);
}

/** The title with the file and the day, as far as there is room. */
function choiceName({ file, titles, removedAt }: RemovedFile): string {
  const [title, ...more] = titles;
  const day = new Date(removedAt).toISOString().slice(0, 10);
  const name = oneLine(title ?? file);
  const rest = [...(more.length > 0 ? [`+${more.length}`] : []), ...(title ? [oneLine(file)] : [])];
  const end = ` · ${[...rest, day].join(' · ')}`;
  const room = CHOICE_NAME_MAX - end.length;
  // A long file name leaves the title alone.
  if (room < CHOICE_NAME_MAX / 2) return cutLabel(name, CHOICE_NAME_MAX, '…');
  return `${cutLabel(name, room, '…')}${end}`;
}
