/** Checks the components of messages, old style and Components V2, as Discord does. */
import { type APIMessageTopLevelComponent, ButtonStyle, ComponentType } from 'discord.js';
import { failure } from '../api-error.ts';
import {
  ACTION_ROWS,
  BUTTON,
  BUTTONS_PER_ROW,
  CUSTOM_ID_LENGTH,
  EMBED,
  GALLERY_ITEMS,
  MEDIA_DESCRIPTION,
  SCHEMES,
  SECTION_TEXTS,
  SELECT,
  TEXT_DISPLAY_BYTES,
  TEXT_DISPLAY_OVERHEAD,
  V2_COMPONENTS,
  V2_TEXT_SUM,
} from './limits.ts';
import { codePoints, isObject, type JsonObject, type Path, type Problems } from './problems.ts';

/** What is counted over all components of a message or modal. */
export interface ComponentTally {
  readonly customIds: Set<string>;
  readonly texts: string[];
  count: number;
}

/** The kinds of select menu. */
export const SELECTS: readonly ComponentType[] = [
  ComponentType.StringSelect,
  ComponentType.UserSelect,
  ComponentType.RoleSelect,
  ComponentType.MentionableSelect,
  ComponentType.ChannelSelect,
];
const IN_CONTAINER = [
  ComponentType.ActionRow,
  ComponentType.TextDisplay,
  ComponentType.Section,
  ComponentType.MediaGallery,
  ComponentType.Separator,
  ComponentType.File,
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

function checkButton(raw: JsonObject, path: Path, problems: Problems, tally: ComponentTally) {
  const style = problems.integer(raw.style, [...path, 'style'], { min: 1, max: 6 });
  if (style === undefined) problems.required([...path, 'style']);
  problems.text(raw.label, [...path, 'label'], { max: BUTTON.label });
  problems.boolean(raw.disabled, [...path, 'disabled']);
  if (style === ButtonStyle.Link) {
    const rule = { max: BUTTON.url, schemes: ['http', 'https', 'discord'], required: true };
    problems.url(raw.url, [...path, 'url'], rule);
    if (raw.custom_id !== undefined)
      problems.add(path, 'BUTTON_COMPONENT_INVALID', 'A link button cannot have a custom id');
  } else if (style !== ButtonStyle.Premium) checkCustomId(raw, path, problems, tally);
  if (style !== ButtonStyle.Premium && !raw.label && !isObject(raw.emoji))
    problems.add(path, 'BUTTON_COMPONENT_INVALID', 'A button must have a label or an emoji');
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
  const least = problems.integer(raw.min_values, [...path, 'min_values'], { min: 0, max: 25 });
  const most = problems.integer(raw.max_values, [...path, 'max_values'], { min: 1, max: 25 });
  if ((least ?? 1) > (most ?? Math.max(1, least ?? 1)))
    problems.add([...path, 'max_values'], 'SELECT_COMPONENT_MAX_VALUES', 'Below min_values');
  if (raw.type !== ComponentType.StringSelect) return;
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

function checkMedia(value: unknown, path: Path, problems: Problems) {
  const media = problems.object(value, path);
  problems.url(media.url, [...path, 'url'], {
    max: EMBED.url,
    schemes: SCHEMES.webOrFile,
    required: true,
  });
}

/** Checks a text display and counts its text. */
export function checkTextDisplay(
  raw: JsonObject,
  path: Path,
  problems: Problems,
  tally: ComponentTally,
) {
  const rule = { min: 1, max: V2_TEXT_SUM, required: true };
  const text = problems.text(raw.content, [...path, 'content'], rule);
  if (text !== undefined) tally.texts.push(text);
}

function checkChildren(
  value: unknown,
  path: Path,
  rule: { min: number; max: number; allowed: readonly ComponentType[] },
  problems: Problems,
  tally: ComponentTally,
): JsonObject[] {
  const children = problems.list(value, path, rule);
  return children.map((child, index) =>
    checkComponent(child, [...path, index], rule.allowed, problems, tally),
  );
}

function checkComponent(
  value: unknown,
  path: Path,
  allowed: readonly ComponentType[],
  problems: Problems,
  tally: ComponentTally,
): JsonObject {
  const raw = problems.object(value, path);
  const type = raw.type as ComponentType;
  tally.count++;
  if (!allowed.includes(type)) {
    const known = allowed.join(', ');
    problems.add(
      [...path, 'type'],
      'UNION_TYPE_CHOICES',
      `Value of field "type" must be one of (${known}).`,
    );
    return raw;
  }
  const at = [...path, 'components'];
  if (type === ComponentType.ActionRow) {
    const rule = { min: 1, max: BUTTONS_PER_ROW, allowed: [ComponentType.Button, ...SELECTS] };
    const children = checkChildren(raw.components, at, rule, problems, tally);
    // A row holds buttons or one select, never both.
    if (children.length > 1 && children.some((child) => child.type !== ComponentType.Button))
      problems.add(
        at,
        'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
        'The specified component exceeds the maximum width',
      );
  } else if (type === ComponentType.Button) checkButton(raw, path, problems, tally);
  else if (SELECTS.includes(type)) checkSelect(raw, path, problems, tally);
  else if (type === ComponentType.TextDisplay) checkTextDisplay(raw, path, problems, tally);
  else if (type === ComponentType.Section) {
    const texts = { min: 1, max: SECTION_TEXTS, allowed: [ComponentType.TextDisplay] };
    checkChildren(raw.components, at, texts, problems, tally);
    const accessories = [ComponentType.Button, ComponentType.Thumbnail];
    checkComponent(raw.accessory, [...path, 'accessory'], accessories, problems, tally);
  } else if (type === ComponentType.Container) {
    const rule = { min: 1, max: V2_COMPONENTS, allowed: IN_CONTAINER };
    checkChildren(raw.components, at, rule, problems, tally);
  } else if (type === ComponentType.Thumbnail) {
    checkMedia(raw.media, [...path, 'media'], problems);
    problems.text(raw.description, [...path, 'description'], { max: MEDIA_DESCRIPTION });
  } else if (type === ComponentType.File) checkMedia(raw.file, [...path, 'file'], problems);
  else if (type === ComponentType.MediaGallery) {
    const items = problems.list(raw.items, [...path, 'items'], { min: 1, max: GALLERY_ITEMS });
    for (const [index, item] of items.entries())
      checkMedia(
        problems.object(item, [...path, 'items', index]).media,
        [...path, 'items', index, 'media'],
        problems,
      );
  }
  return raw;
}

/** Gives each component without one an `id`, in reading order, as Discord does. */
export function numberComponents(components: readonly unknown[]): void {
  let next = 1;
  const visit = (value: unknown) => {
    if (!isObject(value)) return;
    if (typeof value.id !== 'number' || value.id === 0) value.id = next;
    next = Math.max(next, value.id as number) + 1;
    for (const child of Array.isArray(value.components) ? value.components : []) visit(child);
    if (value.accessory !== undefined) visit(value.accessory);
    if (value.component !== undefined) visit(value.component);
  };
  for (const component of components) visit(component);
}

/**
 * Checks a message's components.
 * @param v2 whether the message carries the Components V2 flag.
 * @returns a copy with every component's `id` filled in.
 * @throws ApiError 500 beyond the undocumented byte limit; other complaints go to `problems`.
 */
export function checkComponents(
  value: unknown,
  v2: boolean,
  problems: Problems,
): APIMessageTopLevelComponent[] {
  const tally: ComponentTally = { customIds: new Set(), texts: [], count: 0 };
  const rule = v2
    ? { min: 0, max: V2_COMPONENTS, allowed: [...IN_CONTAINER, ComponentType.Container] }
    : { min: 0, max: ACTION_ROWS, allowed: [ComponentType.ActionRow] };
  const checked = checkChildren(value, ['components'], rule, problems, tally);
  if (v2) {
    if (tally.count > V2_COMPONENTS)
      problems.add(
        ['components'],
        'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
        `The total number of components cannot exceed ${V2_COMPONENTS}`,
      );
    if (tally.texts.reduce((sum, text) => sum + codePoints(text), 0) > V2_TEXT_SUM)
      problems.add(
        ['components'],
        'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
        `Total displayable text size exceeds maximum size of ${V2_TEXT_SUM}`,
      );
    const bytes = tally.texts.reduce(
      (sum, text) => sum + Buffer.byteLength(text) + TEXT_DISPLAY_OVERHEAD,
      0,
    );
    problems.throwIfAny();
    if (bytes > TEXT_DISPLAY_BYTES) throw failure.internal();
  }
  problems.throwIfAny();
  const components = structuredClone(checked);
  numberComponents(components);
  return components as unknown as APIMessageTopLevelComponent[];
}
