/** What is seen of a message, whether it is laid out or made of content, embeds and buttons. */
import { type APIEmbed, ComponentType } from 'discord.js';
import type { Showing } from '../../src/discord/buttons.ts';
import { wordsOf } from '../../src/discord/plain.ts';

/** As somebody's own message is shown in a channel with others, where there is no reader page. */
export const PRIVATELY: Showing = {
  canShare: true,
  removableBy: null,
  publicUrlOf: () => null,
};

/** A message as it is sent, as it is received, or of the renderers. */
export interface AnyMessage {
  readonly content?: string;
  readonly embeds?: readonly unknown[];
  readonly components?: readonly unknown[];
  readonly layout?: readonly unknown[];
}

type Part = Readonly<Record<string, unknown>>;

/** Every component, outermost first, in reading order. */
export function partsOf({ components = [], layout = components }: AnyMessage): Part[] {
  const found: Part[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const part = value as Part;
    found.push(part);
    if (Array.isArray(part.components)) part.components.forEach(visit);
    visit(part.accessory);
  };
  layout.forEach(visit);
  return found;
}

/** Every text of a message, in reading order: content, words of embeds, text displays. */
export function textsOf(message: AnyMessage): string[] {
  const displays = partsOf(message).filter(({ type }) => type === ComponentType.TextDisplay);
  const embeds = (message.embeds ?? []) as readonly APIEmbed[];
  const texts = [message.content ?? '', ...embeds.map(wordsOf)];
  return [...texts, ...displays.map(({ content }) => content as string)].filter(Boolean);
}

/** All of it, a line break between two texts. */
export function textOf(message: AnyMessage): string {
  return textsOf(message).join('\n');
}

/** The same as it is read: without the marks of what is bold. */
export function wordsIn(message: AnyMessage): string {
  return textOf(message).replaceAll('**', '');
}

/** A button, by what it says; `id` is '' of a link, `url` '' of what is none. */
export interface SeenButton {
  readonly label: string;
  readonly id: string;
  readonly url: string;
  readonly style: number;
  readonly disabled: boolean;
}

/** Every button of a message, those beside titles included. */
export function buttonsIn(message: AnyMessage): SeenButton[] {
  return partsOf(message).flatMap(seenButton);
}

function seenButton(part: Part): SeenButton[] {
  if (part.type !== ComponentType.Button) return [];
  const { label = '', custom_id: id = '', url = '', style, disabled = false } = part;
  return [{ label, id, url, style, disabled } as SeenButton];
}

/** A menu, and what can be chosen in it. */
export interface SeenMenu {
  readonly id: string;
  readonly placeholder: string;
  readonly options: readonly {
    readonly label: string;
    readonly value: string;
    readonly description?: string;
    readonly default?: boolean;
  }[];
}

/** Every menu of a message. */
export function menusIn(message: AnyMessage): SeenMenu[] {
  return partsOf(message)
    .filter(({ type }) => type === ComponentType.StringSelect)
    .map(({ custom_id: id, placeholder = '', options = [] }) => ({
      ...{ id, placeholder, options },
    })) as SeenMenu[];
}

/** A passage as a laid-out message shows it. */
export interface SeenPassage {
  /** The heading above it, or the name beneath it, as it was written; '' where it is an earlier one's. */
  readonly title: string;
  /** What stands above the title, such as the part of the question that it answers. */
  readonly above: string;
  /** The quote with its context, in Markdown. */
  readonly quote: string;
  /** The small line that says where it stands, without its mark. */
  readonly place: string;
  /** What stands beneath that. */
  readonly below: string;
  /** Where Source leads; '' where it is no link. */
  readonly source: string;
  readonly buttons: readonly SeenButton[];
  /** Of its container. */
  readonly colour: number;
}

const PLACE = /^-# .*[0-9a-z]{6}-[0-9a-z]{6}$/;
const HEADING = '### ';

/** The passages of a laid-out message, in their order. */
export function passagesIn(message: AnyMessage): SeenPassage[] {
  const containers = partsOf(message).filter(({ type }) => type === ComponentType.Container);
  return containers.flatMap(({ components, accent_color: colour }) => {
    const found: SeenPassage[] = [];
    let before: string[] = [];
    let source = '';
    for (const part of components as readonly Part[]) {
      const texts = textsOf({ layout: [part] }).join('\n');
      const buttons = buttonsIn({ layout: [part] });
      source ||= buttons.find(({ url }) => url !== '')?.url ?? '';
      if (texts !== '') before.push(...texts.split('\n'));
      if (before.some((line) => PLACE.test(line)) && texts !== '') {
        found.push({ ...passageOf(before), source, buttons: [], colour: colour as number });
        [before, source] = [[], ''];
      }
      const last = found.at(-1);
      if (part.type === ComponentType.ActionRow && last && before.length === 0) {
        found[found.length - 1] = { ...last, buttons, source: last.source || source };
        source = '';
      }
    }
    return found;
  });
}

function passageOf(lines: readonly string[]) {
  const place = lines.findIndex((line) => PLACE.test(line));
  const heading = lines.findIndex((line) => line.startsWith(HEADING));
  const isNamedBelow = /^\*\*.*\*\*$/.test(lines[place - 1] ?? '');
  const first = lines.findIndex((line) => /^(?:> |```|-# )/.test(line));
  const start = heading === -1 ? first : heading + 1;
  const named = isNamedBelow ? (lines[place - 1] ?? '').slice(2, -2) : '';
  return {
    title: heading === -1 ? named : (lines[heading] ?? '').slice(HEADING.length),
    above: lines.slice(0, heading === -1 ? first : heading).join('\n'),
    quote: lines.slice(start, isNamedBelow ? place - 1 : place).join('\n'),
    place: (lines[place] ?? '').slice(3),
    below: lines.slice(place + 1).join('\n'),
  };
}
