/** "Which one?": the sentences that somebody may mean, to be looked at and shared, for their eyes alone. */
import {
  type APIActionRowComponent,
  type APIMessageTopLevelComponent,
  type APISelectMenuOption,
  type APIStringSelectComponent,
  ComponentType,
} from 'discord.js';
import type { Quote } from '../citations/quote.ts';
import type { Say } from '../languages/say.ts';
import { encodeCustomId } from './custom-id.ts';
import { oneLine } from './escape.ts';
import { cutLabel } from './fit.ts';
import { laidOut } from './laid-out.ts';
import { MENU_LABEL_MAX, MENU_OPTIONS_MAX, MESSAGE_BYTES_MAX } from './limits.ts';
import type { LayoutBody } from './message.ts';
import { renderContext } from './render.ts';

/** A sentence to choose. */
export interface Choosable {
  /** Where it stands, as one word. */
  readonly value: string;
  readonly text: string;
  /** The article that it is from, with publisher and date. */
  readonly from: string;
}

/** UTF-8 bytes that the menu may take: what was chosen is shown beneath it. */
const MENU_BYTES_MAX = 5_500;
/** What the wire adds to a message. */
const ENVELOPE_BYTES = 400;

/** Options for sentences, best first; two that look alike are one, and so many as there is room for. */
export function sentenceOptions(sentences: readonly Choosable[]): APISelectMenuOption[] {
  const options = new Map<string, APISelectMenuOption>();
  let bytes = 0;
  for (const { value, text, from } of sentences) {
    const label = cutLabel(oneLine(text), MENU_LABEL_MAX, '…');
    const description = cutLabel(oneLine(from), MENU_LABEL_MAX, '…');
    const option = { label, value, ...(description !== '' && { description }) };
    bytes += Buffer.byteLength(JSON.stringify(option)) + 1;
    if (bytes > MENU_BYTES_MAX || options.size === MENU_OPTIONS_MAX) break;
    if (label !== '' && !options.has(label)) options.set(label, option);
  }
  return [...options.values()];
}

/**
 * The question with its menu, and beneath them the quote that was chosen, with Share.
 * @param options of which the chosen one is marked.
 */
export function renderWhichSentence(
  say: Say,
  options: readonly APISelectMenuOption[],
  chosen: Quote | null,
  notes: readonly string[] = [],
): LayoutBody {
  const menu = menuOf(say, options);
  if (chosen === null) return { layout: [text(say('quoteWhich')), menu] };
  const shown = laidOut(renderContext(say, chosen, notes));
  const layout = [text(say('quoteWhich')), menu, ...shown.layout];
  const bytes = Buffer.byteLength(JSON.stringify(layout)) + ENVELOPE_BYTES;
  // A sentence may be as long as a message: then it has all the room.
  return bytes <= MESSAGE_BYTES_MAX ? { layout } : shown;
}

/** The options of a menu that was used, the chosen one marked. */
export function withChosen(
  options: readonly APISelectMenuOption[],
  value: string,
): APISelectMenuOption[] {
  return options.map((option) => ({ ...option, default: option.value === value }));
}

function text(content: string): APIMessageTopLevelComponent {
  return { type: ComponentType.TextDisplay, content };
}

function menuOf(
  say: Say,
  options: readonly APISelectMenuOption[],
): APIActionRowComponent<APIStringSelectComponent> {
  const menu: APIStringSelectComponent = {
    type: ComponentType.StringSelect,
    custom_id: encodeCustomId({ name: 'choose' }),
    placeholder: say('quoteChoose'),
    options: [...options],
  };
  return { type: ComponentType.ActionRow, components: [menu] };
}
