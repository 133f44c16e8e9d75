/** Checks what is given for an option, as Discord's client does before it sends a command. */
import { OPTION } from '../discord.ts';
import type { CommandOption } from '../wire.ts';
import { language } from '../words/language.ts';
import { words } from '../words/words.ts';

/** What was typed, as a value or as a complaint. */
type Checked =
  | { readonly value: string | number | boolean }
  | { readonly complaint: string }
  /** Nothing was given, and nothing has to be. */
  | { readonly value: null };

/** Beyond these Discord's numbers lose their exactness. */
const NUMBER_LIMIT = 2 ** 53;

const numbers = new Intl.NumberFormat(language);

function range(option: CommandOption): string {
  const { min_value: min, max_value: max } = option;
  if (min !== undefined && max !== undefined)
    return words.between(numbers.format(min), numbers.format(max));
  return min !== undefined
    ? words.orMore(numbers.format(min))
    : words.orLess(numbers.format(max ?? NUMBER_LIMIT));
}

function checkNumber(option: CommandOption, typed: string): Checked {
  const value = Number(typed.replace(',', '.'));
  const whole = option.type === OPTION.integer;
  if (!Number.isFinite(value) || (whole && !Number.isInteger(value)))
    return { complaint: whole ? words.wholeNumber : words.aNumber };
  const { min_value: min = -NUMBER_LIMIT, max_value: max = NUMBER_LIMIT } = option;
  return value < min || value > max ? { complaint: range(option) } : { value };
}

function checkText(option: CommandOption, typed: string): Checked {
  const length = Array.from(typed).length;
  const { min_length: min = 0, max_length: max = 6000 } = option;
  if (length < min) return { complaint: words.atLeast(numbers.format(min)) };
  if (length > max)
    return {
      complaint: words.atMost(numbers.format(max), numbers.format(length)),
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
    return option.required === true ? { complaint: words.requiredOption } : { value: null };
  if (closed) return { complaint: words.pickOne };
  const isNumber = option.type === OPTION.integer || option.type === OPTION.number;
  return isNumber ? checkNumber(option, typed.trim()) : checkText(option, typed);
}
