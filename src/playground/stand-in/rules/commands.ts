/** Checks command definitions and autocomplete choices as Discord does, and fills in its defaults. */
import {
  type APIApplicationCommandOptionChoice,
  ApplicationCommandOptionType as OptionType,
} from 'discord.js';
import { CHOICE_LENGTH, CHOICES, COMMAND, OPTION_TEXT_LENGTH } from './limits.ts';
import {
  codePoints,
  createProblems,
  isObject,
  type JsonObject,
  type Path,
  type Problems,
} from './problems.ts';

/** `application-commands`: names of chat input commands and of options. */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
/** Option types that hold options of their own. */
const NESTING: readonly number[] = [OptionType.Subcommand, OptionType.SubcommandGroup];
/** Option types that may carry choices or autocompletion. */
const CHOOSING: readonly number[] = [OptionType.String, OptionType.Integer, OptionType.Number];
const LAST_OPTION_TYPE = OptionType.Attachment;

function checkName(value: unknown, path: Path, problems: Problems) {
  const name = problems.text(value, path, { min: 1, max: COMMAND.name, required: true });
  if (name !== undefined && (!NAME.test(name) || name !== name.toLowerCase()))
    problems.add(
      path,
      'APPLICATION_COMMAND_INVALID_NAME',
      'Command name is invalid: lower case letters, digits, - and _ only',
    );
}

function checkLocalized(value: unknown, path: Path, check: (text: unknown, at: Path) => void) {
  if (!isObject(value)) return;
  for (const [locale, text] of Object.entries(value))
    if (text !== null) check(text, [...path, locale]);
}

function checkChoices(value: unknown, type: number, path: Path, problems: Problems) {
  const seen = new Set<unknown>();
  for (const [index, item] of problems.list(value, path, { max: CHOICES }).entries()) {
    const at = [...path, index];
    const choice = problems.object(item, at);
    const rule = { min: 1, max: CHOICE_LENGTH, required: true };
    problems.text(choice.name, [...at, 'name'], rule);
    if (type === OptionType.String)
      problems.text(choice.value, [...at, 'value'], { max: CHOICE_LENGTH, required: true });
    else if (typeof choice.value !== 'number')
      problems.add([...at, 'value'], 'NUMBER_TYPE_COERCE', 'Not a number.');
    if (seen.has(choice.name))
      problems.add(
        at,
        'APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_DUPLICATE',
        'Choice names must be unique',
      );
    seen.add(choice.name);
  }
}

