/** Finds components in messages and forms, and fills a form in as Discord's client does. */
import { ComponentType } from 'discord.js';
import { Refusal } from '../../refusals.ts';
import { type IncomingFile, storeFile } from './files.ts';
import { type Resolved, resolveId } from './options.ts';
import { isObject, type JsonObject } from './rules/problems.ts';
import type { Channel, World } from './world.ts';

/** What a person enters in a field of a form: text, a choice, several, a tick, or files. */
export type FieldValue = string | boolean | readonly string[] | readonly IncomingFile[];

const SINGLE: readonly number[] = [
  ComponentType.TextInput,
  ComponentType.RadioGroup,
  ComponentType.Checkbox,
];

/** Every component inside `components`, at any depth, in reading order. */
export function allComponents(components: unknown): JsonObject[] {
  if (!Array.isArray(components)) return [];
  return components
    .filter(isObject)
    .flatMap((one) => [
      one,
      ...allComponents(one.components),
      ...allComponents(one.accessory === undefined ? [] : [one.accessory]),
      ...allComponents(one.component === undefined ? [] : [one.component]),
    ]);
}

/** What the ids that a select gives stand for. */
export function kindsOfSelect(type: number): readonly ('user' | 'channel' | 'role')[] {
  if (type === ComponentType.UserSelect) return ['user'];
  if (type === ComponentType.RoleSelect) return ['role'];
  if (type === ComponentType.MentionableSelect) return ['user', 'role'];
  return type === ComponentType.ChannelSelect ? ['channel'] : [];
}

function fillField(
  world: World,
  channel: Channel,
  field: JsonObject,
  value: FieldValue | undefined,
  resolved: Resolved,
): JsonObject {
  const common = { id: field.id, type: field.type, custom_id: field.custom_id };
  if (SINGLE.includes(Number(field.type))) {
    const none =
      field.type === ComponentType.Checkbox
        ? false
        : field.type === ComponentType.RadioGroup
          ? null
          : '';
    return { ...common, value: value ?? field.value ?? none };
  }
  const given = value === undefined ? [] : Array.isArray(value) ? value : [value];
  const values = given.map((one: string | IncomingFile) => {
    if (typeof one === 'string') {
      resolveId(world, channel, one, kindsOfSelect(Number(field.type)), resolved);
      return one;
    }
    const attachment = storeFile(world, channel.id, one);
    resolved.attachments[attachment.id] = attachment;
    return attachment.id;
  });
  return { ...common, values };
}

/**
 * The components of a form with what was entered.
 * @param values by the field's custom id; fields left out keep what the form had in them.
 */
export function fillForm(
  world: World,
  channel: Channel,
  components: unknown,
  values: Readonly<Record<string, FieldValue>>,
  resolved: Resolved,
): JsonObject[] {
  const fill = (field: unknown) => {
    if (!isObject(field)) throw new Refusal('fieldWithoutType');
    return fillField(world, channel, field, values[String(field.custom_id)], resolved);
  };
  return (Array.isArray(components) ? components.filter(isObject) : []).map((top) => {
    const common = { id: top.id, type: top.type };
    if (top.type === ComponentType.ActionRow)
      return { ...common, components: (top.components as unknown[]).map(fill) };
    return top.type === ComponentType.Label
      ? { ...common, component: fill(top.component) }
      : common;
  });
}
