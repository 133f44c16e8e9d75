/** The parts that laid-out messages are made of, and how much of a message they take (Components V2). */
import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInContainer,
  type APIComponentInMessageActionRow,
  type APIContainerComponent,
  type APIMessageTopLevelComponent,
  type APISectionComponent,
  type APISelectMenuOption,
  type APISeparatorComponent,
  type APITextDisplayComponent,
  type ChannelType,
  ComponentType,
  SelectMenuDefaultValueType,
} from 'discord.js';
import { COLOURS, type MessageKind } from './colours.ts';
import { type Action, encodeCustomId } from './custom-id.ts';
import {
  LAYOUT_COMPONENTS_MAX,
  LAYOUT_TEXT_MAX,
  MENU_PLACEHOLDER_MAX,
  MESSAGE_BYTES_MAX,
} from './limits.ts';
import { isRaw, partsOf } from './raw-message.ts';

/** Anything that a layout, or a container of it, is made of. */
export type Part = APIComponentInContainer;

/**
 * Ids of the parts that are found again in a message that was sent (`src/discord/answered-message.ts`).
 * Discord numbers all others itself, on from the last: in this order they come to stand in a message.
 */
export const MARKED = {
  /** The text that repeats the question. */
  question: 1_001,
  /** The text that repeats what was searched in its place, where no custom id has room for that. */
  asked: 1_002,
  /** The text that says an answer may be none. */
  maybe: 2_001,
  /** The container of a passage that was opened beneath an answer. */
  opened: 3_001,
  /** The first of the texts that `checkAll` checks; each has twice this room: where it stands, and its words. */
  unquoted: 4_001,
} as const;

/** A text in Discord's Markdown. */
export function text(content: string, id?: number): APITextDisplayComponent {
  return { type: ComponentType.TextDisplay, ...(id !== undefined && { id }), content };
}

/** A text with a button at its side. */
export function section(content: string, accessory: APIButtonComponent): APISectionComponent {
  return { type: ComponentType.Section, components: [text(content)], accessory };
}

/** Several lines as one text; nothing where there are none. */
export function linesText(lines: readonly string[]): APITextDisplayComponent[] {
  return lines.length === 0 ? [] : [text(lines.join('\n'))];
}

/** Parts that belong together, with a bar at their side that tells what they are. */
export function container(
  components: readonly Part[],
  kind: MessageKind,
  id?: number,
): APIContainerComponent {
  return {
    type: ComponentType.Container,
    ...(id !== undefined && { id }),
    accent_color: COLOURS[kind],
    components: [...components],
  };
}

/** A line between two parts. */
export function divider(): APISeparatorComponent {
  return { type: ComponentType.Separator };
}

/** Up to five buttons beside each other; nothing where there are none. */
export function buttonRow(
  buttons: readonly APIButtonComponent[],
): APIActionRowComponent<APIComponentInMessageActionRow>[] {
  return buttons.length === 0 ? [] : [{ type: ComponentType.ActionRow, components: [...buttons] }];
}

/** What a menu of channels may be chosen from, how many, and which are. */
export interface ChannelChoice {
  readonly types: readonly ChannelType[];
  readonly chosen: readonly string[];
  readonly least: number;
  readonly most: number;
}

/** A menu of the server's channels. */
export function channelRow(
  action: Action,
  placeholder: string,
  { types, chosen, least, most }: ChannelChoice,
): APIActionRowComponent<APIComponentInMessageActionRow> {
  const menu = {
    type: ComponentType.ChannelSelect as const,
    custom_id: encodeCustomId(action),
    placeholder: placeholder.slice(0, MENU_PLACEHOLDER_MAX),
    channel_types: [...types],
    default_values: chosen.map((id) => ({ id, type: SelectMenuDefaultValueType.Channel as const })),
    min_values: least,
    max_values: most,
  };
  return { type: ComponentType.ActionRow, components: [menu] };
}

/** A menu of which one option is chosen; nothing where there are no options. */
export function menuRow(
  action: Action,
  placeholder: string,
  options: readonly APISelectMenuOption[],
): APIActionRowComponent<APIComponentInMessageActionRow>[] {
  if (options.length === 0) return [];
  const menu = {
    type: ComponentType.StringSelect as const,
    custom_id: encodeCustomId(action),
    placeholder: placeholder.slice(0, MENU_PLACEHOLDER_MAX),
    options: [...options],
  };
  return [{ type: ComponentType.ActionRow, components: [menu] }];
}

/** The options of a menu, the one of this value marked as chosen. */
export function withChosen(
  options: readonly APISelectMenuOption[],
  value: string,
): APISelectMenuOption[] {
  return options.map((option) => ({ ...option, default: option.value === value }));
}

/** How much something takes of what a message may hold, or how much of that is left. */
export interface Size {
  /** Components, nested ones included. */
  readonly components: number;
  /** UTF-16 units of all texts. */
  readonly units: number;
  /** UTF-8 bytes of the JSON. */
  readonly bytes: number;
}

/** discord.js and the wire add `allowed_mentions`, `flags`, `content` and the like to a message. */
const ENVELOPE_BYTES = 400;

/** What parts take. */
export function sizeOf(layout: readonly APIMessageTopLevelComponent[]): Size {
  let [components, units] = [0, 0];
  for (const part of partsOf(layout)) {
    components++;
    if (typeof part.content === 'string') units += part.content.length;
  }
  return { components, units, bytes: Buffer.byteLength(JSON.stringify(layout)) };
}

/** What a message has room for beside these parts; below 0 where they are too much already. */
export function roomBeside(layout: readonly APIMessageTopLevelComponent[]): Size {
  const { components, units, bytes } = sizeOf(layout);
  return {
    components: LAYOUT_COMPONENTS_MAX - components,
    units: LAYOUT_TEXT_MAX - units,
    bytes: MESSAGE_BYTES_MAX - ENVELOPE_BYTES - bytes,
  };
}

/** Whether a message may hold all of it. */
export function fitsMessage(layout: readonly APIMessageTopLevelComponent[]): boolean {
  return Object.values(roomBeside(layout)).every((left) => left >= 0);
}

/** The custom ids of a layout's buttons and menus, however deep. */
export function customIdsOf(layout: readonly APIMessageTopLevelComponent[]): string[] {
  return partsOf(layout)
    .map((part) => part.custom_id)
    .filter((id) => typeof id === 'string');
}

/** Whether a button or menu of this custom id is among the parts, however deep. */
export function holdsCustomId(
  layout: readonly APIMessageTopLevelComponent[],
  customId: string,
): boolean {
  return customIdsOf(layout).includes(customId);
}

/** The same parts with every button changed as is wanted, however deep it lies. */
export function withButtons(
  layout: readonly APIMessageTopLevelComponent[],
  change: (button: APIButtonComponent) => APIButtonComponent,
): APIMessageTopLevelComponent[] {
  const changed = (part: unknown): unknown => {
    if (!isRaw(part)) return part;
    if (part.type === ComponentType.Button) return change(part as unknown as APIButtonComponent);
    return {
      ...part,
      ...(Array.isArray(part.components) && { components: part.components.map(changed) }),
      ...(part.accessory !== undefined && { accessory: changed(part.accessory) }),
    };
  };
  return layout.map((part) => changed(part) as APIMessageTopLevelComponent);
}
