/** Slash commands as they are typed: each subcommand is one, its options the required first. */
import { COMMAND_TYPE, OPTION } from '../discord.ts';
import type { Command, CommandOption } from '../wire.ts';

/** Something that can be typed after a slash. */
export interface Call {
  /** The command, with the group and the subcommand after it: `articles add`. */
  readonly name: string;
  readonly description: string;
  /** Required ones first, each kind in the order it was registered. */
  readonly options: readonly CommandOption[];
}

function under(
  path: string,
  description: string,
  options: readonly CommandOption[] | undefined,
): Call[] {
  const nested = (options ?? []).filter(({ type }) => type <= OPTION.group);
  if (nested.length > 0)
    return nested.flatMap((one) => under(`${path} ${one.name}`, one.description, one.options));
  const byNeed = [true, false].flatMap((needed) =>
    (options ?? []).filter(({ required }) => (required === true) === needed),
  );
  return [{ name: path, description, options: byNeed }];
}

/** The calls of all slash commands, in the order they were registered. */
export function callsOf(commands: readonly Command[]): Call[] {
  return commands
    .filter(({ type }) => type === COMMAND_TYPE.slash)
    .flatMap(({ name, description, options }) => under(name, description ?? '', options));
}

/** Calls that fit what was typed after the slash: by the start of a word first, then anywhere. */
export function matchCalls(calls: readonly Call[], typed: string): Call[] {
  const wanted = typed.trim().toLowerCase();
  const rank = ({ name }: Call) => {
    if (name.startsWith(wanted)) return 0;
    if (name.split(' ').some((word) => word.startsWith(wanted))) return 1;
    return name.includes(wanted) ? 2 : 3;
  };
  return calls
    .map((call) => ({ call, rank: rank(call) }))
    .filter((one) => one.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map(({ call }) => call);
}

/** The call that a question is put to: the first that cannot do without a text, and nothing else. */
export function askingCall(calls: readonly Call[]): { call: Call; option: CommandOption } | null {
  for (const call of calls) {
    const needed = call.options.filter(({ required }) => required === true);
    const [option] = needed;
    if (needed.length === 1 && option?.type === OPTION.string && option.autocomplete !== true)
      return { call, option };
  }
  return null;
}