function checkOptions(value: unknown, path: Path, problems: Problems, depth: number) {
  const options = problems.list(value, path, { max: COMMAND.options });
  const names = new Set<unknown>();
  let optionalSeen = false;
  for (const [index, item] of options.entries()) {
    const at = [...path, index];
    const option = problems.object(item, at);
    const type =
      problems.integer(option.type, [...at, 'type'], { min: 1, max: LAST_OPTION_TYPE }) ?? 0;
    checkName(option.name, [...at, 'name'], problems);
    checkLocalized(option.name_localizations, [...at, 'name_localizations'], (text, where) =>
      checkName(text, where, problems),
    );
    const rule = { min: 1, max: COMMAND.description, required: true };
    problems.text(option.description, [...at, 'description'], rule);
    checkLocalized(
      option.description_localizations,
      [...at, 'description_localizations'],
      (text, where) => problems.text(text, where, rule),
    );
    if (names.has(option.name))
      problems.add(
        at,
        'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS',
        'Option name already exists',
      );
    names.add(option.name);
    if (option.required === true && optionalSeen)
      problems.add(
        at,
        'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        'Required options must be placed before non-required options',
      );
    if (option.required !== true && !NESTING.includes(type)) optionalSeen = true;
    // Groups hold subcommands, subcommands hold plain options: one level of each at most.
    const misplaced =
      (type === OptionType.SubcommandGroup && depth > 0) ||
      (type === OptionType.Subcommand && depth > 1);
    if (misplaced)
      problems.add(at, 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', 'Nested too deeply');
    if (NESTING.includes(type))
      checkOptions(
        option.options,
        [...at, 'options'],
        problems,
        type === OptionType.Subcommand ? 2 : 1,
      );
    if (
      option.autocomplete === true &&
      (!CHOOSING.includes(type) || (Array.isArray(option.choices) && option.choices.length > 0))
    )
      problems.add(
        [...at, 'autocomplete'],
        'APPLICATION_COMMAND_OPTION_AUTOCOMPLETE_INVALID',
        'Cannot autocomplete here',
      );
    if (option.choices !== undefined)
      checkChoices(option.choices, type, [...at, 'choices'], problems);
    problems.integer(option.min_length, [...at, 'min_length'], { min: 0, max: OPTION_TEXT_LENGTH });
    problems.integer(option.max_length, [...at, 'max_length'], { min: 1, max: OPTION_TEXT_LENGTH });
  }
}

/** The longest of a text and its translations, which is what counts towards the sum. */
function longest(text: unknown, localized: unknown): number {
  const all = [text, ...(isObject(localized) ? Object.values(localized) : [])];
  return Math.max(0, ...all.map((one) => (typeof one === 'string' ? codePoints(one) : 0)));
}

function textLength(raw: JsonObject): number {
  const own =
    longest(raw.name, raw.name_localizations) +
    longest(raw.description, raw.description_localizations);
  const parts = [raw.options, raw.choices].flatMap((list) => (Array.isArray(list) ? list : []));
  const choiceValue = typeof raw.value === 'string' ? codePoints(raw.value) : 0;
  return parts.filter(isObject).reduce((sum, part) => sum + textLength(part), own + choiceValue);
}

/** Discord leaves out what is false or empty in an option. */
function normalizeOption(value: unknown): JsonObject {
  const option: JsonObject = { ...(value as JsonObject) };
  for (const flag of ['required', 'autocomplete']) if (option[flag] === false) delete option[flag];
  for (const list of ['options', 'choices']) {
    const items = option[list];
    if (!Array.isArray(items) || items.length === 0) delete option[list];
    else if (list === 'options') option[list] = items.map(normalizeOption);
  }
  for (const key of Object.keys(option)) if (option[key] === undefined) delete option[key];
  return option;
}

/**
 * Checks one command definition and fills in Discord's defaults.
 * @param path where the definition stands in the body.
 * @param value as it was sent; for an edit, merged into what there was.
 * @returns every field that Discord returns, but `id`, `application_id`, `guild_id` and `version`.
 */
export function checkCommand(value: unknown, path: Path, problems: Problems): JsonObject {
  const raw = problems.object(value, path);
  const type = problems.integer(raw.type, [...path, 'type'], { min: 1, max: 4 }) ?? 1;
  const chatInput = type === 1;
  const description = { min: chatInput ? 1 : 0, max: COMMAND.description, required: chatInput };
  if (chatInput) {
    checkName(raw.name, [...path, 'name'], problems);
    checkLocalized(raw.name_localizations, [...path, 'name_localizations'], (text, at) =>
      checkName(text, at, problems),
    );
    checkOptions(raw.options, [...path, 'options'], problems, 0);
  } else {
    problems.text(raw.name, [...path, 'name'], { min: 1, max: COMMAND.name, required: true });
    if (raw.description !== undefined && raw.description !== '')
      problems.add(
        [...path, 'description'],
        'APPLICATION_COMMAND_DESCRIPTION_NOT_ALLOWED',
        'Only chat input commands have a description',
      );
  }
  problems.text(raw.description, [...path, 'description'], description);
  checkLocalized(
    raw.description_localizations,
    [...path, 'description_localizations'],
    (text, at) => problems.text(text, at, description),
  );
  if (textLength(raw) > COMMAND.text)
    problems.add(
      path,
      'APPLICATION_COMMAND_TOO_LARGE',
      `Command exceeds maximum size of ${COMMAND.text}`,
    );
  const options = Array.isArray(raw.options) ? raw.options.map(normalizeOption) : [];
  return {
    type,
    name: raw.name,
    name_localizations: raw.name_localizations ?? null,
    description: raw.description ?? '',
    description_localizations: raw.description_localizations ?? null,
    ...(options.length > 0 ? { options } : {}),
    // Taken as a number too, and told as text.
    default_member_permissions:
      raw.default_member_permissions == null ? null : String(raw.default_member_permissions),
    dm_permission: raw.dm_permission ?? true,
    contexts: raw.contexts ?? null,
    // The default is what the application is configured for: servers and users.
    integration_types: raw.integration_types ?? [0, 1],
    nsfw: raw.nsfw ?? false,
  };
}

/**
 * Checks the choices that answer an autocomplete interaction.
 * @param type of the option that is being typed.
 * @throws ApiError 50035
 */
export function checkAutocomplete(
  body: unknown,
  type: number,
): APIApplicationCommandOptionChoice[] {
  const problems = createProblems();
  const raw = isObject(body) ? body : {};
  if (raw.choices === undefined) problems.required(['choices']);
  checkChoices(raw.choices, type, ['choices'], problems);
  problems.throwIfAny();
  return raw.choices as APIApplicationCommandOptionChoice[];
}
