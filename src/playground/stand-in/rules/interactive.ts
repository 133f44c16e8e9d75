/** Checks buttons and select menus, in messages and forms, as Discord does. */
import { ButtonStyle, ComponentType } from 'discord.js';
import { BUTTON, CUSTOM_ID_LENGTH, SELECT } from './limits.ts';
import { isObject, type JsonObject, type Path, type Problems } from './problems.ts';

/** What is counted over all components of a message or modal, nested ones included. */
export interface ComponentTally {
  readonly customIds: Set<string>;
  readonly ids: Set<number>;
  readonly texts: string[];
  /** Names of the files that `attachment://` may stand for. */
  readonly files: ReadonlySet<string>;
  count: number;
}

/** Counts nothing yet. @param files names of the message's files. */
export function emptyTally(files: Iterable<string> = []): ComponentTally {
  return { customIds: new Set(), ids: new Set(), texts: [], files: new Set(files), count: 0 };
}

/** The kinds of select menu. */
export const SELECTS: readonly ComponentType[] = [
  ComponentType.StringSelect,
  ComponentType.UserSelect,
  ComponentType.RoleSelect,
  ComponentType.MentionableSelect,
  ComponentType.ChannelSelect,
];

/** Checks a custom id: there, short enough, and not used before in the same message. */
export function checkCustomId(
  raw: JsonObject,
  path: Path,
  problems: Problems,
  tally: ComponentTally,
) {
  const at = [...path, 'custom_id'];
  const id = problems.text(raw.custom_id, at, { min: 1, max: CUSTOM_ID_LENGTH, required: true });
  if (id === undefined) return;
  if (tally.customIds.has(id))
    problems.add(at, 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated');
  tally.customIds.add(id);
}

/** Checks a button, in a row or beside a section. */
export function checkButton(
  raw: JsonObject,
  path: Path,
  problems: Problems,
  tally: ComponentTally,
) {
  const style = problems.integer(raw.style, [...path, 'style'], { min: 1, max: 6 });
  if (style === undefined) problems.required([...path, 'style']);
  problems.text(raw.label, [...path, 'label'], { max: BUTTON.label });
  problems.boolean(raw.disabled, [...path, 'disabled']);
  if (style === ButtonStyle.Link) {
    const rule = { max: BUTTON.url, schemes: ['http', 'https', 'discord'], required: true };
    problems.url(raw.url, [...path, 'url'], rule);
    if (raw.custom_id !== undefined)
      problems.add(path, 'BUTTON_COMPONENT_INVALID', 'A link button cannot have a custom id');
  } else {
    if (style !== ButtonStyle.Premium) checkCustomId(raw, path, problems, tally);
    if (raw.url !== undefined && raw.url !== null)
      problems.add(path, 'BUTTON_COMPONENT_INVALID', 'Only a link button can have an address');
  }
  if (style !== ButtonStyle.Premium && !raw.label && !isObject(raw.emoji))
    problems.add(path, 'BUTTON_COMPONENT_INVALID', 'A button must have a label or an emoji');
}

/** An id as Discord writes it. */
const SNOWFLAKE = /^\d{1,20}$/;

/** Of what each menu that fills itself may have been chosen before. */
const DEFAULT_TYPES: Readonly<Record<number, readonly string[]>> = {
  [ComponentType.UserSelect]: ['user'],
  [ComponentType.RoleSelect]: ['role'],
  [ComponentType.MentionableSelect]: ['user', 'role'],
  [ComponentType.ChannelSelect]: ['channel'],
};

/** components/reference.mdx, "Channel Select": `default_values` are as many as may be chosen, `channel_types` are types. */
function checkDefaults(
  raw: JsonObject,
  path: Path,
  problems: Problems,
  { least, most }: { readonly least: number; readonly most: number },
): void {
  const at = [...path, 'default_values'];
  const types = DEFAULT_TYPES[Number(raw.type)] ?? [];
  const values = problems.list(raw.default_values, at, { max: most });
  if (values.length > 0 && values.length < least)
    problems.add(at, 'SELECT_COMPONENT_DEFAULT_VALUES', 'Fewer than min_values');
  for (const [index, item] of values.entries()) {
    const { id, type } = problems.object(item, [...at, index]);
    if (typeof id !== 'string' || !SNOWFLAKE.test(id))
      problems.add([...at, index, 'id'], 'NUMBER_TYPE_COERCE', 'Value is not snowflake.');
    if (!types.includes(String(type)))
      problems.add([...at, index, 'type'], 'BASE_TYPE_CHOICES', `Value must be one of ${types}`);
  }
  const kinds = problems.list(raw.channel_types, [...path, 'channel_types'], { max: 25 });
  for (const [index, kind] of kinds.entries())
    problems.integer(kind, [...path, 'channel_types', index], { min: 0, max: 16 });
}

/** Checks a select menu, in a message or in a modal. */
export function checkSelect(
  raw: JsonObject,
  path: Path,
  problems: Problems,
  tally: ComponentTally,
) {
  checkCustomId(raw, path, problems, tally);
  problems.text(raw.placeholder, [...path, 'placeholder'], { max: SELECT.placeholder });
  problems.boolean(raw.disabled, [...path, 'disabled']);
  const least = problems.integer(raw.min_values, [...path, 'min_values'], { min: 0, max: 25 });
  const most = problems.integer(raw.max_values, [...path, 'max_values'], { min: 1, max: 25 });
  if ((least ?? 1) > (most ?? Math.max(1, least ?? 1)))
    problems.add([...path, 'max_values'], 'SELECT_COMPONENT_MAX_VALUES', 'Below min_values');
  if (raw.type !== ComponentType.StringSelect) {
    checkDefaults(raw, path, problems, { least: least ?? 1, most: most ?? 1 });
    return;
  }
  const seen = new Set<string>();
  const rule = { min: 1, max: SELECT.options };
  for (const [index, item] of problems.list(raw.options, [...path, 'options'], rule).entries()) {
    const at = [...path, 'options', index];
    const option = problems.object(item, at);
    const text = { min: 1, max: SELECT.option, required: true };
    problems.text(option.label, [...at, 'label'], text);
    const value = problems.text(option.value, [...at, 'value'], text);
    problems.text(option.description, [...at, 'description'], { max: SELECT.option });
    if (value !== undefined && seen.has(value))
      problems.add(
        [...at, 'value'],
        'COMPONENT_OPTION_VALUE_DUPLICATED',
        'The specified option value is already used',
      );
    seen.add(value ?? '');
  }
}
