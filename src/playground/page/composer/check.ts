/** Checks what is given for an option, as Discord's client does before it sends a command. */
import { OPTION } from '../discord.ts';
import type { CommandOption } from '../wire.ts';

/** What was typed, as a value or as a complaint. */
type Checked =
  | { readonly value: string | number | boolean }
  | { readonly complaint: string }
  /** Nothing was given, and nothing has to be. */
  | { readonly value: null };

/** Beyond these Discord's numbers lose their exactness. */
const NUMBER_LIMIT = 2 ** 53;

const numbers = new Intl.NumberFormat('en-US');

function range(option: CommandOption): string {
  const { min_value: min, max_value: max } = option;
  if (min !== undefined && max !== undefined)
    return `Must be between ${numbers.format(min)} and ${numbers.format(max)}.`;
  return min !== undefined
    ? `Must be ${numbers.format(min)} or more.`
    : `Must be ${numbers.format(max ?? NUMBER_LIMIT)} or less.`;
}

function checkNumber(option: CommandOption, typed: string): Checked {
  const value = Number(typed.replace(',', '.'));
  const whole = option.type === OPTION.integer;
  if (!Number.isFinite(value) || (whole && !Number.isInteger(value)))
    return { complaint: whole ? 'Must be a whole number.' : 'Must be a number.' };
  const { min_value: min = -NUMBER_LIMIT, max_value: max = NUMBER_LIMIT } = option;
  return value < min || value > max ? { complaint: range(option) } : { value };
}

function checkText(option: CommandOption, typed: string): Checked {
  const length = Array.from(typed).length;
  const { min_length: min = 0, max_length: max = 6000 } = option;
  if (length < min) return { complaint: `Must be at least ${numbers.format(min)} characters.` };
  if (length > max)
    return {
      complaint: `Must be at most ${numbers.format(max)} characters; this is ${numbers.format(length)}.`,
    };
  return { value: typed };
}

/**
 * Checks one option.
 * @param typed as it stands in the field.
 * @param picked the value behind an entry that was picked from the list, null for none.
 * @param closed whether only entries of the list count, as for choices and booleans.
 */
export function checkOption(
  option: CommandOption,
  typed: string,
  picked: string | number | boolean | null,
  closed: boolean,
): Checked {
  if (picked !== null) return { value: picked };
  if (typed.trim() === '')
    return option.required === true
      ? { complaint: 'This option is required. Specify a value.' }
      : { value: null };
  if (closed) return { complaint: 'Pick one of the list.' };
  const isNumber = option.type === OPTION.integer || option.type === OPTION.number;
  return isNumber ? checkNumber(option, typed.trim()) : checkText(option, typed);
}
