/** Checks the components of messages, old style and Components V2, as Discord does. */
import { type APIMessageTopLevelComponent, ComponentType } from 'discord.js';
import { failure } from '../api-error.ts';
import { checkComponentId, numberComponents } from './component-ids.ts';
import {
  type ComponentTally,
  checkButton,
  checkSelect,
  emptyTally,
  SELECTS,
} from './interactive.ts';
import {
  ACTION_ROWS,
  BUTTONS_PER_ROW,
  LAST_COLOUR,
  SECTION_TEXTS,
  TEXT_DISPLAY_BYTES,
  TEXT_DISPLAY_OVERHEAD,
  V2_COMPONENTS,
  V2_TEXT_SUM,
} from './limits.ts';
import { checkFile, checkGallery, checkPicture } from './media.ts';
import { codePoints, type JsonObject, type Path, type Problems } from './problems.ts';

const IN_CONTAINER = [
  ComponentType.ActionRow,
  ComponentType.TextDisplay,
  ComponentType.Section,
  ComponentType.MediaGallery,
  ComponentType.Separator,
  ComponentType.File,
];

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

function checkRow(raw: JsonObject, path: Path, problems: Problems, tally: ComponentTally): void {
  const at = [...path, 'components'];
  const rule = { min: 1, max: BUTTONS_PER_ROW, allowed: [ComponentType.Button, ...SELECTS] };
  const children = checkChildren(raw.components, at, rule, problems, tally);
  // A row holds buttons or one select, never both.
  if (children.length > 1 && children.some((child) => child.type !== ComponentType.Button))
    problems.add(
      at,
      'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
      'The specified component exceeds the maximum width',
    );
}

function checkSection(raw: JsonObject, path: Path, problems: Problems, tally: ComponentTally) {
  const texts = { min: 1, max: SECTION_TEXTS, allowed: [ComponentType.TextDisplay] };
  checkChildren(raw.components, [...path, 'components'], texts, problems, tally);
  const at = [...path, 'accessory'];
  const accessories = [ComponentType.Button, ComponentType.Thumbnail];
  if (raw.accessory === undefined || raw.accessory === null) problems.required(at);
  else checkComponent(raw.accessory, at, accessories, problems, tally);
}

function checkContainer(raw: JsonObject, path: Path, problems: Problems, tally: ComponentTally) {
  problems.integer(raw.accent_color, [...path, 'accent_color'], { min: 0, max: LAST_COLOUR });
  problems.boolean(raw.spoiler, [...path, 'spoiler']);
  const rule = { min: 1, max: V2_COMPONENTS, allowed: IN_CONTAINER };
  checkChildren(raw.components, [...path, 'components'], rule, problems, tally);
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
  checkComponentId(raw, path, problems, tally);
  if (type === ComponentType.ActionRow) checkRow(raw, path, problems, tally);
  else if (type === ComponentType.Button) checkButton(raw, path, problems, tally);
  else if (SELECTS.includes(type)) checkSelect(raw, path, problems, tally);
  else if (type === ComponentType.TextDisplay) checkTextDisplay(raw, path, problems, tally);
  else if (type === ComponentType.Section) checkSection(raw, path, problems, tally);
  else if (type === ComponentType.Container) checkContainer(raw, path, problems, tally);
  else if (type === ComponentType.Thumbnail) checkPicture(raw, path, problems, tally);
  else if (type === ComponentType.MediaGallery) checkGallery(raw, path, problems, tally);
  else if (type === ComponentType.File) checkFile(raw, path, problems, tally);
  else if (type === ComponentType.Separator) {
    problems.integer(raw.spacing, [...path, 'spacing'], { min: 1, max: 2 });
    problems.boolean(raw.divider, [...path, 'divider']);
  }
  return raw;
}

/** Checks what all components of a Components V2 message share. @throws ApiError 500 beyond the byte limit. */
function checkSums({ count, texts }: ComponentTally, problems: Problems): void {
  const at = ['components'];
  if (count > V2_COMPONENTS)
    problems.add(
      at,
      'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
      `The total number of components cannot exceed ${V2_COMPONENTS}`,
    );
  if (texts.reduce((sum, text) => sum + codePoints(text), 0) > V2_TEXT_SUM)
    problems.add(
      at,
      'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
      `Total displayable text size exceeds maximum size of ${V2_TEXT_SUM}`,
    );
  problems.throwIfAny();
  const bytes = texts.reduce(
    (sum, text) => sum + Buffer.byteLength(text) + TEXT_DISPLAY_OVERHEAD,
    0,
  );
  if (bytes > TEXT_DISPLAY_BYTES) throw failure.internal();
}

/**
 * Checks a message's components.
 * @param v2 whether the message carries the Components V2 flag.
 * @param files names of the files that the message has, or that come with it.
 * @returns a copy with every component's `id` filled in.
 * @throws ApiError 500 beyond the undocumented byte limit; other complaints go to `problems`.
 */
export function checkComponents(
  value: unknown,
  v2: boolean,
  files: Iterable<string>,
  problems: Problems,
): APIMessageTopLevelComponent[] {
  const tally = emptyTally(files);
  const rule = v2
    ? { min: 0, max: V2_COMPONENTS, allowed: [...IN_CONTAINER, ComponentType.Container] }
    : { min: 0, max: ACTION_ROWS, allowed: [ComponentType.ActionRow] };
  const checked = checkChildren(value, ['components'], rule, problems, tally);
  if (v2) checkSums(tally, problems);
  problems.throwIfAny();
  const components = structuredClone(checked);
  numberComponents(components);
  return components as unknown as APIMessageTopLevelComponent[];
}
