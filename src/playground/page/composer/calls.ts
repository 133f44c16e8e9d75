/** Slash commands as they are typed: each subcommand is one, its options the required first. */
import { COMMAND_TYPE, OPTION } from '../discord.ts';
import type { Command, CommandOption } from '../wire.ts';
import { language } from '../words/language.ts';

/** An option as it is shown: its description in the language of the page. */
export interface CallOption extends CommandOption {
  /** Its name in the language of the page; it is sent by `name`. */
  readonly label: string;
}

/** Something that can be typed after a slash. */
export interface Call {
  /** The command, with the group and the subcommand after it: `articles add`. */
  readonly name: string;
  /** The same in the language of the page. */
  readonly label: string;
  readonly description: string;
  /** Required ones first, each kind in the order it was registered. */
  readonly options: readonly CallOption[];
}

type Localised = Pick<
  Command,
  'name' | 'description' | 'name_localizations' | 'description_localizations'
>;

/** A name in the language of the page. */
export function labelOf({ name, name_localizations: names }: Localised): string {
  return names?.[language] ?? name;
}

function descriptionOf({ description, description_localizations: texts }: Localised): string {
  return texts?.[language] ?? description ?? '';
}

function localised(option: CommandOption): CallOption {
  return { ...option, label: labelOf(option), description: descriptionOf(option) };
}

function under(path: Pick<Call, 'name' | 'label'>, one: Command | CommandOption): Call[] {
  const options = one.options ?? [];
  const nested = options.filter(({ type }) => type <= OPTION.group);
  if (nested.length > 0)
    return nested.flatMap((inner) =>
      under(
        { name: `${path.name} ${inner.name}`, label: `${path.label} ${labelOf(inner)}` },
        inner,
      ),
    );
  const byNeed = [true, false].flatMap((needed) =>
    options.filter(({ required }) => (required === true) === needed),
  );
  return [{ ...path, description: descriptionOf(one), options: byNeed.map(localised) }];
}

/** The calls of all slash commands, in the order they were registered. */
export function callsOf(commands: readonly Command[]): Call[] {
  return commands
    .filter(({ type }) => type === COMMAND_TYPE.slash)
    .flatMap((command) => under({ name: command.name, label: labelOf(command) }, command));
}

/** Calls that fit what was typed after the slash: by the start of a word first, then anywhere. */
export function matchCalls(calls: readonly Call[], typed: string): Call[] {
  const wanted = typed.trim().toLowerCase();
  const rankOf = (name: string) => {
    if (name.startsWith(wanted)) return 0;
    if (name.split(' ').some((word) => word.startsWith(wanted))) return 1;
    return name.includes(wanted) ? 2 : 3;
  };
  const rank = ({ name, label }: Call) => Math.min(rankOf(label), rankOf(name));
  return calls
    .map((call) => ({ call, rank: rank(call) }))
    .filter((one) => one.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map(({ call }) => call);
}

/** The call that was typed out, with what comes behind it; null where none was. */
export function typedCall(
  calls: readonly Call[],
  typed: string,
): { readonly call: Call; readonly rest: string } | null {
  const lower = typed.toLowerCase();
  const found = calls
    .flatMap((call) => [call.label, call.name].map((name) => ({ call, name })))
    .filter(({ name }) => lower.startsWith(`${name} `))
    .sort((a, b) => b.name.length - a.name.length)[0];
  return found ? { call: found.call, rest: typed.slice(found.name.length + 1) } : null;
}

/** The call that a question is put to: the first that cannot do without a text, and nothing else. */
export function askingCall(calls: readonly Call[]): { call: Call; option: CallOption } | null {
  return calls.map(oneText).find((found) => found !== null) ?? null;
}

/** The call that a quote is checked by. */
export function verifyingCall(calls: readonly Call[]): { call: Call; option: CallOption } | null {
  const call = calls.find(({ name }) => name === 'verify');
  return call ? oneText(call) : null;
}

function oneText(call: Call): { call: Call; option: CallOption } | null {
  const needed = call.options.filter(({ required }) => required === true);
  const [option] = needed;
  const isText = option?.type === OPTION.string && option.autocomplete !== true;
  return needed.length === 1 && option && isText ? { call, option } : null;
}
